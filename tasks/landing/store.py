"""Landing: bytes in, sha256 out, a receipt for each fetch. Knows no source.

`landing/objects/ab/<sha256>` holds each content once, written to a temporary name, synced and renamed, mode
0600. `landing/receipts/<run>.jsonl` has a line per fetch, appended and synced; a run has a file of its own, so
two runs never write to the same one, and closes it at its end. The same bytes again are one more receipt and no new
file. No receipt is dated before the one before it, whatever the clock says.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, cast

from schemas.errors import UserError
from tasks.landing.damage import DamageError
from tasks.landing.durable import make_folder, sha256_of, sync_folder, write_once
from tasks.landing.receipt_closing import begin, end
from tasks.landing.receipt_files import Closing, changed, hold_chain, lines_of, runs

Completeness = Literal["verified", "mismatch", "unavailable", "empty_unconfirmed"]
Kind = Literal["notices", "survey", "register", "programme"]
World = Literal["sample", "real"]

SYNC_EVERY = 200
"""Receipts written between two syncs: one for each would cost more than the landing."""


class WorldMixedError(UserError):
    """Raised when something of one world (sample, real) is to land in the folder of the other."""


@dataclass(frozen=True)
class Receipt:
    """What one fetch brought: who was asked for what, when, and how it ended.

    `sha256` is None for a fetch that brought no bytes, such as a window that was empty or a host that was down.
    `announced`, `received` and `distinct` count what a source said it had, what came, and what was different.
    """

    source: str
    kind: Kind
    key: str
    sha256: str | None
    size_bytes: int
    landed_at: str
    completeness: Completeness = "verified"
    window_from: str | None = None
    window_to: str | None = None
    announced: int | None = None
    received: int | None = None
    distinct: int | None = None
    derived_from_sha256: str | None = None
    erased: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


class Landing:
    """The landing folder, opened by one run."""

    def __init__(self, folder: Path, world: World) -> None:
        self.objects = folder / "objects"
        self.receipts = folder / "receipts"
        for made in (self.objects, self.receipts):
            make_folder(made)
        claim_world(folder, world)
        self._path, descriptor, self._newest = begin(folder)
        self._receipts = os.fdopen(descriptor, "ab")
        self._unsynced = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.sync()
            end(self.objects.parent, self._path, self._receipts.fileno())
        finally:
            self._receipts.close()

    def put(self, data: bytes, source: str, kind: Kind, key: str, **fields: Any) -> Receipt:
        """Keep the bytes and write the receipt; `told` are further fields of `Receipt`."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = object_path(self.objects.parent, sha256)
        if not path.exists() or sha256_of(path) != sha256:  # the disk may have changed it
            write_once(path, data)
        return self.note(source, kind, key, sha256=sha256, size_bytes=len(data), **fields)

    def adopt(self, part: Path, source: str, kind: Kind, key: str, **fields: Any) -> Receipt:
        """Keep a file that was written beside `objects`, by moving it to where its content belongs."""
        with part.open("rb") as file:
            sha256, size = hashlib.file_digest(file, "sha256").hexdigest(), part.stat().st_size
            os.fsync(file.fileno())
        path = object_path(self.objects.parent, sha256)
        make_folder(path.parent)
        part.replace(path)
        sync_folder(path.parent)
        return self.note(source, kind, key, sha256=sha256, size_bytes=size, **fields)

    def note(self, source: str, kind: Kind, key: str, **fields: Any) -> Receipt:
        """Write a receipt alone: for a fetch that brought no bytes."""
        fields = {"sha256": None, "size_bytes": 0} | fields
        self._newest = max(self._newest, datetime.now(UTC))
        receipt = Receipt(source, kind, key, landed_at=self._newest.isoformat(), **fields)
        self._receipts.write(json.dumps(vars(receipt)).encode() + b"\n")  # ASCII: a name may be no Unicode
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            self.sync()
        return receipt

    def sync(self) -> None:
        """Make the receipts written so far durable; the bytes they speak of already are."""
        self._receipts.flush()
        os.fsync(self._receipts.fileno())
        self._unsynced = 0


def receipts(folder: Path, kind: Kind | None = None, of: Collection[str] | None = None) -> Iterator[Receipt]:
    """Every receipt, or those of one kind or of some runs, oldest run first.

    A last line without its end is a run that was killed: it is left out.

    Raises:
        DamageError: a file of receipts is gone or not what was written.
    """
    wanted = b"" if kind is None else f'"kind": "{kind}"'.encode()
    closed: list[Closing] = []
    for name in runs(folder):
        if of is not None and name not in of:
            continue
        path = folder / "receipts" / name
        lines, closing = lines_of(path)
        closed += [closing] if closing else []
        for line in lines:
            if wanted in line:
                receipt = receipt_of(path, line)
                if kind in {None, receipt.kind}:
                    yield receipt
    if of is None:
        hold_chain(folder, closed)


def receipt_of(path: Path, line: bytes) -> Receipt:
    """A line of a file as a receipt.

    Raises:
        DamageError: it is none.
    """
    try:
        return Receipt(**json.loads(line))
    except (ValueError, TypeError):
        raise changed(path) from None


def new_receipts(folder: Path) -> Iterator[Receipt]:
    """The receipts that say something new: not those that repeat the latest one of the same source, kind and key.

    What is built is a function of these, so landing the same again changes nothing.
    """
    latest: dict[tuple[str | None, ...], tuple[object, ...]] = {}
    for receipt in receipts(folder):
        place = (receipt.source, receipt.kind, receipt.key, receipt.window_from, receipt.window_to)
        outcome = (receipt.sha256, receipt.completeness, receipt.announced, receipt.received, receipt.distinct)
        if latest.get(place) != outcome:
            latest[place] = outcome
            yield receipt


def object_path(folder: Path, sha256: str) -> Path:
    """Where the bytes with this sha256 lie."""
    return folder / "objects" / sha256[:2] / sha256


def held_world(folder: Path) -> World | None:
    """The world this folder holds, or None where nothing has landed.

    Raises:
        DamageError: what was written of it is gone or damaged.
    """
    path = folder / "world"
    held = path.read_bytes() if path.exists() else b""
    if held in {b"sample", b"real"}:
        return cast("World", held.decode())
    if path.exists() or runs(folder):
        raise DamageError(f"{path}: it says neither sample nor real. Write there which of them the data folder holds.")
    return None


def claim_world(folder: Path, world: World) -> None:
    """Say which world this folder holds, once; refuse the other one.

    Raises:
        WorldMixedError: the folder holds the other world.
    """
    if held_world(folder) is None:
        write_once(folder / "world", world.encode())
    if (held := held_world(folder)) != world:
        raise WorldMixedError(
            f"{folder.parent} holds the {held} world, and what is to land is of the {world} world. "
            f"One data folder holds one world: give another with --data DIR (or BESTILLERPULS_DATA)."
        )
