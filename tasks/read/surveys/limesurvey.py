"""LimeSurvey's CSV (RemoteControl 2 `export_responses`, or downloaded): codes or headings, `Q[SQ001]` per option.

Built from the description of the format; no real export was at hand, and instruments say so (`is_untried`).
"""

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Upload, headers

OWN = {"submitdate", "lastpage", "startlanguage"}


def recognises(upload: Upload) -> bool:
    """LimeSurvey's own columns, by their codes."""
    return any(set(row) >= OWN for row in delimited.peek(upload))


def read(upload: Upload) -> Export:
    """One row per response; without `submitdate` it is incomplete."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export("limesurvey", headers(head.cells), rows, is_untried=True)
