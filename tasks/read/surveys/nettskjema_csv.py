"""Nettskjema's CSV report (API v3 `csv-report`, or downloaded): named columns, one per option of a checkbox."""

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Upload, headers


def recognises(upload: Upload) -> bool:
    """Nettskjema's own columns begin with `$`."""
    return any("$submission_id" in row for row in delimited.peek(upload))


def read(upload: Upload) -> Export:
    """One row per submission; the columns are those of the form's codebook."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export("nettskjema", headers(head.cells), rows)
