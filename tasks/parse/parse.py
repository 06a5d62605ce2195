"""Between landing and parsed: landed objects become validated rows, once per version of their reader.

`parsed/<kind>/<version>/<batch>/` holds the Parquet files of each table and `manifest.json`, which names the objects
read. A batch is written beside and renamed, so it is there whole or not at all. The version is a digest of the
reader's source, the declared tables and what else the rows depend on: change one and everything is read anew.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from schemas import catalogue
from tasks.landing.damage import DamageError
from tasks.landing.store import Kind, object_path, receipts
from tasks.parse.batch import MANIFEST, Batch, is_sound, is_whole, manifest, remove
from tasks.parse.validate import validate
from tasks.read.failure import where
from tasks.read.file_names import shown

ROOT = Path(__file__).parents[2]
DECLARED = (
    "schemas/parsed",
    "schemas/catalogue.py",
    "schemas/ddl.py",
    "schemas/errors.py",
    "schemas/fields.py",
    "schemas/table.py",
    "tasks/parse/parse.py",
    "tasks/parse/validate.py",
    "tasks/parse/whole_objects.py",
    "tasks/read/failure.py",
)

Frames = Mapping[str, pl.DataFrame]
"""Rows by table (`parsed.documents`), every table with `file_sha256` and `member`."""


@dataclass(frozen=True)
class Landed:
    """A landed object as a reader gets it: its bytes lie at `path`; `source` and `key` say what it was called."""

    sha256: str
    path: Path
    source: str
    key: str


class Part(Protocol):
    """Some documents of landed objects that a reader is at."""

    @property
    def documents(self) -> Sequence[tuple[str, str]]:
        """Content address of the object and member of each document."""

    def frames(self) -> Frames:
        """Their rows, always with `parsed.files`, `parsed.documents` and `parsed.rejects`."""

    def only(self, documents: Sequence[tuple[str, str]]) -> "Part":
        """Some of the documents, read again."""

    def failed(self, place: str) -> Frames:
        """The rows of a document that the reader failed at: rejected by `reader_failed`."""


@dataclass(frozen=True)
class Reader:
    """How landed objects of one kind become rows.

    `read` takes objects and yields their documents, some at a time. It is pure: the same bytes give the same rows.
    """

    kind: Kind
    read: Callable[[Iterable[Landed]], Iterator[Part]]
    code: tuple[str, ...]
    """Files and folders, from the top of the checkout, whose content decides what the rows are."""
    depends_on: str = ""
    """What else decides it: the programme folder's sha256, the id of the pseudonym key."""


@dataclass(frozen=True)
class ParseCounts:
    """What one call of `read_new` did."""

    objects: int = 0
    documents: int = 0
    rejected: int = 0
    rows: dict[str, int] = field(default_factory=dict)


ReadJobs = Callable[[Reader, Sequence[Sequence[Landed]]], Iterable[ParseCounts]]
"""Runs jobs and says of each what it did."""


def version(reader: Reader) -> str:
    """Digest of all that decides which rows the reader gives.

    Raises:
        FileNotFoundError: a file that is named as a part of it is not there.
    """
    digest = hashlib.sha256(reader.depends_on.encode())
    for name in (*DECLARED, *reader.code):
        path = ROOT / name
        if not path.exists():
            raise FileNotFoundError(f"{path}: a reader's version is said to depend on it. Name where it is now.")
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def landed(landing: Path, kind: Kind) -> dict[str, Landed]:
    """The objects of a kind that lie in landing now, in the order they first came; erased ones are gone."""
    found: dict[str, Landed] = {}
    for receipt in receipts(landing, kind):
        if receipt.sha256:
            path = object_path(landing, receipt.sha256)
            found.setdefault(receipt.sha256, Landed(receipt.sha256, path, receipt.source, receipt.key))
    return {sha256: thing for sha256, thing in found.items() if thing.path.exists()}


def unread(landing: Path, parsed: Path, reader: Reader) -> list[Landed]:
    """The objects this version of the reader has not read.

    Batches that hold an erased object are removed first, and those of which a file is gone or cut.
    """
    there = landed(landing, reader.kind)
    done: set[str] = set()
    for batch in batches(parsed, reader):
        told = manifest(batch)
        if told is not None and is_whole(batch) and set(told["objects"]) <= there.keys():
            done.update(told["objects"])
        else:
            remove(batch)
    return [thing for sha256, thing in there.items() if sha256 not in done]


def read_new(landing: Path, parsed: Path, reader: Reader, read_jobs: ReadJobs | None = None) -> ParseCounts:
    """Read what is landed and not yet read by this version; older versions are removed when it is done.

    Args:
        landing: where objects lie.
        parsed: where batches go.
        reader: how objects become rows.
        read_jobs: how jobs are run; one after the other in this process if not said.
    """
    waiting = jobs(unread(landing, parsed, reader))
    done = ParseCounts()
    for one in read_jobs(reader, waiting) if read_jobs else (read_job(parsed, reader, job) for job in waiting):
        done = add(done, one)
    remove_older_versions(parsed, reader)
    return done


