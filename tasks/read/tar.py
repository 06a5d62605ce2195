"""Members of a tar stream, one after the other, checked at every block; nothing is ever extracted.

The standard library's tarfile takes a damaged header for the end of the archive and says nothing; here each header
must be sound and the archive must end as archives end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

BLOCK = 512
ZEROS = bytes(BLOCK)
REGULAR = b"0\x007"
FOLDER = b"5"
LONG_NAME, PAX, PAX_GLOBAL, LONG_LINK = b"L", b"x", b"g", b"K"
LONGEST_NAME = 64 * 1024


class ArchiveError(Exception):
    """Raised where an archive is not what archives are; `rule` is the short name of what is wrong."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Stream(Protocol):
    """Bytes that can be read forwards."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes; fewer only at the end."""


@dataclass
class Window:
    """A member's bytes inside the stream of the archive: a stream of its own that ends where the member ends."""

    stream: Stream
    left: int

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes of the member.

        Raises:
            ArchiveError: the archive ends inside the member.
        """
        wanted = self.left if size < 0 else min(size, self.left)
        data = exactly(self.stream, wanted)
        self.left -= wanted
        return data

    def drain(self) -> None:
        """Go to the end of the member."""
        while self.left:
            self.read(1 << 20)


def members(stream: Stream) -> Iterator[tuple[str, bool, Window]]:
    """Name, whether it is a regular file, and bytes of each member. A window is drained when the next is asked for.

    Raises:
        ArchiveError: a header is damaged, the stream ends early, or something follows the end.
    """
    name, size = "", None
    while (header := exactly(stream, BLOCK)) != ZEROS:
        check(header)
        kind = header[156:157]
        length = size if size is not None and kind not in (LONG_NAME, LONG_LINK, PAX, PAX_GLOBAL) else number(header)
        if kind in (LONG_NAME, LONG_LINK, PAX, PAX_GLOBAL):
            field = meta(stream, length)
            if kind == LONG_NAME:
                name = field.rstrip(b"\0").decode("utf-8", "surrogateescape")
            elif kind == PAX:
                records = dict(pax(field))
                name = records.get(b"path", b"").decode("utf-8", "surrogateescape") or name
                size = octal(records[b"size"], 10) if b"size" in records else None
            continue
        window = Window(stream, length)
        if kind != FOLDER:
            yield name or name_of(header), kind in REGULAR, window
        window.drain()
        exactly(stream, -length % BLOCK)
        name, size = "", None
    if exactly(stream, BLOCK) != ZEROS:
        raise ArchiveError("archive_without_end")
    while rest := stream.read(1 << 20):
        if rest.strip(b"\0"):
            raise ArchiveError("archive_goes_on_after_its_end")


def exactly(stream: Stream, size: int) -> bytes:
    """So many bytes.

    Raises:
        ArchiveError: there are fewer.
    """
    data = stream.read(size) if size else b""
    while len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            raise ArchiveError("archive_cut_off")
        data += more
    return data


def check(header: bytes) -> None:
    """The checksum of a header.

    Raises:
        ArchiveError: it does not fit.
    """
    if octal(header[148:156], 8) != sum(header) - sum(header[148:156]) + 8 * 32:
        raise ArchiveError("archive_header_damaged")


def is_tar(block: bytes) -> bool:
    """Whether a first block is a tar header, or the end of an empty tar."""
    if block == ZEROS:
        return True
    try:
        check(block.ljust(BLOCK, b"\0"))
    except ArchiveError:
        return False
    return True


def number(header: bytes) -> int:
    """The size a header says: octal, or base 256 for large ones."""
    field = header[124:136]
    return int.from_bytes(field[1:], "big") if field[0] & 0x80 else octal(field, 8)


def octal(field: bytes, base: int) -> int:
    """A number of a header.

    Raises:
        ArchiveError: it is none.
    """
    try:
        return int(field.strip(b" \0") or b"0", base)
    except ValueError:
        raise ArchiveError("archive_header_damaged") from None


def name_of(header: bytes) -> str:
    """The name a plain header says."""
    name, prefix = header[:100].split(b"\0", 1)[0], header[345:500].split(b"\0", 1)[0]
    joined = prefix + b"/" + name if prefix and header[257:263] == b"ustar\0" else name
    return joined.decode("utf-8", "surrogateescape")


def meta(stream: Stream, length: int) -> bytes:
    """The text of a header that speaks of the next one.

    Raises:
        ArchiveError: it is longer than any name.
    """
    if length > LONGEST_NAME:
        raise ArchiveError("archive_header_damaged")
    field = exactly(stream, length)
    exactly(stream, -length % BLOCK)
    return field


def pax(field: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The records `length key=value` of an extended header."""
    while field:
        length = octal(field.split(b" ", 1)[0], 10)
        record = field[:length]
        if length <= 0 or not record.endswith(b"\n") or b"=" not in record:
            raise ArchiveError("archive_header_damaged")
        key, value = record.split(b" ", 1)[1][:-1].split(b"=", 1)
        yield key, value
        field = field[length:]
