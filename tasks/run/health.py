"""How the house stands, a line a thing: server, worker, last refresh, what is late, space, clock, integrity, key."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.settings import Settings
from tasks.build import failed_build, publish
from tasks.build.verify import last_verified
from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.losses import losses
from tasks.landing.receipt_files import newest
from tasks.prefect.processes import died, running
from tasks.surveys.held_key import held_key, last_backup, recorded_id
from tasks.surveys.inbox import files_below
from tasks.surveys.pseudonyms import KeyRefusedError

LATE_REFRESH = timedelta(hours=2)
"""Time without a refresh, though a worker runs, that is told: one is due every half hour."""
LATE_VERIFY = timedelta(days=9)
LATE_INBOX = 600
"""Seconds after which a file in the inbox should have been taken: it is looked at every two minutes."""
TOLERANCE = timedelta(minutes=1)
"""By so much a clock may be behind: they are set now and then."""
BUILDS = 3
"""How many times its size a generation needs while it is built."""
LEAST_FREE = 200_000_000


@dataclass(frozen=True)
class Line:
    """One thing and how it stands.

    Attributes:
        name: what.
        text: how, with the remedy where a hand is needed.
        is_well: whether no hand is needed.
    """

    name: str
    text: str
    is_well: bool = True


def note_refresh(settings: Settings) -> None:
    """Write down that a refresh ended well."""
    sealed.write(settings.data / "refreshed.json", {"at": datetime.now(UTC).isoformat(timespec="seconds")})


def last_refresh(settings: Settings) -> datetime | None:
    """When a refresh ended well last; None where none did since this is written down."""
    try:
        return datetime.fromisoformat(sealed.read(settings.data / "refreshed.json", "")["at"])
    except (FileNotFoundError, DamageError, KeyError, ValueError):
        return None


def health(settings: Settings) -> list[Line]:
    """Every line."""
    parts: list[Callable[[Settings], Iterator[Line]]] = [processes, refreshes, inbox, space, clock, integrity, key]
    return [line for part in parts for line in part(settings)]


def processes(settings: Settings) -> Iterator[Line]:
    """Server and worker."""
    for name in ("server", "worker"):
        if (pid := running(settings.processes, name)) is not None:
            yield Line(name, f"runs (process {pid})")
        elif died(settings.processes, name):
            log = settings.processes / f"{name}.log"
            yield Line(name, f"ended by itself: start it again with `bestillerpuls up`; its log: {log}", is_well=False)
        else:
            yield Line(name, "does not run: `bestillerpuls up` starts it")


def refreshes(settings: Settings) -> Iterator[Line]:
    """When a refresh ended well last, what is published, and what failed."""
    at = last_refresh(settings)
    is_late = running(settings.processes, "worker") is not None and (at is None or age(at) > LATE_REFRESH)
    told = "never, as far as is known" if at is None else f"{ago(at)} ({at:%Y-%m-%d %H:%M} UTC)"
    yield Line("last refresh", told + (": late, see the runs at the server" if is_late else ""), is_well=not is_late)
    about = publish.describe(settings.current)
    if about is not None:
        yield Line("published", f"generation {about['generation_id']}, built {about.get('built_at', '')[:16]}")
    elif settings.current.is_symlink():
        yield Line("published", "the generation is gone: `bestillerpuls run` builds it anew", is_well=False)
    if (failed := failed_build.recorded(settings)) is not None:
        yield Line("build", f"what landed since is not published. {failed_build.describe(failed)}", is_well=False)


def inbox(settings: Settings) -> Iterator[Line]:
    """Files that lie in the inbox for longer than they should."""
    paths = sorted(settings.inbox.iterdir()) if settings.inbox.is_dir() else []
    files = [file for path in paths for file in files_below(path)]
    late = [file for file in files if time.time() - file.stat().st_mtime > LATE_INBOX]
    if late:
        told = f"{len(late)} files are not taken: `bestillerpuls pull surveys` says why"
        yield Line("inbox", told, is_well=False)
    elif files:
        yield Line("inbox", f"{len(files)} files wait")


def space(settings: Settings) -> Iterator[Line]:
    """What is left on the disk, beside what a build takes."""
    folder = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    needed = max(LEAST_FREE, BUILDS * size_of(settings.current.resolve()))
    told = f"{free / 1e9:,.1f} GB left"
    if free < needed:
        told += f", and a build may take {needed / 1e9:,.1f}: make room, or lower BESTILLERPULS_GENERATIONS"
    yield Line("disk", told, is_well=free >= needed)


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


def clock(settings: Settings) -> Iterator[Line]:
    """Whether the clock is behind what was written down."""
    try:
        last = newest(settings.landing)
    except DamageError as error:
        yield Line("receipts", str(error), is_well=False)
        return
    if last is not None and last - datetime.now(UTC) > TOLERANCE:
        told = (
            f"is behind: something landed at {last:%Y-%m-%d %H:%M} UTC. Set the clock; until then all is dated after it"
        )
        yield Line("clock", told, is_well=False)
    else:
        yield Line("clock", "is not behind what was written down")


def integrity(settings: Settings) -> Iterator[Line]:
    """When everything was looked at last, and what was found."""
    told = last_verified(settings)
    if told is None:
        yield Line("integrity", "never looked at: `bestillerpuls verify`")
    else:
        at = datetime.fromisoformat(told["at"])
        found = (
            "all sound" if not told["hand"] + told["follows"] else f"{told['hand'] + told['follows']} things damaged"
        )
        is_well = not told["hand"] and (told["is_repaired"] or not told["follows"])
        is_late = running(settings.processes, "worker") is not None and age(at) > LATE_VERIFY
        remedy = "" if is_well and not is_late else ": `bestillerpuls verify` says what to do"
        yield Line("integrity", f"{found}, looked at {ago(at)}{remedy}", is_well=is_well and not is_late)
    try:
        yield from (Line("accepted loss", loss.sentence) for loss in losses(settings.landing))
    except DamageError as error:
        yield Line("accepted loss", str(error), is_well=False)


def key(settings: Settings) -> Iterator[Line]:
    """Whether the key is the right one, and whether it was ever backed up."""
    try:
        if not settings.key_file.exists() and recorded_id(settings) is None:
            yield Line("key", "none yet: it is made when the first survey or notice is read")
            return
        if recorded_id(settings) is None:
            yield Line("key", "there, and nothing was made with it yet")
            return
        key_id = held_key(settings).key_id
    except (DamageError, KeyRefusedError) as error:
        yield Line("key", str(error), is_well=False)
        return
    made = last_backup(settings)
    if made is None or made["key_id"] != key_id:
        yield Line("key", f"{key_id}; no backup was ever made: `bestillerpuls key backup FILE`")
    else:
        yield Line("key", f"{key_id}; a backup was made on {made['made_at'][:10]}")


def age(at: datetime) -> timedelta:
    """How long ago something was."""
    return datetime.now(UTC) - at


def ago(at: datetime) -> str:
    """How long ago something was, in words."""
    minutes = max(0, int(age(at).total_seconds() // 60))
    for unit, length in (("days", 24 * 60), ("hours", 60)):
        if minutes >= 2 * length:
            return f"{minutes // length} {unit} ago"
    return f"{minutes} minutes ago"
