"""Beginning and closing the file of receipts that a run writes.

A run holds the lock of its file for as long as it lives, so nobody takes a file that is written for one that was left.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from tasks.landing import sealed
from tasks.landing.durable import make_folder
from tasks.landing.order import STAMP, stamp_after
from tasks.landing.receipt_files import (
    Closing,
    closed_last,
    closings,
    hold_chain,
    landed_at,
    last_line,
    lines_of,
    newest,
    parsed,
    runs,
)


def close(folder: Path, path: Path, descriptor: int) -> None:
    """Close a file whose lock is held; what stands behind its last whole line was not finished, and goes.

    Raises:
        DamageError: a file of receipts is not what was written.
    """
    lines, closing = lines_of(path)
    if closing is not None:
        return
    if not lines:
        path.unlink()
        return
    whole = b"".join(line + b"\n" for line in lines)
    told = [*closings(folder), *filter(None, [closed_last(folder)])]  # the last one may be lost, and accepted as that
    before = max(told, key=lambda held: held.number, default=None)
    made = Closing(
        number=before.number + 1 if before else 1,
        name=path.name,
        receipts=len(lines),
        sha256=hashlib.sha256(whole).hexdigest(),
        before=before.digest if before else None,
        before_name=before.name if before else None,
        landed_at=max([landed_at(path, lines[-1]), *([before.landed_at] if before else [])]),
    )
    os.truncate(descriptor, len(whole))
    os.write(descriptor, made.line + b"\n")
    os.fsync(descriptor)
    sealed.write(folder / "last_receipts.json", asdict(made))


def close_left(folder: Path) -> None:
    """Close the files of runs that were killed, or of an earlier version; to be done by one at a time.

    Raises:
        DamageError: a file that was closed is gone or not what was written.
    """
    hold_chain(folder, closings(folder))
    for name in runs(folder):
        path = folder / "receipts" / name
        if parsed(path, last_line(path)) is None:
            with opened(path, os.O_RDWR | os.O_APPEND) as descriptor:
                if is_ours(descriptor):
                    close(folder, path, descriptor)


def begin(folder: Path) -> tuple[Path, int, datetime]:
    """A file for a new run: its path, its descriptor with the lock held, and when it begins.

    It begins later than all that was written down before, whatever the clock says.

    Raises:
        DamageError: an earlier file is gone or not what was written.
    """
    with one_at_a_time(folder):
        close_left(folder)
        begun = stamp_after(runs(folder)[-1:], newest(folder))
        path = folder / "receipts" / f"{begun:{STAMP}}-{secrets.token_hex(2)}.jsonl"
        descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
        is_ours(descriptor)
        return path, descriptor, begun


def end(folder: Path, path: Path, descriptor: int) -> None:
    """Close the file of a run that ends."""
    with one_at_a_time(folder):
        close(folder, path, descriptor)


def is_ours(descriptor: int) -> bool:
    """Take the lock of a file; False where the run that writes it has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Files are closed one after the other, so that each knows the one before it."""
    make_folder(folder)
    with opened(folder / "receipts.lock", os.O_RDWR | os.O_CREAT) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """A file's descriptor."""
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
