"""What chance alone does to every figure: p-value, interval and smallest detectable effect, place by place."""

from dataclasses import dataclass

import numpy as np

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import figures_of, is_overall, is_placebo, places
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel
from warehouse.effect.strata import Places

WIDEST = 4.0
HALVINGS = 14
"""Ends of a ratio's interval are found to a quarter of a thousandth."""


@dataclass(frozen=True)
class Drawn:
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


def draw(panel: Panel, drawn_as: Places) -> Drawn:
    """Sum a panel up under drawn labels, `[draw, unit]`."""
    exposed = panel.exposure
    touched = np.where(exposed > 0, panel.numerators, 0.0)
    return Drawn(*panel.sums((panel.numerators, panel.denominators, exposed, touched), drawn_as))


@dataclass(frozen=True)
class Chance:
    """Arrays over places. NaN is what cannot be said, infinite an end that no draw closes."""

    p_value: Numbers
    low: Numbers
    high: Numbers
    smallest_detectable: Numbers


def by_chance(design: Design, value: Numbers, sums: Drawn, drawn: Numbers) -> Chance:
    """Hold every figure against the drawn ones. A draw that has no figure counts as far out.

    Args:
        design: who is compared with whom.
        value: `[place]`, as it happened.
        sums: what was drawn.
        drawn: `[draw, place]`, the figures of those sums.
    """
    names, placebo = places(design), is_placebo(design)
    exposed = figures_of(sums.exposed, sums.below, design.linear())
    noise = sums.without(float(value[names.index(Figure("simple"))]), design)
    far = np.where(np.isfinite(drawn), drawn, np.inf)
    found = np.full((4, len(value)), np.nan)
    for place in np.flatnonzero(np.isfinite(value)):
        observed, chance = float(value[place]), far[:, place]
        if placebo[place] or (design.link == "log" and names[place].kind != "simple"):
            ends = permutation.interval_of_placebo(observed, chance)
        elif design.link == "log":
            ends = interval_of_ratio(design, int(place), observed, sums)
        else:
            ends = permutation.interval(observed, chance, exposed[:, place])
        seen = (
            permutation.smallest_detectable(noise[:, place], exposed[:, place]) if is_overall(names[place]) else np.nan
        )
        found[:, place] = (permutation.p_value(observed, chance), *ends, seen)
    return Chance(*found)


def interval_of_ratio(design: Design, place: int, observed: float, sums: Drawn) -> tuple[float, float]:
    """Every common ratio (its logarithm) that the test does not reject, found by halving.

    Taking a common ratio away from what was trained changes every drawn figure in its own way, so each is computed.
    """

    def is_kept(effect: float) -> bool:
        drawn = sums.without(effect, design)[:, place]
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
