"""Write the marts as files for readers: one DuckDB file, and Parquet beside it."""

from pathlib import Path

import duckdb

from schemas import catalogue, ddl

STORAGE_VERSION = "v1.0.0"
"""The oldest storage that carries what we need: BI tools with old engines read it, and so do new ones."""


def export_marts(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `folder/marts.duckdb` (the marts alone, with comments) and `folder/parquet/<mart>.parquet`.

    The tables stand in the file's schema `main`: DuckDB names the catalogue after the file, so that both
    `FROM marts.notices` and `FROM notices` find them; a schema `marts` in it would make the first ambiguous.
    Rows are ordered by the declared key, so the same marts give the same Parquet bytes.
    """
    (folder / "parquet").mkdir(parents=True)
    db.execute(f"ATTACH {ddl.literal(folder / 'marts.duckdb')} AS file (STORAGE_VERSION '{STORAGE_VERSION}')")
    for name, table in catalogue.tables("marts").items():
        mart = name.removeprefix("marts.")
        ordered = f"SELECT * FROM {name} ORDER BY {order(table.to_schema().unique)}"
        db.execute(ddl.create_table(table, f"file.{mart}"))
        db.execute(f"INSERT INTO file.{mart} {ordered}")
        for comment in ddl.comments(table, f"file.{mart}"):
            db.execute(comment)
        target = folder / "parquet" / f"{mart}.parquet"
        db.execute(f"COPY ({ordered}) TO {ddl.literal(target)} (FORMAT parquet, COMPRESSION zstd)")
    db.execute("CHECKPOINT file")
    db.execute("DETACH file")


def order(unique: list[str] | str | None) -> str:
    """The declared key, or every column where none is declared."""
    return ", ".join([unique] if isinstance(unique, str) else unique) if unique else "ALL"
