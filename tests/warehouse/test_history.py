"""What was known on a day: by the macros of the published file, and by a build of what was known."""

from datetime import date, datetime

import duckdb
import polars as pl
import pytest

from schemas import catalogue, ddl
from warehouse import generation_changes
from warehouse.as_known import Known, limit
from warehouse.build import build, load_parsed
from warehouse.export.macros import export_macros
from warehouse.generation.marts import export_marts

PARSED = catalogue.tables("parsed")
FIRST, SECOND, RESULT = date(2024, 2, 1), date(2024, 2, 10), date(2024, 6, 1)
"""Days of publication: a competition, its second version, its result."""


def frame(name, rows):
    schema = {str(column.name): ddl.polars_type(column) for column in ddl.columns(PARSED[name])}
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)


def document(number, landed):
    key = {"file_sha256": f"{number:064x}", "member": ""}
    return key, [
        ("parsed.documents", key | {"unit": "notice", "identity": f"{number}", "content_sha256": key["file_sha256"]}),
        ("parsed.files", {"file_sha256": key["file_sha256"], "units": 1}),
        (
            "parsed.receipts",
            {
                "source": "folder",
                "kind": "notices",
                "key": f"{number}",
                "file_sha256": key["file_sha256"],
                "size_bytes": 1,
                "landed_at": landed,
                "completeness": "verified",
            },
        ),
    ]


@pytest.fixture(scope="module")
def inputs():
    """Two versions of a competition and its result. All landed in 2025, the second version a year later."""
    told = [
        (1, datetime.fromisoformat("2025-01-01"), "n1", 1, "competition", FIRST, date(2024, 3, 1)),
        (2, datetime.fromisoformat("2026-01-01"), "n1", 2, "competition", SECOND, date(2024, 3, 15)),
        (3, datetime.fromisoformat("2025-01-01"), "n2", 1, "result", RESULT, None),
    ]
    rows = {}
    for number, landed, notice_id, version, form_type, published_on, deadline_on in told:
        key, ledger = document(number, landed)
        flags = {"is_untried": False, "is_converted": False, "is_national": False, "format": "eforms"}
        notice = {
            "notice_id": notice_id,
            "notice_version": version,
            "form_type": form_type,
            "publication_on": published_on,
            "procedure_id": "p1",
        }
        organisation = {"organisation_id": "ORG-1", "name": "Heim kommune", "organisation_number": "920920004"}
        lot = {"lot_id": "LOT-1", "lot_kind": "Lot", "tender_deadline_on": deadline_on}
        for name, row in [
            *ledger,
            ("parsed.notices", key | flags | notice),
            ("parsed.notice_organisations", key | organisation),
            ("parsed.notice_roles", key | {"organisation_id": "ORG-1", "role": "buyer"}),
            ("parsed.lots", key | lot),
        ]:
            rows.setdefault(name, []).append({"preference": 1, "is_rejected": False} | row)
    return {name: frame(name, each) for name, each in rows.items()}


@pytest.fixture(scope="module")
def generation(inputs, tmp_path_factory):
    """A build of what was known on a day (or of all), exported: its folder. Each is built once."""
    made = {}

    def make(known=None):
        if known not in made:
            made[known] = tmp_path_factory.mktemp("generation")
            with duckdb.connect() as db:
                build(db, inputs, world="real", known=known)
                export_marts(db, made[known])
            export_macros(made[known])
        return made[known] / "marts.duckdb"

    return make


@pytest.fixture(scope="module")
def published(generation):
    with duckdb.connect(str(generation()), read_only=True) as db:
        yield db


@pytest.mark.parametrize(
    ("day", "known", "deadline_on", "status"),
    [
        ("2024-01-31", "published_on", None, None),
        ("2024-02-01", "published_on", "2024-03-01", "competition"),
        ("2024-02-10", "published_on", "2024-03-15", "competition"),
        ("2024-06-01", "published_on", "2024-03-15", "awarded"),
        ("2024-12-31", "landed_at", None, None),
        ("2025-01-01", "landed_at", "2024-03-01", "awarded"),
        ("2026-01-01", "landed_at", "2024-03-15", "awarded"),
    ],
)
def test_a_procedure_is_as_it_was_known(published, day, known, deadline_on, status):
    found = published.execute(
        "SELECT deadline_on::VARCHAR, status FROM procedures_as_known(?, known := ?)", [day, known]
    ).fetchall()
    assert found == ([] if status is None else [(deadline_on, status)])


