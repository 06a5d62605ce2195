"""What the sample buried in its documents is found again: formats, copies, broken files, references, texts, canaries.

Who bought what, and when, is asked in test_buried_truths.py. Each test here is a question to the built warehouse whose
answer is the rows that went wrong; `truth.*` are the tables that the sample writes beside itself.
"""

import pytest

from tasks.sample.write import write_sample

MANY = 900


@pytest.fixture(scope="module")
def truths(tmp_path_factory, buyers_built):
    """The warehouse of a small sample, with its truth in the schema `truth`."""
    sample = tmp_path_factory.mktemp("documents") / "sample"
    write_sample(sample, MANY, 1)
    db = buyers_built("sample", **{kind: sample / kind for kind in ("notices", "registers", "programme")})
    db.execute("CREATE SCHEMA truth")
    for path in (sample / "truth").glob("*.csv"):
        db.execute(f"CREATE TABLE truth.{path.stem} AS FROM read_csv('{path}', header = true)")
    db.execute(
        """
        CREATE VIEW truth.documents AS
        SELECT
            notice.* REPLACE (coalesce(notice.member, '') AS member),
            printf('%s-%02d', notice.notice_id, notice.notice_version) AS notice_key,
            receipt.file_sha256,
        FROM truth.notices AS notice
        INNER JOIN parsed.receipts AS receipt ON receipt.key = notice.path AND receipt.kind = 'notices'
        """
    )
    db.execute(
        """
        CREATE VIEW truth.steps AS
        SELECT DISTINCT document.procurement, document.step, document.notice_id, found.procedure_key,
        FROM truth.documents AS document
        INNER JOIN marts.procedure_notices AS found USING (notice_id)
        WHERE document.source = 'doffin'
        """
    )
    return db


def none(truths, question):
    rows = truths.execute(question).fetchall()
    assert not rows, f"{len(rows)} rows, such as {rows[:5]}"


def one(truths, question):
    (answer,) = truths.execute(question).fetchone()
    return answer


def test_every_document_is_accounted_for(truths):
    none(
        truths,
        """
        SELECT document.path, document.member, made.outcome
        FROM truth.documents AS document
        LEFT JOIN staging.documents AS made USING (file_sha256, member)
        WHERE coalesce(made.outcome, 'lost') NOT IN ('loaded', 'duplicate', 'superseded')
        """,
    )


def test_every_broken_file_is_rejected_by_its_rule_and_nothing_else_is(truths):
    none(
        truths,
        """
        SELECT broken.path, broken.rule AS asked, reject.rule AS found
        FROM truth.broken AS broken
        INNER JOIN parsed.receipts AS receipt ON receipt.key = broken.path AND receipt.kind = 'notices'
        FULL JOIN (
            FROM parsed.rejects
            SELECT rule, file_sha256
            WHERE file_sha256 IN (FROM parsed.receipts SELECT file_sha256 WHERE kind = 'notices')
        ) AS reject USING (file_sha256)
        WHERE broken.rule IS DISTINCT FROM reject.rule
        """,
    )


def test_an_exact_copy_is_counted_and_never_read_beside_what_it_copies(truths):
    none(
        truths,
        """
        SELECT copy.path, made.outcome, original.outcome, receipt.file_sha256 = first.file_sha256
        FROM truth.duplicates AS copy
        INNER JOIN parsed.receipts AS receipt ON receipt.key = copy.path AND receipt.kind = 'notices'
        INNER JOIN parsed.receipts AS first ON first.key = copy.of_path AND first.kind = 'notices'
        LEFT JOIN staging.documents AS made
            ON made.file_sha256 = receipt.file_sha256 AND made.member = coalesce(copy.member, '')
        LEFT JOIN staging.documents AS original
            ON original.file_sha256 = first.file_sha256 AND original.member = coalesce(copy.of_member, '')
        WHERE CASE WHEN copy.same_file THEN receipt.file_sha256 <> first.file_sha256
              ELSE made.outcome IS NULL OR (made.outcome = 'loaded' AND original.outcome = 'loaded') END
        """,
    )


def test_a_notice_on_doffin_and_ted_is_one_notice_with_two_publications_read_from_doffin(truths):
    none(
        truths,
        """
        SELECT document.notice_key, version.documents, version.language_code, publication.publications
        FROM truth.documents AS document
        LEFT JOIN staging.notices AS version USING (notice_key)
        LEFT JOIN (
            FROM marts.notice_publications SELECT notice_key, count(*) AS publications GROUP BY notice_key
        ) AS publication USING (notice_key)
        WHERE document.source = 'ted' AND document.format = 'eforms'
            AND (publication.publications IS DISTINCT FROM version.documents
                OR version.documents < 2 OR version.language_code = 'ENG')
        """,
    )


def test_buyers_without_a_number_are_found_by_their_name_but_for_those_that_share_it(truths):
    none(
        truths,
        """
        SELECT match.name_as_written, match.match_method, match.municipality_code
        FROM truth.documents AS document
        INNER JOIN truth.procurements AS procurement USING (procurement)
        INNER JOIN marts.buyer_matches AS match
            ON match.notice_key = document.notice_key AND match.organisation_id = 'ORG-0001'
        WHERE document.municipality_code IS NOT NULL
            AND procurement.writing IN ('no_number', 'misspelt', 'junk_number', 'name_as_number')
            AND (match.municipality_code IS NULL) <> (match.match_method = 'ambiguous')
        """,
    )
    shared = one(truths, "SELECT count(*) FROM marts.buyer_matches WHERE match_method = 'ambiguous'")
    assert shared


