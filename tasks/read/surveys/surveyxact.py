"""SurveyXact: a dataset of codes, the structure that says what was asked, and the labels that say what codes mean.

As one spreadsheet with the sheets Dataset, Structure and Labels (wide data cut into `Dataset(1)`, `Dataset(2)` …),
or as three delimited files together. Those are in cp1252, or in UTF-16 with a mark; the labels have no header.
"""

from collections.abc import Sequence
from dataclasses import replace

from tasks.read.surveys import delimited, workbook
from tasks.read.surveys.export import Export, ExportRefusedError, Row, Upload, header, headers, same

NAME = "surveyxact"
STRUCTURE = ("questionName", "variableName", "questionType")
COMPLETED = {"gjennomført", "gjennomførte", "gennemført", "completed", "fullført"}
CHOICE_TEXT = 6
ENCODING = "cp1252"
LABEL_COLUMNS = 3
FILES = 3


def recognises(upload: Upload) -> bool:
    """A spreadsheet with a sheet `Structure`, or three files of which one begins as a structure."""
    if upload.only is not None:
        return workbook.is_workbook(upload.only) and {"Structure", "Labels"} <= sheets(upload.only).keys()
    return len(upload.members) == FILES and any(is_structure(row) for row in first_rows(upload))


def read(upload: Upload) -> Export:
    """One row per respondent, with the texts of the structure and the labels of the codes."""
    dataset, structure, labels = from_workbook(upload.only) if upload.only else from_files(upload)
    head, *rows = dataset
    names = headers(head.cells)
    ends = [names.index(name) for name in completed(structure) if name in names]
    rows = [
        row if all(row.cells[place] == "1" for place in ends) else replace(row, status="incomplete") for row in rows
    ]
    return Export(NAME, names, rows, texts=texts(structure), labels=meanings(labels), joined_by=None)


def completed(structure: Sequence[Row]) -> list[str]:
    """The variable that says, with 1, that a respondent came to the end; none where the export does not have it."""
    rows = [[same(cell) for cell in row.cells] for row in structure[1:]]
    return [row[1] for row in rows if row[1].startswith("stato") and COMPLETED & set(row[CHOICE_TEXT:])]


def sheets(data: bytes) -> dict[str, workbook.Sheet]:
    """The sheets of a workbook by SurveyXact's names for them."""
    return {each.place.removeprefix("sheet "): each for each in workbook.sheets(data)}


def from_workbook(data: bytes) -> tuple[list[Row], list[Row], list[Row]]:
    """The three tables of a spreadsheet; the parts of a wide dataset are put side by side.

    Raises:
        ExportRefusedError: the parts have not the same rows.
    """
    held = sheets(data)
    parts = [held[name].checked() for name in sorted(held, key=part_number) if name.startswith("Dataset")]
    if not parts or len({len(part) for part in parts}) != 1:
        raise ExportRefusedError("dataset_parts", "The Dataset sheets are missing or differ in length. Export again.")
    whole = [Row(rows[0].place, tuple(cell for row in rows for cell in row.cells)) for rows in zip(*parts, strict=True)]
    return whole, held["Structure"].checked(), held["Labels"].checked()


def part_number(sheet: str) -> tuple[int, str]:
    """`Dataset(2)` comes before `Dataset(10)`."""
    digits = "".join(sign for sign in sheet if sign.isdigit())
    return int(digits or 0), sheet


def from_files(upload: Upload) -> tuple[list[Row], list[Row], list[Row]]:
    """The three tables of three files, told apart by what stands in them."""
    tables = [delimited.table(upload, data, ENCODING) for data in upload.members.values()]
    structure = next(table for table in tables if is_structure(table[0].cells))
    rest = [table for table in tables if table is not structure]
    variables = {row.cells[1] for row in structure[1:]}
    labels = [table for table in rest if {row.cells[0] for row in table} <= variables]
    datasets = [table for table in rest if table not in labels and set(table[0].cells) & variables]
    if len(labels) != 1 or len(datasets) != 1:
        raise ExportRefusedError("dataset_parts", "Expected dataset, structure and labels of one survey. Export again.")
    return datasets[0], structure, labels[0]


def is_structure(cells: Sequence[str | None]) -> bool:
    """Whether a row is the header of the structure."""
    return tuple(cells[: len(STRUCTURE)]) == STRUCTURE


def first_rows(upload: Upload) -> list[tuple[str, ...]]:
    """The first row of each file, as far as it can be read."""
    return [
        row
        for name, data in upload.members.items()
        for row in delimited.peek(Upload({name: data}, upload.encoding or ENCODING, upload.delimiter))
    ]


def texts(structure: Sequence[Row]) -> dict[str, str]:
    """Question in words by variable; for one of several choices, the choice with it."""
    found = {}
    for row in structure[1:]:
        variable, text, choice = (header(row.cells[place] if place < len(row.cells) else None) for place in (1, 4, 6))
        is_one_of_several = (row.cells[3] or "") == "Multiple"
        found[variable] = f"{text} – {choice}" if is_one_of_several and choice else text
    return found


def meanings(labels: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Code → label by variable; labels end in blanks in the exports."""
    found: dict[str, dict[str, str]] = {}
    for row in labels:
        variable, code, label = (header(cell) for cell in row.cells[:LABEL_COLUMNS])
        found.setdefault(variable, {})[code] = label
    return found
