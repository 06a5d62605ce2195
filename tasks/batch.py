"""One batch of parsed rows on disk: judged, written table by table, there whole or not at all."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Self

import polars as pl
import pyarrow.parquet as pq

from tasks.judge import judge
from tasks.landing import sync_folder


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
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._files: list[IO[bytes]] = []

    def add(self, frames: Mapping[str, pl.DataFrame]) -> None:
        """Judge some documents' rows and write them."""
        judged = judge(frames)
        self.rejected += judged["parsed.documents"].filter("is_rejected").height
        for name, frame in judged.items():
            if frame.height:
                self.rows[name] += frame.height
                self._write(name, frame)

    def _write(self, name: str, frame: pl.DataFrame) -> None:
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if name not in self._writers:
            path = self._draft / f"{name.removeprefix('parsed.')}.parquet"
            self._files.append(os.fdopen(private(path), "wb"))
            self._writers[name] = pq.ParquetWriter(self._files[-1], table.schema, compression="zstd")
        self._writers[name].write_table(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        for file in self._files:
            file.close()
        if failure:
            shutil.rmtree(self._draft)
            return
        told = {"objects": self.objects, "rows": dict(self.rows), "rejected": self.rejected}
        with os.fdopen(private(self._draft / "manifest.json"), "w", encoding="utf-8") as manifest:
            json.dump(told, manifest, indent=1)
        for path in self._draft.iterdir():
            with path.open("rb") as written:
                os.fsync(written.fileno())
        sync_folder(self._draft)
        if self.path.exists():  # another run read the same objects meanwhile: its rows are the same
            shutil.rmtree(self._draft)
        else:
            self._draft.rename(self.path)
            sync_folder(self.path.parent)


def private(path: Path) -> int:
    """A new file that only its owner may read."""
    return os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)


def remove(path: Path) -> None:
    """Take a batch or a version away; its manifest first, so that what is half gone is no batch."""
    for told in path.rglob("manifest.json"):
        told.unlink()
    shutil.rmtree(path)
