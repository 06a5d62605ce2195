"""Search a folder for values as bytes: in plain files and inside gzip, zip, tar, Parquet and DuckDB files.

A value is looked for in its spellings (case, å as one sign or as two, UTF-8, UTF-16, escaped in JSON and in addresses),
so that "not found" means something.
"""

import json
import tarfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

PIECE = 1 << 20
GZIP, ZIP, PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"
DUCKDB = b"DUCK"
DUCKDB_AT = 8
TAR_AT = 257
ROWS = 10_000


def spellings(value: str) -> set[bytes]:
    """The ways in which a value can stand in a file; an encoding that lacks a letter of it cannot hold it."""
    found = set()
    composed = {unicodedata.normalize(form, value) for form in ("NFC", "NFD")} | {value}
    for form in {cased for one in composed for cased in (one, one.lower(), one.upper(), one.title())}:
        found |= {form.encode(), form.encode("utf-16-le")}
        with suppress(UnicodeEncodeError):
            found.add(form.encode("cp1252"))
        found |= {json.dumps(form)[1:-1].encode(), urllib.parse.quote(form).encode()}
    return {each for each in found if each}


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
    yield [any(form in str(path).encode() for form in forms) for forms in wanted]
    with path.open("rb") as file:
        head = file.read(TAR_AT + 8)
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
        window = tail + piece
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
    try:
        if head.startswith(GZIP):
            yield unzipped(path)
        elif head.startswith(ZIP):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    with archive.open(name) as part:
                        yield pieces(part)
        elif head.startswith(PARQUET):
            yield from columns(path)
        elif head[DUCKDB_AT : DUCKDB_AT + len(DUCKDB)] == DUCKDB:
            yield from tables(path)
        elif head[TAR_AT : TAR_AT + 5] == b"ustar":
            with tarfile.open(path) as archive:
                for entry in archive:
                    if entry.isfile() and (member := archive.extractfile(entry)) is not None:
                        yield pieces(member)
    except (OSError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, pa.ArrowInvalid, duckdb.Error):
        return


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
