"""Write the marts as files for readers: one DuckDB file, and Parquet beside it."""

from pathlib import Path

import duckdb

from schemas import catalogue, ddl

STORAGE_VERSION = "v1.0.0"
"""The oldest storage that carries what we need: BI tools with old engines read it, and so do new ones."""


def export_marts(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `folder/marts.duckdb` (schema marts only, with comments) and `folder/parquet/<mart>.parquet`.

    Rows are ordered by the declared key, so the same marts give the same Parquet bytes.
    """
    (folder / "parquet").mkdir(parents=True)
    db.execute(f"ATTACH {ddl.literal(folder / 'marts.duckdb')} AS file (STORAGE_VERSION '{STORAGE_VERSION}')")
    db.execute("CREATE SCHEMA file.marts")
    for name, table in catalogue.tables("marts").items():
        ordered = f"SELECT * FROM {name} ORDER BY {order(table.to_schema().unique)}"
        db.execute(ddl.create_table(table, f"file.{name}"))
        db.execute(f"INSERT INTO file.{name} {ordered}")
        for comment in ddl.comments(table, f"file.{name}"):
            db.execute(comment)
        target = folder / "parquet" / f"{name.removeprefix('marts.')}.parquet"
        db.execute(f"COPY ({ordered}) TO {ddl.literal(target)} (FORMAT parquet, COMPRESSION zstd)")
    db.execute("CHECKPOINT file")
    db.execute("DETACH file")


def order(unique: list[str] | str | None) -> str:
    """The declared key, or every column where none is declared."""
    return ", ".join([unique] if isinstance(unique, str) else unique) if unique else "ALL"
