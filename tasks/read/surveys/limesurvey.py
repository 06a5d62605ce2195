"""LimeSurvey's CSV or xlsx (RemoteControl 2 `export_responses`, or downloaded): codes, `Q[SQ001]` per option.

Built from the description of the format; no real export was at hand, and instruments say so (`is_untried`).
"""

from dataclasses import replace

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, Row, Upload, headers, same
from tasks.read.surveys.tables import Heads

NAME = "limesurvey"
OWN = ({"submitdate", "lastpage", "startlanguage"}, {"date submitted", "last page", "start language"})
SUBMITTED = {"submitdate", "date submitted"}


def recognises(upload: Upload) -> bool:
    """LimeSurvey's own columns, by their codes or in English."""
    return any(map(is_answers, tables.first_rows(upload)))


def is_answers(heads: Heads) -> bool:
    """Whether a table has LimeSurvey's own columns."""
    return bool(heads) and any(own <= {same(name) for name in heads[0]} for own in OWN)


def read(upload: Upload) -> Export:
    """One row per response; without `submitdate` it was opened and not handed in."""
    found = tables.answers(upload, is_answers)
    names = headers(found.heads[0].cells)
    place = next(number for number, name in enumerate(names) if same(name) in SUBMITTED)
    rows = [handed_in(row, place) for row in found.rows]
    return Export(NAME, names, rows, is_untried=True, sheets_not_read=found.sheets_not_read)


def handed_in(row: Row, place: int) -> Row:
    """The row as incomplete where it has no day of submission."""
    return row if row.cells[place] else replace(row, status="incomplete")
