"""What the sample buried is found again: every merger, joint purchase, chain and correction."""

import hashlib
from contextlib import contextmanager

import duckdb
import polars as pl
import pytest

from schemas import catalogue
from tasks.sample.write import write_sample
from tests.warehouse.conftest import BUYERS_MARTS, fill_marts
from warehouse.build import load_parsed
from warehouse.generation.marts import order


@pytest.fixture(scope="module")
def told(tmp_path_factory, buyers_built):
    return dig(tmp_path_factory.mktemp("sample") / "sample", buyers_built, 800)


def dig(folder, buyers_built, notices, seed=5):
    write_sample(folder, notices, seed)
    db = buyers_built(
        "sample", notices=folder / "notices", registers=folder / "registers", programme=folder / "programme"
    )
    db.execute("CREATE SCHEMA truth")
    for path in (folder / "truth").glob("*.csv"):
        db.execute(
            f"CREATE TABLE truth.{path.stem} AS FROM read_csv('{path}', all_varchar = true, null_padding = true)"
        )
    # The truth calls a county by its number and a split municipality by its name.
    db.execute("""
        CREATE TABLE truth.bought AS
        SELECT procurement.*, member.procedure_key, notice.notice_id,
            CASE
                WHEN buyer_kind = 'county' THEN 'F-' || county.today_county_code
                WHEN unit_today LIKE 'split-%' THEN 'K-' || municipality_code
                ELSE unit_today
            END AS buyer_id,
        FROM truth.procurements AS procurement
        INNER JOIN (SELECT DISTINCT procurement, notice_id FROM truth.notices WHERE step = 'competition') AS notice
            USING (procurement)
        INNER JOIN marts.procedure_notices AS member USING (notice_id)
        LEFT JOIN (
            SELECT DISTINCT unit.organisation_number, placed.buyer_id[3:] AS today_county_code
            FROM staging.register_units AS unit
            INNER JOIN staging.placed_organisations AS placed USING (organisation_number)
            WHERE unit.form_code = 'FYLK'
        ) AS county ON county.organisation_number = procurement.buyer_number
    """)
    return db


BUILDS = ((1, 1), (4, 2), (2, 3))
"""Threads, and the seed of the order of files."""


@contextmanager
def rolled_back(db):
    """What is changed inside is as it was afterwards."""
    db.execute("BEGIN")
    yield
    db.execute("ROLLBACK")


def count(db, query):
    return db.execute(query).fetchone()[0]


def rows(db, query):
    return db.execute(query).fetchall()


def wrongly_recognised(db):
    """Purchases that count for another buyer than the one that was drawn."""
    return rows(
        db,
        """
        SELECT bought.writing, bought.buyer_name, bought.buyer_id, found.buyer_id, found.match_method
        FROM truth.bought AS bought
        LEFT JOIN marts.procedure_buyers AS found
            ON found.procedure_key = bought.procedure_key
            AND found.attribution IN ('own', 'lead', 'host_for_members')
        WHERE found.buyer_id IS DISTINCT FROM bought.buyer_id AND bought.buyer_id IS NOT NULL
            AND found.match_method IS DISTINCT FROM 'ambiguous'  -- two share a name
        """,
    )


def test_every_buyer_is_the_one_that_was_drawn_however_it_wrote_itself(told):
    assert wrongly_recognised(told) == []
    assert count(told, "SELECT count(DISTINCT writing) FROM truth.bought") > 5


def test_a_buyer_that_is_another_is_counted_as_wrong(told):
    with rolled_back(told):
        told.execute("""
            UPDATE marts.procedure_buyers SET buyer_id = 'K-9999' WHERE procedure_key = (
                SELECT min(procedure_key) FROM truth.bought WHERE joint = 'own' AND buyer_id IS NOT NULL
            )
        """)
        assert len(wrongly_recognised(told)) == 1
    assert wrongly_recognised(told) == []


def test_every_municipality_is_the_one_of_its_own_day(told):
    wrong = rows(
        told,
        """
        SELECT bought.municipality_code, match.municipality_code, match.name_as_written, match.published_on
        FROM truth.bought AS bought
        INNER JOIN marts.notices AS notice USING (notice_id)
        INNER JOIN marts.buyer_matches AS match USING (notice_key)
        WHERE bought.buyer_kind = 'municipality' AND bought.joint = 'own'
            AND match.municipality_code IS DISTINCT FROM bought.municipality_code
            AND match.match_method <> 'ambiguous'
        """,
    )
    assert wrong == []


def test_every_change_of_the_map_is_followed(told):
    lost = rows(
        told,
        """
        SELECT change.kind, change.old_code, change.new_code
        FROM truth.municipality_changes AS change
        ANTI JOIN marts.municipality_map AS map
            ON map.municipality_code = change.old_code
            AND map.to_municipality_code = change.new_code
            AND map.to_map_on = change.changed_on::DATE
            AND map.is_whole = (change.share::DOUBLE = 1)
        WHERE change.old_code <> change.new_code
        """,
    )
    assert lost == []


