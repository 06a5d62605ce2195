"""From an event to published marts, beside Prefect's own floor: from an event to the start of an empty flow."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flows.declared import ROOT
from tasks.prefect import prefect_home
from tasks.run.folders import Given, land_given
from tasks.sample.write import write_sample
from tests.flows.conftest import House, free_port, notices_of
from tests.until import until

TURNS = 3
PATIENCE = 600
FLOOR = """
pull: []
deployments:
- name: floor
  entrypoint: flows.run.empty
  work_pool: {name: bestillerpuls}
  triggers:
  - {type: event, name: floor, match: {prefect.resource.id: bench.floor}, expect: [bench.floor]}
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        write_sample(sample, 400, seed=11)
        house = House(Path(folder) / "data", prefect_port=free_port(), pages_port=free_port(), inbox_settle_seconds=1)
        house.notices = notices_of(sample)
        land_given(house.settings, Given(programme=sample / "programme", registers=sample / "registers"))
        house.command("up")
        try:
            deploy_floor(house, Path(folder))
            surveys = sorted(path for path in (sample / "surveys").iterdir() if path.is_file())
            report(
                {
                    "event to start of an empty flow (Prefect's floor)": [floor(house) for _ in range(TURNS)],
                    "landed and told, to published marts": [landed(house) for _ in range(TURNS)],
                    "survey file in the inbox and told, to published marts": [
                        dropped(house, surveys[n]) for n in range(TURNS)
                    ],
                }
            )
        finally:
            house.command("down")


def deploy_floor(house, folder):
    """A flow that does nothing, woken by an event without delay; beside the house's own deployments."""
    (folder / "floor.yaml").write_text(FLOOR, encoding="utf-8")
    told = prefect_home.home(house.settings) | prefect_home.server(house.settings)
    command = [
        sys.executable,
        "-m",
        "prefect",
        "--no-prompt",
        "deploy",
        "--all",
        "--prefect-file",
        str(folder / "floor.yaml"),
    ]
    subprocess.run(command, env=house.environment | told, cwd=ROOT, check=True, capture_output=True)


def floor(house):
    begun = time.time()
    house.post_event("bench.floor", "bench.floor")
    run = until(
        lambda: next((run for run in house.runs("empty", "COMPLETED") if stamp(run) > begun), None), PATIENCE, "it ran"
    )
    return stamp(run) - begun


def stamp(run):
    return datetime.fromisoformat(run["start_time"]).timestamp()


def landed(house):
    house.land_notices(5)
    begun = time.monotonic()
    house.post_event("bestillerpuls.notices.landed", "bestillerpuls.source.ted")
    until(house.is_up_to_date, PATIENCE, "it is published")
    return time.monotonic() - begun


def dropped(house, path):
    before = len(house.landed())
    shutil.copy(path, house.settings.inbox)
    begun = time.monotonic()
    house.post_event("bestillerpuls.survey.exported", "bestillerpuls.survey.bench")
    until(lambda: len(house.landed()) > before and house.is_up_to_date(), PATIENCE, "it is published")
    return time.monotonic() - begun


def report(times):
    base = statistics.median(next(iter(times.values())))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.", end=" ")
    print("Five seconds are the debounce of each event.")
    print(f"{'':56}{'median s':>9}{'of floor':>9}")
    for name, seconds in times.items():
        print(f"{name:56}{statistics.median(seconds):9.1f}{statistics.median(seconds) / base:8.1f}x")
