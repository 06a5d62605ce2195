"""The files of a programme folder as entries: a row of a CSV or a table of programme.toml, each with its line.

What cannot be an entry is a problem; both come in the order of the file.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandera.polars as pa

from schemas import catalogue, ddl
from tasks.read.problems import Place, Problem

TOML, MEMBERS, COOPERATIONS = "programme.toml", "members.csv", "cooperations.csv"
EXAMPLE = "See docs/programme.md for an example."
AS_CSV = "Save it as CSV in UTF-8."
QUOTES = 'A quotation mark inside a cell is written twice (""), and one that is opened is closed.'


@dataclass(frozen=True)
class Part:
    """A part of the folder that is a table: where it stands, and its keys where they are not the column's name."""

    table: str
    file: str
    heading: str = ""
    renamed: Mapping[str, str] | None = None
    unique: str | None = None

    @property
    def columns(self) -> dict[str, pa.Column]:
        """The declared columns by the name they have in the file."""
        written = {column: key for key, column in (self.renamed or {}).items()}
        declared = ddl.columns(catalogue.tables("parsed")[self.table])
        described = [column for column in declared if column.name not in {"file_sha256", "member"}]
        return {written.get(str(column.name), str(column.name)): column for column in described}


PARTS = (
    Part("parsed.programmes", TOML, "programme", {"id": "programme_id"}),
    Part("parsed.waves", TOML, "waves", {"id": "wave_id"}, "wave_id"),
    Part("parsed.gatherings", TOML, "gatherings", {"id": "gathering_id", "wave": "wave_id"}, "gathering_id"),
    Part("parsed.projects", TOML, "projects", {"id": "project_id"}, "project_id"),
    Part("parsed.members", MEMBERS),
    Part("parsed.cooperations", COOPERATIONS),
    Part("parsed.evaluations", TOML, "evaluation"),
    Part("parsed.outcomes", TOML, "outcomes", {"indicator": "indicator_id"}, "indicator_id"),
)
SINGLE = {"programme", "evaluation"}
"""Headings that stand once, as [heading]."""


@dataclass(frozen=True)
class Entry:
    """A row or table by the names of the file, and whom or what it is about."""

    place: Place
    values: Mapping[str, Any]

    @property
    def of(self) -> str:
        """Its name, else its short name."""
        named = (self.values.get(key) for key in ("name", "cooperation_name", "id"))
        return next((name for name in named if name and isinstance(name, str)), "")