def test_every_joint_purchase_counts_for_exactly_the_members_it_was_made_for(told):
    told.execute("""
        CREATE OR REPLACE TABLE truth.members AS
        SELECT bought.procedure_key,
            CASE WHEN joint.unit_today LIKE 'split-%' THEN 'K-' || joint.municipality_code ELSE joint.unit_today END
                AS buyer_id,
        FROM truth.joint_purchases AS joint
        INNER JOIN truth.bought AS bought USING (procurement)
    """)
    assert count(told, "SELECT count(*) FROM truth.members") > 20
    lost = rows(told, "FROM truth.members ANTI JOIN marts.procedure_buyers USING (procedure_key, buyer_id)")
    assert lost == []
    invented = rows(
        told,
        """
        SELECT found.procedure_key, found.buyer_id
        FROM marts.procedure_buyers AS found
        SEMI JOIN truth.bought AS bought USING (procedure_key)
        ANTI JOIN truth.members AS member USING (procedure_key, buyer_id)
        WHERE found.attribution = 'member'
        """,
    )
    assert invented == []


def wrongly_joined(db, *, matched):
    """Notices in the procedure of another purchase, by links that were matched or by all others."""
    return rows(
        db,
        f"""
        SELECT DISTINCT member.notice_id, member.link_method
        FROM marts.procedure_notices AS member
        INNER JOIN truth.notices AS own USING (notice_id)
        INNER JOIN truth.bought AS bought USING (procedure_key)
        WHERE own.procurement <> bought.procurement AND {"" if matched else "NOT"} member.link_method LIKE 'matched%'
        """,
    )


def test_no_two_purchases_become_one_procedure(told):
    assert wrongly_joined(told, matched=False) == []
    matched = count(told, "SELECT count(*) FROM marts.procedure_notices WHERE link_method LIKE 'matched%'")
    assert matched > 20
    assert len(wrongly_joined(told, matched=True)) <= 0.02 * matched


def test_nearly_every_chain_is_whole(told):
    chains, whole = told.execute("""
        WITH chain AS (
            SELECT notice.procurement, count(DISTINCT member.procedure_key) AS procedures
            FROM truth.notices AS notice
            INNER JOIN marts.procedure_notices AS member USING (notice_id)
            SEMI JOIN truth.bought USING (procurement)
            GROUP BY notice.procurement
        )
        SELECT count(*), count(*) FILTER (procedures = 1) FROM chain
    """).fetchone()
    assert whole / chains > 0.95


def test_matched_links_are_measured_on_referenced_ones(told):
    for link, referenced, _, _, precision, recall, _, false_answer_rate in rows(told, "FROM marts.link_quality"):
        assert referenced > 20, link
        assert precision >= 0.98, link
        assert recall >= 0.9, link
        assert false_answer_rate <= 0.1, link


@pytest.mark.parametrize(
    ("truth", "mart"),
    [
        ("competition_on", "competition_on"),
        ("last_deadline_on", "deadline_on"),
        ("lots", "lots"),
        ("is_digital", "is_digital"),
        ("completion_on", "completed_on"),
    ],
)
def test_a_procedure_has_the_milestones_that_were_drawn(told, truth, mart):
    wrong = rows(
        told,
        f"""
        SELECT bought.procurement, bought.{truth}, procedure.{mart}
        FROM truth.bought AS bought INNER JOIN marts.procedures AS procedure USING (procedure_key)
        WHERE procedure.{mart}::VARCHAR IS DISTINCT FROM bought.{truth}
        """,
    )
    assert wrong == []


def test_what_was_cancelled_is_cancelled_and_what_was_extended_says_so(told):
    stopped = rows(
        told,
        """
        SELECT DISTINCT reopened.published_on IS NOT NULL,
            (procedure.status = 'cancelled')
                = (reopened.published_on IS NULL OR bought.is_awarded IS NOT DISTINCT FROM 'false'),
            procedure.reopened_on IS NOT DISTINCT FROM reopened.published_on::DATE
        FROM truth.bought AS bought
        INNER JOIN marts.procedures AS procedure USING (procedure_key)
        LEFT JOIN truth.notices AS reopened ON reopened.procurement = bought.procurement AND reopened.step = 'reopened'
        WHERE bought.change = 'cancelled'
        """,
    )
    assert set(stopped) <= {(False, True, True), (True, True, True)}
    assert (False, True, True) in stopped
    silent = rows(
        told,
        """
        SELECT bought.procurement
        FROM truth.bought AS bought
        WHERE bought.change = 'extended' AND bought.last_deadline_on <> bought.deadline_on
        AND NOT EXISTS (
            FROM marts.notice_changes AS change
            INNER JOIN marts.notices AS notice USING (notice_id)
            INNER JOIN marts.procedure_notices AS member ON member.notice_id = notice.notice_id
            WHERE member.procedure_key = bought.procedure_key
                AND change.field = 'deadline_on' AND change.after = bought.last_deadline_on
                AND change.reason_code = 'update-add'
        )
        """,
    )
    assert silent == []


