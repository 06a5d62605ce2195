"""A correction overrides what was reported, and complains when its notice no longer says what it corrects."""

import duckdb
import pytest

from warehouse.graph import HERE

CHECK = (HERE / "checks" / "every_correction_still_finds_what_was_reported.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("in_build", "applied", "complaints"),
    [
        (["n1"], ["wrong-number"], 0),
        (["n1"], [], 1),
        (["n2"], [], 0),
    ],
    ids=["it was applied", "its notice says something else now", "its notice is not here"],
)
def test_a_correction_complains_when_its_expectation_no_longer_holds(in_build, applied, complaints):
    with duckdb.connect() as db:
        db.execute("CREATE SCHEMA seeds; CREATE SCHEMA staging")
        db.execute("CREATE TABLE seeds.corrections (correction_id VARCHAR, notice_id VARCHAR, reported VARCHAR)")
        db.execute("INSERT INTO seeds.corrections VALUES ('wrong-number', 'n1', '1')")
        db.execute("CREATE TABLE staging.notices AS SELECT unnest(?::VARCHAR[]) AS notice_id", [in_build])
        db.execute(
            "CREATE TABLE staging.applied_corrections AS SELECT unnest(?::VARCHAR[]) AS correction_id", [applied]
        )
        assert len(db.execute(CHECK).fetchall()) == complaints


def test_every_correction_says_why_and_from_where():
    with duckdb.connect() as db:
        path = HERE / "seeds" / "corrections.csv"
        empty = db.execute(
            "SELECT correction_id FROM read_csv(?, all_varchar = true)"
            " WHERE reason IS NULL OR source IS NULL OR noted_on IS NULL OR reported = corrected",
            [str(path)],
        ).fetchall()
        assert empty == []
