"""What a notice says and the tables do not: values that became null, with the reason; codes nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import polars as pl

from tasks.read.notices import legacy_codes
from tasks.read.notices.codes import KNOWN, PATTERNS
from tasks.read.notices.tables import TABLES, TYPES
from tasks.read.notices.values import CPV_COLUMNS, DEADLINES, NOTHING, calendar_date

ROW_IDS = {
    "lots": "lot_id",
    "lot_results": "result_id",
    "tenders": "tender_id",
    "contracts": "contract_id",
    "tender_counts": "result_id",
    "award_criteria": "lot_id",
}
"""The column that says in which row of its table a value became null."""


def nulled_values(name: str, cleaned: pl.DataFrame, typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The values of a table that stand in the notice and are null in the table, a frame a column.

    Args:
        name: the table.
        cleaned: its rows as texts.
        typed: the same rows as the declared types: null where the text is, and where it says nothing.
    """
    before, after = (frame.null_count().row(0, named=True) for frame in (cleaned, typed))
    for column in (column for column in TABLES[name] if after[column] > before[column]):
        yield cleaned.filter(pl.col(column).is_not_null() & typed[column].is_null()).select(
            "document",
            table_name=pl.lit(name),
            column_name=pl.lit(column),
            row_id=pl.col(ROW_IDS[name]) if name in ROW_IDS else pl.lit(None, pl.String),
            reason=why_null(column, TYPES[name][column]),
        )


@cache
def why_null(column: str, kind: pl.DataType) -> pl.Expr:
    """The reason for which a text of a column became null."""
    text = pl.col(column)
    value = text.cast(pl.Float64, strict=False)
    reason = (
        pl.when(text == "unpublished")
        .then(pl.lit("unpublished"))
        .when(value == -1)
        .then(pl.lit("minus_one"))
        .when(value < 0)
        .then(pl.lit("negative"))
    )
    if isinstance(kind, pl.Decimal):
        reason = reason.when(value.is_between(0, 1)).then(pl.lit("placeholder_amount"))
    if isinstance(kind, pl.Date):
        date = calendar_date(column)
        reason = reason.when(date == NOTHING).then(pl.lit("placeholder_date"))
        far = "far_deadline" if column in DEADLINES else "far_date"
        reason = reason.when(date.is_not_null()).then(pl.lit(far))
    rest = {
        pl.Date: "not_a_date",
        pl.Time: "not_a_date",
        pl.Boolean: "not_a_code",
        pl.String: "not_a_code" if column in CPV_COLUMNS else "placeholder_text",
    }
    return reason.otherwise(pl.lit(rest.get(kind.base_type(), "not_a_number")))


def unknown_codes(made: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The codes that the lists of their columns do not have, each with its table and column."""
    for name, frame in made.items():
        strange = tests_of(name)
        if not strange or not frame.height:
            continue
        any_strange = frame.select(test.any().alias(column) for column, test in strange.items())
        for column in (column for column in strange if any_strange[column].item()):
            yield frame.filter(strange[column]).select(
                "document", table_name=pl.lit(name), column_name=pl.lit(column), code=pl.col(column)
            )


@cache
def tests_of(name: str) -> Mapping[str, pl.Expr]:
    """Of the columns of a table that have a list of codes: whether a code is not in it."""
    return {column: test for column in TABLES[name] if (test := is_unknown(name, column)) is not None}


def is_unknown(name: str, column: str) -> pl.Expr | None:
    """Whether a code is not in the list of its column; None where there is no list."""
    if known := KNOWN.get((name, column)):
        return ~pl.col(column).is_in(sorted(known | legacy_codes.KNOWN.get((name, column), set())))
    if pattern := PATTERNS.get((column,)):
        return ~pl.col(column).str.contains(pattern.pattern)
    return None


def as_tables(frames: Sequence[pl.DataFrame]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Nulled values, repeats and unknown codes of a batch, each in its table."""
    for name, last in (("nulled_values", "reason"), ("repeats", "repeat"), ("unknown_codes", "code")):
        empty = pl.DataFrame(schema={"document": pl.Int64} | dict.fromkeys(TABLES[name], pl.String))
        yield name, pl.concat([empty, *(frame.select(empty.columns) for frame in frames if last in frame.columns)])
