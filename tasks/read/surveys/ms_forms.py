"""Microsoft Forms' spreadsheet, with Norwegian or English headers of its own.

Options of a question with several choices stand in one cell, `A;B;` with a `;` at the end, or as a JSON list when
Power Automate wrote the sheet.
"""

from tasks.read.surveys import workbook
from tasks.read.surveys.export import Export, Row, Upload, headers

STARTED = {"Starttidspunkt", "Start time"}
FINISHED = {"Fullføringstidspunkt", "Completion time"}


def recognises(upload: Upload) -> bool:
    """A spreadsheet whose first columns are those Forms writes."""
    data = upload.only
    return data is not None and workbook.is_workbook(data) and any(map(is_answers, workbook.sheets(data).values()))


def read(upload: Upload) -> Export:
    """One row per response."""
    sheets = workbook.sheets(upload.only or b"")
    head, *rows = next(rows for rows in sheets.values() if is_answers(rows))
    return Export("ms_forms", headers(head.cells), rows, joined_by=";")


def is_answers(rows: list[Row]) -> bool:
    """Whether a sheet begins with Forms' own columns."""
    names = set(headers(rows[0].cells))
    return bool(names & {"ID", "Id"} and names & STARTED and names & FINISHED)
