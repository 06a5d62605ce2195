"""What is told when something lands: ids and counts, and nothing that a file says."""

import json

import pytest
from prefect.events.clients import AssertingEventsClient
from prefect.events.worker import EventsWorker

from tasks import events
from tasks.landing import Landing


@pytest.fixture
def told(monkeypatch):
    """The events sent so far, taken from Prefect's own worker before they leave the process."""

    async def nothing_related(*_, **__):
        return []

    monkeypatch.setattr("prefect.events.worker.related_resources_from_run_context", nothing_related)
    AssertingEventsClient.reset()
    worker = EventsWorker.instance(AssertingEventsClient)
    monkeypatch.setattr(EventsWorker, "instance", lambda *_: worker)

    def sent():
        worker.wait_until_empty()
        return [event for client in AssertingEventsClient.all for event in getattr(client, "events", [])]

    yield sent
    worker.drain()
    AssertingEventsClient.reset()


@pytest.fixture
def receipts(tmp_path):
    with Landing(tmp_path / "landing", "sample") as landing:
        yield [
            *(landing.put(f"<notice {n}/>".encode(), "ted", "notices", f"kari-nordmann/{n}.xml") for n in range(30)),
            landing.put(b"Kari Nordmann;kari@kommune.example", "inbox", "survey", "svar fra Kari Nordmann.csv"),
            landing.note("doffin", "notices", "2026-11-23", completeness="unavailable"),
        ]


def test_each_source_that_brought_bytes_is_told_once(told, receipts):
    events.landed(receipts)
    assert {(event.event, event.resource.id, event.payload["objects"]) for event in told()} == {
        ("bestillerpuls.notices.landed", "bestillerpuls.source.ted", 30),
        ("bestillerpuls.survey.landed", "bestillerpuls.source.inbox", 1),
    }


def test_nothing_a_file_says_and_no_name_of_a_file_is_told(told, receipts):
    events.landed(receipts)
    said = json.dumps([event.model_dump(mode="json") for event in told()]).lower()
    assert "kari" not in said
    assert "<notice" not in said


def test_an_event_stays_small_however_much_landed(told, receipts):
    events.landed(receipts * 500)
    assert all(event.size_bytes < 5_000 for event in told())


def test_nothing_is_told_where_nothing_came(told):
    events.landed([])
    assert told() == []
