"""What every survey format is read into: columns, and rows of text cells with the place they came from."""

import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.errors import UserError


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

    @property
    def only(self) -> bytes | None:
        """The bytes of an export that is one file; None when it is several."""
        return next(iter(self.members.values())) if len(self.members) == 1 else None


@dataclass(frozen=True)
class Row:
    """One submission as the export has it: a cell per column, None where the cell is blank."""

    place: str
    cells: tuple[str | None, ...] = field(repr=False)


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


def header(text: str | None) -> str:
    """A header as it is compared: one Unicode form, single blanks, nothing invisible at its ends."""
    return " ".join(unicodedata.normalize("NFC", text or "").replace("\ufeff", "").replace("\u200b", "").split())


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
