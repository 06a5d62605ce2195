"""One build at a time: tried with real processes that are killed, stopped and started twice."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer

import pytest

from schemas.settings import Settings
from tasks.orchestration.lease import LeaseLostError, build_lease, confirm_lease

HOLD = """
import sys, time
from pathlib import Path
from schemas.settings import Settings
from tasks.orchestration.lease import build_lease, confirm_lease
settings = Settings(data=Path(sys.argv[1]), lease_seconds=float(sys.argv[2]))
with build_lease(settings) as lease:
    print("nobody needs me" if lease is None else "held", flush=True)
    sys.stdin.readline()
    if lease is not None:
        confirm_lease(settings)
        print("confirmed", flush=True)
"""


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, lease_seconds=2)


@pytest.fixture
def holder(settings):
    started = []

    def start(said="held"):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(settings.data), str(settings.lease_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        if said is not None:
            assert process.stdout.readline() == f"{said}\n"
        return process

    yield start
    for process in started:
        end(process)
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def end(process):
    process.kill()
    process.wait()


def until_it_waits(process):
    """The kernel says who holds a lock: the run that waits holds its place, and nothing else yet."""
    while f" {process.pid} " not in Path("/proc/locks").read_text():
        time.sleep(0.02)


@contextmanager
def taken_within(seconds, settings):
    begun = time.monotonic()
    with build_lease(settings) as lease:
        assert time.monotonic() - begun < seconds
        yield lease


def test_a_build_that_ends_leaves_the_lease_to_the_next(settings):
    for _ in range(3):
        with taken_within(1, settings) as lease:
            assert lease.unfinished is None
            confirm_lease(settings)


def test_a_build_that_fails_says_so_itself_and_leaves_the_lease(settings):
    with pytest.raises(ZeroDivisionError), build_lease(settings):
        _ = 1 / 0
    with taken_within(1, settings) as lease:
        assert lease.unfinished is None


def test_a_killed_build_loses_the_lease_at_once_and_is_noticed(settings, holder):
    killed = holder()
    end(killed)
    with taken_within(1, settings) as lease:
        assert lease.unfinished["pid"] == str(killed.pid)
        confirm_lease(settings)
    with taken_within(1, settings) as lease:
        assert lease.unfinished is None


def test_a_stopped_build_loses_the_lease_after_its_silence_and_cannot_publish_when_it_wakes(settings, holder):
    stopped = holder()
    os.kill(stopped.pid, signal.SIGSTOP)
    with taken_within(10, settings) as lease:
        assert lease.unfinished["pid"] == str(stopped.pid)
        os.kill(stopped.pid, signal.SIGCONT)
        out, err = stopped.communicate("go on\n", timeout=10)
        assert "confirmed" not in out
        assert "LeaseLostError" in err
        confirm_lease(settings)


def test_a_build_that_works_keeps_the_lease_however_long_it_takes(settings, holder):
    long = holder()
    waiting = holder(said=None)
    time.sleep(settings.lease_seconds * 2)
    assert long.communicate("done\n", timeout=10)[0] == "confirmed\n"
    assert waiting.communicate("done\n", timeout=10)[0] == "held\nconfirmed\n"


def test_one_waits_and_the_others_may_go_home(settings, holder):
    holder()
    until_it_waits(holder(said=None))
    holder(said="nobody needs me")
    with build_lease(settings) as lease:
        assert lease is None


def test_a_patient_run_queues_for_the_place_to_wait(settings, holder):
    builds, waits = holder(), holder(said=None)
    until_it_waits(waits)

    def end_one_after_the_other():
        end(builds)
        waits.stdout.readline()
        end(waits)

    Timer(0.5, end_one_after_the_other).start()
    with build_lease(settings, is_patient=True) as lease:
        assert lease is not None
        confirm_lease(settings)
        assert lease.unfinished["pid"] == str(waits.pid)


@pytest.mark.parametrize("jump", [-10 * 365 * 86400, 10 * 365 * 86400], ids=["back", "forward"])
def test_a_jump_of_the_wall_clock_takes_no_lease_from_a_build_that_works(settings, holder, monkeypatch, jump):
    working = holder()
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + jump)
    waiting = Thread(target=working.communicate, args=("done\n",))
    Timer(settings.lease_seconds * 1.5, waiting.start).start()
    begun = time.monotonic()
    with build_lease(settings) as lease:
        assert time.monotonic() - begun >= settings.lease_seconds * 1.5
        assert lease.unfinished is None
    waiting.join()


def test_a_lease_taken_away_is_not_confirmed(settings):
    with build_lease(settings):
        (settings.lease / "held").unlink()
        with pytest.raises(LeaseLostError, match="Nothing is lost"):
            confirm_lease(settings)


@pytest.mark.prove
def test_whoever_is_killed_when_never_do_two_hold_it(settings, holder, proof):
    kills = 100
    for turn in range(kills):
        process = holder(said=None)
        time.sleep(0.08 + 0.004 * turn)
        end(process)
    with taken_within(settings.lease_seconds * 2, settings) as lease:
        assert lease is not None
        confirm_lease(settings)
    proof("builds killed at any moment of taking the lease", killed=kills, stuck=0)
