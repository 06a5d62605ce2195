"""What could have come of chance alone: p-values and intervals from the waves drawn otherwise.

Under the hypothesis that training did nothing to anybody, every assignment of waves within strata was as likely as
the one that happened: the p-value is exact whatever the number of buyers, their size or the likeness of neighbours.
"""

import numpy as np

from warehouse.effect.group_time import Numbers

ALPHA = 0.05
POWER = 0.8
FEWEST_ASSIGNMENTS = 200
"""With fewer ways to draw the waves than this, no p-value is given."""
TIE = 1e-12
HALVINGS = 25
BEYOND = 1e6
"""No effect that large is looked for."""


def p_value(observed: float, drawn: Numbers) -> float:
    """Share of assignments, the one that happened included, with an effect as far from nothing."""
    return float((1 + (np.abs(drawn) >= abs(observed) - TIE).sum()) / (1 + len(drawn)))


def smallest_p(assignments: int, draws: int) -> float:
    """The smallest p-value that could come out."""
    return max(1 / assignments, 1 / (draws + 1))


def rank_at_alpha(draws: int) -> int:
    """How many draws must be as far out for an effect not to be rejected at 5 %; 0 where they are too few to reject."""
    return int(ALPHA * (draws + 1) + TIE)


def minimum_detectable_effect(noise: Numbers, exposure: Numbers) -> float:
    """The common effect that would be found (p ≤ 5 %) in four of five programmes; infinite where none would.

    Args:
        noise: the figure under each drawn assignment, freed of what training did: it is the same whatever that was, so
            the answer does not depend on the estimate.
        exposure: the figure that each drawn assignment makes of an effect of 1 on those who were trained.
    """
    rank = rank_at_alpha(len(noise))
    either_way = np.concatenate([noise, -noise])

    def power(effect: float) -> float:
        critical = np.partition(np.abs(noise + effect * exposure), -rank)[-rank]
        return float((np.abs(either_way + effect) >= critical).mean())

    if not rank or not np.isfinite(noise).all():
        return np.inf
    low, high = 0.0, float(np.abs(noise).max()) + TIE
    while power(high) < POWER:
        low, high = high, 2 * high
        if high > BEYOND:
            return np.inf
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle) >= POWER else (middle, high)
    return high


def interval(observed: float, drawn: Numbers, drawn_exposure: Numbers) -> tuple[float, float]:
    """Every common effect that the test does not reject at 5 %, in closed form.

    Taking a common effect t away from what was trained moves the observed figure to `observed - t` and a drawn one to
    `drawn - t * drawn_exposure`, since sums over sums are linear in the numerator. A draw is as far out for every t
    between two ends; the interval ends where too few draws still are.

    Args:
        observed: the estimate.
        drawn: the figure under each drawn assignment.
        drawn_exposure: the figure that a drawn assignment makes of an effect of 1 on those who were trained.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(observed - drawn) / (1 - drawn_exposure), (observed + drawn) / (1 + drawn_exposure)])
    everything = np.abs(drawn_exposure) >= 1 - TIE
    low = np.sort(np.where(everything, -np.inf, ends.min(axis=0)))
    high = np.sort(np.where(everything, np.inf, ends.max(axis=0)))
    rank = rank_at_alpha(len(drawn))
    return (float(low[rank - 1]), float(high[-rank])) if rank else (-np.inf, np.inf)


def interval_of_placebo(observed: float, drawn: Numbers) -> tuple[float, float]:
    """The figure give or take what chance alone does: for periods before training, where nothing can be taken away."""
    rank = rank_at_alpha(len(drawn))
    half = float(np.sort(np.abs(drawn))[-rank]) if rank else np.inf
    return observed - half, observed + half
