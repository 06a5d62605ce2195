"""The files of a folder that somebody gave."""

import os
from pathlib import Path

from schemas.errors import UserError


class FolderError(UserError):
    """Raised when a folder that was given, or a file of it, is not there or cannot be read; says what was expected."""


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


def shown(path: Path) -> str:
    """A path as it is kept and shown: bytes that are no UTF-8, and characters that no screen shows, are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        FolderError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Get the right to read it, then give it again."
        raise FolderError(f"{path}: cannot be read ({error.strerror}). {remedy}") from None
