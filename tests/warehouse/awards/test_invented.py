"""Awards that are drawn first and told in many ways come out as they were drawn; the checks of a build find nothing."""

import duckdb
import pytest

from tests.warehouse.awards.invented import Invented
from tests.warehouse.test_stories import PARSED, fill_wanted, frame, key, told
from warehouse.build import CHECKS

WANTED = [
    "marts.procedures",
    "marts.result_awards",
    "marts.award_winners",
    "marts.indicator_units",
    "marts.indicators",
    "marts.notice_contradictions",
]
AGREE = (
    "awards_winners_and_procedures_agree",
    "every_award_counts_in_the_indicators_of_awards",
    "every_award_stands_or_is_replaced",
)


def inputs(invented):
    rows = {name: [] for name in PARSED}
    for notice in invented.rows["notices"]:
        for table, row in told(notice):
            rows[f"parsed.{table}"].append(row)
    for table, given in invented.rows.items():
        if table != "notices":
            rows[f"parsed.{table}"] += [
                key(row["document"]) | {name: value for name, value in row.items() if name != "document"}
                for row in given
            ]
    return {name: frame(name, given) for name, given in rows.items() if given}


def wrong(invented):
    """Procedures that come out otherwise than they were drawn, and rows that the checks find."""
    with duckdb.connect() as db:
        fill_wanted(db, inputs(invented), WANTED)
        made = {
            name: rest
            for name, *rest in db.execute(
                """
                SELECT procedure.procedure_key, procedure.awards, procedure.awarded_value_nok::BIGINT,
                    procedure.tenders_received, procedure.winners,
                    list_sort(list(DISTINCT winner.organisation_number::INT - 999888700)
                        FILTER (winner.organisation_number IS NOT NULL))
                FROM marts.procedures AS procedure
                LEFT JOIN marts.result_awards AS award USING (procedure_key)
                LEFT JOIN marts.award_winners AS winner USING (award_id)
                GROUP BY ALL
                """
            ).fetchall()
        }
        broken = {
            name: rows
            for name in AGREE
            if (rows := db.execute((CHECKS / f"{name}.sql").read_text(encoding="utf-8")).fetchall())
        }
    expected = {
        name: [truth.awards, truth.value, truth.received, len(truth.winners), sorted(truth.winners) or None]
        for name, truth in invented.truth.items()
    }
    return {name: (expected[name], made.get(name)) for name in expected if expected[name] != made.get(name)}, broken


@pytest.mark.parametrize("seed", [1, 2])
def test_awards_come_out_as_they_were_drawn_however_they_are_told(seed):
    invented = Invented(seed, 60)
    assert wrong(invented) == ({}, {})


def test_a_value_that_is_altered_is_found_out():
    invented = Invented(3, 20)
    next(iter(invented.truth.values())).awards += 1
    assert len(wrong(invented)[0]) == 1


@pytest.mark.prove
def test_many_awards_come_out_as_they_were_drawn(proof):
    procedures = awards = otherwise = 0
    for seed in range(100, 110):
        invented = Invented(seed, 1000)
        otherwise += sum(map(len, wrong(invented)))
        procedures += len(invented.truth)
        awards += sum(truth.awards for truth in invented.truth.values())
    proof("awards of invented procedures", procedures=procedures, awards=awards, wrong=otherwise)
    assert not otherwise
