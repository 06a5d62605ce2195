"""A build that failed a check is not built again by the sweep, until something that it follows from has changed."""

import json

import pytest

from schemas.settings import load_settings
from tasks.build import failed_build
from tasks.build.lease import build_lease
from tasks.landing.store import Landing
from tasks.prefect import events
from tasks.run import pipeline
from warehouse.build import CheckFailedError


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTILLERPULS_DATA", str(tmp_path / "data"))
    load_settings.cache_clear()
    yield load_settings()
    load_settings.cache_clear()


@pytest.fixture
def broken(monkeypatch):
    """The checks that find rows in a build; builds are told by the rows they show, since real ones take their time."""
    failing = ["nothing_is_left"]

    def make_generation(_here, build_inputs, draft, name):
        if failing:
            raise CheckFailedError("nothing_is_left: [{'left_over': 7}]", failing)
        told = {"generation_id": name, "fingerprint": build_inputs.fingerprint, "data_as_of": None, "rows": {}}
        (draft / "generation.json").write_text(json.dumps(told | {"checks": [], "warnings": []}))

    monkeypatch.setattr(pipeline, "make_generation", make_generation)
    return failing


@pytest.fixture
def sweep(settings):
    """What the schedule runs, or a person."""

    def run(**words):
        with build_lease(settings):
            return pipeline.publish_marts.fn(**words)

    return run


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What is told of failed checks."""
    said = []
    monkeypatch.setattr(events, "emit_event", lambda event, _resource, payload: said.append((event, payload)) or said)
    return said


@pytest.mark.usefixtures("broken")
def test_the_sweep_says_again_what_failed_and_builds_only_when_something_is_new(settings, sweep, told):
    with pytest.raises(CheckFailedError, match="left_over"):
        sweep(is_retried=False)
    with pytest.raises(CheckFailedError, match=r"Failed since .*: nothing_is_left\. .*`bestillerpuls run` builds once"):
        sweep(is_retried=False)
    assert [payload["checks"] for _, payload in told] == [["nothing_is_left"]] * 2
    with Landing(settings.landing, "sample") as landing:
        landing.put(b"<cut", "ted", "notices", "1.xml")
    with pytest.raises(CheckFailedError, match="left_over"):
        sweep(is_retried=False)


def test_whoever_asks_by_hand_gets_a_build_and_one_that_passes_is_the_end_of_it(settings, sweep, broken):
    for _ in range(2):
        with pytest.raises(CheckFailedError, match="left_over"):
            sweep(is_retried=True)
    assert failed_build.recorded(settings)["checks"] == ["nothing_is_left"]
    broken.clear()
    assert sweep(is_retried=True) is not None
    assert failed_build.recorded(settings) is None
