"""Coverage of a folder of notices: what became of each value that they hold."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tasks.programme.given_files import files_in
from tasks.read.archives import Document, documents_in
from tasks.read.notices.account import account
from tasks.read.notices.chunk import Chunk
from tasks.read.notices.frames import frames
from tasks.read.notices.parsing import parse
from tasks.run.folders import progress

TOGETHER = 200


@dataclass
class Coverage:
    """Counts of the values of documents that were read.

    Attributes:
        documents: by format.
        values: by format, kind and outcome: read, not_wanted, lost.
        reasons: of those that are not wanted, by format and reason.
        lost: by format, kind and path.
        example: a file of each path that is lost.
        nulled: of those that are read, how many became null, by the reason that is told.
        withheld: fields that a notice withholds until a day.
    """

    documents: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    example: dict[tuple[str, str, str], str] = field(default_factory=dict)
    nulled: Counter[str] = field(default_factory=Counter)
    withheld: int = 0


def cover(folder: Path) -> Coverage:
    """Count over every notice of a folder.

    Raises:
        FolderError: the folder is missing or empty.
    """
    found = Coverage()
    waiting: list[tuple[str, Document]] = []
    for path in progress(files_in(folder, "notices: XML, .tar.gz, .zip"), "Covering"):
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        for document in documents_in(sha256, path):
            waiting.append((f"{path.relative_to(folder)} {document.member}".strip(), document))
            if len(waiting) == TOGETHER:
                count(waiting, found)
                waiting = []
    count(waiting, found)
    return found


def count(documents: list[tuple[str, Document]], found: Coverage) -> None:
    """Add some documents. A rejected one is left out: `bestillerpuls run` says why it is."""
    chunk = Chunk()
    for number, (_, document) in enumerate(documents):
        chunk.add(f"{number:064x}", document)
    made = frames(chunk, lambda _: "person")
    rejected = set(made["parsed.documents"].filter("is_rejected")["file_sha256"])
    found.nulled.update(made["parsed.nulled_values"]["reason"])
    found.withheld += made["parsed.withheld_fields"].height
    for number, (place, document) in enumerate(documents):
        if f"{number:064x}" in rejected:
            continue
        form, root = parse(document.data)
        found.documents[form.name] += 1
        for entry, times in account(form, root).items():
            found.values[form.name, entry.kind, entry.outcome] += times
            if entry.outcome == "not_wanted":
                found.reasons[form.name, entry.reason] += times
            elif entry.outcome == "lost":
                found.lost[form.name, entry.kind, entry.path] += times
                found.example.setdefault((form.name, entry.kind, entry.path), place)
