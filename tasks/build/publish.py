"""Publishing is one rename: a whole generation is made beside the old ones, then the link `current` is replaced.

Readers that hold the old generation keep it; nobody is locked out and nobody sees a mixture. The last few
generations are kept.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tasks.landing.durable import sync_folder


@contextmanager
def generation(published: Path, generation_id: str, keep: int) -> Iterator[Path]:
    """A folder to fill; when the block ends well it becomes `current`, when it fails it is gone.

    Args:
        published: the folder that holds `generations/` and `current`.
        generation_id: name of the new generation; sorts after the earlier ones.
        keep: how many generations stay.
    """
    generations = published / "generations"
    generations.mkdir(parents=True, exist_ok=True)
    for left in generations.glob(".draft-*"):  # of a run that was killed
        remove(left)
    draft = generations / f".draft-{generation_id}"
    draft.mkdir()
    try:
        yield draft
        seal(draft)
    except BaseException:
        remove(draft)
        raise
    made = draft.rename(generations / generation_id)
    sync_folder(generations)
    point_current_at(published, made)
    for old in sorted(path for path in generations.iterdir() if not path.name.startswith("."))[:-keep]:
        remove(old)


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


def point_current_at(published: Path, made: Path) -> None:
    """Replace the link `current` in one step."""
    link = published / f".current-{made.name}"
    link.unlink(missing_ok=True)
    link.symlink_to(made.relative_to(published))
    link.replace(published / "current")
    sync_folder(published)


def remove(folder: Path) -> None:
    """Delete a generation, read-only as it is."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)


def describe(folder: Path) -> dict[str, Any] | None:
    """What `generation.json` of a generation says, or None where nothing is published."""
    path = folder / "generation.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
