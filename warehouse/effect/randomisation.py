"""What chance alone does to every figure: p-value, interval and minimum detectable effect, position by position."""

from dataclasses import dataclass

import numpy as np

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, figures_of, is_overall, is_placebo
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel
from warehouse.effect.strata import Labels

WIDEST = 4.0
HALVINGS = 14
"""Ends of a ratio's interval are found to a quarter of a thousandth."""


@dataclass(frozen=True)
class ReassignedSums:
    """Sums by group and period under each drawn assignment, `[draw, group, period]`.

    Attributes:
        above: of numerators.
        below: of denominators.
        exposed: of what an effect of 1 on those who were trained adds to the numerators.
        touched: of the numerators of those who were trained, since they were.
    """

    above: Numbers
    below: Numbers
    exposed: Numbers
    touched: Numbers

    def without(self, effect: float, design: Design) -> Numbers:
        """The figures, had training not had this common effect (for counts: its logarithm)."""
        if design.link == "difference":
            return figures_of(self.above - effect * self.exposed, self.below, design)
        return figures_of(self.above - (1 - np.exp(-effect)) * self.touched, self.below, design)


def draw(panel: Panel, labels: Labels) -> ReassignedSums:
    """Sum a panel up under drawn labels, `[draw, unit]`."""
    exposed = panel.exposure
    touched = np.where(exposed > 0, panel.numerators, 0.0)
    return ReassignedSums(*panel.sums((panel.numerators, panel.denominators, exposed, touched), labels))


@dataclass(frozen=True)
class RandomisationTest:
    """Arrays over positions. NaN is what cannot be said, infinite an end that no draw closes."""

    p_value: Numbers
    low: Numbers
    high: Numbers
    minimum_detectable_effect: Numbers


def randomisation_test(design: Design, value: Numbers, sums: ReassignedSums, drawn: Numbers) -> RandomisationTest:
    """Hold every figure against the drawn ones. A draw that has no figure counts as far out.

    Args:
        design: who is compared with whom.
        value: `[position]`, as it happened.
        sums: what was drawn.
        drawn: `[draw, position]`, the figures of those sums.
    """
    names, placebo = all_figures(design), is_placebo(design)
    exposed = figures_of(sums.exposed, sums.below, design.linear())
    noise = sums.without(float(value[names.index(Figure("simple"))]), design)
    far = np.where(np.isfinite(drawn), drawn, np.inf)
    found = np.full((4, len(value)), np.nan)
    for position in np.flatnonzero(np.isfinite(value)):
        observed, chance = float(value[position]), far[:, position]
        if placebo[position] or (design.link == "log" and names[position].kind != "simple"):
            ends = permutation.interval_of_placebo(observed, chance)
        elif design.link == "log":
            ends = interval_of_ratio(design, int(position), observed, sums)
        else:
            ends = permutation.interval(observed, chance, exposed[:, position])
        seen = (
            permutation.minimum_detectable_effect(noise[:, position], exposed[:, position])
            if is_overall(names[position])
            else np.nan
        )
        found[:, position] = (permutation.p_value(observed, chance), *ends, seen)
    return RandomisationTest(*found)


def interval_of_ratio(design: Design, position: int, observed: float, sums: ReassignedSums) -> tuple[float, float]:
    """Every common ratio (its logarithm) that the test does not reject, found by halving.

    Taking a common ratio away from what was trained changes every drawn figure in its own way, so each is computed.
    """

    def is_kept(effect: float) -> bool:
        drawn = sums.without(effect, design)[:, position]
        far = np.where(np.isfinite(drawn), drawn, np.inf)
        return permutation.p_value(observed - effect, far) > permutation.ALPHA

    def end(direction: float) -> float:
        kept, rejected = 0.0, WIDEST
        if is_kept(observed + direction * WIDEST):
            return direction * np.inf
        for _ in range(HALVINGS):
            middle = (kept + rejected) / 2
            kept, rejected = (middle, rejected) if is_kept(observed + direction * middle) else (kept, middle)
        return observed + direction * kept

    return end(-1.0), end(1.0)


def joint_p(value: Numbers, drawn: Numbers) -> float:
    """Whether the figures are all nothing: the sum of squares, each by its spread under chance, among the draws."""
    known = np.isfinite(value) & np.isfinite(drawn).all(axis=0)
    spread = drawn[:, known].std(axis=0)
    if not known.any() or not spread.all():
        return np.nan
    return permutation.p_value(
        float(((value[known] / spread) ** 2).sum()), ((drawn[:, known] / spread) ** 2).sum(axis=1)
    )
