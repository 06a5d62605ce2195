"""Hold a workbook to what a survey export can be, before it is opened: the zip, and each sheet's own XML.

What is wrong with one sheet alone is kept with it, and told when that sheet is read: an error in a helper sheet harms
nothing.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from tasks.read.surveys.container import ANEW, MAX_RATIO, MAX_UNPACKED, RATIO_FREE
from tasks.read.surveys.export import ExportRefusedError

MAX_MEMBERS = 2_000
MAX_CELLS = 2_000_000
MAX_ROWS = 100_000
RELATIONS = "xl/_rels/workbook.xml.rels"
CELL = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)$")
FORMULA = re.compile(
    r'"[^"]*"|(?:\'[^\']+\'|[A-Za-z_][\w.]*)!(?=\$?[A-Z])|\$?[A-Z]{1,3}\$?\d+|[A-Za-z_][\w.]*(?=\()|TRUE|FALSE'
    r"|\d+(?:[.,]\d+)?(?:E[+-]?\d+)?%?|[+\-*/^&=<>(),;:%{} ]"
)
"""The words of a formula: texts, sheets, cells, functions, numbers, signs."""

Place = Callable[[int, str], str]
"""How messages call a sheet, by its number and name."""


@dataclass
class Checked:
    """What a sheet's XML tells: cells, what is wrong, and text that a program took for a formula (`=) fine day`)."""

    cells: int = 0
    problem: ExportRefusedError | None = None
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def check(data: bytes, place: Place) -> dict[str, Checked]:
    """Unpack the zip without keeping it: size, ratio and sheets are what they say and what a survey can be.

    Returns:
        What each sheet tells, by its name.

    Raises:
        ExportRefusedError: with the sheet and its row where there is one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            hold_size(members)
            names = sheet_names(archive)
            found: dict[str, Checked] = {}
            for member in members:
                with archive.open(member) as part:
                    number, name = names.get(member.filename, (0, ""))
                    if number:
                        before = sum(each.cells for each in found.values())
                        found[name] = check_sheet(part, place(number, name), before)
                    else:
                        drain(part, member.file_size)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError, etree.XMLSyntaxError):
        raise ExportRefusedError(
            "broken_workbook", "Cut off, damaged or locked with a password. Save it again as xlsx without a password."
        ) from None
    return found


def hold_size(members: list[zipfile.ZipInfo]) -> None:
    """What the zip says of itself.

    Raises:
        ExportRefusedError: it is no survey export.
    """
    if len(members) > MAX_MEMBERS:
        raise ExportRefusedError("zip_bomb", f"Over {MAX_MEMBERS} parts: not a survey export. {ANEW}")
    for member in members:
        too_tight = member.file_size > RATIO_FREE and member.file_size > MAX_RATIO * member.compress_size
        if too_tight or member.file_size > MAX_UNPACKED:
            raise ExportRefusedError("zip_bomb", f"Unpacks beyond all measure: not a survey export. {ANEW}")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise ExportRefusedError("zip_bomb", f"Unpacks to over {MAX_UNPACKED} bytes: not a survey export. {ANEW}")


def sheet_names(archive: zipfile.ZipFile) -> dict[str, tuple[int, str]]:
    """Number and name of each sheet by the part that holds it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(archive.read(RELATIONS), parser)
    parts = {each.get("Id"): each.get("Target", "") for each in relations.iter("{*}Relationship")}
    found: dict[str, tuple[int, str]] = {}
    for number, sheet in enumerate(book.iter("{*}sheet"), start=1):
        ids = [value for name, value in sheet.attrib.items() if str(name).endswith("}id")]
        target = parts.get(ids[0], "") if ids else ""
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        found[path] = (number, str(sheet.get("name")))
    return found


def drain(part: IO[bytes], promised: int) -> None:
    """Read a part to its end, so that its checksum is held; it has no cells."""
    read = 0
    while piece := part.read(1 << 16):
        read += len(piece)
        if read > promised:
            raise ExportRefusedError("zip_bomb", f"Unpacks to more than it says: not a survey export. {ANEW}")


def check_sheet(part: IO[bytes], place: str, before: int) -> Checked:
    """Walk a sheet's own XML: bounds by the cells that hold something (never by `dimension`), values, errors.

    Raises:
        ExportRefusedError: more rows or cells than a survey has, or a document type.
    """
    found = Checked()
    row, is_filled = 0, False
    walk = etree.iterparse(
        part, events=("end",), tag=("{*}c", "{*}row"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in walk:
        if etree.QName(element).localname == "row":
            row = int(element.get("r") or row + 1)
            if row > MAX_ROWS and is_filled:
                reason = f"Over {MAX_ROWS} rows. Delete what stands below the answers."
                raise ExportRefusedError("too_many_rows", reason, f"{place}, row {row}")
            is_filled = False
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            continue
        found.cells += 1
        is_filled = is_filled or len(element) > 0
        if before + found.cells > MAX_CELLS:
            raise ExportRefusedError("too_many_cells", f"Over {MAX_CELLS} cells: not a survey export. {ANEW}", place)
        check_cell(element, place, found)
    if walk.root is not None and walk.root.getroottree().docinfo.doctype:
        raise ExportRefusedError("doctype", f"Declares a document type, which no spreadsheet does. {ANEW}", place)
    return found


def check_cell(element: etree._Element, place: str, found: Checked) -> None:
    """Note what is wrong with a cell, or that its formula is text."""
    where = element.get("r") or "?"
    told = {str(child.tag).rpartition("}")[2]: child.text for child in element}
    if element.get("t") == "e":
        reason = "Holds an error such as #N/A. Put the value in its place, or empty the cell."
        found.problem = found.problem or ExportRefusedError("error_cell", reason, f"{place}, cell {where}")
    elif "f" in told and not told.get("v") and element.get("t") != "str":
        at = CELL.match(where)
        if at and told["f"] and not is_formula(told["f"]):
            found.texts[int(at[2]) - 1, column_of(at[1])] = f"={told['f']}"
            return
        reason = "A formula without a value. Open the file in Excel or LibreOffice and save it, or paste values only."
        found.problem = found.problem or ExportRefusedError("formula_without_value", reason, f"{place}, cell {where}")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could work it out: only words of formulas, and brackets that close."""
    depth = 0
    for sign in re.sub(r'"[^"]*"', "", text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0 and not FORMULA.sub("", text).strip() and any(sign.isalnum() for sign in text)


def column_of(letters: str) -> int:
    """Place of a column from 0 by its letters."""
    place = 0
    for sign in letters:
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1
