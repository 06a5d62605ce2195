"""Read a table declaration as DuckDB statements."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import pandera.polars as pa
import polars as pl

from schemas.table import Table

TYPES = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Int32: "INTEGER",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Time: "TIME",
    pl.Datetime: "TIMESTAMP",
}

CHECKS: dict[str, Callable[..., str]] = {
    "isin": lambda column, allowed_values: f"{column} IN ({', '.join(map(literal, allowed_values))})",
    "str_matches": lambda column, pattern: f"regexp_matches({column}, {literal(pattern)})",
    "in_range": lambda column, min_value, max_value, **_: f"{column} BETWEEN {min_value} AND {max_value}",
    "greater_than": lambda column, min_value: f"{column} > {literal(min_value)}",
    "greater_than_or_equal_to": lambda column, min_value: f"{column} >= {literal(min_value)}",
    "less_than_or_equal_to": lambda column, max_value: f"{column} <= {literal(max_value)}",
}


def create_table(table: type[Table], name: str) -> str:
    """The CREATE TABLE that holds what the declaration accepts, and nothing else.

    Raises:
        KeyError: the declaration uses a type or a check that has no DuckDB form yet: add it above.
    """
    lines = ",\n    ".join(column_definition(column) for column in columns(table))
    return f"CREATE TABLE {name} (\n    {lines}\n)"


def columns(table: type[Table]) -> Sequence[pa.Column]:
    """The declared columns in their order."""
    return list(table.to_schema().columns.values())


def column_definition(column: pa.Column) -> str:
    """One line of CREATE TABLE: name, type, NOT NULL and CHECKs."""
    words = [str(column.name), column_type(column)]
    if not column.nullable:
        words.append("NOT NULL")
    words += [f"CHECK ({CHECKS[str(check.name)](column.name, **check.statistics)})" for check in column.checks]
    return " ".join(words)


def broken(column: pa.Column) -> str | None:
    """The condition under which a value breaks the rules of its column, or None where it has none."""
    rules = [f"NOT ({CHECKS[str(check.name)](column.name, **check.statistics)})" for check in column.checks]
    return " OR ".join(rules if column.nullable else [f"{column.name} IS NULL", *rules]) or None


def column_type(column: pa.Column) -> str:
    """DuckDB type of a column."""
    dtype = polars_type(column)
    if isinstance(dtype, pl.Decimal):
        return f"DECIMAL({dtype.precision},{dtype.scale})"
    if isinstance(dtype, pl.List):
        return "VARCHAR[]"
    return TYPES[dtype.base_type()]


def polars_type(column: pa.Column) -> pl.DataType:
    """Polars type of a column, as an instance."""
    dtype: Any = column.dtype.type
    return cast("pl.DataType", dtype() if isinstance(dtype, type) else dtype)


def description(table: type[Table]) -> str:
    """The docstring as one line: the grain is its first sentence."""
    return " ".join((table.__doc__ or "").split())


def comments(table: type[Table], name: str) -> Iterator[str]:
    """The COMMENT statements that carry the descriptions into the database."""
    yield f"COMMENT ON TABLE {name} IS {literal(description(table))}"
    for column in columns(table):
        yield f"COMMENT ON COLUMN {name}.{column.name} IS {literal(column.description)}"


def not_unique(table: type[Table], name: str) -> str | None:
    """The query that returns the keys which stand more than once, or None when no key is declared."""
    unique = table.to_schema().unique
    if not unique:
        return None
    key = ", ".join([unique] if isinstance(unique, str) else unique)
    return f"SELECT {key}, count(*) AS rows FROM {name} GROUP BY ALL HAVING count(*) > 1"


def empty_frame(table: type[Table]) -> pl.DataFrame:
    """A frame of the declared columns and no rows."""
    return pl.DataFrame(schema={str(column.name): polars_type(column) for column in columns(table)})


def frame_of(table: type[Table], rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a frame of the declared columns; what a row lacks is null."""
    empty = empty_frame(table)
    return pl.DataFrame([[row.get(name) for name in empty.columns] for row in rows], schema=empty.schema, orient="row")


def literal(value: object) -> str:
    """A value as an SQL literal."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
