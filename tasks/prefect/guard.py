"""No server outlives the command that started it, however that ends: a guard ends what it left.

Prefect ends its ephemeral server when a command ends by itself, and leaves it when the command is killed. A guard is a
small process that waits for the other end of a pipe to close, which the kernel does, and then ends whatever has this
command's mark in its environment.
"""

import os
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MARK = "_BESTILLERPULS_COMMAND"
GUARDS: list[subprocess.Popen[bytes]] = []
PIPES: list[int] = []
"""Our ends of the pipes: they stay open for as long as this process lives."""


def guard_this_command() -> None:
    """Start a guard of this process and of all that it starts from now on; once is enough."""
    if MARK in os.environ or not Path("/proc/self/environ").exists():
        return
    mark = secrets.token_hex(8)
    guard = [sys.executable, "-I", str(Path(__file__)), f"{MARK}={mark}"]
    ours, theirs = os.pipe()[::-1]  # nothing that we start has our end, so it closes when this process ends
    GUARDS.append(subprocess.Popen(guard, stdin=theirs, stdout=subprocess.DEVNULL, start_new_session=True))
    os.close(theirs)
    os.environ[MARK] = mark
    PIPES.append(ours)


def end_what_is_left(mark: str) -> None:
    """End every process that has the mark in its environment."""
    for entry in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if mark.encode() in entry.read_bytes().split(b"\0"):
                os.kill(int(entry.parent.name), signal.SIGTERM)


if __name__ == "__main__":
    sys.stdin.read()
    end_what_is_left(sys.argv[1])
