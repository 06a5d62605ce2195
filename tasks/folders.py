"""Land what a user gives in a folder: notices, registers, a programme. Every regular file lands, whatever its name."""

import io
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from tasks.landing import Kind, Landing, Receipt

T = TypeVar("T")

CONSOLE = Console(stderr=True)


class FolderError(Exception):
    """Raised when a folder that was given is not there or holds nothing; says what was expected."""


def files_in(folder: Path, expected: str) -> list[Path]:
    """Every regular file below the folder in a fixed order; hidden ones are the system's own and left out.

    Raises:
        FolderError: the folder is missing or empty.
    """
    if not folder.is_dir():
        raise FolderError(f"{folder}: no such folder. Expected {expected}.")
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    if not found:
        raise FolderError(f"{folder}: the folder is empty. Expected {expected}.")
    return found


def land_files(landing: Landing, folder: Path, kind: Kind, expected: str) -> list[Receipt]:
    """Land each file of a folder; the receipt's key is its path in the folder."""
    return [
        landing.put(path.read_bytes(), "folder", kind, str(path.relative_to(folder)))
        for path in progress(files_in(folder, expected), f"Landing {kind}")
    ]


def land_programme(landing: Landing, folder: Path) -> Receipt:
    """Land a programme folder as one object: a tar in which nothing but names and bytes can differ."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files_in(folder, "programme.toml, members.csv and codebooks/*.toml"):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            archive.addfile(entry, io.BytesIO(path.read_bytes()))
    return landing.put(packed.getvalue(), "folder", "programme", folder.name)


def progress(things: Sequence[T], doing: str) -> Iterator[T]:
    """The things one by one, with a bar where somebody watches; nothing when piped."""
    yield from track(things, doing, console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True)
