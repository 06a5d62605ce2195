"""Stop work at each of its durable calls: links, renames, syncs, deletions and new folders, in this process.

`stopped(work, at, meanwhile)` runs `work` in a thread that stands still right before its n-th durable call, does
`meanwhile` to its end, and lets the work go on. The other threads' calls are not counted.
"""

import os
import threading
from contextlib import contextmanager

CALLS = ("fsync", "replace", "rename", "link", "symlink", "unlink", "rmdir", "mkdir")


@contextmanager
def counted(before):
    """Call `before` ahead of every durable call of whoever it wants to stop."""
    real = {name: getattr(os, name) for name in CALLS}

    def wrapped(name):
        def call(*args, **told):
            before(name)
            return real[name](*args, **told)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name))
    try:
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)


def stopped(work, at, meanwhile):
    """Stop a piece of work before its n-th durable call while something else is done.

    Returns:
        Whether it has so many calls, and what it raised.
    """
    reached, go_on = threading.Event(), threading.Event()
    left, raised = [at], []

    def before(_name):
        if threading.current_thread() is thread:
            left[0] -= 1
            if left[0] == -1:
                reached.set()
                go_on.wait()

    def run():
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (handed to whoever asked)
            raised.append(error)
        finally:
            reached.set()

    thread = threading.Thread(target=run)
    with counted(before):
        thread.start()
        reached.wait()
        is_reached = left[0] < 0
        try:
            meanwhile(thread if is_reached else None)
        finally:
            go_on.set()
        thread.join()
    return is_reached, raised[0] if raised else None
