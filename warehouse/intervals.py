"""Intervals that hold for few observations: Wilson for shares, Student for means, exact Poisson for counts."""

import numpy as np
import numpy.typing as npt
from scipy import stats

Numbers = npt.NDArray[np.float64]

ALPHA = 0.05


def wilson(successes: Numbers, trials: Numbers) -> tuple[Numbers, Numbers]:
    """Wilson's score interval of a share; NaN without trials.

    Args:
        successes: successes, fractions allowed.
        trials: trials, fractions allowed: parts of a purchase are worth fewer whole ones.
    """
    z = stats.norm.ppf(1 - ALPHA / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = successes / trials
        middle = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
        half = z / (1 + z**2 / trials) * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def student(mean: Numbers, variance: Numbers, trials: Numbers) -> tuple[Numbers, Numbers]:
    """Student's interval of a mean; NaN for fewer than two observations."""
    with np.errstate(invalid="ignore", divide="ignore"):
        half = stats.t.ppf(1 - ALPHA / 2, trials - 1) * np.sqrt(variance / trials)
    return mean - half, mean + half


def poisson_exact(count: Numbers, exposure: Numbers) -> tuple[Numbers, Numbers]:
    """Garwood's exact interval of a rate."""
    low = np.where(count > 0, stats.chi2.ppf(ALPHA / 2, 2 * count) / 2, 0.0)
    high = stats.chi2.ppf(1 - ALPHA / 2, 2 * (count + 1)) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return low / exposure, high / exposure
