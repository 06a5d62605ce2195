"""Read notices: bytes of one document or of an archive of many become frames of every table of notices.

A document is parsed once and walked once (`chunk.py`). One that cannot be read is rejected with place, rule and
remedy; the others of the same file are read. Nothing here knows how the frames are judged or kept.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import polars as pl

from tasks.read.archives import documents_in
from tasks.read.notices.chunk import Chunk
from tasks.read.notices.frames import frames

HELD_BYTES = 8 * 1024 * 1024
"""Rows handed over together at most, by their size, however few the documents are."""


class Thing(Protocol):
    """A landed object, as the door hands it over."""

    @property
    def sha256(self) -> str:
        """Content address."""

    @property
    def path(self) -> Path:
        """Where the bytes lie."""


def read_notices(
    things: Iterable[Thing], pseudonymise: Callable[[str], str], batch_documents: int
) -> Iterator[dict[str, pl.DataFrame]]:
    """Frames of every table, some documents at a time.

    Args:
        things: landed objects: a document, or an archive of documents.
        pseudonymise: keyed pseudonym of a person's number or name.
        batch_documents: documents handed over together; bounds the memory.
    """
    chunk = Chunk()
    for thing in things:
        units = 0
        for document in documents_in(thing.sha256, thing.path):
            if len(chunk.files) >= batch_documents or chunk.held_bytes > HELD_BYTES:
                yield frames(chunk, pseudonymise)
                chunk = Chunk(chunk.forms)
            chunk.add(thing.sha256, document)
            units += 1
        chunk.units[thing.sha256] = units  # beside the file's last document, never without one
    yield frames(chunk, pseudonymise)