def test_every_correction_is_a_change_with_its_reason(told):
    silent = rows(
        told,
        """
        SELECT bought.procurement
        FROM truth.bought AS bought
        WHERE bought.change = 'corrected' AND NOT EXISTS (
            FROM marts.notice_versions AS version
            INNER JOIN staging.notice_changes AS change USING (notice_key)
            INNER JOIN marts.procedure_notices AS member ON member.notice_id = version.notice_id
            WHERE member.procedure_key = bought.procedure_key AND change.reason_code = 'cor-buy'
        )
        """,
    )
    assert silent == []
    assert count(told, "SELECT count(*) FROM truth.bought WHERE change = 'corrected'") > 5


def test_a_notice_and_its_teds_copy_under_another_id_are_one(told):
    copies, found, wrong = told.execute("""
        SELECT count(*), count(*) FILTER (publication.notice_key[:-4] = copy.same_as),
            count(*) FILTER (publication.outcome = 'twin' AND publication.notice_key[:-4] <> copy.same_as)
        FROM truth.notices AS copy
        INNER JOIN marts.notice_publications AS publication ON publication.publication_number = copy.ted_number
        WHERE copy.format = 'ted_export' AND publication.format = 'ted_export' AND copy.notice_id <> copy.same_as
    """).fetchone()
    assert wrong == 0
    assert copies > 20
    assert found / copies > 0.9


def test_the_notices_of_the_joint_project_are_its_members(told):
    found = rows(told, "SELECT DISTINCT project_id, confidence >= 0.3 FROM marts.project_procurements")
    assert found == [("dognapen-drommetjeneste", True)]


@pytest.mark.prove
def test_the_truths_of_a_large_sample_are_found(tmp_path, buyers_built, proof):
    db = dig(tmp_path / "sample", buyers_built, 8000, seed=11)
    test_every_buyer_is_the_one_that_was_drawn_however_it_wrote_itself(db)
    test_every_municipality_is_the_one_of_its_own_day(db)
    test_every_joint_purchase_counts_for_exactly_the_members_it_was_made_for(db)
    test_no_two_purchases_become_one_procedure(db)
    for link, referenced, answered, right, without in rows(
        db,
        "SELECT link, referenced, answered, right_answers, answered_without FROM marts.link_quality ORDER BY link",
    ):
        proof(f"matched links: {link}", asked=referenced, answered=answered, right=right, wrong_without_any=without)
    proof(
        "matched links against the truth",
        links=count(db, "SELECT count(*) FROM marts.procedure_notices WHERE link_method LIKE 'matched%'"),
        wrong=len(wrongly_joined(db, matched=True)),
    )
    proof(
        "buyers of the sample recognised",
        procurements=count(db, "SELECT count(*) FROM truth.bought"),
        wrong=len(wrongly_recognised(db)),
        joint_members=count(db, "SELECT count(*) FROM truth.members"),
    )


@pytest.mark.prove
def test_threads_and_the_order_of_files_change_no_byte(tmp_path, landed, proof):
    write_sample(tmp_path / "sample", 3000, seed=12)
    folders = {kind: tmp_path / "sample" / kind for kind in ("notices", "registers", "programme")}
    given = landed("sample", **folders)
    seen = {mart: set() for mart in BUYERS_MARTS}
    for threads, seed in BUILDS:
        with duckdb.connect(config={"threads": threads}) as db:
            load_parsed(db, {name: shuffled(rows, seed) for name, rows in given.items()})
            fill_marts(db, "sample")
            for mart, hashes in seen.items():
                key = order(catalogue.tables("marts")[mart].to_schema().unique)
                file = tmp_path / "mart.parquet"
                db.execute(f"COPY (SELECT * FROM {mart} ORDER BY {key}) TO '{file}' (FORMAT parquet)")
                hashes.add(hashlib.sha256(file.read_bytes()).hexdigest())
    different = {mart for mart, hashes in seen.items() if len(hashes) > 1}
    proof("marts of buyers rebuilt to the byte", builds=len(BUILDS), marts=len(seen), different=len(different))
    assert different == set()


def shuffled(rows, seed):
    if isinstance(rows, pl.DataFrame):
        return rows.sample(fraction=1, shuffle=True, seed=seed)
    return sorted(rows, key=lambda path: hashlib.sha256(f"{seed} {path}".encode()).digest())
