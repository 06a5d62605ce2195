"""The manifest of a generation: its number, and the digest of each of its files."""

from pathlib import Path
from typing import Any

from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.durable import sha256_of

NAME = "manifest.json"


def write(folder: Path, number: int, landed: dict[str, Any]) -> None:
    """Write the manifest of a generation whose other files are all there.

    Args:
        folder: the generation.
        number: which generation it is, in the order in which they were begun.
        landed: how much landing told of when it was built.
    """
    files = {path.relative_to(folder).as_posix(): sha256_of(path) for path in files_in(folder)}
    sealed.write(folder / NAME, {"number": number, "landed": landed, "files": files})


def read(folder: Path) -> dict[str, Any] | None:
    """What the manifest of a generation says; None where it has none, as one of an earlier version, or a broken one."""
    try:
        return sealed.read(folder / NAME, "", is_old_accepted=False)
    except (FileNotFoundError, NotADirectoryError, DamageError):
        return None


def damaged(folder: Path) -> list[str]:
    """The files of a generation that are gone or not what was published; of an earlier version's only that is known."""
    if not (folder / NAME).exists():
        return [name for name in ("generation.json", "marts.duckdb") if not has_bytes(folder / name)]
    if (told := read(folder)) is None:
        return [NAME]
    return [name for name, sha256 in told["files"].items() if not is_sound(folder / name, sha256)]


def is_sound(path: Path, sha256: str) -> bool:
    """Whether a file is there as it was written."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def has_bytes(path: Path) -> bool:
    """Whether a file is there and not empty."""
    return path.is_file() and path.stat().st_size > 0


def files_in(folder: Path) -> list[Path]:
    """Every file of a generation but its manifest."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
