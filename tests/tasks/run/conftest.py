"""A data folder with something of everything that is kept, worked in without Prefect and with small generations."""

import json
from datetime import UTC, datetime

import polars as pl
import pytest

from schemas.settings import load_settings
from tasks.build.lease import build_lease
from tasks.erasure import erase
from tasks.landing.set_aside import BY_A_PERSON, Decision, decide
from tasks.landing.store import Landing, receipts
from tasks.prefect import events
from tasks.programme.landing import pack_programme
from tasks.run import pipeline
from tasks.sample.write import write_sample
from tasks.surveys.boundary import Incoming, open_survey_boundary
from tasks.surveys.inbox import exports_in
from tasks.surveys.landing import land_surveys


def make_generation(_settings, build_inputs, draft, name):
    """A generation that holds every row that was read, since a real one takes its time."""
    rows = {}
    for table, given in sorted(build_inputs.inputs.items()):
        frame = given if isinstance(given, pl.DataFrame) else pl.read_parquet(given) if given else pl.DataFrame()
        rows[table] = sorted(json.dumps(row, default=str, sort_keys=True) for row in frame.iter_rows(named=True))
    (draft / "marts.duckdb").write_text(json.dumps([build_inputs.world, rows]))
    told = {"generation_id": name, "fingerprint": build_inputs.fingerprint, "data_as_of": None, "rows": {}}
    told |= {"checks": [], "warnings": [], "built_at": datetime.now(UTC).isoformat()}
    (draft / "generation.json").write_text(json.dumps(told))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "sample"
    write_sample(folder, 12, seed=5)
    return folder


@pytest.fixture
def use(monkeypatch):
    """Make a data folder the one that is worked in."""
    monkeypatch.setattr(pipeline, "make_generation", make_generation)
    monkeypatch.setattr(events, "emit_event", lambda *_args, **_told: True)

    def used(data):
        monkeypatch.setenv("BESTILLERPULS_DATA", str(data))
        load_settings.cache_clear()
        return load_settings()

    yield used
    load_settings.cache_clear()


@pytest.fixture(scope="session")
def refresh():
    """What a refresh does, without Prefect."""

    def run():
        settings = load_settings()
        with build_lease(settings, is_patient=True):
            erase.finish(settings)
            pipeline.read_landed.fn()
            published = pipeline.publish_marts.fn()
            erase.settle(settings)
            return published

    return run


@pytest.fixture
def whole(tmp_path, sample, use, refresh):
    """A data folder with something of everything that is kept, published twice."""
    settings = use(tmp_path / "whole")
    notices = sorted(path for path in (sample / "notices").rglob("*") if path.is_file())
    with Landing(settings.landing, "sample") as landing:
        landing.put(pack_programme(sample / "programme"), "folder", "programme", "programme")
        for path in notices[:5]:
            landing.put(path.read_bytes(), "folder", "notices", path.name)
    exports = [incoming for _, incoming in exports_in(sample / "surveys")][:3]
    with Landing(settings.landing, "sample") as landing:
        boundary = open_survey_boundary(settings, datetime.now(UTC))
        land_surveys(landing, boundary, [Incoming("folder", each.name, each.upload) for each in exports])
        registers = [path for path in (sample / "registers").rglob("*") if path.is_file()]
        for path in sorted(registers, key=lambda path: (path.stat().st_size, path.name))[:2]:
            landing.put(path.read_bytes(), "folder", "register", path.name)
    first = next(receipts(settings.landing, "notices")).sha256
    decide(settings.landing, [Decision(first, None, BY_A_PERSON, "a test", "2026-01-05T08:00:00")])
    erase.erase(settings, boundary, ["Synnøve Haukedalen"])
    refresh()
    with Landing(settings.landing, "sample") as landing:
        landing.put(notices[5].read_bytes(), "folder", "notices", notices[5].name)
    refresh()
    return settings.data
