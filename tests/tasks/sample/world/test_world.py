"""The invented country part holds every trap of the real map, and numbers that belong to nobody."""

import pytest

from tasks.sample.world.buyers import Market
from tasks.sample.world.make import make_world
from tasks.sample.world.numbers import WEIGHTS, checked, organisation_number


@pytest.fixture(scope="module")
def world():
    return make_world(1)


def numbers_of(world):
    bodies = [*world.counties, *world.agencies, *world.sub_units, *world.enterprises, *world.suppliers]
    return [body.organisation_number for body in bodies]


def test_organisation_numbers_pass_mod_11_and_begin_with_one_to_seven(world):
    towns = [town.organisation_number for town in world.municipalities]
    for number in [*towns, *numbers_of(world), *(unit.organisation_number for unit in world.purchasing_units)]:
        weighed = sum(int(digit) * weight for digit, weight in zip(number, (*WEIGHTS, 1), strict=True))
        assert weighed % 11 == 0
        assert number[0] in "1234567"


def test_a_number_whose_control_digit_would_be_ten_is_left_out():
    without = next(first for first in range(30_000_000, 30_000_100) if checked(first) is None)
    assert organisation_number(without) == checked(without + 1)


def test_no_two_organisations_share_a_number(world):
    towns = {town.organisation_number for town in world.municipalities}
    others = numbers_of(world)
    assert len(others) == len(set(others))
    assert not towns & set(others)


def test_what_becomes_of_a_municipality_adds_up_to_one(world):
    for town in world.municipalities:
        assert sum(share for _, share in world.today(town)) == pytest.approx(1)


def test_the_map_has_a_split_over_three_and_mergers_that_keep_number_or_name(world):
    kinds = [change.kind for change in world.changes]
    assert kinds.count("split") == 3
    assert kinds.count("absorbed") == 3
    kept = [change for change in world.changes if change.kind == "merged_keeps_name"]
    assert any(
        change.old.name == change.new.name and change.old.organisation_number != change.new.organisation_number
        for change in kept
    )


def test_a_host_buys_for_the_members_of_the_day(world):
    market = Market(world)
    unit = world.purchasing_units[0].unit_id
    early, late = (
        {town.organisation_number for town in market.members_on(unit, day)} for day in (market.days[0], market.days[-1])
    )
    assert len(early - late) == 1
    assert len(late - early) == 1


@pytest.mark.shared
def test_no_municipality_number_or_name_is_a_real_one(world, shared):
    listed = (shared / "registers" / "norway_municipalities_2024.csv").read_text(encoding="utf-8").splitlines()[1:]
    real = {row.split(",")[0] for row in listed} | {row.split(",")[1] for row in listed}
    assert not real & {town.code for town in world.municipalities}
    assert not real & {town.short_name for town in world.municipalities}
