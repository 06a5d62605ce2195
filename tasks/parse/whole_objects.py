"""Kinds of small objects: one document each, whose frames come of its bytes, or the reason why it is rejected."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import polars as pl

from schemas import catalogue, ddl
from tasks.parse.parse import Frames, Landed
from tasks.read.notices.rules import REASONS


class UnreadableError(ValueError):
    """Raised by a reader of whole objects when the object does not fit; the message says place, rule and remedy."""

    def __init__(self, message: str, *, rule: str = "unreadable", place: str | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.place = place


@dataclass(frozen=True)
class WholeObject:
    """A small object as the one document that is read at a time: its frames, or why it is rejected.

    Attributes:
        thing: the object.
        unit: what `parsed.documents.unit` is called.
        read: object and bytes to frames.
    """

    thing: Landed
    unit: str
    read: Callable[[Landed, bytes], Frames]

    @property
    def documents(self) -> list[tuple[str, str]]:
        """The object itself."""
        return [(self.thing.sha256, "")]

    def only(self, _: Sequence[tuple[str, str]]) -> Self:
        """The object itself."""
        return self

    def frames(self) -> Frames:
        """The frames of the object; where it does not fit, those that reject it."""
        data = self.thing.path.read_bytes()
        try:
            if hashlib.sha256(data).hexdigest() != self.thing.sha256:
                raise UnreadableError("The bytes changed after landing: land the file again.", rule="bit_rot")
            frames = {name: named(frame, self.thing.sha256) for name, frame in self.read(self.thing, data).items()}
        except ValueError as error:
            rule, place = getattr(error, "rule", "unreadable"), getattr(error, "place", None)
            content = [{"place": place, "rule": rule, "reason": str(error)}]
            return self.rejected(getattr(error, "rejects", content))
        return self.completed(frames)

    def failed(self, place: str) -> Frames:
        """The frames that reject an object at which the reader failed."""
        return self.rejected([{"place": place, "rule": "reader_failed", "reason": REASONS["reader_failed"]}])

    def rejected(self, why: Iterable[Mapping[str, str | None]]) -> Frames:
        """The frames that reject the object, a row per rule and place."""
        rows = [{"file_sha256": self.thing.sha256, "member": "", **one} for one in why]
        return self.completed({"parsed.rejects": frame_of("parsed.rejects", rows)}, is_rejected=True)

    def completed(self, frames: dict[str, pl.DataFrame], *, is_rejected: bool = False) -> Frames:
        """The frames with those of documents, files and rejects, where they lack them."""
        document = {
            "file_sha256": self.thing.sha256,
            "member": "",
            "unit": self.unit,
            "identity": self.thing.sha256,
            "content_sha256": self.thing.sha256,
            "preference": 0,
            "is_rejected": is_rejected,
        }
        frames.setdefault("parsed.documents", frame_of("parsed.documents", [document]))
        frames.setdefault("parsed.rejects", frame_of("parsed.rejects", []))
        units = frames["parsed.documents"].height
        frames["parsed.files"] = frame_of("parsed.files", [{"file_sha256": self.thing.sha256, "units": units}])
        return frames


def whole_objects(
    unit: str, read: Callable[[Landed, bytes], Frames]
) -> Callable[[Iterable[Landed]], Iterator[WholeObject]]:
    """A `read` for kinds of small objects, made from a function that reads one object into frames.

    The frames may lack `file_sha256`, `member` (then empty), `parsed.documents` (then one unit, the object itself),
    `parsed.files` and `parsed.rejects`. An `UnreadableError` (any ValueError) rejects the object and nothing else; one
    that has `rejects` gives a row for each.

    Args:
        unit: what `parsed.documents.unit` is called: submission, register_record, programme.
        read: object and bytes to frames.
    """
    return lambda things: (WholeObject(thing, unit, read) for thing in things)


def named(frame: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """The frame with the columns that name its file, where it lacks them."""
    given = {"file_sha256": sha256, "member": ""}
    return frame.with_columns(pl.lit(value).alias(name) for name, value in given.items() if name not in frame.columns)


def frame_of(table: str, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a frame of the declared columns; what a row lacks is null."""
    return ddl.frame_of(catalogue.tables("parsed")[table], rows)
