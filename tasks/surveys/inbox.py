"""Survey exports from a folder: each file is one, and a folder in it is one of several files (SurveyXact's three)."""

import time
from collections.abc import Iterator
from pathlib import Path

from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Incoming

SOURCE = "folder"


def exports_in(folder: Path, settled_seconds: float = 0) -> Iterator[tuple[Path, Incoming]]:
    """Every export in a folder with its path, in a fixed order; hidden files are the system's own.

    Args:
        folder: the inbox, or the folder a user gave.
        settled_seconds: how long a file must have been left alone, so that none is taken while it is written.
    """
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        files = [each for each in sorted(path.rglob("*") if path.is_dir() else [path]) if is_export(each)]
        if files and all(time.time() - file.stat().st_mtime >= settled_seconds for file in files):
            members = {file.name: file.read_bytes() for file in files}
            yield path, Incoming(SOURCE, path.name, Upload(members))


def is_export(path: Path) -> bool:
    """Whether a path is a file that somebody put there."""
    return path.is_file() and not path.name.startswith(".")


def take_out(path: Path) -> None:
    """Remove an export from the inbox, once it is landed: the raw landing is the only place for it."""
    for file in [path] if path.is_file() else sorted(path.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    if path.is_dir():
        path.rmdir()
