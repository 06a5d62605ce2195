"""One build at a time: tried with real processes that are killed, stopped and started twice."""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, main_thread

import pytest

from schemas.settings import Settings
from tasks.build.lease import LeaseLostError, build_lease, confirm_lease, lease_of
from tests.until import PATIENCE, until

HOLD = """
import sys, time
from pathlib import Path
from schemas.settings import Settings
from tasks.build.lease import build_lease, confirm_lease
settings = Settings(data=Path(sys.argv[1]), lease_seconds=float(sys.argv[2]))
with build_lease(settings) as lease:
    print("nobody needs me" if lease is None else "held", flush=True)
    sys.stdin.readline()
    if lease is not None:
        confirm_lease(settings)
        print("confirmed", flush=True)
"""


@pytest.fixture
def silence():
    """Seconds of silence after which a lease is lost; no busy machine is silent for a minute."""
    return 60


short = pytest.mark.parametrize("silence", [4], ids=["four seconds"])
"""A silence that a test can wait for."""


@pytest.fixture
def settings(tmp_path, silence):
    return Settings(data=tmp_path, lease_seconds=silence)


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
    until(lambda: f" {process.pid} " in Path("/proc/locks").read_text())


def until_we_queue():
    """Until this process stands in the function that waits for the place to wait."""
    until(lambda: "took" in {frame.f_code.co_name for frame, _ in traceback.walk_stack(now_running())})


def now_running():
    return sys._current_frames()[main_thread().ident]


@contextmanager
def taken_at_once(settings):
    """The lease, had without waiting: it can be had where nobody holds it and the place to wait is free."""
    held = lease_of(settings)
    settings.lease.mkdir(parents=True, exist_ok=True)
    held.acquire(timeout=0)
    held.release()
    with build_lease(settings) as lease:
        yield lease


def until_refreshed_for(seconds, settings):
    """Until whoever holds the lease has kept it for so long, by the stamps that it leaves itself."""
    held = settings.lease / "held"
    first = held.stat().st_mtime
    until(lambda: held.stat().st_mtime >= first + seconds)


def test_a_build_that_ends_leaves_the_lease_to_the_next(settings):
    for _ in range(3):
        with taken_at_once(settings) as lease:
            assert lease.unfinished is None
            confirm_lease(settings)


def test_a_build_that_fails_says_so_itself_and_leaves_the_lease(settings):
    with pytest.raises(ZeroDivisionError), build_lease(settings):
        _ = 1 / 0
    with taken_at_once(settings) as lease:
        assert lease.unfinished is None


def test_a_killed_build_loses_the_lease_at_once_and_is_noticed(settings, holder):
    killed = holder()
    end(killed)
    with taken_at_once(settings) as lease:
        assert lease.unfinished["pid"] == str(killed.pid)
        confirm_lease(settings)
    with taken_at_once(settings) as lease:
        assert lease.unfinished is None


@short
def test_a_stopped_build_loses_the_lease_after_its_silence_and_cannot_publish_when_it_wakes(settings, holder):
    stopped = holder()
    os.kill(stopped.pid, signal.SIGSTOP)
    with build_lease(settings) as lease:
        assert lease.unfinished["pid"] == str(stopped.pid)
        os.kill(stopped.pid, signal.SIGCONT)
        out, err = stopped.communicate("go on\n", timeout=PATIENCE)
        assert "confirmed" not in out
        assert "LeaseLostError" in err
        confirm_lease(settings)


@short
def test_a_build_that_works_keeps_the_lease_however_long_it_takes(settings, holder):
    long = holder()
    waiting = holder(said=None)
    until_it_waits(waiting)
    until_refreshed_for(settings.lease_seconds * 2, settings)
    assert long.communicate("done\n", timeout=PATIENCE)[0] == "confirmed\n"
    assert waiting.communicate("done\n", timeout=PATIENCE)[0] == "held\nconfirmed\n"


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
        until_we_queue()
        end(builds)
        waits.stdout.readline()
        end(waits)

    Thread(target=end_one_after_the_other).start()
    with build_lease(settings, is_patient=True) as lease:
        assert lease is not None
        confirm_lease(settings)
        assert lease.unfinished["pid"] == str(waits.pid)


@short
@pytest.mark.parametrize("jump", [-10 * 365 * 86400, 10 * 365 * 86400], ids=["back", "forward"])
def test_a_jump_of_the_wall_clock_takes_no_lease_from_a_build_that_works(settings, holder, monkeypatch, jump):
    working, said = holder(), []
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + jump)

    def work_for_longer_than_a_silence():
        until_refreshed_for(settings.lease_seconds * 1.5, settings)
        said.append(working.communicate("done\n", timeout=PATIENCE)[0])

    works = Thread(target=work_for_longer_than_a_silence)
    works.start()
    with build_lease(settings) as lease:
        works.join()
        assert said == ["confirmed\n"]
        assert lease.unfinished is None


def test_a_lease_taken_away_is_not_confirmed(settings):
    with build_lease(settings):
        (settings.lease / "held").unlink()
        with pytest.raises(LeaseLostError, match="Nothing is lost"):
            confirm_lease(settings)


def is_stuck(settings):
    """Whether the lease cannot be had at once, or is lost as soon as it is had."""
    with build_lease(settings) as lease:
        return lease is None or not lease_of(settings).is_lock_held_by_us


def test_a_lease_that_is_held_and_waited_for_is_counted_as_stuck(settings, holder):
    assert not is_stuck(settings)
    holder()
    until_it_waits(holder(said=None))
    assert is_stuck(settings)


@pytest.mark.prove
def test_whoever_is_killed_when_never_do_two_hold_it(settings, holder, proof):
    moments = [0.08 + 0.004 * turn for turn in range(100)]
    stuck = 0
    for moment in moments:
        process = holder(said=None)
        time.sleep(moment)  # which moment of its start is hit is the point
        end(process)
        stuck += is_stuck(settings)
    proof("builds killed at any moment of taking the lease", killed=len(moments), stuck=stuck)
    assert stuck == 0


def test_builds_that_die_one_after_the_other_are_counted_until_one_ends_well(settings, holder):
    for deaths in range(3):
        process = holder()
        assert json.loads((settings.lease / "begun.json").read_text())["deaths"] == str(deaths)
        end(process)
    with build_lease(settings) as lease:
        assert lease.deaths == 3
    with build_lease(settings) as lease:
        assert lease.deaths == 0


@pytest.mark.parametrize("left", ["", "{", "[]", "{}"])
def test_what_a_killed_build_left_half_written_stops_nothing(settings, left):
    settings.lease.mkdir()
    (settings.lease / "begun.json").write_text(left)
    with build_lease(settings) as lease:
        assert lease.deaths == 1