def test_a_notice_of_before_2023_on_doffin_and_ted_is_one_procedure_with_one_competition(truths):
    none(
        truths,
        """
        SELECT document.procurement, first.procedure_key, found.procedure_key
        FROM truth.documents AS document
        INNER JOIN truth.documents AS twin ON twin.notice_id = document.same_as AND twin.source = 'doffin'
        INNER JOIN marts.procedure_notices AS first ON first.notice_id = twin.notice_id
        LEFT JOIN marts.procedure_notices AS found ON found.notice_id = document.notice_id
        INNER JOIN marts.procedures AS procedure ON procedure.procedure_key = first.procedure_key
        WHERE document.format = 'ted_export' AND document.step = 'competition'
            AND (found.procedure_key <> first.procedure_key OR procedure.competitions > 1)
        """,
    )


@pytest.mark.parametrize("step", ["planning", "change", "reopened", "result", "correction", "modification"])
def test_a_step_that_names_its_procedure_or_notice_stands_in_the_procedure_of_its_competition(truths, step):
    none(
        truths,
        f"""
        SELECT link.procurement, link.notice_id
        FROM truth.links AS link
        INNER JOIN truth.documents AS document ON document.notice_id = link.notice_id AND document.step = '{step}'
        LEFT JOIN truth.steps AS first
            ON first.procurement = link.procurement AND first.step IN ('competition', 'intention')
        LEFT JOIN marts.procedure_notices AS found
            ON found.notice_id = document.notice_id AND found.procedure_key = first.procedure_key
        WHERE link.step = '{step}' AND link.by IN ('procedure_id', 'reference') AND found.procedure_key IS NULL
        """,
    )


STRANGERS = """
    FROM truth.steps AS step
    INNER JOIN truth.steps AS first ON first.procedure_key = step.procedure_key
        AND first.step IN ('competition', 'intention') AND first.procurement <> step.procurement
    INNER JOIN marts.procedure_notices AS found
        ON found.procedure_key = step.procedure_key AND found.notice_id = step.notice_id
"""


def test_what_names_its_procedure_or_notice_never_stands_in_another_procedure(truths):
    none(truths, f"{STRANGERS} SELECT step.procedure_key, found.* WHERE found.link_method NOT LIKE 'matched%'")


def test_what_was_matched_by_its_text_seldom_stands_in_another_procedure(truths):
    matched = one(truths, "SELECT count(*) FROM marts.procedure_notices WHERE link_method LIKE 'matched%'")
    wrong = one(truths, f"SELECT count(*) {STRANGERS} WHERE found.link_method LIKE 'matched%'")
    assert matched > 50
    assert wrong / matched < 0.05


def test_most_planning_notices_that_nothing_refers_to_are_found_by_their_text(truths):
    found = one(
        truths,
        """
        SELECT avg((found.procedure_key IS NOT NULL)::INT)
        FROM truth.links AS link
        INNER JOIN truth.documents AS document ON document.notice_id = link.notice_id AND document.format = 'eforms'
        INNER JOIN truth.steps AS first ON first.procurement = link.procurement AND first.step = 'competition'
        LEFT JOIN marts.procedure_notices AS found
            ON found.notice_id = document.notice_id AND found.procedure_key = first.procedure_key
        WHERE link.step = 'planning' AND link.by = 'text'
        """,
    )
    assert found > 0.8


def test_what_is_digital_is_found_whatever_code_it_was_bought_under(truths):
    none(
        truths,
        """
        SELECT DISTINCT procedure.title, truth.main_cpv_code, truth.is_digital, procedure.digital_reason
        FROM truth.procurements AS truth
        INNER JOIN truth.steps AS step ON step.procurement = truth.procurement AND step.step = 'competition'
        INNER JOIN marts.procedures AS procedure USING (procedure_key)
        WHERE truth.is_digital <> procedure.is_digital
        """,
    )


def test_regime_follows_the_thresholds_of_the_day(truths):
    none(
        truths,
        """
        SELECT DISTINCT procedure.procedure_key, truth.regime, procedure.regime, truth.value_nok, truth.competition_on
        FROM truth.procurements AS truth
        INNER JOIN truth.steps AS step ON step.procurement = truth.procurement AND step.step = 'competition'
        INNER JOIN marts.procedures AS procedure USING (procedure_key)
        WHERE truth.is_value_told AND truth.buyer_kind IN ('municipality', 'county')
            AND truth.competition_on >= DATE '2018-01-01' AND truth.regime <> procedure.regime
        """,
    )


def test_a_corrected_result_counts_with_its_right_value(truths):
    none(
        truths,
        """
        SELECT DISTINCT procedure.procedure_key, truth.awarded_value_nok, procedure.awarded_value_nok
        FROM truth.procurements AS truth
        INNER JOIN truth.steps AS step ON step.procurement = truth.procurement AND step.step = 'correction'
        INNER JOIN marts.procedures AS procedure USING (procedure_key)
        WHERE truth.awarded_value_nok <> procedure.awarded_value_nok
        """,
    )


def test_no_canary_gets_past_the_door(truths):
    columns = truths.execute(
        """
        SELECT table_schema || '.' || table_name, column_name
        FROM information_schema.columns
        WHERE table_schema IN ('parsed', 'staging', 'marts') AND data_type = 'VARCHAR'
        """
    ).fetchall()
    assert one(truths, "SELECT count(*) FROM truth.notice_canaries") > 10
    leaks = [
        (table, column, kind)
        for table, column in columns
        if table != "parsed.receipts"
        for (kind,) in truths.execute(
            f"""
            SELECT DISTINCT canary.kind
            FROM (SELECT DISTINCT {column} AS said FROM {table}) AS held
            INNER JOIN truth.notice_canaries AS canary ON contains(held.said, canary.text::VARCHAR)
            """
        ).fetchall()
    ]
    assert not leaks
