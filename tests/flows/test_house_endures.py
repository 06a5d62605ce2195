"""Kills at any moment, two workers, a week switched off, PostgreSQL: the marts end up right, and nothing is stuck."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

import pytest

from flows.declared import ROOT
from tasks.prefect.processes import running, start, stop
from tasks.run.folders import Given, land_given
from tests.flows.conftest import LANDED, House, free_port, notices_of
from tests.flows.test_house import by_event, said
from tests.until import PATIENCE, until
from warehouse.connect import connect

pytestmark = [pytest.mark.prefect, pytest.mark.prove]

ANEW = """
from schemas.settings import load_settings
from tasks.build.lease import build_lease
from tasks.run.pipeline import publish_marts, read_landed
with build_lease(load_settings()):
    read_landed.fn()
    assert publish_marts.fn()
"""


def published_tables(folder):
    """Every row of every mart; what tells of generations themselves, or of when something was built, left out."""
    with connect(folder / "published" / "current" / "marts.duckdb") as db:
        names = [
            row[0]
            for row in db.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        ]
        return {
            name: sorted(map(repr, db.execute(f"from marts.{name}").fetchall()))
            for name in names
            if not name.startswith("generation")
        }


def built_anew(house, folder):
    """The marts that the same landing gives where nothing was ever killed."""
    for part in ("landing", "keys"):
        shutil.copytree(house.settings.data / part, folder / part)
    names = {**house.environment, "BESTILLERPULS_DATA": str(folder), "PREFECT_HOME": str(folder / "prefect")}
    names["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
    subprocess.run([sys.executable, "-c", ANEW], cwd=ROOT, env=names, check=True, capture_output=True, timeout=600)
    return published_tables(folder)


def begin(house):
    """Land something and tell so, at a server that may just have come back."""
    house.land_notices(3)
    assert house.post_event(*LANDED) == 204


def test_kills_at_any_moment_leave_the_right_marts(house, notifications, tmp_path, proof):
    draw = random.Random(8)
    victims = ["run", "worker", "server"] * 3
    for victim in victims:
        begin(house)
        if victim == "run":
            builder = until(house.builder, PATIENCE, "a build has begun")
            time.sleep(draw.uniform(0, 8))
            if house.builder() == builder:
                os.kill(builder, signal.SIGKILL)
        else:
            time.sleep(draw.uniform(0, 20))
            house.kill(victim)
            house.command("up")
    begin(house)
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    until(lambda: house.builder() is None, PATIENCE, "no lease is stuck")
    house.land_notices()
    house.post_event(*LANDED)
    until(house.is_up_to_date, PATIENCE, "the next build finds everything free")
    published = house.published()
    stuck = house.builder() is not None
    proof(
        "kill -9 of run, worker and server",
        killed=len(victims),
        doubled=len(published) - len(set(published)),
        stuck=int(stuck),
        told=len(said(notifications, "died")),
    )
    assert published == sorted(set(published))
    assert not stuck
    assert published_tables(house.settings.data) == built_anew(house, tmp_path / "anew")


def test_two_workers_at_once_build_one_at_a_time(house, proof):
    bursts, before = range(4), house.generations()
    begun = datetime.now(UTC).isoformat()
    worker = [sys.executable, "-m", "flows.commands.cli", "worker"]
    extra = {"PREFECT_API_URL": f"http://127.0.0.1:{house.settings.prefect_port}/api", "PYTHONPATH": str(ROOT)}
    assert start(house.settings.processes, "worker-2", worker, house.environment | extra)
    try:
        for _ in bursts:
            begin(house)
            until(house.builder, PATIENCE, "a build has begun, so the next burst meets it")
        until(house.is_up_to_date, PATIENCE, "what landed is published")
        until(lambda: not house.runs("refresh", "RUNNING"), PATIENCE, "every run ends")
    finally:
        stop(house.settings.processes, "worker-2", 20)
    runs = [run for run in house.runs("refresh") if run["created"] >= begun]
    failed = [run["state"]["message"] for run in runs if run["state_type"] in {"FAILED", "CRASHED"}]
    builds = set(house.generations()) - set(before)
    proof("two workers at once", bursts=len(bursts), builds=len(builds), failed=len(failed))
    assert failed == []
    assert len(builds) >= 2


def test_a_machine_off_for_a_week_catches_up_without_a_storm(house, proof):
    house.command("down")
    house.land_notices(2)  # nobody hears of it
    moved = move_schedule_back(house.settings.prefect_home / "prefect.db", timedelta(days=7))
    assert moved > 10
    begun = datetime.now(UTC).isoformat()
    house.command("up")
    until(house.is_up_to_date, PATIENCE, "what landed is published, without an event")
    until(lambda: not house.runs("pull-surveys", "RUNNING"), PATIENCE, "the inbox was looked at")
    late = [
        run
        for flow in ("refresh", "pull-surveys", "watch-sources", "enforce-retention")
        for run in house.runs(flow, "COMPLETED", "RUNNING", "FAILED", "CRASHED")
        if run["start_time"] >= begun and run["expected_start_time"] < begun
    ]
    assert len(late) <= 4
    proof("off for a week", due_meanwhile=moved, run=len(late))


def move_schedule_back(path, by):
    """What a week without power does to runs that were scheduled."""
    with sqlite3.connect(path) as db:
        rows = db.execute(
            "select id, next_scheduled_start_time from flow_run where state_type = 'SCHEDULED' and auto_scheduled"
        ).fetchall()
        for key, at in rows:
            was = str(datetime.fromisoformat(at) - by)
            db.execute(
                "update flow_run set next_scheduled_start_time = ?, expected_start_time = ? where id = ?",
                (was, was, key),
            )
    return len(rows)


@pytest.fixture
def database():
    """A PostgreSQL of its own, where one is installed."""
    initdb, pg_ctl = shutil.which("initdb"), shutil.which("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("no PostgreSQL here")
    user = {"user": "postgres"} if os.getuid() == 0 else {}  # it refuses to run as root
    with TemporaryDirectory(prefix="postgres-") as folder:  # pytest's own are closed to others
        if user:
            shutil.chown(folder, "postgres")
        port, data = free_port(), f"{folder}/data"
        options = f"-p {port} -h 127.0.0.1 -k {folder}"
        subprocess.run([initdb, "-D", data, "-U", "prefect", "--auth=trust"], check=True, capture_output=True, **user)
        subprocess.run([pg_ctl, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"], check=True, **user)
        yield f"postgresql+asyncpg://prefect@127.0.0.1:{port}/postgres"
        subprocess.run([pg_ctl, "-D", data, "-m", "immediate", "stop"], check=True, **user)


def test_the_house_stands_on_postgresql_with_two_workers(database, sample, tmp_path, proof):
    """The parts of compose.yaml without its containers."""
    house = House(
        tmp_path / "data", prefect_port=free_port(), pages_port=free_port(), effect_draws=200, lease_seconds=60
    )
    house.environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = database
    house.notices = notices_of(sample)
    assert land_given(house.settings, Given(programme=sample / "programme", registers=sample / "registers")) == []
    house.command("up")
    bursts = range(3)
    try:
        worker = [sys.executable, "-m", "flows.commands.cli", "worker"]
        start(house.settings.processes, "worker-2", worker, house.environment | {"PYTHONPATH": str(ROOT)})
        for _ in bursts:
            begin(house)
            until(house.builder, PATIENCE, "a build has begun, so the next burst meets it")
        until(house.is_up_to_date, PATIENCE, "what landed is published")
        assert not (house.settings.prefect_home / "prefect.db").exists()
        until(
            lambda: [run for run in house.runs("refresh", "COMPLETED") if by_event(run, "")],
            PATIENCE,
            "a run that an event woke has ended",
        )
        proof("PostgreSQL, two workers", bursts=len(bursts), builds=len(house.generations()))
    finally:
        stop(house.settings.processes, "worker-2", 20)
        house.command("down")
    assert running(house.settings.processes, "server") is None
