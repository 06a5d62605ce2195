"""One batch of parsed rows on disk: validated, written table by table, there whole or not at all.

A table is one Parquet file, `lots-0001.parquet`, and more where the batch is larger than memory may be. The manifest
says which objects were read and has the digest of each file: what is not as it was written is read again.
"""

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

import polars as pl

from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.durable import sha256_of, sync_folder

MANIFEST = "manifest.json"
HELD_BYTES = 8 * 1024 * 1024
"""Rows that wait to be written together, so that many small objects do not become many small files."""


class Batch:
    """A batch being written. Leaving the block well renames it into place; leaving it by an error removes it."""

    def __init__(self, folder: Path, objects: Sequence[str]) -> None:
        for made in (*reversed(folder.parents[:2]), folder):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = hashlib.sha256("\n".join(sorted(objects)).encode()).hexdigest()[:16]
        self.path = folder / name
        self.objects = list(objects)
        self.rows: Counter[str] = Counter()
        self.rejected = 0
        self._draft = Path(mkdtemp(prefix=".part-", dir=folder))  # mode 0700
        self._held: dict[str, list[pl.DataFrame]] = {}
        self._held_bytes = 0.0
        self._parts = 0

    def add(self, validated: Mapping[str, pl.DataFrame]) -> None:
        """Keep some documents' rows, which are validated."""
        self.rejected += validated["parsed.documents"].filter("is_rejected").height
        for name, frame in validated.items():
            if frame.height:
                self.rows[name] += frame.height
                self._held.setdefault(name, []).append(frame)
                self._held_bytes += frame.estimated_size()
        if self._held_bytes > HELD_BYTES:
            self._write()

    def _write(self) -> None:
        """Write what waits: a file a table."""
        self._parts += 1
        for name, frames in self._held.items():
            path = self._draft / f"{name.removeprefix('parsed.')}-{self._parts:04}.parquet"
            with os.fdopen(private(path), "wb") as file:
                pl.concat(frames).write_parquet(file, compression="zstd", compression_level=1)
        self._held.clear()
        self._held_bytes = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure:
            shutil.rmtree(self._draft)
            return
        self._write()
        files = {path.name: (sha256_of(path), path.stat().st_size) for path in sorted(self._draft.iterdir())}
        told = {"objects": self.objects, "rows": dict(self.rows), "rejected": self.rejected, "files": files}
        with os.fdopen(private(self._draft / MANIFEST), "wb") as file:
            file.write(sealed.sealed(told))
        for path in self._draft.iterdir():
            with path.open("rb") as written:
                os.fsync(written.fileno())
        sync_folder(self._draft)
        if is_whole(self.path):  # another run read the same objects meanwhile: its rows are the same
            shutil.rmtree(self._draft)
            return
        if self.path.exists():
            remove(self.path)
        self._draft.rename(self.path)
        sync_folder(self.path.parent)


def manifest(batch: Path) -> dict[str, Any] | None:
    """What a batch says of itself: objects read, rows per table, digest of each file. None where it cannot be read."""
    try:
        return sealed.read(batch / MANIFEST, "", is_old_accepted=False)
    except (FileNotFoundError, NotADirectoryError, DamageError):
        return None


def is_whole(batch: Path) -> bool:
    """Whether the files of a batch are there, as many bytes as were written; a stranger among them makes it broken."""
    told = manifest(batch)
    if told is None:
        return False
    there = {path.name: path.stat().st_size for path in batch.iterdir() if path.name != MANIFEST}
    return there == {name: size for name, (_, size) in told["files"].items()}


def is_sound(batch: Path) -> bool:
    """Whether the files of a batch hold what was written."""
    told = manifest(batch)
    return (
        told is not None
        and is_whole(batch)
        and all(sha256_of(batch / name) == sha256 for name, (sha256, _) in told["files"].items())
    )


def private(path: Path) -> int:
    """A new file that only its owner may read."""
    return os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)


def remove(path: Path) -> None:
    """Take a batch or a version away; its manifest first, so that what is half gone is no batch."""
    for told in path.rglob(MANIFEST):
        told.unlink()
    shutil.rmtree(path)
