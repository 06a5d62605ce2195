"""No published cell is of few people, and no arithmetic on what is published gives such a cell back."""

from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.suppression import Cell, Decided, hidden, hidden_of_several

BELOW = 5
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow, and no fault of what is tried."""


def attack(cells, decided, *, with_mean, weights):
    """Every way to fill the hidden cells that fits what a reader sees: answered, shown cells, and the mean or score.

    Beside a hidden cell none of nobody is shown, so a hidden cell may hold nobody.
    """
    unknown = [place for place, cell in enumerate(cells) if cell.code in decided.cells]
    people = sum(cells[place].count for place in unknown)
    total = sum(weights[place] * cells[place].count for place in unknown)
    for values in product(range(people + 1), repeat=len(unknown)):
        fits = sum(values) == people
        if fits and with_mean:
            fits = sum(weights[place] * value for place, value in zip(unknown, values, strict=True)) == total
        if fits:
            yield dict(zip(unknown, values, strict=True))


def is_given_back(cells, decided, *, with_mean, weights):
    ways = list(attack(cells, decided, with_mean=with_mean, weights=weights))
    small = [place for place, cell in enumerate(cells) if 0 < cell.count < BELOW]
    return [place for place in small if len({way[place] for way in ways}) == 1]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
@settings(PATIENT, max_examples=150)
def test_a_scale_of_few_cannot_be_solved_from_its_mean(counts):
    cells = [Cell(str(step), count, step) for step, count in enumerate(counts, start=1)]
    decided = hidden(cells, sum(counts), BELOW, is_sum_known=True)
    shown = [cell for cell in cells if cell.code not in decided.cells]
    assert all(cell.count == 0 or cell.count >= BELOW for cell in shown)
    if sum(counts) < BELOW:
        assert decided.is_mean_hidden
        assert not shown
    else:
        weights = [int(cell.step) for cell in cells]
        assert not is_given_back(cells, decided, with_mean=not decided.is_mean_hidden, weights=weights)


@given(st.lists(st.integers(0, 8), min_size=2, max_size=4))
@settings(PATIENT, max_examples=60)
def test_options_of_few_cannot_be_solved_from_their_sum(counts):
    cells = [Cell(code, count) for code, count in zip("abcd", counts, strict=False)]
    decided = hidden(cells, sum(counts), BELOW, is_sum_known=True)
    if sum(counts) >= BELOW:
        assert not is_given_back(cells, decided, with_mean=False, weights=[0] * len(cells))


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(PATIENT, max_examples=60)
def test_a_recommend_score_gives_no_cell_back(counts):
    cells = [Cell(str(step), count, step) for step, count in zip((3, 6, 8, 10), counts, strict=True)]
    decided = hidden(cells, sum(counts), BELOW, is_sum_known=True, is_score=True)
    if sum(counts) >= BELOW:
        assert not is_given_back(cells, decided, with_mean=not decided.is_mean_hidden, weights=[0, 0, 1, 2])


def test_two_hidden_cells_with_two_people_between_them_are_not_left_to_be_solved():
    cells = [Cell("a", 1), Cell("b", 1), Cell("c", 10), Cell("d", 9), Cell("e", 0)]
    assert hidden(cells, 21, BELOW, is_sum_known=True).cells == {"a", "b", "e"}


def test_as_many_people_as_options_are_not_one_each():
    cells = [Cell(str(step), 1, step) for step in range(1, 6)]
    decided = hidden(cells, 5, BELOW, is_sum_known=True)
    assert not is_given_back(cells, decided, with_mean=not decided.is_mean_hidden, weights=[1, 2, 3, 4, 5])


def test_a_large_group_is_shown_whole():
    cells = [Cell("1", 12, 1), Cell("2", 0, 2), Cell("3", 7, 3)]
    assert hidden(cells, 19, BELOW, is_sum_known=True) == hidden([], 19, BELOW, is_sum_known=True)


def test_where_several_can_be_chosen_only_the_small_cell_is_hidden():
    cells = [Cell("a", 12), Cell("b", 2), Cell("c", 7)]
    assert hidden(cells, 14, BELOW, is_sum_known=False).cells == {"b"}


@pytest.mark.parametrize("asked", [1, 2, 3, 5, 10])
def test_the_setting_never_goes_below_three(asked):
    from pydantic import ValidationError

    from schemas.settings import Settings

    if asked < 3:
        with pytest.raises(ValidationError):
            Settings(suppress_below=asked)
    else:
        assert Settings(suppress_below=asked).suppress_below == asked


def several(random, below):
    """People who chose some of a few options, or none, as cells and counts."""
    codes = "abcd"[: random.randrange(1, 5)]
    largest = random.choice((1, 2, len(codes)))
    fewest = random.choice((0, 1))
    people = [
        random.sample(codes, random.randrange(fewest, min(largest, len(codes)) + 1))
        for _ in range(random.randrange(below, 16))
    ]
    cells = [Cell(code, sum(code in chosen for chosen in people)) for code in codes]
    return cells, len(people), sum(bool(chosen) for chosen in people)


def values_of_few(cells, answered, below, decided, chose):
    """For each cell of few, and for who chose none where that is hidden, the numbers that fit what is published."""
    few = {cell.code for cell in cells if 0 < cell.count < below}
    most = below - 1 if decided.cells == few else answered
    shown = [cell.count for cell in cells if cell.code not in decided.cells]
    may_have_chosen = [chose]
    if decided.is_none_hidden:
        may_have_chosen = {chose, *(answered - none for none in range(1, below)), *range(1, below)}
    fitting = {code: set() for code in few} | ({"none": set()} if decided.is_none_hidden else {})
    for chosen in may_have_chosen:
        others = len(decided.cells) - 1
        for code in few:
            for value in range(1, below):
                if max(shown, default=0) <= chosen <= sum(shown) + value + most * others and value <= chosen:
                    fitting[code].add(value)
        if decided.is_none_hidden and max(shown, default=0) <= chosen <= sum(shown) + most * len(decided.cells):
            fitting["none"].add(answered - chosen)
    return fitting


@pytest.mark.parametrize("below", [3, 5])
def test_neither_cells_of_few_nor_who_chose_none_of_several_options_are_given_back(below):
    random, hidden_ones, further, groups = Random(1), 0, 0, 0
    for _ in range(4_000):
        cells, answered, chose = several(random, below)
        decided = hidden_of_several(cells, answered, below, chose=chose)
        assert {cell.code for cell in cells if 0 < cell.count < below} <= decided.cells
        assert decided.is_none_hidden or answered - chose not in range(1, below)
        if decided.is_group_hidden:
            groups += 1
            continue
        further += len(decided.cells) > sum(0 < cell.count < below for cell in cells)
        for name, values in values_of_few(cells, answered, below, decided, chose).items():
            hidden_ones += 1
            assert len(values) > 1, (name, cells, answered, chose, decided)
    assert hidden_ones > 1_000
    assert further > 50
    assert groups < 200


def test_of_few_who_answered_several_options_nothing_is_shown():
    decided = Decided(frozenset("a"), is_mean_hidden=True, is_none_hidden=True, is_group_hidden=True)
    assert hidden_of_several([Cell("a", 4)], 4, 5, chose=4) == decided
