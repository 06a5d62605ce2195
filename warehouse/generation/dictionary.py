"""Write the data dictionary and catalogue: what each mart means, where it comes from, how fresh and how checked."""

from pathlib import Path
from typing import Any

import duckdb

from schemas import catalogue, ddl
from schemas.table import Table
from warehouse.export import contract
from warehouse.export.about import About
from warehouse.export.page import render
from warehouse.generation.spreadsheets import SPREADSHEET_ROWS
from warehouse.graph import HERE, ModelError, read_models, tables_in
from warehouse.lineage import BOX_HEIGHT, BOX_WIDTH, between_marts, draw, upstream

FRESHNESS = ("published_on", "landed_at", "fetched_at", "answered_on", "held_on", "occurred_on")
"""Columns whose newest value says how far a mart reaches, the first of them that a mart has."""


KINDS = {
    **dict.fromkeys(catalogue.OF_NOTICES, "notices"),
    **dict.fromkeys(("receipts", "documents"), "receipts and rejects"),
    "answers": "survey answers",
    "registers": "registers",
    "programme": "programme folder",
}
"""What landed, by the module of `schemas/parsed/` that declares the tables read from it."""


def export_dictionary(db: duckdb.DuckDBPyConnection, folder: Path, about: About) -> None:
    """Write `folder/dictionary.html`."""
    marts, models = catalogue.tables("marts"), read_models()
    reads = upstream(models, marts)
    checked = checks_by_table()
    page = render(
        "dictionary.html",
        about=about,
        contract_version=contract.version(),
        picture=draw(between_marts(reads, source)),
        box=(BOX_WIDTH, BOX_HEIGHT),
        marts=[
            describe(db, name, table)
            | {
                "reads": reads[name],
                "sources": sorted(each for each in upstream(models, [name]) if not reads[each] and each != name),
                "checks": sorted(set(about.checks) & ({f"{name}_has_one_row_per_key"} | checked.get(name, set()))),
            }
            for name, table in marts.items()
        ],
    )
    (folder / "dictionary.html").write_text(page, encoding="utf-8")


def source(table: str) -> str:
    """What a table that no model makes was made from: landed files of a kind, or the project's own lists."""
    parsed = catalogue.tables("parsed")
    return KINDS[parsed[table].__module__.rpartition(".")[2]] if table in parsed else "curated lists"


def describe(db: duckdb.DuckDBPyConnection, name: str, table: type[Table]) -> dict[str, Any]:
    """One mart: grain, meaning, key, columns, rows and newest day."""
    grain, _, meaning = ddl.description(table).partition(". ")
    columns = ddl.columns(table)
    (rows,) = db.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,)
    names = {str(column.name) for column in columns}
    newest = next((column for column in FRESHNESS if column in names), None)
    (reaches,) = (db.execute(f"SELECT max({newest}) FROM {name}").fetchone() or (None,)) if newest else (None,)
    return {
        "name": name,
        "grain": grain.rstrip(".") + ".",
        "meaning": meaning,
        "key": contract.key(table),
        "rows": rows,
        "has_csv": rows <= SPREADSHEET_ROWS,
        "reaches": reaches,
        "columns": [
            {
                "name": column.name,
                "type": ddl.column_type(column),
                "nullable": column.nullable,
                "description": column.description,
                "allowed": allowed(column),
            }
            for column in columns
        ],
    }


def allowed(column: Any) -> list[str]:
    """The values that a column may take, where the declaration lists them."""
    return [
        str(value) for check in column.checks if check.name == "isin" for value in check.statistics["allowed_values"]
    ]


def checks_by_table() -> dict[str, set[str]]:
    """For each table the checks whose query reads it."""
    found: dict[str, set[str]] = {}
    for path in (HERE / "checks").glob("*.sql"):
        try:
            for table in tables_in(path.read_text(encoding="utf-8").rstrip().rstrip(";"), path):
                found.setdefault(table, set()).add(path.stem)
        except ModelError:  # a check may be more than one SELECT can say; it is run and counted all the same
            continue
    return found
