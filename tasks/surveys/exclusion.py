"""Landing a survey and erasing a person exclude each other: each sees all of the other or nothing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


@contextmanager
def surveys_alone(landing: Path) -> Iterator[None]:
    """Wait until nobody else writes, replaces or deletes a survey, and keep others out while the block runs.

    Who was erased is read inside the block, so that no landing that began before an erasure goes on without it. A
    process that ends lets go of it; one that is stopped does not, and an erasure waits for it.
    """
    landing.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(landing / "surveys.lock", mode=0o600, is_singleton=True, poll_interval=0.02):
        yield
