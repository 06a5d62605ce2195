"""Anyone's table as delimited text: a header row, then one row per submission."""

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Upload, headers


def recognises(upload: Upload) -> bool:
    """One file that does not begin like a zip, a PDF, a page or JSON: what is wrong with it, reading says."""
    data = upload.only
    return data is not None and data.lstrip()[:1] not in {b"{", b"[", b"<"} and not data.startswith((b"PK", b"%PDF"))


def read(upload: Upload) -> Export:
    """The table as it stands."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export("plain_csv", headers(head.cells), rows)
