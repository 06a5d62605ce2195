import csv
import json

import duckdb
import polars as pl
import pytest
from frictionless import Package

from schemas import catalogue
from tests.warehouse.generation.conftest import HOSTILE
from warehouse.connect import connect
from warehouse.frames import frame
from warehouse.generation import spreadsheets

MARTS = [name.removeprefix("marts.") for name in catalogue.tables("marts")]


def test_frictionless_finds_the_package_valid_files_hashes_and_every_cell(generation):
    report = Package(generation / "datapackage.json").validate()
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "message"])[:5]
    assert len(report.tasks) == 1 + 2 * len(MARTS)


def test_frictionless_notices_a_file_that_was_changed(generation, tmp_path):
    package = json.loads((generation / "datapackage.json").read_text(encoding="utf-8"))
    resource = package["resources"][1]
    (tmp_path / "csv").mkdir()
    text = (generation / resource["path"]).read_text(encoding="utf-8")
    (tmp_path / resource["path"]).write_text(text.replace("øre", "ore"), encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package | {"resources": [resource]}), encoding="utf-8")
    assert not Package(tmp_path / "datapackage.json").validate().valid


def test_the_database_holds_the_marts_and_nothing_else(generation):
    with connect(generation / "marts.duckdb") as db:
        found = db.execute(
            "SELECT database_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
    assert sorted(name for (name,) in found) == sorted(catalogue.tables("marts"))


def test_a_mart_is_found_by_its_full_and_by_its_short_name(generation):
    with connect(generation / "marts.duckdb") as db:
        for mart in MARTS:
            (rows,) = db.execute(f"SELECT count(*) FROM marts.{mart}").fetchone()
            assert rows > 0
            assert db.execute(f"SELECT count(*) FROM {mart}").fetchone() == (rows,)


def test_every_table_and_column_carries_its_comment(generation):
    with connect(generation / "marts.duckdb") as db:
        silent = db.execute(
            "SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL UNION ALL"
            " SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert not silent


def test_parquet_holds_the_same_rows_as_the_database(generation):
    with connect(generation / "marts.duckdb") as db:
        for mart in MARTS:
            rows = frame(db, f"FROM marts.{mart}")
            assert rows.equals(pl.read_parquet(generation / f"parquet/{mart}.parquet"), null_equal=True), mart


def test_no_cell_of_a_spreadsheet_file_begins_as_a_formula(generation):
    seen = 0
    for path in (generation / "csv").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                seen += sum(cell == "'" + HOSTILE for cell in row)
                for cell in row:
                    assert not cell.startswith(("=", "+", "@", "\t", "\r")), path.name
    assert seen > 0, "the hostile text is in no file, so nothing was tried"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    (written,) = duckdb.execute(
        f"SELECT {spreadsheets.cell('t', 'VARCHAR')} FROM (SELECT ?::VARCHAR AS t)", [text]
    ).fetchone()
    assert written == "'" + text


def test_numbers_keep_their_sign_in_spreadsheet_files():
    assert duckdb.execute(f"SELECT {spreadsheets.cell('n', 'BIGINT')} FROM (SELECT -5 AS n)").fetchone() == (-5,)


def test_a_mart_larger_than_a_worksheet_is_not_written_for_spreadsheets(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "SPREADSHEET_ROWS", 0)
    spreadsheets.export_csv(filled, tmp_path)
    assert not list((tmp_path / "csv").iterdir())


def test_the_same_marts_give_the_same_parquet_and_csv_bytes(filled, about, generation, tmp_path):
    from warehouse.generation.generation import export_generation

    export_generation(filled, tmp_path / "again", about)
    for path in [*generation.glob("parquet/*"), *generation.glob("csv/*"), generation / "dictionary.html"]:
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(generation)).read_bytes(), path.name
