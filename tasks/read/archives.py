"""The documents inside a landed file, one after the other: plain, .gz, .tar, .tar.gz, tar.gz inside tar.gz, .zip.

Recognised by content, never by name. A file is hashed and an archive read through to its end before the first
document of it is handed over, so a truncated one is found before a row of it counts. Nothing is written anywhere and
no member's name is ever used as a path.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from isal import igzip, isal_zlib

from tasks.read.file_names import shown
from tasks.read.tar import BLOCK, ArchiveError, Stream, Window, is_tar, members

GZIP, ZIP = b"\x1f\x8b", b"PK"
BROKEN_GZIP: tuple[type[Exception], ...] = (igzip.BadGzipFile, EOFError, cast("Any", isal_zlib.error), zlib.error)
BROKEN_ZIP: tuple[type[Exception], ...] = (*BROKEN_GZIP, zipfile.BadZipFile, NotImplementedError)
USTAR = slice(257, 262)
BOUNDS = {"archive_expands_too_much", "archive_has_too_many_members"}
"""What ends the whole file, wherever inside it happens."""
LONGEST_MEMBER = 500


class Place(NamedTuple):
    """Where a stream lies in its file: the name of the member, and which it is, since several can have one name."""

    name: str = ""
    nth: tuple[int, ...] = ()

    def member(self, name: str, nth: int) -> "Place":
        """A member of it."""
        return Place(f"{self.name}/{name}" if self.name else name, (*self.nth, nth))


@dataclass(frozen=True)
class Limits:
    """How much an archive may be. What is more is hostile or no archive of documents."""

    document_bytes: int = 32 * 1024 * 1024
    total_bytes: int = 64 * 1024 * 1024 * 1024
    ratio: int = 200
    """Bytes out for bytes in, once more than a document has come out; notices give 6 to 10."""
    documents: int = 500_000
    nesting: int = 2


DEFAULT = Limits()


@dataclass
class Document:
    """One document: where it lies in its file, its bytes, and what is wrong with it (else None)."""

    member: str
    data: bytes = field(repr=False)
    trouble: str | None = None


@dataclass
class Count:
    """What came out of one landed file so far."""

    size: int
    limits: Limits
    skim: bool
    """Whether documents' bytes are left out: only whether all can be read matters."""
    bytes: int = 0
    documents: int = 0
    names: set[str] = field(default_factory=set)
    broken: dict[tuple[int, ...], str] = field(default_factory=dict)
    """Archives inside the archive that cannot be read, with the rule each breaks."""

    def add(self, size: int) -> None:
        """Count bytes.

        Raises:
            ArchiveError: there are too many.
        """
        self.bytes += size
        allowed = max(self.limits.document_bytes, self.size * self.limits.ratio)
        if self.bytes > min(allowed, self.limits.total_bytes):
            raise ArchiveError("archive_expands_too_much")

    def name(self, name: str) -> str:
        """A name as it is shown: not endless, and its own.

        Raises:
            ArchiveError: there are too many.
        """
        self.documents += 1
        if self.documents > self.limits.documents:
            raise ArchiveError("archive_has_too_many_members")
        shortened = own = shown(name)[-LONGEST_MEMBER:]
        number = self.documents
        while own in self.names:
            own = f"{shortened}#{number}"
            number += 1
        self.names.add(own)
        return own


class Counted:
    """A stream whose bytes are counted."""

    def __init__(self, stream: Stream, count: Count, start: bytes = b"") -> None:
        self.stream = stream
        self.count = count
        self.start = start

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""
        if self.start:
            data, self.start = self.start[:size], self.start[size:]
            return data
        data = self.stream.read(size)
        self.count.add(len(data))
        return data

    def readinto(self, buffer: memoryview, /) -> int:
        """The same into a buffer: how isal asks for bytes."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def documents_in(sha256: str, path: Path, limits: Limits = DEFAULT) -> Iterator[Document]:
    """The documents of a landed file; a file that cannot be read is one document with its trouble."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(BLOCK)
        file.seek(0)
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            yield Document("", b"", "changed_after_landing")
            return
    if not start.startswith((GZIP, ZIP)) and not is_tar(start):
        large = size > limits.document_bytes
        yield Document("", b"" if large else path.read_bytes(), "too_large" if large else None)
        return
    count = Count(size, limits, skim=True)
    try:
        for _ in read_archive(path, count):
            pass
    except ArchiveError as error:
        yield Document("", b"", error.rule)
        return
    if not count.documents and not count.broken:
        yield Document("", b"", "archive_empty")
    yield from read_archive(path, Count(size, limits, skim=False, broken=count.broken))


