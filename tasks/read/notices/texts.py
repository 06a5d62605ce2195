"""Texts as they stand in a notice, cleaned: no blanks around them, one spelling a code, no e-mail address in prose."""

from collections.abc import Sequence
from functools import cache

import polars as pl

from tasks.read.notices import legacy, legacy_codes
from tasks.read.notices.codes import RECODED
from tasks.read.notices.tables import TABLES

XML_SPACE = " \t\r\n"
COUNTED = {"change_number", "modification_number"}
"""Places counted in what surrounds them: where the notice has only what surrounds them, there is one."""
FREE_TEXTS = {"title", "description", "text", "reason", "direct_award_reason", "old_value", "new_value", "name"}
EMAIL = r"[\w.+\-]+@[\w\-]+(\.[\w\-]+)+"
MASKED = "[e-post]"


def cleaned(name: str, written: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table with each text cleaned, and null where nothing is left of it."""
    frame = written.with_columns(cleaning(name))
    free = [column for column in TABLES[name] if column in FREE_TEXTS]
    has_address = frame.select(pl.col(free).str.contains("@", literal=True).any()) if free else frame
    return frame.with_columns(masked(frame[column]) for column in free if has_address[column].item())


@cache
def cleaning(name: str) -> Sequence[pl.Expr]:
    """How each column of a table is cleaned."""
    return [clean(name, column) for column in TABLES[name]]


def clean(name: str, column: str) -> pl.Expr:
    """A text without the blanks around it, null where nothing is left, in the spelling of the code lists."""
    text = pl.col(column).str.strip_chars(XML_SPACE)
    text = pl.when(text != "").then(text)
    for recoded in (RECODED.get((name, column)), legacy_codes.RECODED.get((name, column))):
        text = text.replace(recoded) if recoded else text
    if column == "lot_id" and name in legacy.LOT_TABLES:
        text = legacy.lot_id(text)
    if column in COUNTED:
        text = text.fill_null("1")
    return text.alias(column)


def masked(texts: pl.Series) -> pl.Series:
    """Free texts with e-mail addresses masked; only those with an @ are looked through."""
    found = texts.str.contains("@", literal=True).arg_true()
    return texts.scatter(found, texts.gather(found).str.replace_all(EMAIL, MASKED))
