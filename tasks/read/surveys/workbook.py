"""A workbook as sheets of rows: `workbook_check` judges zip and sheets, then python-calamine reads the values."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import python_calamine
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from tasks.read.surveys.container import ZIP
from tasks.read.surveys.export import ExportRefusedError, Row, cell
from tasks.read.surveys.workbook_check import Checked, check

ONE_WORD = re.compile(r"^[\w\-.]{1,31}(?: ?\(?\d{1,3}\)?)?$")
"""A sheet that is called so is named in messages; another, which may be called after a person, by its number."""


@dataclass(frozen=True)
class Sheet:
    """A sheet with a row in it: its number from 1, how messages call it, and what is wrong with it if it is read."""

    number: int
    place: str
    is_hidden: bool
    rows: list[Row] = field(repr=False)
    problem: ExportRefusedError | None = None

    def checked(self) -> list[Row]:
        """The rows.

        Raises:
            ExportRefusedError: a cell has no value of its own, or an error.
        """
        if self.problem is not None:
            raise self.problem
        return self.rows


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Office Open XML spreadsheet, whatever the file is called."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return True  # so that reading says what is wrong with it


@lru_cache(maxsize=1)  # every format that reads spreadsheets asks for the same one
def sheets(data: bytes) -> list[Sheet]:
    """Every sheet with a row in it, in the workbook's order; rows that are blank throughout are left out.

    Raises:
        ExportRefusedError: a bomb, a broken file, more cells than a survey has.
    """
    checked = check(data, place_of)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [
            sheet(book, number, told.name, checked, is_hidden=told.visible != SheetVisibleEnum.Visible)
            for number, told in enumerate(book.sheets_metadata, start=1)
            if told.typ == SheetTypeEnum.WorkSheet
        ]
    except (python_calamine.CalamineError, ValueError):
        raise ExportRefusedError("broken_workbook", "Cannot be read as a spreadsheet. Save it again as xlsx.") from None
    return [each for each in found if each.rows]


def sheet(
    book: python_calamine.CalamineWorkbook, number: int, name: str, checked: dict[str, Checked], *, is_hidden: bool
) -> Sheet:
    """One sheet."""
    place = place_of(number, name)
    told = checked.get(name, Checked())
    return Sheet(number, place, is_hidden, rows(book.get_sheet_by_name(name), place, told.texts), told.problem)


def place_of(number: int, name: str) -> str:
    """How messages call a sheet."""
    return f"sheet {name}" if ONE_WORD.match(name) else f"sheet {number}"


def rows(sheet: python_calamine.CalamineSheet, place: str, texts: dict[tuple[int, int], str]) -> list[Row]:
    """The rows of one sheet from column A on, with the row number a spreadsheet shows.

    Args:
        sheet: as calamine has it.
        place: how messages call the sheet.
        texts: cells whose text stands in a formula, by row and column from 0.
    """
    first_row, first_column = sheet.start or (0, 0)
    found: list[Row] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row):
        cells = [None] * first_column + [text_of(value) for value in values]
        for (row, column), text in texts.items():
            if row == number:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = text
        found.append(Row(f"{place}, row {number + 1}", tuple(cells)))
    return [row for row in found if any(row.cells)]


def text_of(value: Any) -> str | None:
    """A cell as text: whole numbers without a point, times in ISO 8601 without a zone."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return cell(str(value).replace("_x000D_", ""))
