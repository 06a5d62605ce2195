"""A pytest plugin that pretends another machine: its clock runs a day ahead, its folders list their files backwards."""

import os
import time

scandir, listdir, now = os.scandir, os.listdir, time.time


class Backwards:
    """What `os.scandir` gives, last entry first."""

    def __init__(self, *folder):
        with scandir(*folder) as entries:
            self.entries = reversed(list(entries))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.entries = iter(())


def pytest_configure():
    os.scandir = Backwards
    os.listdir = lambda *folder: listdir(*folder)[::-1]
    time.time = lambda: now() + 86_401
