"""Many indicators: what is adjusted together, and that chance finds no more than it says."""

import numpy as np
import polars as pl
import pytest

from warehouse.effect.families import Headline, adjusted, false_discovery_rate, holm
from warehouse.effect.plan import half_years_of, judge


def headline(name, p_value, t_statistic=2.0, drawn=(), assignments="a"):
    return Headline(name, p_value, t_statistic, np.array(drawn, dtype=float), assignments)


def test_the_largest_is_held_against_the_largest_of_every_draw_and_the_next_against_those_left():
    family = [
        headline("strong", 0.2, -3.0, [1.0, -4.0, 2.0, 0.0]),
        headline("weak", 0.2, 1.5, [2.0, 0.5, -1.0, 1.0]),
    ]
    assert adjusted(family) == {"strong": pytest.approx(2 / 5), "weak": pytest.approx(2 / 5)}


def test_what_is_the_same_twice_costs_nothing():
    drawn = np.random.default_rng(1).standard_normal(999)
    alone = adjusted([headline("a", 0.0, 2.2, drawn)])["a"]
    assert adjusted([headline("a", 0.0, 2.2, drawn), headline("b", 0.0, 2.2, drawn)]) == {"a": alone, "b": alone}


def test_a_family_whose_panels_differ_is_adjusted_by_holm():
    family = [headline("a", 0.01, assignments="one"), headline("b", 0.04, assignments="two"), headline("c", 0.03)]
    assert adjusted(family) == holm(family) == {"a": 0.03, "c": 0.06, "b": 0.06}


def test_false_discovery_rates_are_those_of_benjamini_and_hochberg():
    from scipy.stats import false_discovery_control

    p_values = [0.001, 0.3, 0.02, 0.02, 0.7, 0.041]
    found = false_discovery_rate([headline(str(place), p) for place, p in enumerate(p_values)])
    assert [found[str(place)] for place in range(6)] == pytest.approx(false_discovery_control(p_values))


def test_of_a_family_in_which_nothing_was_done_one_in_twenty_has_a_find():
    rng, found = np.random.default_rng(3), 0
    for _ in range(400):
        common = rng.standard_normal(200)
        drawn = [0.7 * common + rng.standard_normal(200) for _ in range(3)]
        family = [headline(str(place), 1.0, float(each[0]), each[1:]) for place, each in enumerate(drawn)]
        found += min(adjusted(family).values()) <= 0.05
    assert found / 400 == pytest.approx(0.05, abs=0.033)


VERSION = {"decided_by": "Styret", "family": "dialogue", "direction": "up", "half_years": 6}
NO_PLAN = pl.DataFrame(
    schema={
        "file_sha256": pl.String,
        "landed_at": pl.Datetime,
        "is_current": pl.Boolean,
        "half_years": pl.Int64,
        "indicator_id": pl.String,
        "family": pl.String,
        "role": pl.String,
        "direction": pl.String,
    }
)


def head(name, p_value=0.01):
    drawn = np.random.default_rng(len(name)).standard_normal(199).tolist()
    return {"indicator_id": name, "p_value": p_value, "t_statistic": 2.5, "drawn": drawn, "assignments": "a"}


def versions(*rows):
    made = [VERSION | {"file_sha256": f"{day:02}", "landed_at": day, "is_current": False} | row for day, row in rows]
    days = pl.datetime(2024, 1, pl.col("landed_at"))
    return pl.DataFrame(made).with_columns(days.alias("landed_at"))


def test_without_a_plan_all_is_exploratory():
    judged = judge([head("a"), head("b", None)], NO_PLAN)
    assert judged["a"] == {"role": "exploratory", "adjusted_p": None, "q_value": 0.01, "plan_note": None}
    assert judged["b"]["q_value"] is None


def test_a_primary_indicator_is_adjusted_and_the_others_are_not_counted_with_it():
    plan = versions((1, {"indicator_id": "a", "role": "primary", "is_current": True}))
    judged = judge([head("a"), head("bb", 0.02), head("ccc", 0.9)], plan)
    assert judged["a"]["role"] == "primary"
    assert judged["a"]["q_value"] is None
    assert judged["bb"]["q_value"] == pytest.approx(0.04)
    assert half_years_of(plan) == 6


def test_what_was_said_otherwise_is_told_for_ever():
    plan = versions(
        (1, {"indicator_id": "a", "role": "exploratory"}),
        (2, {"indicator_id": "a", "role": "primary", "direction": "down"}),
        (3, {"indicator_id": "a", "role": "primary", "is_current": True}),
        (3, {"indicator_id": "b", "role": "exploratory", "is_current": True}),
    )
    judged = judge([head("a"), head("b")], plan)
    assert judged["a"]["plan_note"].splitlines() == [
        "2024-01-01: role exploratory, family dialogue, direction up, half_years 6",
        "2024-01-02: role primary, family dialogue, direction down, half_years 6",
    ]
    assert judged["b"]["plan_note"] == "2024-01-01: -"
