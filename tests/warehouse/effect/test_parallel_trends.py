"""Sensitivity to trends that part: against HonestDiD on published data, known cases, and simulated partings."""

import warnings
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from tests.warehouse.effect.scenarios import shares
from tests.warehouse.effect.test_group_time import counties  # noqa: F401 - the published panel
from warehouse.effect.group_time import Design
from warehouse.effect.parallel_trends import Smoothness, breakdown, relative_magnitudes
from warehouse.effect.spans import Spans, spans


def known(before, estimate, error=0.01, weights=(1.0,)):
    """Spans whose errors are small and know nothing of each other."""
    return Spans(np.array(before), estimate, np.eye(len(before) + 1) * error**2, np.array(weights))


@pytest.fixture(scope="module")
def published(shared):
    from diff_diff import CallawaySantAnna

    long = pl.read_csv(shared / "effect" / "mpdta.csv").to_pandas()
    model = CallawaySantAnna(control_group="never_treated", base_period="universal", estimation_method="reg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(long, "lemp", "countyreal", "year", "first.treat", aggregate="event_study")


@pytest.fixture(scope="module")
def as_spans(published):
    """Their event study, with the mean of the four years after as the headline."""
    by_event = published.event_study_effects
    before = np.array([by_event[event]["effect"] for event in (-4, -3, -2)])
    after = np.array([by_event[event]["effect"] for event in range(4)])
    mean = np.zeros((4, 7))
    mean[:3, :3], mean[3, 3:] = np.eye(3), 0.25
    return Spans(before, float(after.mean()), mean @ published.event_study_vcov @ mean.T, np.full(4, 0.25))


@pytest.mark.shared
def test_the_spans_of_the_published_panel_are_its_event_study(counties, as_spans):  # noqa: F811 - a fixture
    ours = spans(counties, Design(counties.starts, 5, controls="never"))
    assert ours.before[-2:] == pytest.approx(as_spans.before[-2:], abs=0.02)
    assert ours.estimate == pytest.approx(-0.0399512751551763)
    assert ours.weights.sum() == pytest.approx(1)


@pytest.mark.shared
@pytest.mark.parametrize("bound", [0.0, 0.005, 0.01, 0.05])
def test_the_interval_under_smoothness_is_that_of_an_independent_implementation(published, as_spans, bound):
    from diff_diff import HonestDiD

    theirs = HonestDiD(method="smoothness", M=bound).fit(published)
    low, high = Smoothness(as_spans).interval(bound)
    assert high - low == pytest.approx(theirs.ci_ub - theirs.ci_lb, rel=0.001)
    assert (low, high) == pytest.approx((theirs.ci_lb, theirs.ci_ub), abs=0.02 * (high - low))


@pytest.mark.shared
@pytest.mark.parametrize("bound", [0.25, 0.5, 1.0])
def test_the_interval_under_relative_magnitudes_holds_what_an_independent_implementation_identifies(
    published, as_spans, bound
):
    from diff_diff import HonestDiD

    theirs = HonestDiD(method="relative_magnitude", M=bound).fit(published)
    low, high = relative_magnitudes(as_spans, bound)
    assert low <= theirs.lb <= theirs.ub <= high
    assert (low, high) == pytest.approx((theirs.ci_lb, theirs.ci_ub), abs=0.3 * (theirs.ci_ub - theirs.ci_lb))


def test_at_nothing_parted_the_interval_is_the_usual_one():
    low, high = relative_magnitudes(known([0.02], 0.1), 0.0)
    assert (low, high) == pytest.approx((0.1 - 0.0196, 0.1 + 0.0196), abs=1e-4)


def test_the_breakdown_value_is_where_the_parting_before_would_be_enough():
    found = breakdown(known([0.05], 0.1, error=1e-6))
    assert found.relative == pytest.approx(2.0, rel=1e-3)
    assert found.smooth == pytest.approx(0.15, rel=1e-3)  # the trend went up by −0.05 a span and must turn by 0.15


@pytest.mark.parametrize("estimate", [0.1, -0.1])
def test_an_effect_that_is_none_breaks_down_at_once_and_its_direction_is_no_matter(estimate):
    assert breakdown(known([0.05], estimate / 100)).relative == 0.0
    both = [breakdown(known([sign * 0.05], estimate)).relative for sign in (1, -1)]
    assert both[0] == pytest.approx(both[1])


def test_a_later_mean_reaches_further_and_breaks_down_earlier():
    near, far = (breakdown(known([0.05], 0.1, weights=weights)) for weights in ((1.0,), (0.5, 0.5)))
    assert far.relative < near.relative


def test_without_a_span_before_nothing_can_be_said():
    found = breakdown(known([], 0.1))
    assert np.isnan(found.relative)
    assert np.isnan(found.smooth)


def test_the_interval_covers_where_the_groups_part_after_as_far_as_before():
    """The groups part by three points from span to span, before training and after; nothing was done."""
    rng, covered = np.random.default_rng(4), 0
    for _ in range(60):
        panel, _ = shares(volume=(4.0, 4.0), starts=(8,))(rng, 0.0)
        pushed = 0.0075 * np.arange(18) * panel.denominators * (panel.labels == 0)[:, None]
        parted = replace(panel, numerators=panel.numerators + pushed)
        low, high = relative_magnitudes(spans(parted, Design((8,), 18, 4, has_before=False)), 1.0)
        covered += low <= 0 <= high
    assert covered >= 54
