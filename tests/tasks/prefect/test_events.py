"""What is told when something lands: ids and counts, and nothing that a file says."""

import json

import pytest
from prefect.events import Event

from tasks.landing.store import Landing
from tasks.prefect import events


@pytest.fixture
def told(monkeypatch):
    """The events told, as Prefect's own model; tests/flows sees them arrive at a real server."""
    sent = []

    def keep(event, resource, payload):
        sent.append(Event(event=event, resource=resource, payload=payload))
        return sent[-1]

    monkeypatch.setattr(events, "emit_event", keep)
    return sent


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
    assert {(event.event, event.resource.id, event.payload["objects"]) for event in told} == {
        ("bestillerpuls.notices.landed", "bestillerpuls.source.ted", 30),
        ("bestillerpuls.survey.landed", "bestillerpuls.source.inbox", 1),
    }


def test_nothing_a_file_says_and_no_name_of_a_file_is_told(told, receipts):
    events.landed(receipts)
    said = json.dumps([event.model_dump(mode="json") for event in told]).lower()
    assert "kari" not in said
    assert "<notice" not in said


def test_an_event_stays_small_however_much_landed(told, receipts):
    events.landed(receipts * 500)
    assert all(event.size_bytes < 5_000 for event in told)


def test_nothing_is_told_where_nothing_came(told):
    events.landed([])
    assert told == []


def test_what_is_told_of_a_generation_is_counted_not_quoted(told):
    before = {"rows": {"marts.lots": 2, "marts.waves": 3}}
    events.marts_published(
        {
            "generation_id": "20261124T180000-abcdef",
            "data_as_of": "2026-11-24",
            "rows": {"marts.lots": 5, "marts.waves": 3},
            "checks": ["every_lot_has_a_notice"],
            "warnings": ["a_buyer_has_a_name: [{'name': 'Kari Nordmann'}]"],
        },
        before,
    )
    (event,) = told
    assert event.payload["changed"] == {"marts.lots": 3}
    assert event.payload["warnings"] == 1
    assert "Kari" not in event.model_dump_json()


def test_every_event_told_is_one_that_a_trigger_may_expect(told, receipts):
    events.landed(receipts)
    events.source_silent("ted", 5)
    events.source_changed("doffin")
    events.check_failed(["b", "a"])
    events.run_died({"at": "2026-11-24T18:00:00"})
    assert {event.event for event in told} <= events.EVENTS
