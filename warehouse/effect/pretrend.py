"""What the test of the time before could have seen: the smallest straight trend, and the error it would leave.

A test that finds nothing is no licence (Roth 2022): a trend too small for it may still be as large as the estimate.
"""

from dataclasses import dataclass

import numpy as np

from warehouse.effect.aggregate import Figure
from warehouse.effect.group_time import Numbers, Sums
from warehouse.effect.permutation import ALPHA, DOUBLINGS, POWER, p_value
from warehouse.effect.slopes import slopes
from warehouse.effect.studentised import Drawn, Statistic

SIMPLE = Figure("simple")
HALVINGS = 20


@dataclass(frozen=True)
class Pretrend:
    """The test of all half-years before training.

    Attributes:
        p_value: whether all could be nothing; NaN where there is no time before.
        detectable: trend per half-year that would be found in four of five such programmes; infinite where none would.
        left_in_headline: how far that trend, going on, would move the headline.
    """

    p_value: float
    detectable: float
    left_in_headline: float


NOTHING_BEFORE = Pretrend(np.nan, np.nan, np.nan)


def pretrend(drawn: Drawn, before: list[Statistic]) -> Pretrend:
    """Test the figures before training together, and say what that test could have seen.

    Args:
        drawn: the panel under drawn labels.
        before: the figures before training.
    """
    tested = [statistic for statistic in before if np.isfinite(statistic.at(0.0)[0])]
    if not tested:
        return NOTHING_BEFORE
    found = np.stack([statistic.at(0.0) for statistic in tested])
    squares = (found**2).sum(0)
    *moved, headline = of_trend(drawn, [*(statistic.figure for statistic in tested), SIMPLE])
    errors = np.array([statistic.error(0.0)[0] for statistic in tested])
    detectable = smallest(found[:, 1:], np.array(moved) / errors)
    return Pretrend(p_value(float(squares[0]), squares[1:]), detectable, detectable * headline)


def of_trend(drawn: Drawn, figures: list[Figure]) -> list[float]:
    """What a trend of 1 a half-year among the trained makes of figures."""
    panel = drawn.panel
    is_trained = np.array(panel.is_trained)[:, None]
    pushed = panel.denominators * is_trained * np.arange(len(panel.periods))
    above, below = panel.sums((pushed, panel.denominators), panel.labels[None])
    sums = Sums(above, below, drawn.design.linear())
    return [float(slopes(figure, sums, is_null=False).value[0]) for figure in figures]


def smallest(noise: Numbers, moved: Numbers) -> float:
    """The trend that the sum of squares finds in four of five.

    Args:
        noise: figures over their errors where nothing was done, `[figure, draw]`.
        moved: what a trend of 1 adds to each.
    """
    noise = noise[:, np.isfinite(noise).all(0)]
    rank = int(ALPHA * (noise.shape[1] + 1) + 1e-9)
    if not rank or not np.isfinite(moved).all() or not moved.any():
        return np.inf
    critical = np.sort((noise**2).sum(0))[-rank]

    def power(trend: float) -> float:
        both = [((noise + way * trend * moved[:, None]) ** 2).sum(0) >= critical for way in (1, -1)]
        return float(np.mean(both))

    low, high = 0.0, 1 / float(np.abs(moved).max())
    for _ in range(DOUBLINGS):
        if power(high) >= POWER:
            break
        low, high = high, 2 * high
    else:
        return np.inf
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle) >= POWER else (middle, high)
    return high
