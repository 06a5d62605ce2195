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
from warehouse.effect.slopes import contributions, slopes
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
    def below(self) -> Numbers:
        """Denominators by group and period, `[assignment, group, period]`."""
        return self.summed(self.panel.denominators)

    @cached_property
    def above(self) -> Numbers:
        """Numerators, of the same shape."""
        return self.summed(self.panel.numerators)

    def summed(self, values: Numbers) -> Numbers:
        """Sums by group and period, `[assignment, group, period]`."""
        return self.panel.sums((values,), self.labels)[0]

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
        cells = [self.design.cells()[position] for position in cells_of(figure, self.design)]
        if all(cell.event >= 0 for cell in cells):
            return (self.panel.exposure > 0).astype(float)
        reached = np.zeros(self.panel.numerators.shape)
        for cell in cells:
            reached[self.panel.labels == cell.wave, cell.period] = 1.0
        return reached


@dataclass
class Linear:
    """Shares and means, whose figures are linear in the numerator: all effects are held against in closed form."""

    drawn: Drawn
    figure: Figure
    halvings: ClassVar[int] = 30
    furthest: ClassVar[float] = np.inf
    value: Numbers = field(init=False)
    exposed: Numbers = field(init=False)
    squares: tuple[Numbers, Numbers, Numbers] = field(init=False)

    def __post_init__(self) -> None:
        """Take the figure, what an effect of 1 makes of it, and the squares of both errors with their product."""
        drawn, panel = self.drawn, self.drawn.panel
        reached = panel.denominators * drawn.exposed(self.figure)
        found = []
        for numerators, above in ((panel.numerators, drawn.above), (reached, drawn.summed(reached))):
            moved = slopes(self.figure, Sums(above, drawn.below, drawn.design), is_null=True)
            found.append((moved.value, contributions(drawn.labels, moved, numerators, panel.denominators)))
        (self.value, own), (self.exposed, of_one) = found
        self.squares = ((own**2).sum(1), (own * of_one).sum(1), (of_one**2).sum(1))

    @property
    def effective_number(self) -> float:
        """How many trained municipalities of equal weight the estimate rests on."""
        return float(1 / self.squares[2][0])

    def error(self, effect: float) -> Numbers:
        """Each assignment's error, had training had not this effect, `[assignment]`."""
        own, both, of_one = self.squares
        return np.sqrt(np.maximum(own - 2 * effect * both + effect**2 * of_one, 0.0))

    def at(self, effect: float) -> Numbers:
        """Figure over error, had training not had this effect, `[assignment]`; infinite where there is none."""
        return over(self.value - effect * self.exposed, self.error(effect))


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
            sums = Sums(drawn.summed(numerators), drawn.below, drawn.design)
            moved = slopes(self.figure, sums, is_null=True)
            added = contributions(drawn.labels, moved, numerators, panel.denominators)
            self.made[effect] = (moved.value, np.sqrt((added**2).sum(1)))
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


def over(value: Numbers, error: Numbers) -> Numbers:
    """Value over error; what has no figure or no error counts as far out."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = np.where(np.isfinite(value) & (error > 0), value / error, np.inf)
    return found