def text_of(file: str, data: bytes) -> str | Problem:
    """A file as text; a mark of byte order at its beginning is no part of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(file, 1), "not_utf8", "the file is UTF-16, not UTF-8", AS_CSV)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "a letter is not written in UTF-8"
        return Problem(Place(file, line), "not_utf8", message, "Save the file anew in UTF-8 (in Excel: CSV UTF-8).")


def toml_in(file: str, text: str) -> dict[str, Any] | Problem:
    """A TOML file as Python values."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, where = str(error).rpartition(" (at ")
        line = re.match(r"line (\d+)", where)
        last = text.count("\n") + 1
        place = Place(file, int(line[1]) if line else last)
        return Problem(place, "not_toml", f"not TOML: {message[:1].lower()}{message[1:]}", EXAMPLE)


def line_of(text: str, heading: str, number: int | None = None) -> int | None:
    """The line of `[heading]`, or of the `[[heading]]` of this number, from 1; None where that cannot be told."""
    brackets = (r"\[", r"\]") if number is None else (r"\[\[", r"\]\]")
    wanted = re.compile(rf"^\s*{brackets[0]}\s*{re.escape(heading)}\s*{brackets[1]}")
    lines = [place for place, line in enumerate(text.split("\n"), start=1) if wanted.match(line)]
    index = 0 if number is None else number - 1
    return lines[index] if index < len(lines) else None


def toml_entries(part: Part, text: str, described: Mapping[str, Any]) -> Iterator[Entry | Problem]:
    """The tables of a part of programme.toml, each known by the line where it begins."""
    is_single = part.heading in SINGLE
    if is_single and part.heading not in described and part.heading != "programme":
        return
    found = described.get(part.heading, {} if is_single else [])
    if is_single:
        called = f"[{part.heading}]"
        if not isinstance(found, dict) or not found:
            remedy = f"Write it under a line {called}, once. {EXAMPLE}"
            yield Problem(Place(part.file), "missing_part", f"{called} is missing", remedy, table=part.table)
            return
        yield from known_keys(part, Entry(Place(part.file, line_of(text, part.heading), called), found))
        return
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        message = f"{part.heading} is not written as tables"
        remedy = f"Begin each with a line [[{part.heading}]]. {EXAMPLE}"
        yield Problem(Place(part.file, line_of(text, part.heading)), "not_tables", message, remedy, table=part.table)
        return
    for number, values in enumerate(found, start=1):
        place = Place(part.file, line_of(text, part.heading, number), f"[[{part.heading}]] number {number}")
        yield from known_keys(part, Entry(place, values))


def known_keys(part: Part, entry: Entry) -> Iterator[Entry | Problem]:
    """The entry, and each key of it that is not known."""
    yield entry
    for key in entry.values.keys() - part.columns.keys():
        message, remedy = f"unknown {key}", f"Take it out, or name it rightly. Known: {', '.join(part.columns)}."
        yield Problem(entry.place, "unknown_column", message, remedy, entry.of, part.table)


def csv_entries(part: Part, text: str) -> Iterator[Entry | Problem]:
    """The rows of a CSV file, each known by the line where it begins; blank lines are none."""
    records = csv_records(part.file, text)
    for head in records:
        if isinstance(head, Problem):
            yield head
            return
        break
    else:
        return
    place, header = head
    if separator := next((mark for mark in ";\t" if len(header) == 1 and mark in header[0]), None):
        called = "semicolons" if separator == ";" else "tabs"
        message = f"the columns are separated by {called}, not by commas"
        quoted = "a cell that holds a comma stands in quotation marks"
        remedy = f"In a text editor put a comma for each of the {called}; {quoted}."
        yield Problem(place, "not_commas", message, remedy, table=part.table)
        return
    names = [meant(name, part.columns) for name in header]
    yield from header_problems(part, place, header, names)
    for record in records:
        yield record if isinstance(record, Problem) else csv_entry(part, names, *record)


def csv_records(file: str, text: str) -> Iterator[tuple[Place, list[str]] | Problem]:
    """The cells of each record with the line where it begins: a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield Place(file, line), cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"from here on not CSV: {error}"
        yield Problem(Place(file, line), "not_csv", message, QUOTES)


def meant(written: str, known: Mapping[str, object]) -> str | None:
    """The column a header means, however it is spelt."""
    plain = re.sub(r"[\s_-]+", "_", written.strip()).casefold()
    return plain if plain in known else None


def header_problems(part: Part, place: Place, header: Sequence[str], names: Sequence[str | None]) -> Iterator[Problem]:
    """What is wrong with the first line."""
    known = f"Known: {', '.join(part.columns)}."
    for number, (written, name) in enumerate(zip(header, names, strict=True), start=1):
        if not written.strip():
            message, remedy = f"column {number} has no name", f"Name it, or take out the column. {known}"
            yield Problem(place, "unknown_column", message, remedy, table=part.table)
        elif name is None:
            message, remedy = f"unknown {written.strip()}", f"Take out the column, or name it rightly. {known}"
            yield Problem(place, "unknown_column", message, remedy, table=part.table)
        elif written != name:
            message, remedy = f'column "{written}" is not spelt {name}', f"Write {name}: lower case, no blanks."
            yield Problem(place, "unknown_column", message, remedy, table=part.table, column=name)
        elif name in names[: number - 1]:
            message, remedy = f"column {name} stands twice", "Take one of the two out."
            yield Problem(place, "column_stands_twice", message, remedy, table=part.table, column=name)
    for name, column in part.columns.items():
        if name not in names and not column.nullable:
            message, remedy = f"column {name} is missing", f"Add it: {what_it_holds(column)}"
            yield Problem(place, "missing_column", message, remedy, table=part.table, column=name)


def csv_entry(part: Part, names: Sequence[str | None], place: Place, cells: Sequence[str]) -> Entry | Problem:
    """A row as an entry, where it has a cell for each column."""
    if not any(cell.strip() for cell in cells):
        message, remedy = "the row is empty", "Delete the line."
        return Problem(place, "empty_row", message, remedy, table=part.table)
    if len(cells) != len(names):
        message = f"{len(cells)} cells, and the header has {len(names)}"
        remedy = "Give each column its cell, if an empty one; a cell that holds a comma stands in quotation marks."
        return Problem(place, "other_number_of_cells", message, remedy, table=part.table)
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
    return Entry(place, values)


def what_it_holds(column: pa.Column) -> str:
    """The declared description of a column, to go on with after a colon."""
    described = str(column.description)
    return described[:1].lower() + described[1:]
