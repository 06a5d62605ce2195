"""Texts become the declared types; what says nothing (placeholders, masks, what is no number) becomes null.

Everything here works on whole columns. Dates stay local calendar dates: an offset is cut off and never applied; what is
an instant has become one of Oslo before (`instants.py`). Why a value became null is told in `omissions.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from tasks.read.notices.tables import TABLES, TYPES

NEEDED = {
    "notice_texts": ("text",),
    "notice_cpv_codes": ("cpv_code",),
    "notice_purposes": ("code",),
    "notice_roles": ("organisation_id",),
    "notice_references": ("reference",),
    "tender_counts": ("count",),
    "result_tenders": ("tender_id",),
    "result_contracts": ("contract_id",),
    "contract_tenders": ("tender_id",),
    "tendering_party_members": ("organisation_id",),
}
"""Rows that are there for these columns alone: an element that leaves one empty says nothing and makes no row."""
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$"
BETWEEN_GROUPS = r"[ \u{A0}\u{202F}]"
GROUPED = rf"^[0-9]{{1,3}}(?:{BETWEEN_GROUPS}[0-9]{{3}})+(?:[.,][0-9]{{1,2}})?$"
"""A number in groups of three, as prose has it."""
DATE = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2}| [0-9]{2}:[0-9]{2})?$"
CLOCK = r"^([0-9]{2}:[0-9]{2})(:[0-5][0-9])?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$"
TRUTH = r"^(true|1|false|0)$"
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years in which a date of a notice may lie."""
NOTHING = pl.date(2000, 1, 1)
PUBLISHED = ("dispatched_on", "requested_publication_on", "publication_on")
DEADLINES = ("tender_deadline_on", "participation_deadline_on")
FAR_YEAR = 2049
"""From this year on a deadline, or a publication, stands where nothing was to be said."""
FIRST_PUBLISHED_YEAR = 1990
CPV_COLUMNS = ("cpv_code", "main_cpv_code")
SAYS_NOTHING = ("unpublished", "n.a.", "N.A.")


def typed(name: str, cleaned: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table as the declared types, with those that say nothing."""
    return cleaned.select("document", *conversion(name))


@cache
def conversion(name: str) -> Sequence[pl.Expr]:
    """How each column of a table gets its type."""
    return [convert(column, TYPES[name][column]).alias(column) for column in TABLES[name]]


def convert(column: str, kind: pl.DataType) -> pl.Expr:
    """A clean text as its type, null where it says nothing."""
    if column in CPV_COLUMNS:
        return pl.col(column).str.extract(r"^([0-9]{8})(-[0-9])?$")
    return CONVERTERS[kind.base_type()](column, kind)


def amount(column: str, kind: pl.DataType) -> pl.Expr:
    """An amount; 0, 1 and -1 stand where nothing was to be said. `1 500 000,50` is one, `1,500` may be two."""
    grouped = pl.col(column).str.contains(GROUPED)
    text = pl.when(grouped).then(pl.col(column).str.replace_all(BETWEEN_GROUPS, "")).otherwise(column)
    text = text.str.replace(r"^([0-9]{4,}),([0-9]{1,2})$", "$1.$2")
    number = pl.when(text.str.contains(NUMBER)).then(text).cast(kind, strict=False)
    return pl.when(number > 1).then(number)


def number(column: str, kind: pl.DataType) -> pl.Expr:
    """A number that is not negative."""
    value = pl.when(pl.col(column).str.contains(NUMBER)).then(column).cast(kind, strict=False)
    return pl.when(value >= 0).then(value)


def count(column: str, kind: pl.DataType) -> pl.Expr:
    """A whole number that is not negative."""
    return pl.col(column).str.extract(r"^([0-9]{1,15})(\.0*)?$").cast(kind, strict=False)


def day(column: str, _: pl.DataType) -> pl.Expr:
    """A local calendar date; 2000-01-01 and dates far away stand where nothing was to be said."""
    date = calendar_date(column)
    right = date != NOTHING
    if column in (*PUBLISHED, *DEADLINES):
        right &= date.dt.year() < FAR_YEAR
    if column in PUBLISHED:
        right &= date.dt.year() >= FIRST_PUBLISHED_YEAR
    return pl.when(right).then(date)


def calendar_date(column: str) -> pl.Expr:
    """A date as eForms (2024-01-31+01:00) or TED_EXPORT (20240131, 2024-1-31) writes it, without its offset."""
    text = pl.col(column).str.replace(r"^([0-9]{4})([0-9]{2})([0-9]{2})\b", "$1-$2-$3")
    text = text.str.replace_all(r"-([0-9])\b", "-0$1")
    date = text.str.extract(DATE).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(date.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(date)


def clock(column: str, _: pl.DataType) -> pl.Expr:
    """A local time."""
    text = pl.col(column)
    full = text.str.extract(CLOCK, 1) + text.str.extract(CLOCK, 2).fill_null(":00")
    return full.str.to_time("%H:%M:%S", strict=False)


def truth(column: str, _: pl.DataType) -> pl.Expr:
    """Whether it is so."""
    text = pl.col(column)
    return pl.when(text.str.contains(TRUTH)).then(text.str.contains("true|1"))


def words(column: str, _: pl.DataType) -> pl.Expr:
    """A text that says something."""
    return pl.when(~pl.col(column).is_in(SAYS_NOTHING)).then(column)


CONVERTERS: Mapping[Any, Callable[[str, pl.DataType], pl.Expr]] = {
    pl.Decimal: amount,
    pl.Float64: number,
    pl.Int64: count,
    pl.Date: day,
    pl.Time: clock,
    pl.Boolean: truth,
    pl.String: words,
}
