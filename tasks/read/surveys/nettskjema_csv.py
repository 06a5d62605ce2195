"""Nettskjema's CSV report (API v3 `csv-report`, or downloaded): named columns, one per option of a checkbox."""

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, Upload, headers
from tasks.read.surveys.tables import Heads

NAME = "nettskjema"


def recognises(upload: Upload) -> bool:
    """Nettskjema's own columns begin with `$`."""
    return any(map(is_answers, tables.first_rows(upload)))


def is_answers(heads: Heads) -> bool:
    """Whether a table has Nettskjema's number of the submission."""
    return bool(heads) and "$submission_id" in heads[0]


def read(upload: Upload) -> Export:
    """One row per submission; the columns are those of the form's codebook."""
    found = tables.answers(upload, is_answers)
    return Export(NAME, headers(found.heads[0].cells), found.rows, sheets_not_read=found.sheets_not_read)
