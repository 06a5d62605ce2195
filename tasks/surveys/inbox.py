"""Survey exports from a folder: each file is one, and files of one folder that belong together (SurveyXact's three).

What an export is called is its path in the folder, whatever that holds.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tasks.read.surveys import formats
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
        files = files_below(path)
        if all(time.time() - file.stat().st_mtime >= settled_seconds for file in files):
            for export, members in together(files):
                yield export, Incoming(SOURCE, str(export.relative_to(folder)), Upload(members))


def files_below(path: Path) -> list[Path]:
    """The files that somebody put there: the path itself, or all below it."""
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    hidden = len(path.parts) - 1
    return [each for each in found if each.is_file() and not any(part.startswith(".") for part in each.parts[hidden:])]


def together(files: list[Path]) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """Files as exports: those of one folder are one where a survey tool writes them so, else each is one."""
    folders: dict[Path, dict[str, bytes]] = defaultdict(dict)
    for file in files:
        folders[file.parent][file.name] = file.read_bytes()
    for folder, members in folders.items():
        if len(members) > 1 and any(each.recognises(Upload(members)) for each in formats.TOOLS):
            yield folder, members
        else:
            yield from ((folder / name, {name: data}) for name, data in members.items())


def take_out(inbox: Path, path: Path, upload: Upload) -> None:
    """Remove an export from the inbox, once it is landed: the raw landing is the only place for it.

    What came beside it since it was read stays; folders that are empty go.
    """
    for file in [path / name for name in upload.members] if path.is_dir() else [path]:
        file.unlink(missing_ok=True)
    with suppress(OSError):  # not empty
        for folder in [path, *path.parents]:
            if folder == inbox:
                break
            if folder.is_dir():
                folder.rmdir()


def take_out_all(path: Path) -> None:
    """Remove whatever lies at a path of the inbox."""
    for file in [path] if path.is_file() else sorted(path.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    if path.is_dir():
        path.rmdir()
