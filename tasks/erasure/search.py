"""Search a folder for values as bytes: in plain files and inside gzip, zip, tar, Parquet, DuckDB and SQLite files.

A value is looked for in its spellings (case, å as one sign or as two, a number in groups, a name with the family name
first, UTF-8, UTF-16, escaped in JSON and in addresses), so that "not found" means something.
"""

import json
import os
import sqlite3
import tarfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO
from urllib.parse import quote_plus

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.read.masking import turned
from tasks.surveys.pseudonyms import PHONE, normal_form

PIECE = 1 << 20
HEAD = 265
"""Bytes of a file that tell how it is packed."""
UNREADABLE = (OSError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, pa.ArrowInvalid, duckdb.Error, sqlite3.Error)
GROUPS = {
    8: ((3, 2, 3), (2, 2, 2, 2), (4, 4)),
    9: ((3, 3, 3),),
    11: ((6, 5), (2, 2, 2, 5), (6, 3, 2), (4, 2, 5)),
}
"""How many digits of a number stand together, by how many it has: telephone, organisation, national identity."""
MARKS = (" ", "\u00a0", "\u202f", ".", "-", "/", " - ")
ROWS = 10_000


def spellings(value: str) -> set[bytes]:
    """The ways in which a value can stand in a file, ASCII letters in lower case, as a stream is compared.

    An encoding that lacks a letter of it cannot hold it.
    """
    found = set()
    for text in written(value):
        found |= {text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
        with suppress(UnicodeEncodeError):
            found.add(text.encode("cp1252"))
        found |= {json.dumps(text)[1:-1].encode(), urllib.parse.quote(text).encode(), quote_plus(text).encode()}
    return {each.lower() for each in found if each}


def written(value: str) -> set[str]:
    """A value in either case and Unicode form: a number in its usual groups, words however they are put together."""
    if PHONE.fullmatch(value):
        digits = normal_form(value)
        return {value, *(group(digits, sizes, mark) for sizes in GROUPS.get(len(digits), ()) for mark in MARKS), digits}
    forms = {value, turned(value)}
    forms |= {mark.join(value.split()) for mark in (" ", "_", "-", ".", "\u00a0")}
    cased = {each for form in forms for each in (form, form.lower(), form.upper(), form.title())}
    return {unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in cased}


def group(digits: str, sizes: Sequence[int], mark: str) -> str:
    """Digits in groups of these sizes, with a mark between."""
    ends = list(accumulate(sizes, initial=0))
    return mark.join(digits[begin:end] for begin, end in pairwise(ends))


def search(folder: Path, values: Iterable[str]) -> dict[Path, int]:
    """The files below a folder that hold any of the values, with how many of them each holds."""
    wanted = [spellings(value) for value in values]
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            count = sum(any(hits) for hits in zip(*hits_in(path, wanted), strict=True))
            if count:
                found[path] = count
    return found


def hits_in(path: Path, wanted: list[set[bytes]]) -> Iterator[list[bool]]:
    """For each stream of bytes in a file: which values stand in it. The file's own name is one of them."""
    yield [any(form in os.fsencode(path).lower() for form in forms) for forms in wanted]
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        yield hits(pieces(file), wanted)
    for stream in inside(path, head):
        yield hits(stream, wanted)


def hits(stream: Iterable[bytes], wanted: list[set[bytes]]) -> list[bool]:
    """Which values stand in a stream, however it is cut into pieces."""
    overlap = max((len(form) for forms in wanted for form in forms), default=1) - 1
    found = [False] * len(wanted)
    tail = b""
    for piece in stream:
        window = tail + piece.lower()
        found = [hit or any(form in window for form in forms) for hit, forms in zip(found, wanted, strict=True)]
        tail = window[-overlap:] if overlap else b""
    return found


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces, up to where it breaks off: a damaged file is searched as far as it can be read."""
    try:
        while piece := file.read(PIECE):
            yield piece
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        return


def inside(path: Path, head: bytes) -> Iterator[Iterable[bytes]]:
    """What a packed file holds, unpacked; a file that only begins like one is searched as bytes alone."""
    for at, mark, streams in PACKED:
        if head[at : at + len(mark)] == mark:
            with suppress(*UNREADABLE):
                yield from streams(path)


def gzip_streams(path: Path) -> Iterator[Iterable[bytes]]:
    """The one stream of a gzip file."""
    yield unzipped(path)


def zip_streams(path: Path) -> Iterator[Iterable[bytes]]:
    """Every part of a zip file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as part:
                yield pieces(part)


def tar_streams(path: Path) -> Iterator[Iterable[bytes]]:
    """Every file of a tar."""
    with tarfile.open(path) as archive:
        for entry in archive:
            if entry.isfile() and (member := archive.extractfile(entry)) is not None:
                yield pieces(member)


def unzipped(path: Path) -> Iterator[bytes]:
    """What a gzip file holds, member after member, up to where it breaks off."""
    with path.open("rb") as file:
        member = zlib.decompressobj(wbits=31)
        for packed in pieces(file):
            left = packed
            while left:
                try:
                    yield member.decompress(left)
                except zlib.error:
                    return
                left = member.unused_data
                if member.eof:
                    member = zlib.decompressobj(wbits=31)


def columns(path: Path) -> Iterator[Iterable[bytes]]:
    """Every column of a Parquet file as text, group by group: pages are packed, so bytes alone say nothing."""
    file = pq.ParquetFile(path)
    for group in range(file.num_row_groups):
        for column in file.read_row_group(group).itercolumns():
            yield ["\n".join(map(str, column.to_pylist())).encode()]


def tables(path: Path) -> Iterator[Iterable[bytes]]:
    """Every column of every table of a DuckDB file as text: its pages are packed too."""
    with duckdb.connect(path, read_only=True) as db:
        for schema, table in db.execute("SELECT table_schema, table_name FROM information_schema.tables").fetchall():
            rows = db.execute(f'FROM "{schema}"."{table}"')
            while some := rows.fetchmany(ROWS):
                yield [repr(some).encode()]


def rows(path: Path) -> Iterator[Iterable[bytes]]:
    """Every row of every table of an SQLite file, its log (`-wal`) too: a long value is cut over several pages."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        db.text_factory = bytes
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            name = table.decode().replace('"', '""')
            held = db.execute(f'SELECT * FROM "{name}"')
            while some := held.fetchmany(ROWS):
                yield [
                    b"\n".join(each if isinstance(each, bytes) else str(each).encode() for each in row) for row in some
                ]


PACKED = (
    (0, b"\x1f\x8b", gzip_streams),
    (0, b"PK\x03\x04", zip_streams),
    (0, b"PAR1", columns),
    (8, b"DUCK", tables),
    (0, b"SQLite format 3", rows),
    (257, b"ustar", tar_streams),
)
"""Where a mark stands in a file, the mark, and how what it marks is unpacked."""
