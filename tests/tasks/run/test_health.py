"""How the house stands: each thing that needs a hand is told with its remedy."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tasks.build.verify import verify
from tasks.landing import sealed
from tasks.landing.durable import PART
from tasks.landing.store import Landing
from tasks.prefect.processes import running, start, stop
from tasks.run import health as health_of
from tasks.run.health import LATE_INBOX, health, note_refresh
from tasks.run.pipeline import clear_left
from tasks.surveys.held_key import back_up


@pytest.fixture
def settings(whole, use):
    return use(whole)


def line(settings, name):
    return next(each for each in health(settings) if each.name == name)


def test_a_house_that_is_well_needs_no_hand(settings, tmp_path):
    verify(settings)
    back_up(settings, tmp_path)
    note_refresh(settings)
    assert [each.name for each in health(settings) if not each.is_well] == []
    assert {"server", "worker", "last refresh", "published", "disk", "clock", "integrity", "key"} <= {
        each.name for each in health(settings)
    }


def test_a_worker_that_ended_by_itself_is_told_and_one_that_was_ended_is_not(settings):
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    start(settings.processes, "worker", sleeper, os.environ)
    assert line(settings, "worker").text.startswith("runs")
    stop(settings.processes, "worker", 10)
    assert line(settings, "worker").is_well
    start(settings.processes, "worker", sleeper, os.environ)
    pid = running(settings.processes, "worker")
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    assert not line(settings, "worker").is_well
    assert "bestillerpuls up" in line(settings, "worker").text


def test_a_refresh_that_is_late_under_a_worker_is_told(settings, monkeypatch):
    note_refresh(settings)
    assert line(settings, "last refresh").is_well
    long_ago = (datetime.now(UTC) - timedelta(hours=3)).isoformat()
    sealed.write(settings.data / "refreshed.json", {"at": long_ago})
    assert line(settings, "last refresh").is_well, "nobody has said that it runs by itself"
    monkeypatch.setattr(health_of, "running", lambda *_: 1)
    assert not line(settings, "last refresh").is_well
    assert "3 hours ago" in line(settings, "last refresh").text


def test_a_file_that_is_not_taken_from_the_inbox_is_told_within_minutes(settings):
    settings.inbox.mkdir()
    file = settings.inbox / "export.csv"
    file.write_text("x")
    assert line(settings, "inbox").is_well
    then = file.stat().st_mtime - LATE_INBOX - 1
    os.utime(file, (then, then))
    assert not line(settings, "inbox").is_well


def test_a_disk_that_is_nearly_full_is_told(settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    assert not line(settings, "disk").is_well


def test_a_clock_that_is_behind_what_was_written_down_is_told(settings):
    with Landing(settings.landing, "sample") as landing:
        landing._newest = datetime.now(UTC) + timedelta(days=400)
        landing.note("ted", "notices", "window")
    assert not line(settings, "clock").is_well
    assert "Set the clock" in line(settings, "clock").text


def test_what_verify_found_and_a_key_that_is_gone_are_told(settings):
    next(settings.parsed.rglob("*.parquet")).unlink()
    verify(settings)
    assert not line(settings, "integrity").is_well
    verify(settings, is_repaired=True)
    assert line(settings, "integrity").is_well
    assert "no backup" in line(settings, "key").text
    settings.key_file.unlink()
    assert not line(settings, "key").is_well
    assert "only way is a backup" in line(settings, "key").text


def test_parts_that_killed_runs_left_go_with_the_next_run_and_one_that_is_written_stays(settings):
    places = [settings.landing, settings.landing / "raw", settings.published, next(settings.landing.glob("objects/*/"))]
    for place in places:
        (place / f"{PART}left").write_text("half")
    written = settings.landing / f"{PART}written"
    written.write_text("half")
    lock = "import fcntl, sys; file = open(sys.argv[1]); fcntl.flock(file, fcntl.LOCK_EX); print(); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", lock, written], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        clear_left(settings)
        assert list(settings.data.rglob(f"{PART}*")) == [written]
    clear_left(settings)
    assert list(settings.data.rglob(f"{PART}*")) == []
