"""Google Forms' CSV, in Norwegian or English: options of one question joined by `, `, times without a zone."""

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Upload, headers

FIRST = {"Tidsmerke", "Tidsstempel", "Timestamp"}


def recognises(upload: Upload) -> bool:
    """The first column is Forms' own; an empty row may stand before the header."""
    return any(row[0] in FIRST for row in delimited.peek(upload))


def read(upload: Upload) -> Export:
    """One row per response."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export("google_forms", headers(head.cells), rows, joined_by=",")
