"""One real Prefect server and worker for the tests that need them: started by `up`, ended by `down`."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from schemas.settings import Settings
from tasks.landing.store import Landing, receipts
from tasks.prefect.processes import running
from tasks.run.folders import Given, land_given
from tasks.sample.write import write_sample
from tests.until import PATIENCE, until
from warehouse.connect import connect

AUTH = ("operator", "hemmelig-nok")
LANDED = ("bestillerpuls.notices.landed", "bestillerpuls.source.ted")


class House:
    """The whole thing on one machine, in one data folder, seen from outside: over HTTP, by files, by signals."""

    def __init__(self, data, **told):
        self.settings = Settings(data=data, **told)
        told = {"data": data, **told}
        names = {f"BESTILLERPULS_{name.upper()}": str(value) for name, value in told.items()}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        self.notices = iter(())
        self.environment = clean | names | {"PREFECT_WORKER_QUERY_SECONDS": "1"}

    def command(self, *words, given=None):
        done = subprocess.run(
            [sys.executable, "-m", "flows.commands.cli", *words],
            input=given,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, method, path, said=None, auth=AUTH):
        """Ask the server; as a sender should, again where it is busy (503) or too slow."""
        address = f"http://127.0.0.1:{self.settings.prefect_port}/api/{path}"
        for _ in range(PATIENCE):
            with suppress(requests.Timeout):
                answer = requests.request(method, address, json=said, auth=auth, timeout=60)
                if answer.status_code != 503:
                    return answer
            time.sleep(1)
        pytest.fail(f"{method} {path}: the server stays busy")

    def post_event(self, event, about, auth=AUTH, event_id=None, payload=None):
        """What a survey tool does with curl."""
        said = {
            "id": event_id or str(uuid.uuid4()),
            "occurred": datetime.now(UTC).isoformat(),
            "event": event,
            "resource": {"prefect.resource.id": about, "prefect.resource.name": about.rpartition(".")[2]},
            "related": [],
            "payload": payload or {},
        }
        return self.ask("POST", "events", [said], auth=auth).status_code

    def runs(self, flow, *states):
        asked = {"flows": {"name": {"any_": [flow]}}, "flow_runs": {}, "sort": "EXPECTED_START_TIME_DESC"}
        if states:
            asked["flow_runs"] = {"state": {"type": {"any_": list(states)}}}
        return self.ask("POST", "flow_runs/filter", asked).json()

    def land_notices(self, count=1):
        """What a pull does, without its event."""
        with Landing(self.settings.landing, "sample") as landing:
            for path in [next(self.notices) for _ in range(count)]:
                landing.put(path.read_bytes(), "doffin" if "doffin" in path.parts else "ted", "notices", path.name)

    def landed(self):
        return sorted({told.sha256 for told in receipts(self.settings.landing) if told.sha256})

    def published(self):
        """sha256 of every file that the published ledger tells of."""
        if not (self.settings.current / "marts.duckdb").exists():
            return []
        with connect(self.settings.current / "marts.duckdb") as db:
            return [row[0] for row in db.execute("select file_sha256 from marts.ledger order by 1").fetchall()]

    def asked(self, question):
        """The one figure that answers a question to the published marts."""
        with connect(self.settings.current / "marts.duckdb") as db:
            return db.execute(question).fetchone()[0]

    def is_up_to_date(self):
        return self.published() == self.landed()

    def generations(self):
        return sorted(path.name for path in self.settings.published.glob("generations/[!.]*"))

    def kill(self, name):
        pid = running(self.settings.processes, name)
        os.kill(pid, signal.SIGKILL)
        until(lambda: running(self.settings.processes, name) is None, PATIENCE, f"the {name} is dead")

    def builder(self):
        """Process number of the run that builds now, or None."""
        begun = self.settings.lease / "begun.json"
        with suppress(FileNotFoundError, ProcessLookupError):
            pid = int(json.loads(begun.read_text())["pid"])
            os.kill(pid, 0)
            return pid
        return None


def notices_of(sample):
    """Its notices as they come, packed or loose and some of them broken, in no order."""
    files = sorted(path for path in (sample / "notices").rglob("*") if path.is_file())
    return iter(random.Random(8).sample(files, len(files)))


def free_port():
    """A port that is free, and that the kernel gives nobody else who asks for any: it takes those from a range."""
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for port in random.SystemRandom().sample(range(10_000, lowest), 100):
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port
    pytest.fail(f"no port is free between 10000 and {lowest}")


@pytest.fixture(scope="session")
def notifications():
    """A webhook that keeps what it is sent."""
    from pytest_httpserver import HTTPServer

    with HTTPServer() as server:
        server.expect_request("/told", method="POST").respond_with_data("")
        yield server


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """A small invented world, with its survey exports."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    write_sample(folder, 400, seed=11)
    return folder


@pytest.fixture(scope="session")
def house(tmp_path_factory, notifications, sample):
    house = House(
        tmp_path_factory.mktemp("house") / "data",
        prefect_port=free_port(),
        pages_port=free_port(),
        prefect_auth=":".join(AUTH),
        notify_url=notifications.url_for("/told"),
        lease_seconds=60,
        inbox_settle_seconds=1,
        effect_draws=200,
        stop_seconds=10,
        prefect_startup_seconds=PATIENCE,
    )
    house.notices = notices_of(sample)
    assert land_given(house.settings, Given(programme=sample / "programme", registers=sample / "registers")) == []
    house.command("up")
    yield house
    house.command("down")


@pytest.fixture(scope="session")
def published(house, sample, tmp_path_factory):
    """The house with notices and answers published, whatever was tried in it before."""
    surveys = tmp_path_factory.mktemp("surveys")
    shutil.copy(sample / "surveys" / "Evaluering samling 2.xlsx", surveys)
    assert land_given(house.settings, Given(surveys=surveys)) == []
    house.land_notices()
    assert house.post_event(*LANDED) == 204
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    return house
