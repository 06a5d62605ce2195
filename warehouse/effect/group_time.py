"""Group-time average effects after Callaway and Sant'Anna (2021), on sums over sums.

A cell is a wave and a period. The outcome of a set of units in a period is the sum of their numerators over the sum of
their denominators, so a purchase counts the same wherever it was made; with all denominators 1 this is the estimator
of the paper without covariates, to the last digit. Counts are compared as ratios (the saturated Poisson regression),
so a unit with none is no trouble.

Sums have any leading dimensions, `[..., group, period]`, the never-treated group last: one call serves the estimate,
a thousand permutations and a thousand resamples.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

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
        window: how many periods from training count; all where not given.
    """

    starts: tuple[int, ...]
    periods: int
    base_periods: int = 1
    controls: Literal["not_yet", "never"] = "not_yet"
    first_event: int = 0
    link: Link = "difference"
    has_before: bool = True
    window: int | None = None

    def linear(self) -> "Design":
        """The same comparison by difference."""
        return replace(self, link="difference")

    @cache  # noqa: B019 - designs are few and small
    def cells(self) -> list["Cell"]:
        """Every wave and period that has a base, in order of wave and period."""
        return [
            Cell(wave, start, period)
            for wave, start in enumerate(self.starts)
            if start >= 1
            for period in range(1 if self.has_before else start, self.last(start))
        ]

    def last(self, start: int) -> int:
        """The period after the last that counts of a wave."""
        return self.periods if self.window is None else min(self.periods, start + self.window)

    def controls_of(self, cell: "Cell") -> list[int]:
        """Groups that a cell is compared with: the never-treated, and who is not yet trained in its period."""
        last = max(cell.period, cell.base(self.base_periods).stop - 1)
        later = [wave for wave, start in enumerate(self.starts) if wave != cell.wave and start > last]
        return [*(later if self.controls == "not_yet" else []), len(self.starts)]

    def terms(self, cell: "Cell") -> list[tuple[tuple[int, ...], slice, int]]:
        """What a cell is put together from: groups, periods, and whether they add or take away."""
        controls, base = tuple(self.controls_of(cell)), cell.base(self.base_periods)
        return [((cell.wave,), cell.own, 1), ((cell.wave,), base, -1), (controls, cell.own, -1), (controls, base, 1)]


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

    @property
    def own(self) -> slice:
        """The periods that the cell is of."""
        return slice(self.period, self.period + 1)


@dataclass(frozen=True)
class Span(Cell):
    """A wave in several periods before its base, compared with its base as later cells are.

    Attributes:
        until: the period after its last.
    """

    until: int

    def base(self, length: int) -> slice:
        """The periods before training that every later cell is compared with too."""
        return slice(max(0, self.start - length), self.start)

    @property
    def own(self) -> slice:
        """The periods that the span is of."""
        return slice(self.period, self.until)


class Look(NamedTuple):
    """One cell under each assignment.

    Attributes:
        effect: the difference, or for counts the ratio of what was counted to what was to be expected.
        weight: what the cell weighs among others: its wave's volume, or the count that was to be expected.
        expected: the level that was to be expected of the wave, had it not been trained.
    """

    effect: Numbers
    weight: Numbers
    expected: Numbers


class Sums:
    """Sums of numerators and denominators by group and period, under one assignment or many."""

    def __init__(self, above: Numbers, below: Numbers, design: Design) -> None:
        """Take sums, `[..., group, period]`, the never-treated group last."""
        self.above, self.below, self.design = above, below, design
        self.of_members: dict[tuple[int, ...], tuple[Numbers, Numbers]] = {}
        self.of_periods: dict[tuple[tuple[int, ...], int, int], tuple[Numbers, Numbers]] = {}
        self.looks: dict[Cell, Look] = {}

    def summed(self, members: tuple[int, ...], periods: slice) -> tuple[Numbers, Numbers]:
        """Numerators and denominators of several groups over several periods, `[...]`."""
        if members not in self.of_members:
            together = (each[..., list(members), :].sum(-2) for each in (self.above, self.below))
            above, below = (np.ascontiguousarray(np.moveaxis(each, -1, 0)) for each in together)
            self.of_members[members] = (above, below)  # periods lie together
        key = (members, periods.start, periods.stop)
        if key not in self.of_periods:
            above, below = self.of_members[members]
            self.of_periods[key] = (above[periods].sum(0), below[periods].sum(0))
        return self.of_periods[key]

    def look(self, cell: Cell) -> Look:
        """What a cell shows; NaN where a side has no observation, or no count to expect one from."""
        if cell not in self.looks:
            self.looks[cell] = self.look_at(cell)
        return self.looks[cell]

    def look_at(self, cell: Cell) -> Look:
        """The same, computed."""
        with np.errstate(invalid="ignore", divide="ignore"):
            level, before, others, others_before = (
                above / np.where(below > 0, below, np.nan)
                for above, below in (self.summed(members, periods) for members, periods, _ in self.design.terms(cell))
            )
            if self.design.link == "log":
                expected = before * others / others_before
                expected = np.where((expected > 0) & np.isfinite(expected), expected, np.nan)
                counted = self.summed((cell.wave,), cell.own)[1]
                return Look(level / expected, expected * counted, expected)
            expected = before + others - others_before
            return Look(level - expected, self.below[..., cell.wave, :].sum(-1), expected)


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
