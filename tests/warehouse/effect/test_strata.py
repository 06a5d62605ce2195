"""The rule by which strata are merged, what it gives up, and how many ways that leaves."""

from math import comb

import numpy as np
import pytest

from warehouse.effect.strata import distinct_assignments, drawn_labels, given_up, spare, strata


def test_small_ones_stay_apart_from_large_ones_and_counties_within_them():
    volumes, counties = [1, 2, 1, 2, 40, 50], ["50", "50", "30", "30", "50", "50"]
    named = strata(volumes, counties, [True, False, True, False, True, False])
    assert named == ["1 50", "1 50", "1 30", "1 30", "5 50", "5 50"]


def test_a_county_that_is_short_is_drawn_with_the_others_of_its_class():
    named = strata([1] * 5, ["50", "50", "30", "30", "46"], [True, True, False, False, False])
    assert named == ["1"] * 5


def test_a_county_that_could_stand_alone_joins_where_the_others_are_short():
    counties = ["50", "50", "30", "30", "30", "30"]
    named = strata([1] * 6, counties, [True, True, True, False, False, False])
    assert named == ["1"] * 6


@pytest.mark.parametrize("order", [1, -1])
def test_a_class_that_is_short_joins_the_neighbour_with_more_to_spare(order):
    volumes = [0, 0, 0, 1, 1, 7, 8, 9][::order]
    trained = [False, False, False, True, True, False, False, True][::order]
    named = strata(volumes, ["50"] * 8, trained)
    assert named == ["0 50", "0 50", "0 50", "0 50", "0 50", "3 50", "3 50", "3 50"][::order]


def test_more_trained_than_untrained_end_in_one_short_stratum():
    named = strata([1, 5, 90], ["50", "15", "30"], [True, True, False])
    assert len(set(named)) == 1
    assert min(spare(named, [True, True, False]).values()) < 0


def test_what_was_given_up_is_told():
    volumes, counties = [0, 3, 4, 30, 31, 31], ["50", "50", "30", "50", "30", "30"]
    trained = [True, False, False, True, False, False]
    lost = given_up(volumes, counties, trained, strata(volumes, counties, trained))
    assert (lost.classes, lost.classes_kept) == (4, 2)
    assert lost.widest == 4.0
    assert lost.in_county == 0.5


def test_nobody_at_all_has_no_strata():
    assert strata([], [], []) == []


def test_assignments_are_counted_within_strata_and_drawn_no_other_way():
    labels, named = np.array([0, 1, 2, 2, 2, 0, 2]), ["a"] * 5 + ["b"] * 2
    assert distinct_assignments(labels, named) == 5 * comb(4, 1) * 2
    drawn = drawn_labels(labels, named, 500, np.random.default_rng(1))
    assert len({tuple(row) for row in drawn.tolist()}) == 40
    assert (np.sort(drawn[:, :5], axis=1) == [0, 1, 2, 2, 2]).all()
