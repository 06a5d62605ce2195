"""What every survey format is read into: columns, and rows of text cells with the place they came from."""

import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from schemas.errors import UserError

INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Signs that nobody sees: soft hyphen, zero-width blanks and joiners, direction marks."""
QUOTES, DASHES = "'`\u00b4\u2018\u2019\u201a", "-\u2010\u2011\u2012\u2013\u2014\u2212"
DOUBLE_QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e'
ALIKE = {sign: signs for signs in (QUOTES, DASHES, DOUBLE_QUOTES) for sign in signs}
"""Signs that programs put in each other's place, by each of them."""
PLAIN = str.maketrans({sign: signs[0] for sign, signs in ALIKE.items()})

Status = Literal["complete", "incomplete", "test"]
"""Whether a row is an answer: handed in, only opened, or a preview or test."""


class ExportRefusedError(UserError):
    """Raised when an export cannot be read for certain; carries rule, place and remedy, and never a value."""

    def __init__(self, rule: str, reason: str, place: str | None = None) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.rule = rule
        self.reason = reason
        self.place = place


@dataclass(frozen=True)
class Upload:
    """One survey export as it came: its bytes by member name; a single file has one member."""

    members: dict[str, bytes] = field(repr=False)
    encoding: str | None = None
    delimiter: str | None = None
    """What a codebook declares where the bytes cannot say it themselves."""
    sheets: tuple[int, ...] = ()
    """Numbers of the sheets of a workbook among which the answers are; none: all of them."""

    @property
    def only(self) -> bytes | None:
        """The bytes of an export that is one file; None when it is several."""
        return next(iter(self.members.values())) if len(self.members) == 1 else None


@dataclass(frozen=True)
class Row:
    """One submission as the export has it: a cell per column, None where the cell is blank."""

    place: str
    cells: tuple[str | None, ...] = field(repr=False)
    status: Status = "complete"


@dataclass(frozen=True)
class Export:
    """A survey export in one shape, whatever tool it came from.

    `headers` name the columns and are what a codebook maps. `texts` are the questions in words, by header, where the
    tool says them apart; `labels` are a column's options as value → label, where the tool says them.
    """

    tool: str
    headers: tuple[str, ...]
    rows: Sequence[Row] = field(repr=False)
    texts: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    joined_by: str | None = None
    """What stands between the options of one cell, where the tool joins them."""
    is_sparse: bool = False
    """Whether a column that nobody answered is not there at all."""
    is_untried: bool = False
    """Whether the format was built from a description, no real export having been at hand."""
    sheets_not_read: tuple[str, ...] = ()
    """Sheets of a workbook with something in them that is not read."""


def header(text: str | None) -> str:
    """A header as it is compared: one Unicode form, single blanks, nothing invisible at its ends."""
    return " ".join(unicodedata.normalize("NFC", text or "").translate(INVISIBLE).split())


@lru_cache(maxsize=4096)
def same(text: str | None) -> str:
    """A text as it is compared with what a codebook lists: no case, single blanks, plain quotes, dashes and dots."""
    return header(text).translate(PLAIN).replace("…", "...").casefold()


@lru_cache(maxsize=4096)
def beginning(words: str) -> re.Pattern[str]:
    """Finds words at the beginning of a text, as forgiving as `same`."""
    signs = (f"[{re.escape(ALIKE[sign])}]" if sign in ALIKE else re.escape(sign) for sign in header(words))
    pattern = "".join(signs).replace(r"\ ", r"\s+").replace(r"\.\.\.", r"(?:\.\.\.|…)").replace("…", r"(?:\.\.\.|…)")
    return re.compile(pattern, re.IGNORECASE)


def headers(cells: Sequence[str | None]) -> tuple[str, ...]:
    """A header row as it is compared."""
    return tuple(header(cell) for cell in cells)


def letter(index: int) -> str:
    """Column letter as a spreadsheet counts, from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters


def cell(text: str) -> str | None:
    """A text cell: trimmed, one Unicode form, None when blank. `NA`, `null` and `nan` are answers, not blanks."""
    return unicodedata.normalize("NFC", text).strip() or None
