"""Where each mart comes from, read from the queries themselves, and a picture of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from statistics import mean

from warehouse.graph import Model

Reads = Mapping[str, Sequence[str]]
"""Each table and the tables that it reads; one that no model makes (parsed, seeds) reads none."""

COLUMN, ROW, BOX_WIDTH, BOX_HEIGHT, MARGIN = 232, 28, 204, 22, 4
SWEEPS = 8


@dataclass(frozen=True)
class Box:
    """A table in the picture; `x` and `y` are its left upper corner in pixels."""

    name: str
    x: int
    y: int

    @property
    def layer(self) -> str:
        """What gives the box its colour: whether it is published."""
        return "marts" if self.name.startswith("marts.") else "source"


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


def between_marts(reads: Reads, group: Callable[[str], str]) -> dict[str, list[str]]:
    """Each mart with the marts and sources it comes from, whatever lies between; and each source, which reads none.

    A line that follows from two others is left out: the whole graph has hundreds of tables, and nobody could read it.

    Args:
        reads: as `upstream` gives them.
        group: under which name a source stands.
    """

    @cache
    def nearest(name: str) -> frozenset[str]:
        """The closest marts and sources above a table."""
        found: set[str] = set()
        for read in reads[name]:
            if read.startswith("marts."):
                found.add(read)
            else:
                found |= nearest(read) if reads[read] else {group(read)}
        return frozenset(found)

    joined = {name: nearest(name) for name in reads if name.startswith("marts.")}

    @cache
    def above(name: str) -> frozenset[str]:
        """All marts and sources above one."""
        near = joined.get(name, frozenset())
        return near.union(*map(above, near))

    direct = {name: sorted(near - frozenset().union(*map(above, near))) for name, near in joined.items()}
    return direct | {source: [] for near in joined.values() for source in near - joined.keys()}


def draw(reads: Reads) -> Picture:
    """Lay the tables out from left to right, each to the right of all that it reads; one joined to none is left out.

    What nothing is read for stands close to its first reader, so that no line is longer than it must be; and within a
    column a table stands near the middle of what it is joined to, so that lines cross less.
    """
    readers: dict[str, list[str]] = {name: [] for name in reads}
    for name, read in reads.items():
        for each in read:
            readers[each].append(name)
    rank: dict[str, int] = {}
    for name in TopologicalSorter({each: sorted(read) for each, read in sorted(reads.items())}).static_order():
        rank[name] = 1 + max((rank[read] for read in reads[name]), default=-1)
    for name in rank:
        if not reads[name] and readers[name]:
            rank[name] = min(rank[reader] for reader in readers[name]) - 1
    joined = sorted(name for name in rank if reads[name] or readers[name])
    columns = [
        [name for name in joined if rank[name] == number] for number in range(1 + max(rank.values(), default=-1))
    ]
    place = {name: float(at) for column in columns for at, name in enumerate(column)}
    for sweep in range(SWEEPS):
        ends = reads if sweep % 2 == 0 else readers
        for column in columns if sweep % 2 == 0 else reversed(columns):
            middle = {name: mean(place[end] for end in ends[name]) if ends[name] else place[name] for name in column}
            column.sort(key=lambda name: (middle[name], name))
            place |= {name: at - len(column) / 2 for at, name in enumerate(column)}
    tallest = max(map(len, columns), default=0)
    boxes = {
        name: Box(name, MARGIN + number * COLUMN, MARGIN + int((at + (tallest - len(column)) / 2) * ROW))
        for number, column in enumerate(columns)
        for at, name in enumerate(column)
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
