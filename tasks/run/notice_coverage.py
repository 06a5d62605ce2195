"""Coverage of a folder of notices: what they carry, what of it is read, which elements nobody reads."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from tasks.programme.given_files import files_in
from tasks.read.archives import Document, documents_in
from tasks.read.file_names import shown
from tasks.read.notices.chunk import Chunk
from tasks.read.notices.coverage import Known, carried, unknown_elements
from tasks.read.notices.frames import frames
from tasks.read.notices.parsing import FORMATS, parse
from tasks.run.folders import progress

TOGETHER = 200


@dataclass
class Coverage:
    """Counts over documents that were read: by format, by field (format, table, column), by unknown path."""

    documents: Counter[str] = field(default_factory=Counter)
    carry: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    read: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    example: dict[tuple[str, str], str] = field(default_factory=dict)


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
            waiting.append((f"{shown(path.relative_to(folder))} {document.member}".strip(), document))
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
    read = read_fields(made)
    rejected = set(made["parsed.documents"].filter("is_rejected")["file_sha256"])
    known = {form.name: Known(form) for form in FORMATS}
    for number, (place, document) in enumerate(documents):
        key = f"{number:064x}"
        if key in rejected:
            continue
        form, root = parse(document.data)
        found.documents[form.name] += 1
        for table, column in carried(root, form):
            found.carry[form.name, table, column] += 1
            found.read[form.name, table, column] += (key, table, column) in read
        for path, times in unknown_elements(root, known[form.name]).items():
            found.unknown[form.name, path] += times
            found.example.setdefault((form.name, path), place)


def read_fields(made: dict[str, pl.DataFrame]) -> set[tuple[str, str, str]]:
    """Document, table and column of every field that was read, or nulled with a reason."""
    found = set(made["parsed.nulled_values"].select("file_sha256", "table_name", "column_name").iter_rows())
    for name, frame in made.items():
        table = name.removeprefix("parsed.")
        filled = frame.group_by("file_sha256").agg(pl.exclude("file_sha256").is_not_null().any())
        for row in filled.iter_rows(named=True):
            found |= {(row["file_sha256"], table, column) for column, there in row.items() if there}
    people = made["parsed.notice_organisations"].filter(pl.col("person_pseudonym").is_not_null())["file_sha256"]
    for column in ("name", "identifier_as_written", "city", "postcode"):
        found |= {(sha256, "notice_organisations", column) for sha256 in people}
    return found
