"""A warehouse with a few rows in every mart, made from the declarations alone, and a generation written from it."""

import datetime as dt
import warnings

import duckdb
import pytest
from hypothesis import strategies as st
from hypothesis.errors import NonInteractiveExampleWarning

from schemas import catalogue, ddl
from warehouse.build import build
from warehouse.export import contract
from warehouse.export.about import About
from warehouse.generation.generation import export_generation

DAY = dt.date(2026, 3, 3)
HOSTILE = "=cmd|'/c calc'!A1</script><script>alert(1)</script>"
PLAIN = {
    "VARCHAR": lambda row: HOSTILE if row == 0 else f"øre {row}",
    "BIGINT": lambda row: row + 1,
    "INTEGER": lambda row: row + 1,
    "DOUBLE": lambda row: row / 4,
    "BOOLEAN": lambda row: row % 2 == 0,
    "DATE": lambda row: DAY + dt.timedelta(days=row),
    "TIME": lambda row: dt.time(12, row),
    "TIMESTAMP": lambda row: dt.datetime(2026, 3, 3, 12, row),  # noqa: DTZ001 - UTC, as the marts hold it
    "VARCHAR[]": lambda row: ["a", f"b{row}"],
}


def value(column, row):
    """Something the declaration accepts; in the last row nothing, where it accepts that."""
    if column.nullable and row == 2:
        return None
    for check in column.checks:
        if check.name == "isin":
            allowed = check.statistics["allowed_values"]
            return allowed[row % len(allowed)]
        if check.name == "str_matches":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NonInteractiveExampleWarning)
                return st.from_regex(check.statistics["pattern"], fullmatch=True).example().rstrip("\n")
    kind = ddl.column_type(column)
    return round(row / 4, 2) if kind.startswith("DECIMAL") else PLAIN[kind](row)


@pytest.fixture(scope="session")
def filled():
    db = duckdb.connect()
    build(db, {}, world="sample")
    for name, table in catalogue.tables("marts").items():
        db.execute(f"DELETE FROM {name}")
        columns = {str(column.name): column for column in ddl.columns(table)}
        marks = ", ".join("?" * len(columns))
        rows = [{name: value(column, row) for name, column in columns.items()} for row in range(3)]
        keys = contract.key(table) or list(columns)
        for row in {tuple(map(str, map(row.get, keys))): row for row in rows}.values():
            db.execute(f"INSERT INTO {name} VALUES ({marks})", list(row.values()))
    return db


@pytest.fixture(scope="session")
def about():
    return About("20260303T120000Z", "sample", dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC), DAY)


@pytest.fixture(scope="session")
def generation(filled, about, tmp_path_factory):
    folder = tmp_path_factory.mktemp("generation")
    export_generation(filled, folder, about)
    return folder
