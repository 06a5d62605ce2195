"""Describe a published folder as a Data Package: each file with size and hash, each column as it is declared."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandera.polars as pa

from schemas import catalogue, ddl
from schemas.table import Table
from warehouse.export import contract
from warehouse.export.about import About

TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    "TIMESTAMP": "datetime",
    "VARCHAR[]": "array",
}

CONSTRAINTS: dict[str, Callable[..., dict[str, Any]]] = {
    "isin": lambda allowed_values: {"enum": list(allowed_values)},
    "str_matches": lambda pattern: {"pattern": pattern},
    "in_range": lambda min_value, max_value, **_: {"minimum": min_value, "maximum": max_value},
    "greater_than_or_equal_to": lambda min_value: {"minimum": min_value},
    "less_than_or_equal_to": lambda max_value: {"maximum": max_value},
}
"""Checks that the standard can say; the database holds the others."""

SOURCES = [
    {"title": "Doffin, Norwegian public procurement notices", "path": "https://www.doffin.no"},
    {"title": "TED, Tenders Electronic Daily", "path": "https://ted.europa.eu"},
    {"title": "Brønnøysundregistrene, Enhetsregisteret", "path": "https://data.brreg.no"},
    {"title": "Statistics Norway, KLASS and PxWeb", "path": "https://www.ssb.no"},
]


def export_datapackage(folder: Path, about: About) -> None:
    """Write `folder/datapackage.json` over the files that stand there."""
    package = {
        "profile": "data-package",
        "name": "bestillerpuls",
        "title": "Bestillerpuls: do public buyers buy differently after they have been trained to?",
        "description": about.world_note,
        "version": contract.version(),
        "created": about.built_at.isoformat(),
        "generation": about.generation_id,
        "sources": SOURCES if about.world == "real" else [{"title": "Invented by the project's own sample"}],
        "resources": [database(folder)]
        + [each for name, table in catalogue.tables("marts").items() for each in resources(folder, name, table)],
    }
    text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def database(folder: Path) -> dict[str, Any]:
    """The DuckDB file, which holds all marts at once."""
    described = {"name": "marts.duckdb", "type": "file", "title": "All marts in one DuckDB file", "format": "duckdb"}
    return described | file(folder, "marts.duckdb")


def resources(folder: Path, name: str, table: type[Table]) -> list[dict[str, Any]]:
    """One mart as Parquet and, where it fits a worksheet, as CSV; the same columns in both."""
    mart = name.removeprefix("marts.")
    described = {"title": mart, "description": ddl.description(table)}
    parquet = {"name": f"{mart}.parquet", "type": "file", "format": "parquet"} | described
    parquet |= file(folder, f"parquet/{mart}.parquet") | {"schema": schema(table, emptied=False)}
    if not (folder / f"csv/{mart}.csv").exists():
        return [parquet]
    csv = {"name": mart, "format": "csv", "encoding": "utf-8-sig", "profile": "tabular-data-resource"} | described
    csv |= file(folder, f"csv/{mart}.csv") | {"schema": schema(table, emptied=True)}
    return [csv, parquet]


def file(folder: Path, path: str) -> dict[str, Any]:
    """Where a file stands, how large it is and what it hashes to."""
    with (folder / path).open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"path": path, "bytes": (folder / path).stat().st_size, "hash": f"sha256:{digest}"}


def schema(table: type[Table], *, emptied: bool) -> dict[str, Any]:
    """The declaration as a Table Schema.

    Args:
        table: the declaration.
        emptied: the file cannot tell an empty text from none (CSV), so no text column is required.
    """
    described: dict[str, Any] = {"fields": [field(column, emptied=emptied) for column in ddl.columns(table)]}
    # The standard's primary key is never empty; a key of ours may have a part that does not apply.
    nullable = {str(column.name) for column in ddl.columns(table) if column.nullable}
    if (key := contract.key(table)) and not nullable & set(key):
        described["primaryKey"] = key
    return described


def field(column: pa.Column, *, emptied: bool) -> dict[str, Any]:
    """One column as a Table Schema field."""
    kind = ddl.column_type(column)
    described = {"name": column.name, "type": TYPES.get(kind, "number"), "description": column.description}
    constraints: dict[str, Any] = {}
    if not column.nullable and not (emptied and kind == "VARCHAR"):
        constraints["required"] = True
    for check in column.checks:
        if says := CONSTRAINTS.get(str(check.name)):
            constraints |= says(**check.statistics)
    return described | ({"constraints": constraints} if constraints else {})
