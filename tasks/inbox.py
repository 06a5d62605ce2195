"""The inbox: where a person or a survey tool puts exports. A file leaves it when it has landed, or when it cannot."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout
from prefect import task
from prefect.logging import get_logger

from schemas.settings import Settings, settings
from tasks import events
from tasks.folders import Given, land_given
from tasks.landing import receipts


@task
def take_in() -> int:
    """Land every whole file of the inbox, and tell so.

    Two that look at once do not take the same file: the second leaves it to the first.

    Returns:
        Files that landed now.
    """
    here = settings()
    for folder in (here.inbox, here.refused, here.lease):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = datetime.now(UTC).isoformat()
    with suppress(Timeout), FileLock(here.lease / "inbox", timeout=0, mode=0o600):
        landed = sum(land_one(path, here) for path in whole_files(here.inbox, here.settle_seconds))
        events.landed(told for told in receipts(here.landing) if told.kind == "survey" and told.landed_at >= begun)
        return landed
    return 0


def whole_files(folder: Path, settle_seconds: float) -> list[Path]:
    """Files nobody is writing any more: size and time of change stay as they are while we look."""
    before = {path: path.stat() for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."}
    if before:
        time.sleep(settle_seconds)
    return [
        path
        for path, was in before.items()
        if path.exists() and (now := path.stat()).st_size == was.st_size and now.st_mtime_ns == was.st_mtime_ns
    ]


def land_one(path: Path, here: Settings) -> bool:
    """Land a file and take it out of the inbox; one that cannot be used goes to `inbox/refused` with the reason."""
    with TemporaryDirectory(dir=here.inbox, prefix=".taking-") as taking:
        (Path(taking) / path.name).hardlink_to(path)
        problems = land_given(here, Given(surveys=Path(taking)))
    if problems:
        path.replace(here.refused / path.name)
        (here.refused / f"{path.name}.reason.txt").write_text("\n".join(problems) + "\n", encoding="utf-8")
        get_logger("bestillerpuls").warning("A file of the inbox could not be used; %s says why.", here.refused)
        return False
    path.unlink()
    return True
