"""Models that follow from a declaration, and marts that take all columns of a table."""

from datetime import date

import duckdb
import polars as pl
import pytest

from schemas import catalogue, ddl
from warehouse.build import fill, load_parsed, load_seeds
from warehouse.declared_models import REGISTERS, declared_models
from warehouse.graph import ModelError, read_models, sql_model

SHA = "0" * 63
OSLO, BERGEN = "0301", "4601"


@pytest.fixture
def db():
    with duckdb.connect() as opened:
        yield opened


def test_every_parsed_table_of_notices_and_registers_has_a_staging_model():
    models = read_models()
    assert {f"staging.{table}" for table in catalogue.of_notices()} <= models.keys()
    registers = {name for name, table in catalogue.tables("parsed").items() if table.__module__.endswith("registers")}
    assert {f"parsed.{table}" for table in REGISTERS} == registers


def test_a_file_of_the_same_name_goes_before():
    assert "staging.notices" in dict(declared_models())
    assert read_models()["staging.notices"].path.name == "notices.sql"


@pytest.mark.parametrize("table", REGISTERS)
def test_a_register_of_which_nothing_landed_is_the_snapshot_that_ships(db, table):
    load_parsed(db, {})
    load_seeds(db, "real")
    db.execute("create schema staging; create table staging.documents (file_sha256 varchar, member varchar,"
               " landed_at timestamp, outcome varchar)")  # fmt: skip
    name = f"staging.register_{table.removeprefix('register_')}"
    fill(db, read_models()[name])
    (shipped,) = db.execute(f"select count(*) from seeds.{table}").fetchone()
    assert db.execute(f"select count(*) from {name} where source <> 'landed'").fetchone() == (shipped,) != (0,)


@pytest.fixture
def centrality(db):
    """Rows of the register of centrality after some landed: (file, class, day it landed, outcome)."""

    def made(*landed):
        rows = [
            {"file_sha256": f"{SHA}{file}", "member": "", "municipality_code": OSLO, "centrality_class": step,
             "valid_from": date(2020, 1, 1)} for file, step, *_ in landed
        ]  # fmt: skip
        load_parsed(db, {"parsed.centrality": ddl.frame_of(catalogue.tables("parsed")["parsed.centrality"], rows)})
        documents = pl.DataFrame(  # noqa: F841 - DuckDB reads it by its name
            [(f"{SHA}{file}", "", date(2024, 1, day), outcome) for file, _, day, outcome in landed],
            schema={"file_sha256": pl.String, "member": pl.String, "landed_at": pl.Date, "outcome": pl.String},
            orient="row",
        )
        db.execute("create schema staging; create table staging.documents as from documents; create schema seeds")
        db.execute(
            "create table seeds.centrality as select * from (values"
            " ('0301', '6', '2018-01-01', 'shipped', '2018-01-01'),"
            " ('4601', '5', '2018-01-01', 'shipped', '2018-01-01'))"
            " as t(municipality_code, centrality_class, valid_from, source, as_of)"
        )
        fill(db, read_models()["staging.register_centrality"])
        return db.execute(
            "select municipality_code, centrality_class, source from staging.register_centrality order by all"
        ).fetchall()

    return made


def test_what_landed_last_stands_in_the_place_of_what_landed_before_and_of_what_ships(centrality):
    assert centrality(("a", 2, 1, "loaded"), ("b", 1, 2, "loaded")) == [
        (OSLO, 1, "landed"),
        (BERGEN, 5, "shipped"),
    ]


def test_what_landed_and_was_not_loaded_does_not_count(centrality):
    assert centrality(("a", 2, 1, "rejected")) == [(OSLO, 6, "shipped"), (BERGEN, 5, "shipped")]


@pytest.fixture
def lots(db, tmp_path):
    """Fill `marts.lots` by a query on a table that has each of its columns and one more."""
    declared = [str(column.name) for column in ddl.columns(catalogue.tables("marts")["marts.lots"])]
    types = {
        str(column.name): ddl.column_type(column) for column in ddl.columns(catalogue.tables("marts")["marts.lots"])
    }
    columns = ", ".join(f"null::{types[name]} as {name}" for name in declared)
    db.execute("create schema marts")

    def made(query):
        file = tmp_path / "marts" / "lots.sql"
        file.parent.mkdir(exist_ok=True)
        file.write_text(query.replace("WIDE", f"(select {columns}, 1 as one_more limit 0)"), encoding="utf-8")
        fill(db, sql_model(file))
        return [name for name, *_ in db.execute("describe marts.lots").fetchall()] == declared

    return made


def test_a_mart_that_takes_a_whole_table_has_the_columns_that_it_declares(lots):
    assert lots("-- Why.\nselect\n    wide.*,\nfrom WIDE as wide")


def test_a_mart_that_names_its_columns_names_those_that_it_declares_and_no_other(lots):
    with pytest.raises(ModelError, match=r"undeclared \['one_more'\]"):
        lots("select columns(*) from WIDE as wide")


def test_a_declared_column_that_a_whole_table_does_not_have_is_missed(lots):
    with pytest.raises(ModelError, match=r"missing \['title'\]"):
        lots("select wide.* exclude (title) from WIDE as wide")
