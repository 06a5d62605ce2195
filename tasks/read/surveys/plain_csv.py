"""Anyone's table as delimited text: a header row, then one row per submission."""

from tasks.read.surveys import delimited
from tasks.read.surveys.container import ZIP
from tasks.read.surveys.export import Export, Upload, headers

NAME = "plain_csv"


def recognises(upload: Upload) -> bool:
    """One file that does not begin like a zip, a page or JSON: what is wrong with it, reading says."""
    data = upload.only
    return data is not None and data.lstrip()[:1] not in {b"{", b"[", b"<"} and not data.startswith(ZIP)


def read(upload: Upload) -> Export:
    """The table as it stands."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export(NAME, headers(head.cells), rows)
