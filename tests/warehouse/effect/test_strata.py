"""The rule by which strata are merged, and how many ways that leaves."""

from math import comb

import numpy as np

from warehouse.effect.strata import distinct_assignments, drawn_labels, spare, strata


def test_a_stratum_with_enough_untrained_stays_a_size_class_of_a_county():
    assert strata(["50", "50", "50"], ["small", "small", "large"], [True, False, False]) == [
        "50 small",
        "50 small",
        "50 large",
    ]


def test_where_a_size_class_is_short_its_county_becomes_one():
    counties, sizes = ["50"] * 4 + ["30"], ["small", "small", "large", "large", "small"]
    assert strata(counties, sizes, [True, True, False, False, False]) == ["50"] * 4 + ["30 small"]


def test_counties_that_are_still_short_become_one_and_take_the_roomiest_in_until_it_is_enough():
    counties = ["50", "50", "15", "15", "30", "30", "30", "30", "46"]
    named = strata(counties, ["small"] * 9, [True, True, True, True, False, False, False, False, False])
    assert named == ["short counties"] * 8 + ["46 small"]
    assert min(spare(named, [True] * 4 + [False] * 5).values()) >= 0


def test_more_trained_than_untrained_end_in_one_short_stratum():
    named = strata(["50", "15", "30"], ["small"] * 3, [True, True, False])
    assert set(named) == {"short counties"}
    assert spare(named, [True, True, False])["short counties"] < 0


def test_assignments_are_counted_within_strata_and_drawn_no_other_way():
    labels, named = np.array([0, 1, 2, 2, 2, 0, 2]), ["a"] * 5 + ["b"] * 2
    assert distinct_assignments(labels, named) == 5 * comb(4, 1) * 2
    drawn = drawn_labels(labels, named, 500, np.random.default_rng(1))
    assert len({tuple(row) for row in drawn.tolist()}) == 40
    assert (np.sort(drawn[:, :5], axis=1) == [0, 1, 2, 2, 2]).all()
