"""Files that are there whole or not at all, whatever is killed when."""

import fcntl
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

PART = ".part-"
"""How the name of a file begins that is being written."""


def write_once(path: Path, data: bytes) -> None:
    """Write bytes so that the path holds all of them or does not exist, whatever is killed when.

    While it is written its part is locked, so that `clear_parts` knows it from what a killed run left.
    """
    make_folder(path.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=PART, delete=False) as part:  # mkstemp: mode 0600
        fcntl.flock(part, fcntl.LOCK_EX)
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except OSError:  # the disk is full: half a file would only take more of it
            Path(part.name).unlink(missing_ok=True)
            raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, their owner's alone, and make their names durable."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def clear_parts(parts: Iterable[Path]) -> None:
    """Delete the parts that killed runs left; one that is being written is locked, and stays."""
    for part in parts:
        with suppress(FileNotFoundError, BlockingIOError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
