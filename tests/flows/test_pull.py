"""Pulls from the command line, on the real Prefect, from real servers on loopback."""

import json
import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from flows import pull as pulls
from schemas.settings import load_settings
from tasks.landing.store import Landing, receipts
from tests.servers import doffin
from tests.servers.registers import Registers
from tests.servers.wire import Server
from tests.tasks.sources.test_selection import programme

ROOT = Path(__file__).parent.parent.parent
WEEK = ("--from", "2024-03-04", "--to", "2024-03-10")


@pytest.fixture
def pull(tmp_path):
    def run(*words, status=0, **settings):
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BESTILLERPULS_"))
        }
        told = {f"BESTILLERPULS_{name.upper()}": str(value) for name, value in settings.items()}
        done = subprocess.run(
            [sys.executable, "-m", "flows.commands.cli", "--data", str(tmp_path / "data"), "pull", *words],
            cwd=ROOT,
            env=clean | told | {"BESTILLERPULS_BACKOFF_SECONDS": "0.01", "BESTILLERPULS_BACKOFF_CAP_SECONDS": "0.01"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return " ".join((done.stdout + done.stderr).split())

    return run


@pytest.fixture
def landed_programme(tmp_path):
    with Landing(tmp_path / "data" / "landing", "real") as landing:
        landing.put(programme(), "folder", "programme", "p")


@pytest.mark.usefixtures("landed_programme")
def test_what_a_pull_lacks_is_said_before_anything_starts(pull):
    said = pull("doffin", *WEEK, status=1)
    assert "Doffin wants a key. Get a subscription key at" in said
    assert "say from when, with --from" in pull("doffin", status=1, doffin_key=doffin.KEY)
    assert "--to 2024-03-01 is before --from 2024-03-04" in pull(
        "ted", "--from", "2024-03-04", "--to", "2024-03-01", status=1
    )


def test_without_a_programme_folder_it_is_said_how_to_land_one(pull):
    assert "bestillerpuls run --programme DIR" in pull("ted", *WEEK, status=1)


def test_the_schedule_leaves_a_source_alone_that_nobody_has_begun_with(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("BESTILLERPULS_DATA", str(tmp_path / "data"))
    load_settings.cache_clear()
    monkeypatch.setattr(pulls, "get_run_logger", lambda: logging.getLogger("run"))
    assert [pulls.pull_notices.fn(source) for source in ("doffin", "ted")] == [(0, 0), (0, 0)]
    assert "so it is not asked. Begin once: bestillerpuls pull ted --from" in caplog.text
    load_settings.cache_clear()


@pytest.mark.prefect
@pytest.mark.usefixtures("landed_programme")
def test_a_week_of_doffin_lands_after_its_plan_was_said_and_a_window_that_stays_open_fails_the_command(pull, tmp_path):
    buyers = ["110000008", "110000016"]
    service = doffin.Doffin(doffin.year_of_notices(date(2024, 3, 4), 7, 6, buyers=buyers))
    mine = [each["id"] for each in service.notices if each["buyer"][0]["organizationId"] == "110000008"]
    with Server(service) as server:
        settings = {"doffin_url": f"{server.url}/public", "doffin_key": doffin.KEY, "doffin_requests_per_minute": 1e6}
        service.missing_xml.add(mine[-1])
        said = pull("doffin", *WEEK, status=1, **settings)
        service.missing_xml.clear()
        pull("doffin", *WEEK, **settings)
        assert "nothing is missing" in pull("doffin", *WEEK, **settings)
        assert "in 1 windows; 30 notices there" in pull("doffin", *WEEK, "--again", **settings)
    assert "doffin: 2024-03-04 to 2024-03-10 in 1 windows; 30 notices there" in said
    assert f"/v2/download/{mine[-1]}: refused with 404" in said
    assert f"{len(mine) - 1} notices from doffin landed; 1 windows stay open." in said
    landed = [receipt.key for receipt in receipts(tmp_path / "data" / "landing", "notices") if receipt.sha256]
    assert landed == sorted(mine)


@pytest.mark.prefect
@pytest.mark.prove
@pytest.mark.usefixtures("landed_programme")
def test_the_registers_are_renewed_and_what_changed_is_shown(pull):
    with Server(Registers()) as server:
        settings = {f"{name}_url": f"{server.url}/{name}" for name in ("brreg", "klass", "pxweb")}
        pace = {f"{name}_requests_per_minute": 1e6 for name in ("brreg", "klass", "pxweb")}
        said = pull("registers", **settings, **pace)
    assert "What the registers say now and did not before" in said
    assert "LILLEVIK KOMMUNE" in json.dumps(said, ensure_ascii=False)
