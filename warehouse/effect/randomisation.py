"""What chance alone does to the figures of a panel: p-value, interval and minimum detectable effect of each."""

from dataclasses import dataclass

import numpy as np

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import CELL, all_figures, is_placebo
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.pretrend import Pretrend, pretrend
from warehouse.effect.studentised import Drawn, Ratio, Statistic

SIMPLE = Figure("simple")
POINTS = 10
"""Points of the event study are held against a tenth of the draws: there are a hundred of them."""


@dataclass(frozen=True)
class RandomisationTest:
    """Arrays over positions, NaN where it cannot be said or was not asked for; infinite an end that no draw closes.

    Attributes:
        p_value: share of the draws that are as far out.
        low: lower end of the 95 % interval.
        high: upper end.
        minimum_detectable_effect: effect that would be found in four of five such programmes.
        t_statistic: figure over its error.
        drawn: the headline's statistic under each draw.
        drawn_value: the headline itself under each draw.
        effective_number: trained municipalities of equal weight that the headline rests on.
        pretrend: the test of all half-years before training.
    """

    p_value: Numbers
    low: Numbers
    high: Numbers
    minimum_detectable_effect: Numbers
    t_statistic: Numbers
    drawn: Numbers
    drawn_value: Numbers
    effective_number: float
    pretrend: Pretrend


def randomisation_test(design: Design, drawn: Drawn, *, is_whole: bool) -> RandomisationTest:
    """Hold the headline against every draw; with `is_whole` every other figure against the first of them.

    Args:
        design: who is compared with whom.
        drawn: the panel under drawn labels.
        is_whole: whether figures other than `simple` are wanted.
    """
    names = all_figures(design)
    few = drawn.first((len(drawn.labels) - 1) // POINTS)
    found = np.full((5, len(names)), np.nan)
    before: list[Statistic] = []
    for position, (figure, placebo) in enumerate(zip(names, is_placebo(design), strict=True)):
        if figure == SIMPLE:
            headline = drawn.statistic(figure)
            found[:, position] = held_against(headline)
        elif is_whole:
            statistic = few.statistic(figure)
            found[:, position] = held_against(statistic)
            if placebo and figure.kind == "dynamic":
                before.append(statistic)
    p_value, low, high, seen, t_statistic = found
    return RandomisationTest(
        p_value,
        low,
        high,
        seen,
        t_statistic,
        headline.at(0.0)[1:],
        headline.value[1:],
        headline.effective_number,
        pretrend(few, before),
    )


def held_against(statistic: Statistic) -> tuple[float, float, float, float, float]:
    """P-value, both ends, minimum detectable effect (of an overall figure) and statistic of one figure."""
    figure = statistic.figure
    t_statistic = float(statistic.at(0.0)[0])
    if not np.isfinite(t_statistic):
        return (np.nan,) * 5
    is_overall = figure.kind != CELL and figure.key is None
    is_one_of_many = figure.kind == CELL or (isinstance(statistic, Ratio) and figure != SIMPLE)
    ends = permutation.interval_of_cell(statistic) if is_one_of_many else permutation.interval(statistic)
    seen = permutation.minimum_detectable_effect(statistic) if is_overall and not is_one_of_many else np.nan
    return permutation.p_at(statistic, 0.0), *ends, seen, t_statistic
