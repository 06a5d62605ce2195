"""Read large jobs in parallel processes: an archive a worker, since inside one the parts would wait for each other.

A worker is a plain process that is handed jobs line by line; it holds no Prefect and no lock. One that dies takes
with it the batch it was writing, which the next run reads again.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.damage import DamageError
from tasks.parse.parse import Landed, ParseCounts, Reader, read_job

WORTH_BYTES = 20_000_000
"""Bytes from which a second process is worth its start of a second or two."""
ROOT = Path(__file__).parents[2]

Job = Sequence[Landed]


class WorkerLostError(UserError):
    """Raised when a reading process ended before its work; what it had finished stays."""


def read_jobs(settings: Settings, reader: Reader, jobs: Sequence[Job]) -> Iterator[ParseCounts]:
    """Read every job: in this process when there is little, else in as many as the settings say.

    Raises:
        WorkerLostError: a process ended early.
    """
    size = sum(thing.path.stat().st_size for job in jobs for thing in job)
    if min(settings.workers, len(jobs)) == 1 or size < WORTH_BYTES:
        yield from (read_job(settings.parsed, reader, job) for job in jobs)
    else:
        yield from in_processes(settings, reader, jobs)


def in_processes(settings: Settings, reader: Reader, jobs: Sequence[Job]) -> Iterator[ParseCounts]:
    """Read every job in worker processes, the largest first.

    Raises:
        WorkerLostError: a process ended early.
    """
    waiting: SimpleQueue[Job] = SimpleQueue()
    for job in sorted(jobs, key=lambda job: -sum(thing.path.stat().st_size for thing in job)):
        waiting.put(job)
    workers = min(settings.workers, len(jobs))
    with ThreadPoolExecutor(workers) as pool:
        threads = [pool.submit(drive, settings, reader, waiting) for _ in range(workers)]
    for thread in threads:
        yield from thread.result()


def drive(settings: Settings, reader: Reader, waiting: SimpleQueue[Job]) -> list[ParseCounts]:
    """Hand jobs to one worker until none is left.

    Raises:
        WorkerLostError: the worker ended early.
        DamageError: the bytes of an object are not those that landed.
    """
    command = [sys.executable, "-m", "tasks.parse.worker"]
    paths = {"data": str(settings.data.absolute()), "pseudonym_key": str(settings.key_file.absolute())}
    message: object = {"settings": settings.model_dump(mode="json") | paths, "kind": reader.kind}
    done: list[ParseCounts] = []
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        send(worker, message)
        while (job := next_of(waiting)) is not None:
            send(worker, [vars(thing) | {"path": str(thing.path.absolute())} for thing in job])
            counts = json.loads(receive(worker))
            if "damage" in counts:
                raise DamageError(counts["damage"])
            done.append(ParseCounts(**counts))
    except (BrokenPipeError, EOFError):
        raise WorkerLostError(
            f"A reading process ended (exit code {worker.wait()}) before its work was done. What was read stays; "
            f"run again, with fewer BESTILLERPULS_WORKERS if memory is short."
        ) from None
    finally:
        with suppress(BrokenPipeError):
            worker.communicate()
    return done


def next_of(waiting: SimpleQueue[Job]) -> Job | None:
    """The next job, or None when none is left."""
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def send(worker: subprocess.Popen[str], message: object) -> None:
    """A line to the worker.

    Raises:
        BrokenPipeError: it has ended.
    """
    assert worker.stdin  # noqa: S101 (it is a pipe)
    worker.stdin.write(json.dumps(message) + "\n")
    worker.stdin.flush()


def receive(worker: subprocess.Popen[str]) -> str:
    """The worker's answer.

    Raises:
        EOFError: it has ended.
    """
    assert worker.stdout  # noqa: S101 (it is a pipe)
    if not (line := worker.stdout.readline()):
        raise EOFError
    return line
