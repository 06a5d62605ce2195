"""Publishing is one rename: a whole generation is made beside the old ones, then the link `current` is replaced.

Readers that hold the old generation keep it; nobody is locked out and nobody sees a mixture. The last few
generations are kept.
"""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tasks.build import manifest
from tasks.build.lease import LeaseLostError
from tasks.landing.durable import sync_folder, write_once

NUMBER = re.compile(r"\.(?:draft|current)-([0-9]{6})(?:-|$)")
"""The number in the name of a draft, and of a link that is to become `current`."""


@contextmanager
def generation(
    published: Path, generation_id: str, keep: int, landed: Mapping[str, Any] | None = None
) -> Iterator[Path]:
    """A folder to fill; when the block ends well it becomes `current`, when it fails it is gone.

    Generations are numbered in the order in which they are begun, while the build lease is held; the clock orders
    nothing. The draft of a later one tells an earlier one that it was overtaken.

    Args:
        published: the folder that holds `generations/` and `current`.
        generation_id: name of the new generation.
        keep: how many generations stay: those before `current` go first, and none that is newer.
        landed: how much landing tells of, to be held against the next generation.

    Raises:
        LeaseLostError: a later generation was begun meanwhile, so this one is not published.
    """
    generations = published / "generations"
    generations.mkdir(parents=True, exist_ok=True)
    number, draft = begin(published, generation_id)
    for left in generations.glob(".draft-*"):  # of a run that was killed, or is overtaken now
        if left != draft:
            remove(left)
    try:
        yield draft
        manifest.write(draft, number, dict(landed or {}))
        seal(draft)
        made = draft.rename(generations / generation_id)
    except BaseException as error:
        remove(draft)
        if isinstance(error, FileNotFoundError) and last_number(published) > number:
            raise overtaken(generation_id) from None
        raise
    sync_folder(generations)
    point_current_at(published, made, number)
    prune(published, keep)


def begin(published: Path, generation_id: str) -> tuple[int, Path]:
    """A number that is higher than all others, and an empty draft that has it in its name."""
    generations = published / "generations"
    number = last_number(published) + 1
    draft = generations / f".draft-{number:06}-{generation_id}"
    draft.mkdir()
    while (other := last_number(published, but=draft)) >= number:  # another took one since we looked
        number = other + 1
        draft = draft.rename(generations / f".draft-{number:06}-{generation_id}")
    write_once(published / "number", str(number).encode())
    return number, draft


def last_number(published: Path, but: Path | None = None) -> int:
    """The highest number that a generation was given, but for one; 0 where none was, as by earlier versions."""
    try:
        noted = int((published / "number").read_bytes())
    except (FileNotFoundError, ValueError):  # it follows from the generations too
        noted = 0
    generations = published / "generations"
    found = [*generations.glob("[!.]*"), *generations.glob(".draft-*")]
    return max([noted, *(number_of(path) for path in found if path != but)])


def number_of(path: Path) -> int:
    """The number of a generation, a draft or a link; 0 where it has none, as those of earlier versions."""
    if found := NUMBER.match(path.name):
        return int(found[1])
    told = manifest.read(path)
    return int(told["number"]) if told else 0


def seal(folder: Path) -> None:
    """Make every byte durable and nothing writable: a leftover write-ahead log could mix two generations."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
            path.chmod(0o555)
            continue
        if path.suffix == ".wal":
            raise RuntimeError(f"{path.name}: a write-ahead log is left, so the database was not closed.")
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o444)
    sync_folder(folder)
    folder.chmod(0o555)


def point_current_at(published: Path, made: Path, number: int) -> None:
    """Replace the link `current` in one step, unless a later generation was begun.

    A run can be stopped between any two lines here and go on when another has published. Whoever is later has begun
    its draft and taken the link of whoever is earlier away before it replaces `current`. So an earlier one either sees
    that draft, or that generation, after it made its link; or made the link before, and then it is not there any more.

    Raises:
        LeaseLostError: it was; this generation is removed.
    """
    link = published / f".current-{number:06}"
    link.unlink(missing_ok=True)
    link.symlink_to(made.relative_to(published))
    try:
        if is_last := last_number(published) == number:
            for other in published.glob(".current-*"):
                if number_of(other) < number:
                    other.unlink(missing_ok=True)
            link.replace(published / "current")
    except FileNotFoundError:
        is_last = False
    if not is_last:
        link.unlink(missing_ok=True)
        remove(made)
        raise overtaken(made.name)
    sync_folder(published)


def overtaken(name: str) -> LeaseLostError:
    """What is told of a generation that a later one has overtaken."""
    return LeaseLostError(
        f"{name}: a later build began while this one stood still, so it was not published. Nothing is lost: the later "
        "one publishes what has landed."
    )


def prune(published: Path, keep: int) -> None:
    """Delete the oldest generations by number; never the one that `current` names, nor one that is newer."""
    current = (published / "current").resolve()
    found = sorted((published / "generations").glob("[!.]*"), key=lambda path: (number_of(path), path.name))
    older = [path for path in found if number_of(path) <= number_of(current) and path.resolve() != current]
    for old in older[: max(0, len(older) - keep + 1)]:
        remove(old)


def remove(folder: Path) -> None:
    """Delete a generation, read-only as it is."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=not folder.exists())


def describe(folder: Path) -> dict[str, Any] | None:
    """What `generation.json` of a generation says, or None where nothing is published, or it cannot be read."""
    try:
        told: dict[str, Any] = json.loads((folder / "generation.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return told