@pytest.mark.parametrize(
    ("day", "known", "keys"),
    [
        ("2024-02-09", "published_on", ["n1-01"]),
        ("2024-02-10", "published_on", ["n1-02"]),
        ("2024-06-01", "published_on", ["n1-02", "n2-01"]),
        ("2025-06-01", "landed_at", ["n1-01", "n2-01"]),
    ],
)
def test_a_notice_is_in_the_version_that_was_known(published, day, known, keys):
    query = "SELECT notice_key FROM notices_as_known(?, known := ?) ORDER BY ALL"
    assert [row[0] for row in published.execute(query, [day, known]).fetchall()] == keys


def test_versions_stay_once_known(published):
    found = published.execute("SELECT notice_key FROM notice_versions_as_known('2024-03-01') ORDER BY ALL").fetchall()
    assert found == [("n1-01",), ("n1-02",)]


def test_indicators_count_what_was_known(published):
    query = "SELECT sum(units_in_base) FROM indicator_by_buyer_quarter_as_known(?) WHERE attribution = 'lead'"
    assert published.execute(query, ["2024-01-31"]).fetchone() == (None,)
    assert published.execute(query, ["2024-02-01"]).fetchone()[0] > 0


def test_indicators_as_known_today_are_the_indicators(published):
    differ = published.execute("""
        SELECT indicator_id, buyer_id, quarter_starts_on, attribution, units_in_base, units_with_data, value
        FROM indicator_by_buyer_quarter WHERE slice = 'all' AND units_in_base > 0
        EXCEPT
        SELECT indicator_id, buyer_id, quarter_starts_on, attribution, units_in_base, units_with_data, value
        FROM indicator_by_buyer_quarter_as_known('2099-01-01')
    """).fetchall()
    assert differ == []


@pytest.mark.parametrize(
    ("known", "notices", "files"),
    [
        (Known(date(2024, 2, 9)), ["n1"], 3),
        (Known(date(2024, 2, 10)), ["n1", "n1"], 3),
        (Known(date(2025, 6, 1), "landed_at"), ["n1", "n2"], 2),
        (Known(date(2026, 6, 1), "landed_at"), ["n1", "n1", "n2"], 3),
    ],
)
def test_a_build_of_a_day_reads_only_what_was_known(inputs, known, notices, files):
    with duckdb.connect() as db:
        load_parsed(db, inputs)
        limit(db, known)
        assert [row[0] for row in db.execute("SELECT notice_id FROM parsed.notices ORDER BY ALL").fetchall()] == notices
        assert db.execute("SELECT count(*) FROM parsed.files").fetchone() == (files,)
        assert db.execute("SELECT sum(units) FROM parsed.files").fetchone() == (len(notices),)


@pytest.mark.parametrize("known", [Known(SECOND), Known(date(2025, 6, 1), "landed_at")])
def test_a_build_of_a_day_is_what_the_macros_say_of_it(known, generation, published):
    with duckdb.connect(str(generation(known)), read_only=True) as db:
        then = db.execute("SELECT procedure_key, status, deadline_on FROM procedures").fetchall()
    query = "SELECT procedure_key, status, deadline_on FROM procedures_as_known(?, known := ?)"
    assert then == published.execute(query, [known.day, known.by]).fetchall()


def test_the_first_build_of_all_has_nothing_to_compare_with(published):
    assert published.execute("FROM generation_changes").fetchall() == []


def test_a_new_build_says_what_moved_against_the_current_generation(inputs, generation):
    with duckdb.connect() as db:
        build(db, inputs, world="real", previous=generation(Known(SECOND)))
        changes = {row[0]: row[1:] for row in db.execute("FROM marts.generation_changes").fetchall()}
        assert changes["notices"] == (True, 1, 2, 1, 0, 0)
        assert changes["procedures"] == (True, 1, 1, 0, 0, 1)
        assert changes["series_breaks"][3:] == (0, 0, 0)
        assert db.execute("SELECT count(*) FROM marts.generation_moves").fetchone()[0] > 0


def test_the_same_build_again_moved_nothing(inputs, generation):
    with duckdb.connect() as db:
        build(db, inputs, world="real", previous=generation())
        moved = db.execute("SELECT mart FROM marts.generation_changes WHERE added + removed + changed > 0").fetchall()
        assert moved == []


def test_a_mart_of_other_columns_is_not_compared():
    table = catalogue.tables("marts")["marts.buyers"]
    assert not generation_changes.comparable(table, ["buyer_id"])
    assert not generation_changes.comparable(table, None)
