"""The tables of notices: their columns and types, in the order in which the walker fills them."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas import catalogue, ddl

TABLES = {
    name: [str(column.name) for column in ddl.columns(catalogue.tables("parsed")[f"parsed.{name}"])][2:]
    for name in catalogue.of_notices()
}
"""Columns of each table of notices, without those that name the file."""
TYPES: Mapping[str, Mapping[str, pl.DataType]] = {
    name: {
        str(column.name): ddl.polars_type(column)
        for column in ddl.columns(catalogue.tables("parsed")[f"parsed.{name}"])
    }
    for name in TABLES
}


def written(name: str, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as the walker gives them, as columns of texts with the number of the document in front."""
    given = list(zip(*rows, strict=True)) if rows else [()] * (len(TABLES[name]) + 1)
    texts = [pl.Series(column, values, dtype=pl.String) for column, values in zip(TABLES[name], given[1:], strict=True)]
    return pl.DataFrame([pl.Series("document", given[0], dtype=pl.Int64), *texts])
