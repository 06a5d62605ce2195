"""Server and worker as processes that outlive the command which starts them.

Each holds a lock on its own file for as long as it lives; the kernel lets go of it when the process ends, however
it ends. So nobody mistakes another process with the same number for it, and nothing is left to clean up after a kill.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tasks.prefect.guard import MARK


def start(folder: Path, name: str, command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start a process that writes to `<name>.log`; False where it runs already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder / f"{name}.pid", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not locked_now(lock):
            return False
        log = os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with interruptible():
            process = subprocess.Popen(
                command,
                env={name: value for name, value in environment.items() if name != MARK},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[lock],
            )
        os.close(log)
        os.truncate(lock, 0)
        os.write(lock, str(process.pid).encode())
    finally:
        os.close(lock)
    return True


def running(folder: Path, name: str) -> int | None:
    """The number of the process, or None where it does not run."""
    path = folder / f"{name}.pid"
    if not path.exists():
        return None
    lock = os.open(path, os.O_RDONLY)
    try:
        return None if locked_now(lock) else int(path.read_text() or 0) or None
    finally:
        os.close(lock)


def died(folder: Path, name: str) -> bool:
    """Whether the process was started, does not run, and nobody has ended it."""
    path = folder / f"{name}.pid"
    return path.exists() and path.stat().st_size > 0 and running(folder, name) is None


def stop(folder: Path, name: str, patience_seconds: float) -> bool:
    """End a process: asked first, then made to; False where it did not run."""
    if (pid := running(folder, name)) is None:
        return False
    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + patience_seconds
    while running(folder, name) is not None:
        if time.monotonic() > end:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.1)
    os.truncate(folder / f"{name}.pid", 0)  # nobody is missed
    return True


def locked_now(descriptor: int) -> bool:
    """Take the lock of an open file if nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def interruptible() -> Iterator[None]:
    """Let what is started here be interrupted, also where this shell ignores it: a Prefect worker ends by SIGINT."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
