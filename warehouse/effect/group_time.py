"""Group-time average effects after Callaway and Sant'Anna (2021), on sums over sums.

A cell is a wave and a period. The outcome of a set of units in a period is the sum of their numerators over the sum of
their denominators, so a purchase counts the same wherever it was made; with all denominators 1 this is the estimator
of the paper without covariates, to the last digit. Counts are compared as ratios (the saturated Poisson regression),
so a unit with none is no trouble.

Sums have any leading dimensions, `[..., group, period]`, the never-treated group last: one call serves the estimate,
a thousand permutations and a thousand resamples.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Link = Literal["difference", "log"]


@dataclass(frozen=True)
class Design:
    """Who is compared with whom.

    Attributes:
        starts: first trained period of each wave, as a position on the axis of periods.
        periods: how many periods there are.
        base_periods: how many periods before training are taken together as the base; 1 is the paper's.
        controls: `not_yet` takes in waves that are trained later, `never` does not.
        first_event: 0 counts from the period of the first gathering, 1 leaves that period out (a donut).
        link: `difference` for shares and means, `log` for counts.
        has_before: whether the time before training has cells too, which only the pre-trend needs.
    """

    starts: tuple[int, ...]
    periods: int
    base_periods: int = 1
    controls: Literal["not_yet", "never"] = "not_yet"
    first_event: int = 0
    link: Link = "difference"
    has_before: bool = True

    def linear(self) -> "Design":
        """The same comparison by difference."""
        return replace(self, link="difference")

    def cells(self) -> list["Cell"]:
        """Every wave and period that has a base, in order of wave and period."""
        return [
            Cell(wave, start, period)
            for wave, start in enumerate(self.starts)
            if start >= 1
            for period in range(1 if self.has_before else start, self.periods)
        ]

    def controls_of(self, cell: "Cell") -> list[int]:
        """Groups that a cell is compared with: the never-treated, and who is not yet trained in its period."""
        later = [wave for wave, start in enumerate(self.starts) if wave != cell.wave and start > cell.period]
        return [*(later if self.controls == "not_yet" else []), len(self.starts)]


@dataclass(frozen=True)
class Cell:
    """A wave in a period."""

    wave: int
    start: int
    period: int

    @property
    def event(self) -> int:
        """Periods since training began; negative before."""
        return self.period - self.start

    def base(self, length: int) -> slice:
        """The periods that the cell is compared with: the last before training, or before itself."""
        end = min(self.period, self.start)
        return slice(max(0, end - length), end)


def effects(numerators: Numbers, denominators: Numbers, design: Design) -> Numbers:
    """The effect of every cell.

    Args:
        numerators: sums, `[..., group, period]`.
        denominators: sums of the same shape or one that broadcasts to it.
        design: who is compared with whom.

    Returns:
        `[..., cell]`; NaN where a side has no observation (or, for counts, none at all).
    """

    @cache
    def sums(*members: int) -> tuple[Numbers, Numbers]:
        together = (each[..., members, :].sum(-2) for each in (numerators, denominators))
        above, below = (np.ascontiguousarray(np.moveaxis(each, -1, 0)) for each in together)  # periods lie together
        return above, below

    def change(members: Sequence[int], cell: Cell) -> Numbers:
        above, below = sums(*members)
        base = cell.base(design.base_periods)
        before = ratio(above[base].sum(0), below[base].sum(0), design.link)
        return ratio(above[cell.period], below[cell.period], design.link) - before

    with np.errstate(invalid="ignore", divide="ignore"):
        found = [change([cell.wave], cell) - change(design.controls_of(cell), cell) for cell in design.cells()]
    return np.stack(found, axis=-1)


def ratio(above: Numbers, below: Numbers, link: Link) -> Numbers:
    """Sum over sum, or its logarithm; NaN where that is no number."""
    value = np.where(below > 0, above / below, np.nan)
    return value if link == "difference" else np.where(value > 0, np.log(value), np.nan)


def influence(numerators: Numbers, denominators: Numbers, labels: npt.NDArray[np.intp], design: Design) -> Numbers:
    """What each unit adds to each cell's error: the sum of squares down a column is the cell's variance.

    Args:
        numerators: `[unit, period]`.
        denominators: `[unit, period]`.
        labels: group of each unit.
        design: who is compared with whom.

    Returns:
        `[unit, cell]`.
    """
    columns = [np.zeros(len(labels))]
    for cell in design.cells():
        column = np.zeros(len(labels))
        for sign, groups in ((1, [cell.wave]), (-1, design.controls_of(cell))):
            inside = np.isin(labels, groups)
            for part, periods in ((1, slice(cell.period, cell.period + 1)), (-1, cell.base(design.base_periods))):
                above, below = numerators[:, periods].sum(1) * inside, denominators[:, periods].sum(1) * inside
                column += sign * part * departure(above, below, design.link)
        columns.append(column)
    return np.stack(columns[1:], axis=-1)


def departure(above: Numbers, below: Numbers, link: Link) -> Numbers:
    """How far each unit stands from the common ratio, as a part of it."""
    with np.errstate(invalid="ignore", divide="ignore"):
        common = above.sum() / below.sum()
        found: Numbers = (above - common * below) / (below.sum() if link == "difference" else above.sum())
    return found


def group_sums(values: Numbers, labels: npt.NDArray[np.intp], groups: int, weights: Numbers | None = None) -> Numbers:
    """Sums by group: `[unit, period]` and labels `[..., unit]` give `[..., group, period]`.

    Args:
        values: what is summed.
        labels: group of each unit; -1 leaves a unit out.
        groups: how many groups there are.
        weights: how often each unit counts, `[..., unit]`; once where not given.
    """
    times = 1.0 if weights is None else weights
    # einsum, not matmul: the same bytes whatever BLAS and however many threads, and no threads to wait for.
    return np.stack([np.einsum("...u,up->...p", (labels == group) * times, values) for group in range(groups)], axis=-2)
