"""What could have come of chance alone: p-values, intervals, the minimum detectable effect, by waves drawn otherwise.

Were the waves as likely to fall to any municipality of a stratum, and did training nothing to anybody, the p-value
would be exact. Where small ones chose the course, it is right in size as far as a figure's error tells how noisy it is:
how far that holds is counted in docs/effect.md.
"""

import numpy as np

from warehouse.effect.group_time import Numbers
from warehouse.effect.studentised import Statistic

ALPHA = 0.05
POWER = 0.8
FEWEST_ASSIGNMENTS = 200
"""With fewer ways to draw the waves than this, no p-value is given."""
TIE = 1e-9
"""Statistics closer than this are the same: rounding must not decide."""
DOUBLINGS = 12
"""An end of an interval is looked for up to four thousand errors away; further off there is none."""


def p_value(observed: float, drawn: Numbers) -> float:
    """Share of assignments, the one that happened included, with a figure as far from nothing."""
    return float((1 + (np.abs(drawn) >= abs(observed) - TIE).sum()) / (1 + len(drawn)))


def p_at(statistic: Statistic, effect: float) -> float:
    """The p-value of the hypothesis that training had this effect on everybody."""
    found = statistic.at(effect)
    return p_value(float(found[0]), found[1:])


def smallest_p(assignments: int, draws: int) -> float:
    """The smallest p-value that could come out."""
    return max(1 / assignments, 1 / (draws + 1))


def interval(statistic: Statistic) -> tuple[float, float]:
    """The effects around the estimate that the test does not reject at 5 %; infinite where no end is found."""
    value = float(statistic.value[0])
    step = float(statistic.error(value)[0])
    if not np.isfinite(value) or not step > 0:
        return (np.nan, np.nan)

    def end(direction: float) -> float:
        kept, tried = 0.0, step
        for _ in range(DOUBLINGS):
            if tried > statistic.furthest:
                return direction * np.inf
            if p_at(statistic, value + direction * tried) <= ALPHA:
                break
            kept, tried = tried, 2 * tried
        else:
            return direction * np.inf
        for _ in range(statistic.halvings):
            middle = (kept + tried) / 2
            if p_at(statistic, value + direction * middle) > ALPHA:
                kept = middle
            else:
                tried = middle
        return value + direction * kept

    return end(-1.0), end(1.0)


def interval_of_cell(statistic: Statistic) -> tuple[float, float]:
    """The figure give or take what its error makes of chance alone: for single cells, of which there are many."""
    found = np.sort(np.abs(statistic.at(0.0)[1:]))
    rank = int(ALPHA * (len(found) + 1) + TIE)
    if not rank:
        return (-np.inf, np.inf)
    half = float(found[-rank] * statistic.error(0.0)[0])
    return float(statistic.value[0]) - half, float(statistic.value[0]) + half


def minimum_detectable_effect(statistic: Statistic) -> float:
    """The common effect that would be found (p ≤ 5 %) in four of five such programmes; infinite where none would.

    It is made of draws freed of whatever training did, so it would be the same had the course done nothing. What noise
    does to the figure is taken from the draws, how large that noise is from the assignment that happened.
    """
    value = float(statistic.value[0])
    noise = statistic.at(value)[1:]
    error = float(statistic.error(value)[0])
    rank = int(ALPHA * (len(noise) + 1) + TIE)
    if not rank or not np.isfinite(noise).all() or not error > 0:
        return np.inf
    either_way = np.concatenate([noise, -noise]) * error
    spread = 1 / statistic.effective_number

    def power(effect: float) -> float:
        critical = np.partition(np.abs(statistic.at(value - effect)[1:]), -rank)[-rank]
        moved = either_way + effect
        errors = np.sqrt(error**2 + spread * (effect**2 + 2 * effect * either_way).clip(-(error**2)))
        return float((np.abs(moved) >= critical * errors).mean())

    low, high = 0.0, error
    for _ in range(DOUBLINGS):
        if high > statistic.furthest:
            return np.inf
        if power(high) >= POWER:
            break
        low, high = high, 2 * high
    else:
        return np.inf
    for _ in range(statistic.halvings):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle) >= POWER else (middle, high)
    return high
