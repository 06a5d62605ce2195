"""Where each mart comes from, read from the queries themselves, and a picture of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from warehouse.graph import Model

Reads = Mapping[str, Sequence[str]]
"""Each table and the tables that it reads; one that no model makes (parsed, seeds) reads none."""

COLUMN, ROW, BOX_WIDTH, BOX_HEIGHT, MARGIN = 240, 30, 190, 22, 10


@dataclass(frozen=True)
class Box:
    """A table in the picture; `x` and `y` are its left upper corner in pixels."""

    name: str
    x: int
    y: int

    @property
    def layer(self) -> str:
        """The schema, which gives the box its colour."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Picture:
    """The graph, laid out: boxes, and lines as SVG paths with the two tables that they join."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[tuple[str, str, str]]


def upstream(models: Mapping[str, Model], wanted: Iterable[str]) -> dict[str, list[str]]:
    """Every table on the way to the wanted ones, with what it reads."""
    found: dict[str, list[str]] = {}
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = sorted(models[name].reads) if name in models else []
            waiting += found[name]
    return found


def draw(reads: Reads) -> Picture:
    """Lay the tables out from left to right, each to the right of all that it reads.

    Within a column a table stands near the middle of what it reads, so that lines cross less.
    """
    rank: dict[str, int] = {}
    height: dict[str, float] = {}
    for name in TopologicalSorter({each: sorted(read) for each, read in sorted(reads.items())}).static_order():
        rank[name] = 1 + max((rank[read] for read in reads[name]), default=-1)
    columns = [
        sorted(each for each in rank if rank[each] == number) for number in range(1 + max(rank.values(), default=-1))
    ]
    for column in columns:
        middle = {name: sum(height[read] for read in reads[name]) / max(1, len(reads[name])) for name in column}
        column.sort(key=lambda name: (middle[name], name))
        height |= {name: place / max(1, len(column) - 1) for place, name in enumerate(column)}
    tallest = max(map(len, columns), default=0)
    boxes = {
        name: Box(name, MARGIN + number * COLUMN, MARGIN + int((place + (tallest - len(column)) / 2) * ROW))
        for number, column in enumerate(columns)
        for place, name in enumerate(column)
    }
    lines = [(read, name, line(boxes[read], boxes[name])) for name, read_by in reads.items() for read in read_by]
    return Picture(
        2 * MARGIN + COLUMN * (len(columns) - 1) + BOX_WIDTH, 2 * MARGIN + ROW * tallest, list(boxes.values()), lines
    )


def line(start: Box, end: Box) -> str:
    """A curve from the right side of one box to the left side of another."""
    x1, y1, x2, y2 = start.x + BOX_WIDTH, start.y + BOX_HEIGHT // 2, end.x, end.y + BOX_HEIGHT // 2
    bend = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
