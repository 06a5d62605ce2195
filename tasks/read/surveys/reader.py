"""Read a landed, de-identified survey into rows: bytes in, frames out. The raw export is not needed for this."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
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
SAID_FROM, LANDED_FROM = datetime(2000, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
LANDED_BITS = 30
"""Seconds since `LANDED_FROM`, up to 2054."""


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
    preference = newest(first)
    for table, row in rows_of(first, lines):
        rows[table].append({"file_sha256": file_sha256, "preference": preference} | row)
    declared = catalogue.tables("parsed")
    return {name: ddl.frame_of(declared[name], rows[name]) for name in TABLES}


def newest(first: Mapping[str, Any]) -> int:
    """Which of two exports is preferred: the one with the newest answer in it, then the one that landed last.

    So it does not matter in which order the exports of one form come.
    """
    as_of = first.get("as_of")
    said = (datetime.fromisoformat(as_of).replace(tzinfo=UTC) - SAID_FROM).total_seconds() if as_of else 0
    landed = (datetime.fromisoformat(first["landed_at"]) - LANDED_FROM).total_seconds()
    return (max(0, int(said)) << LANDED_BITS) + int(landed)


def rows_of(first: Mapping[str, Any], lines: list[dict[str, Any]]) -> Rows:
    """Every row of one landed survey."""
    if why := first.get("refused"):
        yield "parsed.documents", document("", dict(first), None, is_rejected=True)
        yield "parsed.rejects", {"member": "", **why}
        return
    left_out = first.get("left_out", 0)
    landed_at = datetime.fromisoformat(first["landed_at"]).astimezone(UTC).replace(tzinfo=None)
    yield (
        "parsed.instruments",
        {"member": "", "left_out": left_out, "landed_at": landed_at} | {name: first[name] for name in INSTRUMENT},
    )
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
    status = line.get("status") or ("complete" if line["is_complete"] else "incomplete")
    told = {"status": status, "person": line.get("person", line["respondent"]), "member": member}
    yield "parsed.submissions", {**line, **named, **times, **told}
    for answer in line["answers"]:
        masked = {"text": mask(answer["text"])} if "text" in answer else {}
        is_off_scale = {"is_off_scale": answer.get("is_off_scale", False)}
        yield "parsed.answers", {**named, **answer, **masked, **is_off_scale, "member": member}


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
