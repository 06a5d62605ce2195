"""The documents that a person means, by a file or its sha256; setting them aside, and letting them count again."""

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.build.inputs import BuildInputs
from tasks.landing.set_aside import BY_A_PERSON, Decision, decide, decisions, readmit_all
from tasks.read.masking import mask
from warehouse.build import load_parsed

SHA256 = re.compile(r"[0-9a-f]{64}")
FOUND = """
    SELECT DISTINCT file_sha256, NULL AS member FROM parsed.files WHERE file_sha256 = $sha256
    UNION
    SELECT DISTINCT file_sha256, NULL FROM parsed.instruments WHERE raw_sha256 = $sha256
    UNION
    SELECT DISTINCT file_sha256, member FROM parsed.documents
    WHERE content_sha256 = $sha256 AND file_sha256 <> $sha256 AND unit <> 'submission'
    ORDER BY ALL
"""
"""A landed file, a survey by its raw export, or a document inside an archive by its content."""


THEIR_SHA256 = (
    'What was read, with its sha256: bestillerpuls sql "select key, file_sha256 from marts.ledger" --format csv.'
)
SHOWN = 10
"""Documents that are named of those that are set aside."""


def set_aside(settings: Settings, what: str, why: str) -> list[str]:
    """Set aside what a person means.

    Returns:
        The documents, as they are called.

    Raises:
        UserError: nothing that was read is meant, or no reason is given.
    """
    if not why.strip():
        raise UserError("--why is empty. Say what is wrong with it: whoever reads marts.set_aside will want to know.")
    why = "".join(letter if letter.isprintable() else " " for letter in mask(why)).strip()
    chosen = documents(settings, what)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decide(settings.landing, [Decision(*document, BY_A_PERSON, why, now) for document in chosen])
    return [name(*document) for document in chosen]


def readmit(settings: Settings, what: str) -> list[str]:
    """Let what a person means count again.

    Returns:
        The documents, as they are called.

    Raises:
        UserError: nothing of it is set aside.
    """
    chosen = documents(settings, what)
    held = {(one.file_sha256, one.member): one for one in decisions(settings.landing)}
    wanted = [
        one
        for one in held.values()
        if not one.is_readmitted
        and any(one.file_sha256 == file and member in {None, one.member} for file, member in chosen)
    ]
    if not wanted:
        raise UserError(f"{what}: nothing of it is set aside. {what_is(held.values())}")
    readmit_all(settings.landing, wanted)
    return [name(one.file_sha256, one.member) for one in wanted]


def what_is(decided: Iterable[Decision]) -> str:
    """What is set aside, by the sha256 to give."""
    held = sorted({name(one.file_sha256, one.member) for one in decided if not one.is_readmitted})
    if not held:
        return "Nothing is set aside here."
    more = f"; … and {len(held) - SHOWN} more" if len(held) > SHOWN else ""
    return f"Set aside are, each by its file's sha256: {'; '.join(held[:SHOWN])}{more}."


def documents(settings: Settings, what: str) -> list[tuple[str, str | None]]:
    """The landed file and member of each document that is meant; the member is None for a whole file.

    Raises:
        UserError: nothing that was read is meant.
    """
    sha256 = what.strip().lower()
    with suppress(OSError, ValueError):  # what is no path, or too long for one
        sha256 = hashlib.sha256(Path(what).read_bytes()).hexdigest()
    if not SHA256.fullmatch(sha256):
        raise UserError(
            f"{what}: no file, and no sha256 of 64 hexadecimal digits. Give the file, or its sha256. {THEIR_SHA256}"
        )
    with duckdb.connect() as db:
        load_parsed(db, BuildInputs.of(settings).inputs)
        found: list[tuple[str, str | None]] = db.execute(FOUND, {"sha256": sha256}).fetchall()
    if not found:
        raise UserError(
            f"{what}: nothing with these bytes (sha256 {sha256}) was read in {settings.data}. {THEIR_SHA256} "
            "Of a document in an archive give the unpacked file."
        )
    return found


def name(file_sha256: str, member: str | None) -> str:
    """What a document is called."""
    return f"{file_sha256}, {member}" if member else file_sha256
