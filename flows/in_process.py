"""Run a flow in this process, on Prefect's ephemeral server or on the server that PREFECT_API_URL names."""

import time
from dataclasses import dataclass

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.run import empty, run
from tasks.run.folders import Given


@dataclass(frozen=True)
class Outcome:
    """What a run did, and its time beside that of a flow that does nothing."""

    generation: str | None
    problems: list[str]
    run_seconds: float
    floor_seconds: float


def run_in_process(given: Given) -> Outcome:
    """Run the main job. Somebody watches it, so no heartbeats: each flow would wait a second for their thread."""
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        empty()  # starts the server
        started = time.perf_counter()
        empty()
        emptied = time.perf_counter()
        generation, problems = run(given)
        return Outcome(generation, problems, time.perf_counter() - emptied, emptied - started)
