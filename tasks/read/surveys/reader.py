"""Read a landed, de-identified survey into rows: bytes in, frames out. The raw export is not needed for this."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from schemas import catalogue, ddl
from tasks.read.masking import mask
from tasks.read.surveys.deidentified import FORM

TABLES = (
    "parsed.documents",
    "parsed.rejects",
    "parsed.instruments",
    "parsed.questions",
    "parsed.question_options",
    "parsed.unmapped_columns",
    "parsed.submissions",
    "parsed.answers",
)
INSTRUMENT = (
    "programme_id",
    "instrument_id",
    "instrument_version",
    "occasion",
    "tool",
    "is_untried",
    "language_code",
    "codebook_sha256",
    "key_id",
    "raw_sha256",
    "read",
    "erased",
)
NOT_CONTENT = {"place", "raw_sha256", "landed_at", "key_id"}
"""What differs between two exports that say the same."""


Rows = Iterator[tuple[str, dict[str, Any]]]
"""Table and row."""


def read(file_sha256: str, data: bytes) -> dict[str, pl.DataFrame]:
    """The frames of one landed survey, each of `TABLES` with its declared columns.

    Raises:
        ValueError: the object is no survey as landed here.
    """
    first, *lines = [json.loads(line) for line in data.split(b"\n") if line]
    if first.get("form") != FORM:
        raise ValueError(f"{file_sha256}: not a survey as landed here; expected form {FORM!r}.")
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    preference = int(datetime.fromisoformat(first["landed_at"]).timestamp())
    for table, row in rows_of(first, lines):
        rows[table].append({"file_sha256": file_sha256, "preference": preference} | row)
    declared = catalogue.tables("parsed")
    return {name: ddl.frame_of(declared[name], rows[name]) for name in TABLES}


def rows_of(first: Mapping[str, Any], lines: list[dict[str, Any]]) -> Rows:
    """Every row of one landed survey."""
    if why := first.get("refused"):
        yield "parsed.documents", document("", dict(first), None, is_rejected=True)
        yield "parsed.rejects", {"member": "", **why}
        return
    yield "parsed.instruments", {"member": ""} | {name: first[name] for name in INSTRUMENT}
    named = {name: first[name] for name in ("programme_id", "instrument_id", "instrument_version")}
    yield from asked(first, named)
    for line in lines:
        yield from submitted(line, named)


def asked(first: Mapping[str, Any], named: Mapping[str, Any]) -> Rows:
    """Questions, options, and the columns that stayed out."""
    for position, question in enumerate(first["questions"], start=1):
        scale = question["scale"] or {}
        told = {"member": "", **named, **question, "position": position}
        yield "parsed.questions", told | {f"scale_{name}": value for name, value in scale.items()}
        for place, option in enumerate(question["options"], start=1):
            yield "parsed.question_options", told | option | {"position": place}
    for column in first["unmapped"]:
        yield "parsed.unmapped_columns", {"member": "", **named, **column}


def submitted(line: dict[str, Any], named: Mapping[str, Any]) -> Rows:
    """One submission: what the ledger needs, and its answers or its rejects."""
    member = line["place"]
    if rejects := line.get("rejects"):
        yield "parsed.documents", document(member, line, None, is_rejected=True)
        for reject in rejects:
            told = {"member": member, "place": f"{member}, column {reject['column']}", "table_name": "parsed.answers"}
            yield "parsed.rejects", told | {"rule": reject["rule"], "reason": reject["reason"]}
        return
    identity = f"{named['programme_id']}/{named['instrument_id']}/{line['submission']}"
    yield "parsed.documents", document(member, line, identity, is_rejected=False)
    at, on = line["submitted_at"], line["submitted_on"]
    times = {
        "submitted_at": datetime.fromisoformat(at) if at else None,
        "submitted_on": date.fromisoformat(on) if on else None,
    }
    yield "parsed.submissions", {**line, **named, **times, "member": member}
    for answer in line["answers"]:
        masked = {"text": mask(answer["text"])} if "text" in answer else {}
        yield "parsed.answers", {**named, **answer, **masked, "member": member}


def document(member: str, line: dict[str, Any], identity: str | None, *, is_rejected: bool) -> dict[str, Any]:
    """What the ledger needs of a unit. The place is no part of its content: it differs between exports."""
    content = {name: value for name, value in line.items() if name not in NOT_CONTENT}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return {
        "member": member,
        "unit": "submission",
        "identity": identity,
        "content_sha256": digest,
        "is_rejected": is_rejected,
    }
