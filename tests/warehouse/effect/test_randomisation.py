"""Whether the test rejects as often as it says, the interval covers as often as it says, and power is as announced."""

from dataclasses import replace

import numpy as np
import pytest

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.estimate import estimate
from warehouse.effect.figures import all_figures, every_figure, figures_of
from warehouse.effect.group_time import Design
from warehouse.effect.randomisation import draw, randomisation_test
from warehouse.effect.strata import drawn_labels

DESIGN = Design((5, 8), 16, base_periods=4)
SIMPLE = all_figures(DESIGN).index(Figure("simple"))


def tried(programme, seeds, effect, own_effect=0.0):
    """p-value, interval and minimum detectable effect of each simulated programme."""
    for seed in seeds:
        panel = programme(seed, effect=effect, own_effect=own_effect)
        labels = drawn_labels(panel.labels, panel.strata, 199, np.random.default_rng(seed))
        value = every_figure(panel, DESIGN, panel.labels, panel.numerators)
        sums = draw(panel, labels)
        found = randomisation_test(DESIGN, value, sums, figures_of(sums.above, sums.below, DESIGN))
        yield [float(each[SIMPLE]) for each in (found.p_value, found.low, found.high, found.minimum_detectable_effect)]


def off_by(share, count):
    """Three standard errors of a share."""
    return 3 * np.sqrt(share * (1 - share) / count)


def test_a_programme_that_did_nothing_is_rarely_found_to_have_done_something(programme):
    p_values = np.array([p for p, *_ in tried(programme, range(60), effect=0.0)])
    assert (p_values <= 0.05).mean() == pytest.approx(0.05, abs=off_by(0.05, 60))


@pytest.mark.prove
def test_the_null_is_rejected_in_five_of_a_hundred_programmes(programme, proof):
    p_values = np.array([p for p, *_ in tried(programme, range(1000, 2000), effect=0.0)])
    proof("programmes without effect", simulated=len(p_values), rejected=int((p_values <= 0.05).sum()))
    assert (p_values <= 0.05).mean() == pytest.approx(0.05, abs=off_by(0.05, len(p_values)))


def test_the_interval_covers_a_buried_effect(programme):
    ends = [(low, high) for _, low, high, _ in tried(programme, range(60), effect=0.1)]
    assert np.mean([low <= 0.1 <= high for low, high in ends]) >= 0.95 - off_by(0.95, 60)


@pytest.mark.prove
def test_the_interval_covers_a_buried_effect_at_its_nominal_rate(programme, proof):
    ends = [(low, high) for _, low, high, _ in tried(programme, range(2000, 2600), effect=0.1)]
    covered = sum(low <= 0.1 <= high for low, high in ends)
    proof("intervals of a buried effect", simulated=len(ends), covered=covered)
    assert covered / len(ends) == pytest.approx(0.95, abs=off_by(0.95, len(ends)))


@pytest.mark.prove
def test_an_effect_of_the_smallest_detectable_size_is_found_four_times_in_five(programme, proof):
    announced = np.median([seen for *_, seen in tried(programme, range(3000, 3060), effect=0.0)])
    found = [p <= 0.05 for p, *_ in tried(programme, range(4000, 4400), effect=float(announced))]
    proof("effects of the smallest detectable size", simulated=len(found), found=sum(found))
    assert np.mean(found) == pytest.approx(0.8, abs=0.08)


def test_what_could_have_been_seen_does_not_depend_on_what_was(programme):
    panel = programme(7)
    there = replace(panel, numerators=panel.numerators + 0.3 * panel.exposure)
    seen = [estimate(each, DESIGN, seed=1, draws=199) for each in (panel, there)]
    assert seen[1].value[SIMPLE] - seen[0].value[SIMPLE] == pytest.approx(0.3)
    first, second = (each.randomisation.minimum_detectable_effect[SIMPLE] for each in seen)
    assert first == pytest.approx(second, rel=1e-6)


def test_the_interval_is_what_the_test_does_not_reject(programme):
    panel = programme(11, effect=0.1)
    result = estimate(panel, DESIGN, seed=3, draws=199)
    labels = drawn_labels(panel.labels, panel.strata, 199, np.random.default_rng(3))

    def p_of(effect):
        numerators = panel.numerators - effect * panel.exposure
        observed = every_figure(panel, DESIGN, panel.labels, numerators)[SIMPLE]
        return permutation.p_value(observed, every_figure(panel, DESIGN, labels, numerators)[:, SIMPLE])

    for end, inwards in ((result.randomisation.low[SIMPLE], 1), (result.randomisation.high[SIMPLE], -1)):
        assert p_of(end + inwards * 1e-6) > 0.05
        assert p_of(end - inwards * 1e-6) <= 0.05


def test_below_two_hundred_assignments_there_is_no_p_value(programme):
    panel = programme(5, buyers=14, trained=(2,), starts=(5,))
    result = estimate(panel, Design((5,), 16), seed=1, draws=199)
    assert result.assignments < permutation.FEWEST_ASSIGNMENTS
    assert result.randomisation is None
    assert result.smallest_p == 1 / result.assignments


def test_a_ratio_of_counts_is_covered_by_its_interval(programme):
    panel = programme(6)
    counts = np.random.default_rng(6).poisson(3 * np.exp(0.4 * (panel.exposure > 0))).astype(float)
    panel = replace(panel, numerators=counts, denominators=np.ones_like(counts))
    result = estimate(panel, Design((5, 8), 16, base_periods=4, link="log"), seed=1, draws=199)
    assert result.randomisation.low[SIMPLE] <= 0.4 <= result.randomisation.high[SIMPLE]
    assert result.randomisation.p_value[SIMPLE] <= 0.05


def test_the_same_seed_gives_the_same_bytes(programme):
    first, second = (estimate(programme(9), DESIGN, seed=2, draws=199, resamples=99) for _ in range(2))
    assert first.drawn.tobytes() == second.drawn.tobytes()
    assert first.bootstrap_low.tobytes() == second.bootstrap_low.tobytes()


def test_a_base_of_two_years_is_steadier_than_the_last_half_year(programme):
    spread = {}
    for base_periods in (1, 4):
        design = Design((5, 8), 16, base_periods=base_periods)
        panels = (programme(seed) for seed in range(80))
        found = [every_figure(each, design, each.labels, each.numerators)[SIMPLE] for each in panels]
        spread[base_periods] = np.std(found)
    assert spread[4] < 0.75 * spread[1]
