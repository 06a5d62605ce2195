"""Microsoft Forms' workbook (or a CSV saved from it), with Norwegian or English headers of its own.

Options of a question with several choices stand in one cell, `A;B;` with a `;` at the end, or as a JSON list when
Power Automate wrote the sheet.
"""

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, Upload, headers
from tasks.read.surveys.tables import Heads

NAME = "ms_forms"
STARTED = {"Starttidspunkt", "Start time"}
FINISHED = {"Fullføringstidspunkt", "Completion time"}


def recognises(upload: Upload) -> bool:
    """A table whose first columns are those Forms writes."""
    return any(map(is_answers, tables.first_rows(upload)))


def is_answers(heads: Heads) -> bool:
    """Whether a table begins with Forms' own columns."""
    names = set(heads[0]) if heads else set()
    return bool(names & {"ID", "Id"} and names & STARTED and names & FINISHED)


def read(upload: Upload) -> Export:
    """One row per response."""
    found = tables.answers(upload, is_answers)
    names = headers(found.heads[0].cells)
    return Export(NAME, names, found.rows, joined_by=";", sheets_not_read=found.sheets_not_read)
