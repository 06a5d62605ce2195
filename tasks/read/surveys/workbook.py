"""A spreadsheet as rows of cells: the zip and its sheets are checked first, then python-calamine reads the values."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO, Any

import python_calamine
from lxml import etree

from tasks.read.surveys.export import ExportRefusedError, Row, cell

MAX_UNPACKED = 128 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 200
RATIO_FREE = 1024 * 1024
"""Bytes below which a member may be packed as tightly as it likes."""
MAX_CELLS = 2_000_000
MAX_ROWS = 100_000
MAGIC = b"PK\x03\x04"
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Office Open XML spreadsheet, whatever the file is called."""
    if not data.startswith(MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return True  # so that reading says what is wrong with it


@lru_cache(maxsize=1)  # every format that reads spreadsheets asks for the same one
def sheets(data: bytes) -> dict[str, list[Row]]:
    """Every sheet with a row in it, by name; rows that are blank throughout are left out.

    Raises:
        ExportRefusedError: a bomb, a broken file, more cells than a survey has, a cell whose value is not there.
    """
    check(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        read = {name: rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except (python_calamine.CalamineError, ValueError):
        raise ExportRefusedError("broken_workbook", "Cannot be read as a spreadsheet. Save it again as xlsx.") from None
    return {name: found for name, found in read.items() if found}


def rows(sheet: python_calamine.CalamineSheet) -> list[Row]:
    """The rows of one sheet from column A on, with the row number a spreadsheet shows."""
    first_row, first_column = sheet.start or (0, 0)
    blank = (None,) * first_column
    found = [
        Row(f"row {number}", blank + tuple(text_of(value) for value in values))
        for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1)
    ]
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


def check(data: bytes) -> None:
    """Unpack the zip without keeping it: size, ratio and sheets are what they say and what a survey can be.

    Raises:
        ExportRefusedError: with the member, and the cell where there is one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise ExportRefusedError("zip_bomb", f"Over {MAX_MEMBERS} parts: not a survey export.")
            for member in members:
                too_tight = member.file_size > RATIO_FREE and member.file_size > MAX_RATIO * member.compress_size
                if too_tight or member.file_size > MAX_UNPACKED:
                    raise ExportRefusedError("zip_bomb", "Unpacks beyond all measure: not a survey export.")
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise ExportRefusedError("zip_bomb", f"Unpacks to over {MAX_UNPACKED} bytes: not a survey export.")
            cells = 0
            for member in members:
                with archive.open(member) as part:
                    cells += check_sheet(part, cells) if SHEET.match(member.filename) else drain(part, member.file_size)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        raise ExportRefusedError(
            "broken_workbook", "Cut off, damaged or locked with a password. Save it again as xlsx without a password."
        ) from None


def drain(part: IO[bytes], promised: int) -> int:
    """Read a part to its end, so that its checksum is held; it has no cells."""
    read = 0
    while piece := part.read(1 << 16):
        read += len(piece)
        if read > promised:
            raise ExportRefusedError("zip_bomb", "Unpacks to more than it says: not a survey export.")
    return 0


def check_sheet(part: IO[bytes], before: int) -> int:
    """Walk a sheet's own XML: bounds by what is there (never by `dimension`), formulas have a value, no cell an error.

    Returns:
        How many cells it holds.
    """
    cells, row = 0, 0
    walk = etree.iterparse(
        part, events=("end",), tag=("{*}c", "{*}row"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in walk:
        if etree.QName(element).localname == "row":
            row = int(element.get("r") or row + 1)
            if row > MAX_ROWS:
                raise ExportRefusedError(
                    "too_many_rows", f"Over {MAX_ROWS} rows. Delete what stands below the answers.", f"row {row}"
                )
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            continue
        cells += 1
        if before + cells > MAX_CELLS:
            raise ExportRefusedError("too_many_cells", f"Over {MAX_CELLS} cells: not a survey export.")
        place = f"cell {element.get('r') or '?'}"
        if element.get("t") == "e":
            raise ExportRefusedError("error_cell", "Holds an error such as #N/A. Put the value in its place.", place)
        properties = {child.tag.rpartition("}")[2]: child.text for child in element}
        if "f" in properties and not properties.get("v") and element.get("t") != "str":
            reason = "A formula without a value. Open the file in a spreadsheet and save it, or paste values only."
            raise ExportRefusedError("formula_without_value", reason, place)
    if walk.root is not None and walk.root.getroottree().docinfo.doctype:
        raise ExportRefusedError("doctype", "Declares a document type, which no spreadsheet does.")
    return cells
