"""Compare a new build with the generation that `current` names, so that a dashboard can say what moved."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from schemas import catalogue, ddl
from schemas.table import Table

CHANGES, MOVES = "marts.generation_changes", "marts.generation_moves"
KEY = "indicator_id, buyer_id, quarter_starts_on, attribution"


def compare(db: duckdb.DuckDBPyConnection, previous: Path | None) -> None:
    """Fill `marts.generation_changes` and `marts.generation_moves`; without a previous generation they stay empty.

    Args:
        db: the marts, built.
        previous: `marts.duckdb` of the generation that is current.
    """
    marts = catalogue.tables("marts")
    for name in (CHANGES, MOVES):
        db.execute(ddl.create_table(marts[name], name))
        for comment in ddl.comments(marts[name], name):
            db.execute(comment)
    if previous is None:
        return
    db.execute(f"ATTACH {ddl.literal(previous)} AS previous (READ_ONLY)")
    try:
        held = dict(columns_of(db))
        for name, table in marts.items():
            if name not in {CHANGES, MOVES}:
                compare_mart(db, name, table, held.get(name.removeprefix("marts.")))
        if comparable(marts["marts.indicator_by_buyer_quarter"], held.get("indicator_by_buyer_quarter")):
            db.execute(f"INSERT INTO {MOVES} {moved()}")
    finally:
        db.execute("DETACH previous")


def columns_of(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, set[str]]]:
    """The tables of the previous generation with their columns."""
    yield from db.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE database_name = 'previous' GROUP BY ALL"
    ).fetchall()


def comparable(table: type[Table], held: list[str] | set[str] | None) -> bool:
    """Whether the previous generation had the mart with these columns."""
    return held is not None and set(held) == {str(column.name) for column in ddl.columns(table)}


def compare_mart(db: duckdb.DuckDBPyConnection, name: str, table: type[Table], held: set[str] | None) -> None:
    """One row of generation_changes."""
    mart = name.removeprefix("marts.")
    before = f"(SELECT count(*) FROM previous.{mart})" if held is not None else "NULL"
    counts = "NULL, NULL, NULL"
    if comparable(table, held):
        columns = ", ".join(str(column.name) for column in ddl.columns(table))
        unique = table.to_schema().unique
        key = ", ".join([unique] if isinstance(unique, str) else unique) if unique else columns
        new, old = (f"(SELECT {columns} FROM {source})" for source in (name, f"previous.{mart}"))
        differ = f"(SELECT count(*) FROM (SELECT DISTINCT {key} FROM (FROM {new} EXCEPT FROM {old})))"
        added, removed = (
            f"(SELECT count(*) FROM (SELECT DISTINCT {key} FROM {one} EXCEPT SELECT {key} FROM {other}))"
            for one, other in ((new, old), (old, new))
        )
        counts = f"{added}, {removed}, {differ} - {added}"
    db.execute(
        f"INSERT INTO {CHANGES} SELECT {ddl.literal(mart)}, {ddl.literal(comparable(table, held))}, {before},"
        f" (SELECT count(*) FROM {name}), {counts}"
    )


def moved() -> str:
    """The query for generation_moves: all purchases together, by buyer and quarter."""
    new, old = (
        f"(SELECT {KEY}, units_in_base, value FROM {source}.indicator_by_buyer_quarter WHERE slice = 'all')"
        for source in ("marts", "previous")
    )
    return f"""
        SELECT {KEY}, old.units_in_base, new.units_in_base, old.value, new.value
        FROM {new} AS new FULL JOIN {old} AS old USING ({KEY})
        WHERE (old.units_in_base, old.value) IS DISTINCT FROM (new.units_in_base, new.value)
    """