def read_archive(path: Path, count: Count) -> Iterator[Document]:
    """The documents of an archive; when skimming, only their number matters and what is broken is noted."""
    with path.open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start == ZIP:
            yield from in_zip(path, count)
        else:
            yield from in_stream(file, Place(), count, 0)


def in_stream(stream: Stream, place: Place, count: Count, depth: int, start: bytes | None = None) -> Iterator[Document]:
    """The documents of a stream: packed, an archive, or one document.

    Args:
        stream: the bytes.
        place: the member they are.
        count: what came out of the landed file so far.
        depth: how often it was packed around this stream.
        start: what of the stream was read already.

    Raises:
        ArchiveError: the stream is no sound archive.
    """
    start = stream.read(BLOCK) if start is None else start
    whole = Counted(stream, count, start)
    if start.startswith(GZIP):
        if depth >= count.limits.nesting:
            raise ArchiveError("archive_nested_too_deep")
        try:
            with igzip.IGzipFile(fileobj=whole) as unpacked:  # type: ignore[no-untyped-call]
                yield from in_stream(unpacked, place, count, depth + 1)
        except BROKEN_GZIP:
            raise ArchiveError("archive_cut_off_or_damaged") from None
    elif is_tar(start):
        for nth, (member, regular, window) in enumerate(members(whole)):
            yield from in_member(place.member(member, nth), regular, window, count, depth)
    else:
        data, large = one_document(whole, count.limits.document_bytes)
        yield Document(count.name(place.name), b"" if count.skim else data, "too_large" if large else None)


def in_member(place: Place, regular: bool, window: Window, count: Count, depth: int) -> Iterator[Document]:
    """What a member of a tar is: a document, an archive, or neither."""
    trouble = count.broken.get(place.nth) if regular else "not_a_file"
    start = b"" if trouble else window.read(min(BLOCK, window.left))
    if not trouble and (start.startswith(GZIP) or start[USTAR] == b"ustar"):
        try:
            yield from in_stream(window, place, count, depth, start)
        except ArchiveError as error:
            if not count.skim or error.rule in BOUNDS:
                raise
            count.broken[place.nth] = error.rule
        return
    if not trouble and len(start) + window.left > count.limits.document_bytes:
        trouble = "too_large"
    data = b"" if trouble or count.skim else start + window.read()
    yield Document(count.name(place.name), data, trouble)


def one_document(stream: Stream, limit: int) -> tuple[bytes, bool]:
    """A stream to its end as one document, and whether that was too long to keep."""
    data = b""
    while more := stream.read(1 << 20):
        if len(data) <= limit:
            data += more
    return (b"", True) if len(data) > limit else (data, False)


def in_zip(path: Path, count: Count) -> Iterator[Document]:
    """The documents of a zip. Each member has its own checksum, so a damaged one costs itself only.

    Raises:
        ArchiveError: the directory at its end is missing or damaged.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, OSError):
        raise ArchiveError("archive_cut_off_or_damaged") from None
    with archive:
        for nth, entry in enumerate(archive.infolist()):
            if entry.is_dir():
                continue
            if entry.flag_bits & 0x1:
                yield Document(count.name(entry.filename), b"", "archive_encrypted")
                continue
            if count.skim:
                count.add(entry.file_size)
                count.name(entry.filename)
                continue
            yield from in_zip_member(archive, entry, Place(entry.filename, (nth,)), count)


def in_zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place, count: Count) -> Iterator[Document]:
    """What a member of a zip is. It is read to its end first: its checksum stands there."""
    skimmed = Count(count.size, count.limits, skim=True)
    try:
        with archive.open(entry) as member:
            for _ in in_stream(member, place, skimmed, 1):
                pass
    except BROKEN_ZIP:
        yield Document(count.name(entry.filename), b"", "archive_cut_off_or_damaged")
    except ArchiveError as error:
        yield Document(count.name(entry.filename), b"", error.rule)
    else:
        count.broken.update(skimmed.broken)
        with archive.open(entry) as member:
            yield from in_stream(member, place, count, 1)
