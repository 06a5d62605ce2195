"""What the machine lacks is told in words with a remedy, and never as a traceback."""

import errno
import os

import duckdb
import pytest

from flows.commands import cli
from flows.commands.trouble import REMEDIES, in_words


@pytest.mark.parametrize("number", sorted(REMEDIES), ids=lambda number: errno.errorcode[number])
def test_an_error_of_disk_or_memory_is_told_with_the_file_and_a_remedy(number):
    told = in_words(OSError(number, os.strerror(number), "/data/a\x1b[2J"))
    assert told.startswith("/data/a\\x1b[2J: ")
    assert "run it again" in told


def test_what_duckdb_and_python_lack_is_told_too():
    for error in (
        MemoryError(),
        duckdb.OutOfMemoryException("x"),
        duckdb.IOException('Could not write file "x": No space left on device'),
    ):
        assert in_words(error)


def test_it_is_found_behind_what_was_made_of_it():
    made_of_it = RuntimeError("a run failed")
    made_of_it.__cause__ = OSError(errno.ENOSPC, "No space left on device", "/data/x")
    assert "the disk is full" in in_words(made_of_it)


def test_an_error_of_ours_stays_one():
    assert in_words(KeyError("x")) is None
    assert in_words(FileNotFoundError(errno.ENOENT, "x", "y")) is None


def test_a_command_that_meets_a_full_disk_ends_with_a_message_and_no_traceback(monkeypatch, capsys):
    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/data/x")

    monkeypatch.setattr(cli, "app", full)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("bestillerpuls: /data/x: the disk is full")
