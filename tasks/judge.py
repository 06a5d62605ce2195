"""Judge frames by their declarations: pandera on eager frames, all failures told, a bad document costs itself only.

A row that breaks a rule takes its whole document out: half a notice is worse than a reject that says why.
"""

from collections.abc import Mapping
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from schemas import catalogue, ddl

KEY = ("file_sha256", "member")
TOLD_PER_TABLE = 200
"""Broken rules named for each table of a batch; every failing document is rejected and named at least once."""


class ReaderError(Exception):
    """Raised when a reader gives other columns or types than are declared: an error in code, not in data."""


@cache
def schema(table: str) -> pa.DataFrameSchema:
    """The declaration as pandera judges it."""
    return catalogue.tables("parsed")[table].to_schema()


def judge(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The rows that hold to their declarations; documents with others are marked rejected, with their reasons.

    Raises:
        ReaderError: a frame has other columns or types than are declared.
    """
    judged = {name: frames[name].select(schema(name).columns.keys()) for name in frames}
    broken = [told for name, frame in judged.items() if (told := failures(name, frame)) is not None]
    if not broken:
        return judged
    rejects = pl.concat(broken)
    bad = rejects.select(KEY).unique()
    for name in judged.keys() - {"parsed.files", "parsed.documents", "parsed.rejects"}:
        judged[name] = judged[name].join(bad, on=KEY, how="anti", maintain_order="left")
    marked = judged["parsed.documents"].join(bad.with_columns(pl.lit(value=True).alias("bad")), on=KEY, how="left")
    judged["parsed.documents"] = marked.with_columns(
        is_rejected=pl.col("is_rejected") | pl.col("bad").fill_null(value=False)
    ).drop("bad")
    judged["parsed.rejects"] = pl.concat([judged["parsed.rejects"], rejects])
    return judged


def failures(name: str, frame: pl.DataFrame) -> pl.DataFrame | None:
    """Rejects for the rows that break a rule, or None: place and rule, never the value."""
    if not frame.height and frame.schema == ddl.empty_frame(catalogue.tables("parsed")[name]).schema:
        return None
    try:
        schema(name).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if (whole := cases.filter(pl.col("index").is_null())).height:
            raise ReaderError(f"{name}: {whole.get_column('check').unique().to_list()}") from None
    else:
        return None
    rows = frame.with_row_index("index").select(pl.col("index").cast(pl.Int64), *KEY)
    told = (
        cases.select(pl.col("index").cast(pl.Int64), "column", rule=pl.col("check").str.extract(r"^(\w+)"))
        .join(rows, on="index")
        .sort("index", "column", "rule")
    )
    named = pl.concat([told.head(TOLD_PER_TABLE), told.unique(KEY, keep="first", maintain_order=True)]).unique(
        maintain_order=True
    )
    reject = ddl.empty_frame(catalogue.tables("parsed")["parsed.rejects"])
    told_all: pl.DataFrame = named.select(
        *KEY,
        place=pl.format("row {} of the table", pl.col("index") + 1),
        table_name=pl.lit(name),
        column_name=pl.col("column"),
        rule=pl.col("rule"),
        reason=pl.format(
            "{}.{} breaks its rule {}; what the column may hold stands in the dictionary.",
            pl.lit(name),
            pl.col("column"),
            pl.col("rule"),
        ),
    ).select(reject.columns)
    return told_all