def read_job(parsed: Path, reader: Reader, job: Sequence[Landed]) -> ParseCounts:
    """Read some objects into one batch."""
    with Batch(folder(parsed, reader), [thing.sha256 for thing in job]) as batch:
        for part in reader.read(job):
            for frames in validated(part):
                hold_bytes(frames, job)
                batch.add(frames)
    return ParseCounts(len(job), batch.rows.get("parsed.documents", 0), batch.rejected, dict(batch.rows))


CHANGED = ("changed_after_landing", "bit_rot")
"""Rules of documents whose bytes are not those that landed."""


def hold_bytes(frames: Frames, job: Sequence[Landed]) -> None:
    """Make sure that what was read is what landed.

    Raises:
        DamageError: the bytes of an object changed.
    """
    changed = set(frames["parsed.rejects"].filter(pl.col("rule").is_in(CHANGED))["file_sha256"])
    for thing in job:
        if thing.sha256 in changed:
            raise DamageError(
                f"{thing.path}: these are not the bytes that landed as {shown(thing.key)}. Restore the file from a "
                "backup of the data folder, or land it again."
            )


def validated(part: Part) -> Iterator[Frames]:
    """The rows of some documents, validated. What a document does to reader, polars or pandera costs itself only.

    Where something is raised the documents are halved until the one that raises it stands alone. Memory and disk that
    fail are no fault of a document.
    """
    try:
        frames = validate(part.frames())
    except (MemoryError, OSError):
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001 (the others are read)
        place = where(error)
    else:
        yield frames
        return
    documents = part.documents
    if len(documents) == 1:
        yield validate(part.failed(place))
        return
    for half in (documents[: len(documents) // 2], documents[len(documents) // 2 :]):
        yield from validated(part.only(half))


ALONE_BYTES = 1_000_000
"""Objects from this size are archives or as costly as one: each is a job and a batch of its own."""
TOGETHER = 5_000
"""Smaller objects that share a job, so that many single files do not become many folders."""


def jobs(objects: Sequence[Landed]) -> list[list[Landed]]:
    """The objects in jobs: a large one alone, small ones together."""
    small: list[Landed] = []
    found: list[list[Landed]] = []
    for thing in objects:
        if thing.path.stat().st_size >= ALONE_BYTES:
            found.append([thing])
        else:
            small.append(thing)
    return found + [small[start : start + TOGETHER] for start in range(0, len(small), TOGETHER)]


def inputs(parsed: Path, readers: Iterable[Reader]) -> dict[str, list[Path]]:
    """Parquet files of every table, of the current batches of all these readers: what the warehouse is built from."""
    found: dict[str, list[Path]] = {name: [] for name in catalogue.tables("parsed")}
    for reader in readers:
        for batch in batches(parsed, reader):
            for path in sorted(batch.glob("*.parquet")):
                found[f"parsed.{path.stem.partition('-')[0]}"].append(path)
    return found


def folder(parsed: Path, reader: Reader) -> Path:
    """Where this version of the reader keeps its batches."""
    return parsed / reader.kind / version(reader)


def batches(parsed: Path, reader: Reader) -> list[Path]:
    """The whole batches of this version, in a fixed order."""
    return sorted(path.parent for path in folder(parsed, reader).glob(f"[0-9a-f]*/{MANIFEST}"))


def remove_damaged(parsed: Path, readers: Iterable[Reader]) -> list[Path]:
    """Remove the batches that do not hold what was written; they follow from landing, and are read again."""
    found = damaged(parsed, readers)
    for batch in found:
        remove(batch)
    return found


def damaged(parsed: Path, readers: Iterable[Reader]) -> list[Path]:
    """The batches that do not hold what was written."""
    return [batch for reader in readers for batch in batches(parsed, reader) if not is_sound(batch)]


def remove_older_versions(parsed: Path, reader: Reader) -> None:
    """Remove the rows of other versions of this reader, and what a killed run left."""
    for older in (parsed / reader.kind).glob("*"):
        if older.name != version(reader):
            remove(older)
    for left in folder(parsed, reader).glob(".part-*"):
        remove(left)


def add(one: ParseCounts, other: ParseCounts) -> ParseCounts:
    """Both together."""
    rows = {name: one.rows.get(name, 0) + other.rows.get(name, 0) for name in one.rows | other.rows}
    return ParseCounts(
        one.objects + other.objects, one.documents + other.documents, one.rejected + other.rejected, rows
    )
