"""Read the body of an answer to its end, within time and size, and know whether that was the end."""

import http.client
import time
import zlib
from typing import Protocol

import requests
import urllib3

from tasks.http.errors import NotWholeError, SourceChangedError

CHUNK = 65_536
BROKEN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    zlib.error,
    ConnectionError,
    TimeoutError,
)
"""What a connection that fails raises, in whichever library notices."""


class Sink(Protocol):
    """Where a body goes: memory, or a file."""

    def write(self, data: bytes, /) -> object:
        """Take some more bytes."""

    def close(self) -> object:
        """Take no more."""


def receive(response: requests.Response, into: Sink, ends_at: float, most: int) -> None:
    """Read the body into a sink, undoing gzip where a host sends it unasked.

    requests itself takes a gzip body that was cut for a whole one, and never notices one that drips.

    Args:
        response: opened with `stream=True`, nothing read yet.
        into: takes the bytes.
        ends_at: when it has to be whole, by `time.monotonic`.
        most: bytes that are taken, as sent and as unpacked.

    Raises:
        NotWholeError: it broke off, took too long, or is encoded in a way we do not know.
        SourceChangedError: it is too large.
    """
    unpack = unpacker(response.headers.get("Content-Encoding", "identity").lower())
    received = unpacked = 0
    while chunk := response.raw.read1(CHUNK, decode_content=False):
        received += len(chunk)
        while chunk:
            data = unpack.decompress(chunk, CHUNK) if unpack else chunk
            chunk = unpack.unconsumed_tail if unpack else b""
            into.write(data)
            unpacked += len(data)
            if max(received, unpacked) > most:
                raise SourceChangedError(
                    f"An answer is larger than {most} bytes and was dropped. If that is right, raise "
                    f"BESTILLERPULS_ANSWER_BYTES (BESTILLERPULS_PACKAGE_BYTES for packages)."
                )
        if time.monotonic() > ends_at:
            raise NotWholeError("it took too long")
    if unpack:
        into.write(unpack.flush())
    if response.headers.get("Content-Length", str(received)) != str(received) or (unpack and not unpack.eof):
        raise NotWholeError("it broke off")


def unpacker(encoding: str) -> "zlib._Decompress | None":
    """What undoes an encoding; None where there is none.

    Raises:
        NotWholeError: it is an encoding that was not asked for.
    """
    if encoding not in {"identity", "gzip", ""}:
        raise NotWholeError("it is encoded in a way that was not asked for")
    return zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip" else None
