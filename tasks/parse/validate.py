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
WORDS = {
    "not_nullable": "is empty, and may not be",
    "isin": "is none of the words it may be",
    "str_matches": "is not written as it must be",
    "in_range": "is outside the range it may have",
    "greater_than": "is less than it may be",
    "greater_than_or_equal_to": "is less than it may be",
    "less_than_or_equal_to": "is more than it may be",
}
TOLD_PER_TABLE = 200
"""Broken rules named for each table of a batch; every failing document is rejected and named at least once."""


class ReaderError(Exception):
    """Raised when a reader gives other columns or types than are declared: an error in code, not in data."""


@cache
def declared(table: str) -> pl.Schema:
    """Columns and types of a table."""
    return ddl.empty_frame(catalogue.tables("parsed")[table]).schema


@cache
def schema(table: str, columns: tuple[str, ...]) -> pa.DataFrameSchema:
    """Some columns of a declaration, as pandera validates them. Names and types are compared as they stand."""
    whole = catalogue.tables("parsed")[table].to_schema()
    return pa.DataFrameSchema({name: whole.columns[name] for name in columns}, strict=False, coerce=False)


@cache
def rules(table: str) -> tuple[frozenset[str], frozenset[str]]:
    """The columns of a table that have a check, and those that may not be null."""
    columns = catalogue.tables("parsed")[table].to_schema().columns.values()
    return (
        frozenset(str(column.name) for column in columns if column.checks),
        frozenset(str(column.name) for column in columns if not column.nullable),
    )


def questionable(table: str, frame: pl.DataFrame) -> tuple[str, ...]:
    """The columns that could break a rule: those with a check, and those with a null where none may be.

    Each column costs pandera a millisecond a batch however short it is, and a column without nulls holds to a rule
    against nulls. The keys are validated once, in `parsed.documents`; `validate` holds the other tables to those.
    """
    checked, never_null = rules(table)
    keys = set(KEY) if table != "parsed.documents" else set()
    return tuple(
        name
        for name in frame.columns
        if name not in keys and (name in checked or (name in never_null and frame[name].null_count()))
    )


def validate(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The rows that hold to their declarations; documents with others are marked rejected, with their reasons.

    Raises:
        ReaderError: a frame has other columns or types than are declared.
    """
    validated = {}
    for name, frame in frames.items():
        if differ := set(frame.schema.items()) ^ set(declared(name).items()):
            raise ReaderError(f"{name}: columns or types are not those declared: {sorted(differ, key=str)}")
        validated[name] = frame.select(declared(name).names())
    for name in validated.keys() - {"parsed.documents"}:
        hold_keys(name, validated[name], validated["parsed.documents"])
    broken = [messages for name, frame in validated.items() if (messages := failures(name, frame)) is not None]
    if not broken:
        return validated
    rejects = pl.concat(broken)
    bad = rejects.select(KEY).unique()
    for name in validated.keys() - {"parsed.files", "parsed.documents", "parsed.rejects"}:
        validated[name] = validated[name].join(bad, on=KEY, how="anti", maintain_order="left")
    marked = validated["parsed.documents"].join(bad.with_columns(pl.lit(value=True).alias("bad")), on=KEY, how="left")
    validated["parsed.documents"] = marked.with_columns(
        is_rejected=pl.col("is_rejected") | pl.col("bad").fill_null(value=False)
    ).drop("bad")
    validated["parsed.rejects"] = pl.concat([validated["parsed.rejects"], rejects])
    return validated


def failures(name: str, frame: pl.DataFrame) -> pl.DataFrame | None:
    """Rejects for the rows that break a rule, or None: place and rule, never the value."""
    columns = questionable(name, frame) if frame.height else ()
    if not columns:
        return None
    try:
        schema(name, columns).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return None
    within = pl.int_range(1, pl.len() + 1).over(KEY).alias("place")
    rows = frame.with_row_index("index").select(pl.col("index").cast(pl.Int64), *KEY, within)
    messages = (
        cases.select(pl.col("index").cast(pl.Int64), "column", rule=pl.col("check").str.extract(r"^(\w+)"))
        .join(rows, on="index")
        .sort("index", "column", "rule")
    )
    named = pl.concat([messages.head(TOLD_PER_TABLE), messages.unique(KEY, keep="first", maintain_order=True)]).unique(
        maintain_order=True
    )
    told_all: pl.DataFrame = named.select(
        *KEY,
        place=pl.format("{} {} of the document", pl.lit(name.removeprefix("parsed.")), "place"),
        table_name=pl.lit(name),
        column_name=pl.col("column"),
        rule=pl.col("rule"),
        reason=pl.format(
            "{} of {} {}. Ask the sender for a corrected version; what the column may hold stands in the dictionary.",
            pl.col("column"),
            pl.lit(name.removeprefix("parsed.")),
            pl.col("rule").replace_strict(WORDS, default="is not as declared", return_dtype=pl.String),
        ),
    ).select(declared("parsed.rejects").names())
    return told_all


def hold_keys(name: str, frame: pl.DataFrame, documents: pl.DataFrame) -> None:
    """Every row belongs to a document that was read; one without a member speaks of the whole file.

    A file may hold nothing, as an answer of a register does that knows nobody.

    Raises:
        ReaderError: a row names another, or none.
    """
    if name == "parsed.files":
        frame = frame.filter(pl.col("units") > 0)
    for key in KEY if "member" in frame.columns else KEY[:1]:
        if not set(frame[key].unique()) - {""} <= set(documents[key]):
            raise ReaderError(f"{name}: {key} of some row is not that of any document")
