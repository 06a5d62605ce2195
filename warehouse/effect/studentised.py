"""A figure over its own error, as it happened and under each drawn assignment, whatever the effect is held to be.

An estimate of few or small municipalities is noisier than a drawn one of many or large. Over its own error, each is
held to what it could be, so the comparison is right in size where the trained are not as noisy as the others (Janssen
1997; MacKinnon and Webb 2020), and exact where the waves could as well have fallen otherwise.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import numpy as np

from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import cells_of
from warehouse.effect.group_time import Design, Numbers, Sums
from warehouse.effect.panel import Panel
from warehouse.effect.slopes import Members, slopes
from warehouse.effect.strata import Labels


@dataclass(frozen=True)
class Drawn:
    """A panel under its own labels and under drawn ones.

    Attributes:
        panel: the units.
        design: who is compared with whom.
        labels: `[assignment, unit]`; the first is the one that happened.
    """

    panel: Panel
    design: Design
    labels: Labels

    @cached_property
    def sums(self) -> Sums:
        """What happened, by group and period, `[assignment, group, period]`."""
        above, below = self.panel.sums((self.panel.numerators, self.panel.denominators), self.labels)
        return Sums(above, below, self.design)

    @cached_property
    def members(self) -> Members:
        """Who is in which group under each assignment."""
        return Members(self.labels, self.panel.never)

    def sums_with(self, numerators: Numbers) -> Sums:
        """The same with other numerators, `[unit, period]`."""
        return Sums(self.panel.sums((numerators,), self.labels)[0], self.sums.below, self.design)

    @cached_property
    def sums_since(self) -> Sums:
        """What an effect of 1 since training adds to the numerators."""
        return self.sums_with(self.panel.exposure)

    def first(self, draws: int) -> "Drawn":
        """With fewer draws: the first of them."""
        return Drawn(self.panel, self.design, self.labels[: draws + 1])

    def statistic(self, figure: Figure) -> "Linear | Ratio":
        """A figure over its error."""
        return (Ratio if self.design.link == "log" else Linear)(self, figure)

    def exposed(self, figure: Figure) -> Numbers:
        """Whom and when an effect on a figure would have reached, `[unit, period]` of 0 and 1.

        All of the time since training for a figure of that time; of the time before, the figure's own cells.
        """
        if self.is_since(figure):
            return (self.panel.exposure > 0).astype(float)
        reached = np.zeros(self.panel.numerators.shape)
        for position in cells_of(figure, self.design):
            cell = self.design.cells()[position]
            reached[self.panel.labels == cell.wave, cell.period] = 1.0
        return reached

    def is_since(self, figure: Figure) -> bool:
        """Whether a figure speaks of the time since training."""
        return all(self.design.cells()[position].event >= 0 for position in cells_of(figure, self.design))


@dataclass
class Linear:
    """Shares and means, whose figures are linear in the numerator: every effect is held against in closed form."""

    drawn: Drawn
    figure: Figure
    halvings: ClassVar[int] = 20
    furthest: ClassVar[float] = np.inf

    @cached_property
    def own(self) -> tuple[Numbers, Numbers]:
        """The figure, `[assignment]`, and what each unit adds to its departure."""
        return self.added(self.drawn.panel.numerators, self.drawn.sums)

    @cached_property
    def of_one(self) -> tuple[Numbers, Numbers]:
        """The same of an effect of 1 on those who were trained, and nothing else."""
        drawn = self.drawn
        reached = drawn.panel.denominators * drawn.exposed(self.figure)
        return self.added(reached, drawn.sums_since if drawn.is_since(self.figure) else drawn.sums_with(reached))

    def added(self, numerators: Numbers, sums: Sums) -> tuple[Numbers, Numbers]:
        """The figure that numerators make, and what each unit adds to it."""
        moved = slopes(self.figure, sums, is_null=True)
        return moved.value, self.drawn.members.contributions(moved, numerators, self.drawn.panel.denominators)

    @property
    def value(self) -> Numbers:
        """The figure, `[assignment]`."""
        return self.own[0]

    @cached_property
    def squares(self) -> tuple[Numbers, Numbers, Numbers]:
        """Sums of squares of both departures, with that of their product between."""
        own, of_one = self.own[1], self.of_one[1]
        return square(own, own), square(own, of_one), square(of_one, of_one)

    @property
    def effective_number(self) -> float:
        """How many trained municipalities of equal weight the estimate rests on."""
        return float(1 / self.squares[2][0])

    def error(self, effect: float) -> Numbers:
        """Each assignment's error, had training had not this effect, `[assignment]`."""
        if effect == 0:
            return np.sqrt(square(self.own[1], self.own[1]))
        own, both, of_one = self.squares
        return np.sqrt(np.maximum(own - 2 * effect * both + effect**2 * of_one, 0.0))

    def at(self, effect: float) -> Numbers:
        """Figure over error, had training not had this effect, `[assignment]`; infinite where there is none."""
        if effect == 0:
            return over(self.value, self.error(effect))
        return over(self.value - effect * self.of_one[0], self.error(effect))


@dataclass
class Ratio:
    """Counts, where an effect is a ratio (its logarithm): each is held against in its own way, so each is computed."""

    drawn: Drawn
    figure: Figure
    halvings: ClassVar[int] = 10
    furthest: ClassVar[float] = 8.0
    made: dict[float, tuple[Numbers, Numbers]] = field(default_factory=dict)

    @cached_property
    def value(self) -> Numbers:
        """The figure, `[assignment]`."""
        return self.without(0.0)[0]

    def without(self, effect: float) -> tuple[Numbers, Numbers]:
        """Figure and error, had training not had this effect."""
        if effect not in self.made:
            drawn, panel = self.drawn, self.drawn.panel
            numerators = panel.numerators * np.exp(-effect * drawn.exposed(self.figure))
            sums = drawn.sums_with(numerators)
            moved = slopes(self.figure, sums, is_null=True)
            added = drawn.members.contributions(moved, numerators, panel.denominators)
            self.made[effect] = (moved.value, np.sqrt((added**2).sum(0)))
        return self.made[effect]

    @property
    def effective_number(self) -> float:
        """How many trained municipalities of equal weight the estimate rests on."""
        counted = (self.drawn.panel.numerators * self.drawn.exposed(self.figure)).sum(1)
        return float(counted.sum() ** 2 / (counted**2).sum())

    def error(self, effect: float) -> Numbers:
        """Each assignment's error, had training had not this effect, `[assignment]`."""
        return self.without(effect)[1]

    def at(self, effect: float) -> Numbers:
        """Figure over error, had training not had this effect, `[assignment]`; infinite where there is none."""
        value, error = self.without(effect)
        return over(np.expm1(value), error)


Statistic = Linear | Ratio


def square(one: Numbers, other: Numbers) -> Numbers:
    """Sum of products over what is added, `[assignment]`."""
    found: Numbers = np.einsum("ca,ca->a", one, other)
    return found


def over(value: Numbers, error: Numbers) -> Numbers:
    """Value over error; what has no figure or no error counts as far out."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = np.where(np.isfinite(value) & (error > 0), value / error, np.inf)
    return found
