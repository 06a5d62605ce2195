"""Google Forms, in Norwegian or English: the sheet's CSV or xlsx, or the CSV that the form itself gives.

The sheet joins the options of one question by `, ` and has times without a zone; the form's own CSV joins them by `;`
and writes `2024/03/06 3:41:11 PM GMT+1`.
"""

import re

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, Upload, headers
from tasks.read.surveys.tables import Heads

NAME = "google_forms"
FIRST = {"Tidsmerke", "Tidsstempel", "Timestamp"}
OWN_TIME = re.compile(r"^\d{4}/\d\d?/\d\d? .*[A-Za-z]")


def recognises(upload: Upload) -> bool:
    """The first column is Forms' own; an empty row may stand before the header."""
    return any(map(is_answers, tables.first_rows(upload)))


def is_answers(heads: Heads) -> bool:
    """Whether a table begins with the time of the answer."""
    return bool(heads) and heads[0][0] in FIRST


def read(upload: Upload) -> Export:
    """One row per response."""
    found = tables.answers(upload, is_answers)
    is_forms_own = any(OWN_TIME.match(row.cells[0] or "") for row in found.rows)
    return Export(
        NAME,
        headers(found.heads[0].cells),
        found.rows,
        joined_by=";" if is_forms_own else ",",
        sheets_not_read=found.sheets_not_read,
    )
