"""The effect that the sample buries is found at the sample's default size, and none where there is none."""

import csv

import duckdb
import pytest

from tasks.sample.write import write_sample
from tests.warehouse.conftest import fill_marts
from warehouse.build import load_parsed

PLAIN = ("preceded_by_early_notice", "submission_window_days", "tenders_received")
"""Effects that are large beside what chance gives at the default size; the others must only lie in their interval."""


@pytest.mark.prove
def test_the_interval_covers_what_was_buried_and_the_plain_effects_are_no_chance(tmp_path, landed, proof):
    sample = tmp_path / "sample"
    write_sample(sample)
    inputs = landed("sample", **{kind: sample / kind for kind in ("notices", "registers", "programme")})
    with duckdb.connect() as db:
        load_parsed(db, inputs)
        fill_marts(db, "sample", ["marts.effect_estimates"])
        rows = db.execute(
            """
            SELECT indicator_id, estimate, interval_low, interval_high, p_value
            FROM marts.effect_estimates
            WHERE is_headline AND aggregation = 'simple'
            """
        ).fetchall()
    found = {indicator: told for indicator, *told in rows}
    with (sample / "truth" / "effects.csv").open(encoding="utf-8") as file:
        buried = {row["indicator_id"]: float(row["size"]) for row in csv.DictReader(file)}
    asked = sorted(buried.keys() & found.keys())
    covered = [each for each in asked if found[each][1] <= buried[each] <= found[each][2]]
    plain = [each for each in PLAIN if found[each][3] < 0.05]
    told = {each: f"{found[each][0]:.3g} of {buried[each]:g}" for each in asked}
    proof("buried effect at the default size", asked=len(asked), covered=len(covered), **told)
    assert set(asked) >= {*PLAIN, "price_only", "framework_share", "decision_days"}
    assert covered == asked
    assert plain == list(PLAIN)
