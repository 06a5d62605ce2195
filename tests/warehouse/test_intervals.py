"""Intervals against scipy's own, and for the counts where the usual ones fail: none and few."""

import numpy as np
import pytest
from scipy import stats

from warehouse import intervals


@pytest.mark.parametrize(("successes", "trials"), [(0, 3), (1, 10), (10, 10), (40, 331)])
def test_a_share_has_wilsons_interval(successes, trials):
    low, high = intervals.wilson(np.array([float(successes)]), np.array([float(trials)]))
    expected = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    assert [low[0], high[0]] == pytest.approx([expected.low, expected.high], abs=1e-12)


def test_a_mean_of_one_observation_has_no_interval():
    low, high = intervals.student(np.array([30.0]), np.array([np.nan]), np.array([1.0]))
    assert np.isnan([low[0], high[0]]).all()


@pytest.mark.parametrize("count", [0, 1, 12])
def test_a_count_has_the_interval_whose_ends_are_just_rejected(count):
    low, high = intervals.poisson_exact(np.array([float(count)]), np.array([4.0]))
    assert stats.poisson.cdf(count, high[0] * 4) == pytest.approx(0.025)
    assert count == 0 or stats.poisson.sf(count - 1, low[0] * 4) == pytest.approx(0.025)
