"""Nettskjema's answers as NDJSON (API v3 `answers`): one line per answer, brought into the CSV report's columns.

An answer that was not given has no line, so a column can be missing altogether. The name of a matrix row stands only
in the form's elements: where they come along (a member `elements.json`), its name is used, else its number.
"""

import json
from collections.abc import Iterator
from typing import Any

from tasks.read.surveys.export import Export, ExportRefusedError, Row, Upload

NAME = "nettskjema"
ONE_COLUMN_PER_OPTION = {"CHECKBOX", "MATRIX_CHECKBOX"}
OWN = ("$submission_id", "$created")
ELEMENTS = "elements.json"


def recognises(upload: Upload) -> bool:
    """The first line is an answer with Nettskjema's own field names."""
    first = (answers_of(upload) or b"").lstrip().split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"submissionId"' in first and b'"elementType"' in first


def read(upload: Upload) -> Export:
    """One row per submission, in the order in which submissions first appear.

    Raises:
        ExportRefusedError: a line is no answer.
    """
    names = matrix_rows(upload)
    submissions: dict[str, dict[str, str | None]] = {}
    places: dict[str, str] = {}
    for number, line in enumerate((answers_of(upload) or b"").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            answer = json.loads(line)
            key = str(answer["submissionId"])
            found = submissions.setdefault(key, {"$submission_id": key, "$created": answer.get("createdDate")})
            found.update(cells(answer, names))
        except (ValueError, KeyError, TypeError, AttributeError):
            reason = "Not an answer as Nettskjema writes it: the download was cut. Fetch it again."
            raise ExportRefusedError("broken_line", reason, f"line {number}") from None
        places.setdefault(key, f"line {number}")
    columns = OWN + tuple(dict.fromkeys(name for each in submissions.values() for name in each if name not in OWN))
    rows = [Row(places[key], tuple(each.get(name) for name in columns)) for key, each in submissions.items()]
    return Export(NAME, columns, rows, is_sparse=True)


def cells(answer: dict[str, Any], names: dict[int, str]) -> Iterator[tuple[str, str]]:
    """The columns that one answer fills."""
    column = str(answer.get("externalElementId") or answer["elementId"])
    if sub_element := answer.get("subElementId"):
        column += f".{names.get(sub_element, sub_element)}"
    chosen = [str(option) for option in answer.get("externalAnswerOptionIds") or answer.get("answerOptionIds") or []]
    if answer["elementType"] in ONE_COLUMN_PER_OPTION:
        yield from ((f"{column}.{option}", "1") for option in chosen)
    elif chosen:
        yield column, chosen[0]
    elif text := (answer.get("textAnswer") or "").strip():
        yield column, text


def matrix_rows(upload: Upload) -> dict[int, str]:
    """Names of matrix rows by their number, where the form's elements came along."""
    elements = json.loads(upload.members.get(ELEMENTS, b"[]"))
    return {
        sub["subElementId"]: str(sub["externalElementId"])
        for element in elements
        for sub in element.get("subElements") or []
        if sub.get("externalElementId")
    }


def answers_of(upload: Upload) -> bytes | None:
    """The one member that is not the form's elements."""
    rest = [data for name, data in upload.members.items() if name != ELEMENTS]
    return rest[0] if len(rest) == 1 else None
