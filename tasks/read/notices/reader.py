"""Read notices: bytes of one document or of an archive of many become frames of every table of notices.

A document is parsed once and walked once (`chunk.py`). One that cannot be read is rejected with place, rule and
remedy; the others of the same file are read. Nothing here knows how the frames are validated or kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import polars as pl

from tasks.read.archives import documents_in
from tasks.read.notices.chunk import Chunk
from tasks.read.notices.frames import frames

HELD_BYTES = 8 * 1024 * 1024
"""Rows handed over together at most, by their size, however few the documents are."""


DocumentName = tuple[str, str]
"""Content address of the landed file, and the member inside it."""


class Thing(Protocol):
    """A landed object, as `parse` hands it over."""

    @property
    def sha256(self) -> str:
        """Content address."""

    @property
    def path(self) -> Path:
        """Where the bytes lie."""


def read_notices(
    things: Iterable[Thing], pseudonymise: Callable[[str], str], batch_documents: int
) -> Iterator[dict[str, pl.DataFrame]]:
    """Frames of every table, some documents at a time: `parts` for those who halve nothing."""
    return (part.frames() for part in parts(things, pseudonymise, batch_documents))


@dataclass(frozen=True)
class Part:
    """Some documents that are parsed and walked, and whose frames are still to be made.

    Attributes:
        chunk: the documents.
        things: the landed files they lie in.
        pseudonymise: keyed pseudonym of a person's number or name.
    """

    chunk: Chunk
    things: Sequence[Thing]
    pseudonymise: Callable[[str], str]

    @property
    def documents(self) -> list[DocumentName]:
        """Content address of the file and member of each document."""
        return [*zip(self.chunk.files, self.chunk.members, strict=True)]

    def frames(self) -> dict[str, pl.DataFrame]:
        """The frames of every table; they are made once."""
        return frames(self.chunk, self.pseudonymise)

    def only(self, documents: Sequence[DocumentName], failed: str | None = None) -> Self:
        """Some of the documents, read again.

        Args:
            documents: which ones.
            failed: where the reader failed at them: they are rejected and not read.
        """
        chunk = Chunk()
        last = dict(self.documents)  # the member that a file ends with here
        for thing in self.things:
            for document in documents_in(thing.sha256, thing.path):
                if (thing.sha256, document.member) in documents:
                    chunk.add(thing.sha256, document, failed)
            if thing.sha256 in self.chunk.units and (thing.sha256, last[thing.sha256]) in documents:
                chunk.units[thing.sha256] = self.chunk.units[thing.sha256]
        return type(self)(chunk, self.things, self.pseudonymise)

    def failed(self, place: str) -> dict[str, pl.DataFrame]:
        """The frames of documents at which the reader failed: rejected, with the place in our code."""
        return self.only(self.documents, place).frames()


def parts(things: Iterable[Thing], pseudonymise: Callable[[str], str], batch_documents: int) -> Iterator[Part]:
    """Read notices, some documents at a time.

    Args:
        things: landed objects: a document, or an archive of documents.
        pseudonymise: keyed pseudonym of a person's number or name.
        batch_documents: documents handed over together; bounds the memory.
    """
    chunk = Chunk()
    within: list[Thing] = []
    for thing in things:
        units = 0
        within.append(thing)
        for document in documents_in(thing.sha256, thing.path):
            if len(chunk.files) >= batch_documents or chunk.held_bytes > HELD_BYTES:
                yield Part(chunk, within, pseudonymise)
                chunk, within = Chunk(chunk.forms), [thing]
            chunk.add(thing.sha256, document)
            units += 1
        chunk.units[thing.sha256] = units  # beside the file's last document, never without one
    yield Part(chunk, within, pseudonymise)
