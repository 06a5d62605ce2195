"""The build lease: one build at a time in a data folder, whatever is killed, stopped or started twice.

Prefect shows what runs; this decides. The lease is a file that its holder refreshes; a holder that is dead loses
it at once, one that is silent (stopped, cut off, on another machine that is gone) after `lease_seconds`, counted
on the waiting process's own steady clock, so no change of the wall clock takes or keeps a lease. A holder that
lost it finds out when it confirms, which it does right before it publishes. One that hangs ends itself after
`run_limit_hours`. A run waits for the lease in the one place there is; whoever finds that place taken may go
home: the one that waits has not looked at landing yet, so it will see everything.
"""

import faulthandler
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, SoftFileLease, Timeout

from schemas.settings import Settings
from tasks.landing.durable import write_once


class LeaseLostError(Exception):
    """Raised when a run wants to publish and another has taken over, because this one had been silent too long."""


@dataclass(frozen=True)
class BuildLease:
    """A lease that is held.

    `unfinished` is what an earlier run wrote about itself when it began, if it was killed before its end; `deaths` how
    many did so one after the other.
    """

    unfinished: dict[str, str] | None
    deaths: int = 0


def confirm_lease(settings: Settings) -> None:
    """Make sure that this process still holds the lease; to be asked right before anything is published.

    Raises:
        LeaseLostError: another run has taken over.
    """
    held = lease_of(settings)
    if not held.is_lock_held_by_us:
        raise LeaseLostError(
            f"{held.lock_file}: this run was silent for {held.lease_duration:.0f} s or more and another has taken "
            "over, so nothing was published. Nothing is lost: the other run publishes what has landed."
        )


@contextmanager
def build_lease(settings: Settings, *, is_patient: bool = False) -> Iterator[BuildLease | None]:
    """Wait for the lease and hold it while the block runs.

    Args:
        settings: where the data lies and how long a silence is.
        is_patient: queue for the place to wait. Otherwise None comes at once where another run waits already.
    """
    settings.lease.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = lease_of(settings)
    if not took(held, settings.lease / "waiting", patience=-1 if is_patient else 0):
        yield None
        return
    begun = settings.lease / "begun.json"
    unfinished = left_unfinished(begun)
    deaths = int(unfinished["deaths"]) + 1 if unfinished else 0
    told = {"pid": str(os.getpid()), "at": datetime.now(UTC).isoformat(), "deaths": str(deaths)}
    write_once(begun, json.dumps(told).encode())
    faulthandler.dump_traceback_later(settings.run_limit_hours * 3600, exit=True)
    try:
        yield BuildLease(unfinished, deaths)
    finally:
        faulthandler.cancel_dump_traceback_later()
        if held.is_lock_held_by_us:
            begun.unlink(missing_ok=True)
        held.release()


def left_unfinished(begun: Path) -> dict[str, str] | None:
    """What an earlier run wrote about itself, if it was killed before its end; what cannot be read says only that."""
    try:
        unfinished: dict[str, str] = json.loads(begun.read_bytes())
        return {"pid": unfinished["pid"], "at": unfinished["at"], "deaths": unfinished.get("deaths", "0")}
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return {"pid": "", "at": "a time that is not known", "deaths": "0"}


def took(held: SoftFileLease, place: Path, patience: float) -> bool:
    """Take the lease once it is free; False where the one place to wait stays taken. Patience -1 knows no end."""
    try:
        waiting = FileLock(place, mode=0o600).acquire(timeout=patience)
    except Timeout:
        return False
    with waiting:
        held.acquire()
    return True


def lease_of(settings: Settings) -> SoftFileLease:
    """The lease file of a data folder."""
    return SoftFileLease(settings.lease / "held", lease_duration=settings.lease_seconds, mode=0o600, poll_interval=0.2)
