"""Read a programme folder: `programme.toml` and `members.csv`, landed as one tar.

programme.toml has [programme] (id, name, world, pull, verbatims_reviewed), [[waves]] (id, name, starts_on),
[[gatherings]] (id, wave, held_on, place, theme_nb, theme_en, participants) and [[projects]] (id, name, starts_on,
ends_on, members, keywords, cpv_codes). members.csv has the columns of parsed.members. A cooperations.csv, where there
is one, has those of parsed.cooperations: who buys together. Codebooks are read with the surveys they explain.
"""

import io
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from schemas import ddl
from tasks.read.problems import Place, Problem, ProgrammeError
from tasks.read.programme.entries import (
    COOPERATIONS,
    EXAMPLE,
    MEMBERS,
    PARTS,
    TOML,
    Entry,
    Part,
    csv_entries,
    text_of,
    toml_entries,
    toml_in,
)
from tasks.read.programme.mistakes import mistakes, other_files, other_parts
from tasks.read.programme.rules import Row, held, standing_twice


@dataclass(frozen=True)
class Examined:
    """The folder's tables, keyed `parsed.programmes`, `parsed.waves`, …, without the columns that name the file.

    Where there are `faults` the tables lack what could not be read. `mistakes` can be read and cannot be meant.
    """

    tables: dict[str, pl.DataFrame]
    faults: list[Problem]
    mistakes: list[Problem]


def read_programme(packed: bytes) -> dict[str, pl.DataFrame]:
    """The tables of a landed folder.

    Raises:
        ProgrammeError: a file is missing, cannot be read, or has a value that is not as declared.
    """
    found = examined(unpack(packed))
    if found.faults:
        raise ProgrammeError(found.faults)
    return found.tables


def unpack(packed: bytes) -> dict[str, bytes]:
    """Files of the landed tar by their path."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive if entry.isfile()}  # type: ignore[union-attr]


def examined(files: Mapping[str, bytes]) -> Examined:
    """Everything the folder's files say, and everything that is wrong with it."""
    faults: list[Problem] = []
    doubts: list[Problem] = list(other_files(files))
    texts = dict(readable(files, faults))
    content: dict[str, Any] = {}
    if TOML in texts:
        parsed = toml_in(TOML, texts[TOML])
        if isinstance(parsed, Problem):
            faults.append(parsed)
            del texts[TOML]
        else:
            content = parsed
            doubts += other_parts(content)
    if MEMBERS in texts and not texts[MEMBERS].strip():
        remedy = f"Write its first line: {','.join(PARTS[4].columns)}."
        doubts.append(Problem(Place(MEMBERS, 1), "empty_file", "the file is empty", remedy))
    rows: dict[str, list[Row]] = {}
    for part in PARTS:
        rows[part.table] = list(read_part(part, texts, content, faults))
    is_sound = TOML in texts and not any(fault.table == "parsed.waves" for fault in faults)
    doubts += mistakes(rows, waves_are_known=is_sound)
    return Examined({part.table: frame(part, rows[part.table]) for part in PARTS}, faults, doubts)


def readable(files: Mapping[str, bytes], faults: list[Problem]) -> Iterator[tuple[str, str]]:
    """The text of each file that is a table or holds some; adds what is missing or no text to the faults."""
    for name in (TOML, MEMBERS, COOPERATIONS):
        if name not in files:
            if name != COOPERATIONS:
                faults.append(missing(name, files))
            continue
        text = text_of(name, files[name])
        if isinstance(text, Problem):
            faults.append(text)
        else:
            yield name, text


def missing(name: str, files: Mapping[str, bytes]) -> Problem:
    """That a file is not there, and the one that may be meant."""
    near = [path for path in files if PurePosixPath(path).stem.casefold() == PurePosixPath(name).stem]
    remedy = f"{near[0]} is there: is that it? It must be named {name} and lie at the top. " if near else ""
    message = f"the folder has no {name}"
    return Problem(Place(name), "missing_file", message, f"{remedy}It needs {TOML} and {MEMBERS}. {EXAMPLE}")


def read_part(part: Part, texts: Mapping[str, str], content: Mapping[str, Any], faults: list[Problem]) -> Iterator[Row]:
    """The rows of a part; adds what does not fit to the faults."""
    if part.file not in texts:
        return
    text = texts[part.file]
    found = toml_entries(part, text, content) if part.heading else csv_entries(part, text)
    rows: list[Row] = []
    for one in found:
        if isinstance(one, Entry):
            row, problems = held(part, one)
            rows.append(row)
            faults += problems
        else:
            faults.append(one)
    faults += standing_twice(part, rows)
    yield from rows


def frame(part: Part, rows: list[Row]) -> pl.DataFrame:
    """Rows as the declared columns."""
    types = {str(column.name): ddl.polars_type(column) for column in part.columns.values()}
    return pl.DataFrame({name: [row.values[name] for row in rows] for name in types}, schema=types)
