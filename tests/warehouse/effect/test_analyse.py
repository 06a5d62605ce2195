"""From quarters of buyers to rows: who is in, who is out, and why there is nothing."""

from datetime import date

import polars as pl
import pytest

from warehouse.effect.analyse import analyse
from warehouse.effect.analyses import ANALYSES, HEADLINE

WAYS = {analysis.analysis_id: analysis for analysis in ANALYSES}


@pytest.fixture
def municipalities():
    """Eight trained in 2020, thirty never, two by someone else in 2018."""
    waves = ["w1"] * 8 + [None] * 30 + ["trained_elsewhere"] * 2
    return pl.DataFrame(
        {
            "buyer_id": [f"K-{position:04}" for position in range(40)],
            "county_code": [f"{position % 2}" for position in range(40)],
            "size_class": ["small"] * 40,
            "wave_id": waves,
            "trained_from": [{"w1": date(2020, 3, 3), "trained_elsewhere": date(2018, 9, 1)}.get(w) for w in waves],
            "is_mixed": [False] * 40,
            "bought_before": [12.0] * 40,
            "is_neighbour": [8 <= position < 12 for position in range(40)],
        },
        schema_overrides={"wave_id": pl.String},
    )


@pytest.fixture
def quarters(municipalities):
    """Four purchases a quarter, one of them early; two of them with those trained in 2020, once they are."""
    starts = pl.date_range(date(2017, 1, 1), date(2022, 10, 1), "3mo", eager=True).alias("quarter_starts_on")
    trained = (pl.col("wave_id") == "w1") & (pl.col("quarter_starts_on") >= date(2020, 1, 1))
    return (
        municipalities.join(pl.DataFrame(starts), how="cross")
        .with_columns(pl.when(trained).then(2.0).otherwise(1.0).alias("numerator"))
        .select("buyer_id", "quarter_starts_on", "numerator", denominator=4.0, attribution=pl.lit("member"))
        .with_columns(slice=pl.lit("all"))
    )


def simple(rows):
    return next(row for row in rows if row["aggregation"] == "simple")


def test_the_headline_finds_what_was_put_in(quarters, municipalities):
    rows = list(analyse("early", "share", HEADLINE, quarters, municipalities))
    found = simple(rows)
    assert found["estimate"] == 0.25
    assert (found["trained_buyers"], found["control_buyers"]) == (8, 30)
    assert found["level_before"] == 0.25
    assert {row["aggregation"] for row in rows} == {"group_time", "simple", "group", "dynamic", "calendar"}
    assert [row["analysis_id"] for row in rows[-3:]] == ["leave_one_out", "untrained_counties", "too_early"]
    assert [row["problem"] for row in rows[-2:]] == ["no_placebo"] * 2  # untrained ones never vary here


def test_what_moves_without_training_is_counted_among_the_placebos(quarters, municipalities):
    varied = quarters.with_columns(numerator=(pl.int_range(pl.len()) * 7919 % 11) / 3)
    rows = {row["analysis_id"]: row for row in analyse("early", "share", HEADLINE, varied, municipalities)}
    assert rows["untrained_counties"]["placebos"] == 2
    assert rows["too_early"]["placebos"] == 1
    assert rows["too_early"]["p_value"] is not None


@pytest.mark.parametrize(
    ("way", "trained", "controls"), [("with_elsewhere", 10, 30), ("without_neighbours", 8, 26), ("base_one", 8, 30)]
)
def test_a_choice_made_otherwise_changes_who_is_in(quarters, municipalities, way, trained, controls):
    (found,) = analyse("early", "share", WAYS[way], quarters, municipalities)
    assert (found["trained_buyers"], found["control_buyers"]) == (trained, controls)


def test_leaving_nobody_out_is_said_and_not_estimated_again(quarters, municipalities):
    (found,) = analyse("early", "share", WAYS["without_mixed"], quarters, municipalities)
    assert found["problem"] == "nobody_to_leave_out"


def test_a_slice_without_data_says_so(quarters, municipalities):
    (found,) = analyse("early", "share", WAYS["digital"], quarters, municipalities)
    assert found["problem"] == "no_data_of_trained"


def test_no_time_before_the_first_gathering_is_said(quarters, municipalities):
    late = quarters.filter(pl.col("quarter_starts_on") >= date(2020, 1, 1))
    (found,) = analyse("early", "share", HEADLINE, late, municipalities)
    assert found["problem"] == "no_before_and_after"


def test_a_quarter_without_any_counts_as_zero(quarters, municipalities):
    some = quarters.filter((pl.col("buyer_id") != "K-0020") | (pl.col("quarter_starts_on") < date(2018, 1, 1)))
    found = simple(analyse("notices", "count", HEADLINE, some, municipalities))
    assert found["estimate"] > 0.69


def test_what_never_happens_has_no_effect_to_estimate(quarters, municipalities):
    never = quarters.with_columns(numerator=pl.lit(0.0))
    (found,) = analyse("contests", "share", HEADLINE, never, municipalities)
    assert found["problem"] == "no_variation"


def test_what_hardly_varies_breaks_nothing(quarters, municipalities):
    is_one = (pl.col("buyer_id") == "K-0020") & (pl.col("quarter_starts_on") == date(2018, 1, 1))
    once = quarters.with_columns(numerator=pl.when(is_one).then(1.0).otherwise(0.0))
    found = simple(analyse("contests", "share", HEADLINE, once, municipalities))
    assert found["pretrend_wald_p"] is None
    assert found["estimate"] is not None


def test_a_programme_that_names_nobody_trained_or_nobody_untrained_is_said(quarters, municipalities):
    for left, problem in ((pl.col("wave_id").is_null(), "no_trained"), (pl.col("wave_id") == "w1", "no_never_trained")):
        (found,) = analyse("early", "share", HEADLINE, quarters, municipalities.filter(left))
        assert found["problem"] == problem
