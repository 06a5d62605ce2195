"""Archives read in processes side by side give what one process gives; a worker is small, and one that dies is told."""

import json
import subprocess
import sys

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing
from tasks.parse import parallel as side_by_side
from tasks.parse.parse import inputs, jobs, landed, read_job, unread
from tasks.parse.readers import readers
from tests.tasks.read.notices.golden_words import competition
from tests.tasks.read.test_archives import tar


@pytest.fixture
def settings(tmp_path):
    settings = Settings(data=tmp_path, workers=2, batch_documents=50)
    with Landing(settings.landing, "sample") as landing:
        for day in range(3):
            notices = [
                (f"{number}.xml", competition().replace(b"555555555555", f"{day:06}{number:06}".encode()))
                for number in range(30 + day)
            ]
            landing.put(tar(notices), "folder", "notices", f"{day}.tar.gz")
    return settings


def reader_of(settings):
    return next(reader for reader in readers(settings) if reader.kind == "notices")


def rows(settings, reader):
    return {
        name: sorted(pl.concat([pl.read_parquet(path) for path in paths]).rows(), key=str)
        for name, paths in inputs(settings.parsed, [reader]).items()
        if paths
    }


def test_workers_give_the_rows_that_one_process_gives(settings, tmp_path):
    reader = reader_of(settings)
    waiting = [[thing] for thing in unread(settings.landing, settings.parsed, reader)]
    done = list(side_by_side.in_processes(settings, reader, waiting))
    assert sum(each.documents for each in done) == 30 + 31 + 32
    apart = settings.model_copy(update={"data": tmp_path / "apart"})
    for job in waiting:
        read_job(apart.parsed, reader, job)
    assert rows(settings, reader) == rows(apart, reader)


def test_little_is_read_here_without_another_process(settings, monkeypatch):
    monkeypatch.setattr(side_by_side, "in_processes", lambda *_: pytest.fail("a process was started"))
    reader = reader_of(settings)
    waiting = jobs(list(landed(settings.landing, "notices").values()))
    assert sum(done.objects for done in side_by_side.read_jobs(settings, reader, waiting)) == 3


def test_a_worker_imports_no_prefect_and_nothing_it_does_not_need(settings):
    asked = (
        "import sys, tasks.parse.worker as worker; worker.main();"
        "print([name for name in ('prefect', 'pandas', 'hypothesis') if name in sys.modules])"
    )
    told = json.dumps({"settings": settings.model_dump(mode="json"), "kind": "notices"})
    ended = subprocess.run([sys.executable, "-c", asked], input=told + "\n", capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_a_worker_that_dies_is_told_with_a_remedy(settings, monkeypatch):
    reader = reader_of(settings)
    waiting = [[thing] for thing in unread(settings.landing, settings.parsed, reader)]
    monkeypatch.setattr(side_by_side.sys, "executable", "/bin/false")
    with pytest.raises(side_by_side.WorkerLostError, match="run again"):
        list(side_by_side.in_processes(settings, reader, waiting))
