"""How far trends may have parted before the conclusion falls: sensitivity after Rambachan and Roth (2023).

Two ways to bound what the groups would have done after training, had there been none:

- relative magnitudes: from one span to the next they parted at most M times as far as they ever did before;
- smoothness: their difference changed its slope by at most M from one span to the next.

The breakdown value is the M at which the interval first holds nothing. The interval under smoothness is the paper's
optimal one of fixed length. That under relative magnitudes is the union over every step before training, each with its
own error: it covers as the paper's hybrid does, and is in closed form, though wider.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from warehouse.effect.group_time import Numbers
from warehouse.effect.spans import Spans

ALPHA = 0.05
NORMAL, ONE_SIDED = float(special.ndtri(1 - ALPHA / 2)), float(special.ndtri(1 - ALPHA))
STEPS = 8
PENALTIES = 200
"""Balances between bias and variance that are tried."""
ROUNDS = 100
HALVINGS = 20
MOST = 1e3
"""No parting that many times as large as before, or that many errors, is looked for."""

Ends = tuple[float, float]


@dataclass(frozen=True)
class Breakdown:
    """At which bound the conclusion falls; NaN where nothing is known of the time before, 0 where it does at once.

    Attributes:
        relative: parting after training, as a multiple of the largest from span to span before.
        smooth: change of slope from span to span, in the unit of the estimate.
    """

    relative: float
    smooth: float


UNKNOWN = Breakdown(np.nan, np.nan)


def breakdown(found: Spans, critical: float = NORMAL) -> Breakdown:
    """Both breakdown values of the headline.

    Args:
        found: the spans.
        critical: how many errors the headline's own interval reaches.
    """
    if not len(found.before) or not np.isfinite(found.covariance).all():
        return UNKNOWN
    smoothness = Smoothness(found, critical)
    error = float(np.sqrt(found.covariance[-1, -1]))
    return Breakdown(
        falls_at(lambda bound: relative_magnitudes(found, bound, critical), MOST),
        falls_at(smoothness.interval, MOST * max(error, abs(found.estimate))),
    )


def falls_at(interval: Callable[[float], Ends], most: float) -> float:
    """The largest bound at which an interval leaves nothing out, to a millionth of the first that does not."""

    def holds(bound: float) -> bool:
        low, high = interval(bound)
        return bool(low > 0 or high < 0)

    if not holds(0.0):
        return 0.0
    low, high = 0.0, most / 2**HALVINGS
    while holds(high):
        low, high = high, 2 * high
        if high > most:
            return np.inf
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def relative_magnitudes(found: Spans, bound: float, critical: float = NORMAL) -> Ends:
    """95 % interval where the groups parted at most `bound` times as far as they ever did before.

    One of the steps before was the largest, one way or the other: an interval made for each covers if that was it, so
    their union covers.
    """
    count = len(found.before)
    lows, highs = [], []
    for step in range(count):
        for sign in (1.0, -1.0):
            moved = np.zeros(count + 1)  # the estimate less the bound's part of this step
            moved[step] -= -sign * bound * found.reach
            if step + 1 < count:
                moved[step + 1] -= sign * bound * found.reach
            moved[-1] = 1.0
            error = float(np.sqrt(moved @ found.covariance @ moved))
            off = sign * bound * found.reach * float(found.steps[step])
            lows.append(found.estimate - off - critical * error)
            mirrored = np.append(-moved[:-1], 1.0)
            highs.append(found.estimate + off + critical * float(np.sqrt(mirrored @ found.covariance @ mirrored)))
    return min(lows), max(highs)


class Smoothness:
    """Intervals of fixed length where the groups' difference changes its slope by at most a bound."""

    def __init__(self, found: Spans, critical: float = NORMAL) -> None:
        """Find the estimators that trade bias for variance best: a lasso in closed steps, for many penalties at once.

        An estimator takes a weighted sum of the slopes before away from the headline. Its weights, added up from the
        oldest, are `u`; the last of them is given, so that a straight trend makes no error.
        """
        count, self.found, self.scale = len(found.before), found, critical / NORMAL
        differences = np.eye(count) - np.eye(count, k=-1)
        to_before = differences @ differences  # from u to the weights of the spans before
        own = found.covariance[:count, :count]
        quadratic = to_before.T @ own @ to_before
        linear = to_before.T @ found.covariance[:count, -1]
        scale = float(found.covariance[-1, -1])
        penalties = scale * np.concatenate([[0.0], np.logspace(-6, 4, PENALTIES - 1)])
        u = np.zeros((PENALTIES, count))
        u[:, -1] = found.reach
        for _ in range(ROUNDS if count > 1 else 0):
            for free in range(count - 1):
                pulled = u @ quadratic[free] - u[:, free] * quadratic[free, free] + linear[free]
                shrunk = np.sign(pulled) * np.maximum(np.abs(pulled) - penalties / 2, 0.0)
                u[:, free] = -shrunk / max(quadratic[free, free], 1e-300)
        self.weights = u @ to_before.T
        combined = np.hstack([self.weights, np.ones((PENALTIES, 1))])
        self.errors = np.sqrt(np.einsum("pa,ab,pb->p", combined, found.covariance, combined))
        self.centres = combined @ np.append(found.before, found.estimate)
        self.biases = np.abs(u).sum(1) + bias_after(found.weights) - found.reach

    def interval(self, bound: float) -> Ends:
        """95 % interval where the slope changes by at most `bound` from one span to the next."""
        error = self.errors * self.scale
        with np.errstate(invalid="ignore", divide="ignore"):
            half = error * folded_normal_quantile(bound * self.biases / error)
        half = np.where(np.isfinite(half), half, np.inf)
        best = int(np.argmin(half))
        return float(self.centres[best] - half[best]), float(self.centres[best] + half[best])


def folded_normal_quantile(bias: Numbers) -> Numbers:
    """95 % quantile of the size of a normal number of standard deviation 1, by its mean: Newton's steps."""
    bias = np.abs(bias)
    found: Numbers = np.maximum(NORMAL, bias + ONE_SIDED)
    for _ in range(STEPS):
        inside = special.ndtr(found - bias) - special.ndtr(-found - bias)
        density = np.exp(-((found - bias) ** 2) / 2) + np.exp(-((found + bias) ** 2) / 2)
        found = found - (inside - (1 - ALPHA)) * np.sqrt(2 * np.pi) / density
    return found


def bias_after(weights: Numbers) -> float:
    """How far the spans after training are off in the worst case, at a bound of 1 and from a slope of nothing."""
    count = len(weights)
    return float(sum(abs(np.arange(1, part + 1) @ weights[count - part :]) for part in range(1, count + 1)))
