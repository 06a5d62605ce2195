"""The tables of an export: one of delimited text, or the sheets of a workbook, of which one holds the answers."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from tasks.read.surveys import delimited, workbook
from tasks.read.surveys.export import ExportRefusedError, Row, Upload, headers

Heads = Sequence[tuple[str, ...]]
"""The first rows of a table, as headers are compared."""


@dataclass(frozen=True)
class Answers:
    """The table with the answers: the rows above them, the answers, and the sheets that are not read."""

    heads: list[Row]
    rows: list[Row]
    sheets_not_read: tuple[str, ...] = ()


def first_rows(upload: Upload, count: int = 1) -> list[Heads]:
    """The first rows of each table of a single file; none where it cannot be read."""
    data = upload.only
    if data is None:
        return []
    if workbook.is_workbook(data):
        return [heads(sheet.rows, count) for sheet in candidates(upload, data)]
    return [found] if (found := delimited.peek(upload, count)) else []


def heads(rows: Sequence[Row], count: int) -> Heads:
    """The first rows as headers."""
    return [headers(row.cells) for row in islice(rows, count)]


def candidates(upload: Upload, data: bytes) -> list[workbook.Sheet]:
    """The sheets with something in them, or those that are asked for."""
    return [sheet for sheet in workbook.sheets(data) if not upload.sheets or sheet.number in upload.sheets]


def answers(upload: Upload, is_answers: Callable[[Heads], bool], lines: int = 1) -> Answers:
    """The table whose first rows are those of answers.

    Args:
        upload: a single file.
        is_answers: judges the first rows of a table.
        lines: how many rows stand above the answers.

    Raises:
        ExportRefusedError: what is wrong with the text or the sheet, or several sheets differ and hold answers.
    """
    data = upload.only or b""
    if not workbook.is_workbook(data):
        rows = delimited.table(upload, data)
        return Answers(rows[:lines], rows[lines:])
    held = candidates(upload, data)
    sheet = the_one([each for each in held if is_answers(heads(each.rows, max(lines, 3)))], lines)
    rows = sheet.checked()
    rest = tuple(each.place for each in workbook.sheets(data) if each is not sheet)
    return Answers(rows[:lines], rows[lines:], rest)


def the_one(sheets: Sequence[workbook.Sheet], lines: int) -> workbook.Sheet:
    """The sheet that holds all that the others hold: those are copies of it, filtered or hidden.

    Raises:
        ExportRefusedError: none of them does, so which one holds the answers is not certain.
    """
    for sheet in sorted(sheets, key=lambda each: (each.is_hidden, each.number)):
        whole = Counter(row.cells for row in sheet.rows[lines:])
        if all(heads(each.rows, lines) == heads(sheet.rows, lines) for each in sheets) and all(
            Counter(row.cells for row in each.rows[lines:]) <= whole for each in sheets
        ):
            return sheet
    named = ", ".join(each.place for each in sheets)
    reason = (
        f"{len(sheets)} sheets look like answers and differ: {named}. Keep the one with the answers: delete the "
        "others, or save it as a workbook of its own."
    )
    raise ExportRefusedError("several_sheets" if sheets else "empty", reason if sheets else "No sheet holds answers.")
