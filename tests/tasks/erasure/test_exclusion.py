"""A landing and an erasure exclude each other: wherever the landing stands still, the person does not come back."""

from threading import Event, Thread

import pytest

from schemas.settings import Settings
from tasks.erasure import erase as erasing
from tasks.erasure.search import search
from tasks.landing.store import Landing, receipts
from tasks.read.surveys import codebook
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Course, Incoming
from tasks.surveys.landing import land_surveys
from tests.durable_calls import stopped

VALUES = ["Synnøve Haukedalen", "synnove.haukedalen@fjordvik.example"]
ANSWERS = (
    "Nr;Navn;E-post;Kommentar\n"
    "1;Ola Berg;ola@fjordvik.example;Takk til Synnøve Haukedalen\n"
    "2;Synnøve Haukedalen;synnove.haukedalen@fjordvik.example;Nyttig\n"
)
BOOK = """id = "x"
[submission]
id = ["Nr"]
[identity]
columns = ["E-post", "Navn"]
[[questions]]
code = "c"
kind = "text"
columns = ["Kommentar"]
"""
PATIENCE = 60


def export(number):
    return Incoming("folder", f"{number}.csv", Upload({"a": f"{ANSWERS}{number + 2};;;Ellers takk\n".encode()}))


def land(settings, boundary, exports):
    with Landing(settings.landing, "sample") as landing:
        land_surveys(landing, boundary, exports)


@pytest.fixture
def at(boundary):
    """A data folder, and the boundary as it was opened before anybody was erased."""

    def opened(data):
        from dataclasses import replace

        settings = Settings(data=data)
        course = Course("kurs", [codebook.parse(BOOK.encode(), "x.toml")], {})
        return settings, replace(boundary, course=course, raw_folder=settings.landing / "raw")

    return opened


def erased_while_landing_stands(at, data, step, monkeypatch):
    """Stop a landing before its n-th durable call, erase the person, let it go on; what is left of the person."""
    settings, boundary = at(data)
    land(settings, boundary, [export(0)])
    asks = Event()
    real = erasing.surveys_alone

    def waits(landing):
        asks.set()
        return real(landing)

    monkeypatch.setattr(erasing, "surveys_alone", waits)
    monkeypatch.setattr(erasing, "held_key", lambda _: boundary.key)
    thread = Thread(target=lambda: erasing.erase(settings, boundary, VALUES))

    def erase(_landing):
        thread.start()
        asks.wait(PATIENCE)
        thread.join(0.5)  # over by then, or it waits for the landing to go on

    is_reached, raised = stopped(lambda: land(settings, boundary, [export(1)]), step, erase)
    thread.join(PATIENCE)
    assert raised is None
    assert not thread.is_alive()
    twins = [receipt.sha256 for receipt in receipts(settings.landing, "survey")]
    assert twins
    return is_reached, search(data, VALUES)


def everywhere(at, tmp_path, monkeypatch, every):
    stops, left, step = 0, [], 0
    while True:
        is_reached, held = erased_while_landing_stands(at, tmp_path / str(step), step, monkeypatch)
        left += [(step, str(path)) for path in held]
        if not is_reached:
            return stops, left
        stops += 1
        step += every


def test_a_landing_that_stood_still_while_a_person_was_erased_does_not_bring_them_back(at, tmp_path, monkeypatch):
    stops, left = everywhere(at, tmp_path, monkeypatch, every=5)
    assert stops >= 3
    assert left == []


@pytest.mark.prove
def test_wherever_a_landing_stands_still_while_a_person_is_erased(at, tmp_path, monkeypatch, proof):
    stops, left = everywhere(at, tmp_path, monkeypatch, every=1)
    proof("landings stopped at every durable call while a person is erased", stopped=stops, came_back=len(left))
    assert left == []


def test_an_answer_of_somebody_else_is_there_once_when_an_export_lands_beside_an_erasure(at, tmp_path):
    settings, boundary = at(tmp_path / "data")
    land(settings, boundary, [export(0)])
    erasing.erase(settings, boundary, VALUES)
    land(settings, boundary, [export(1)])  # through the boundary of before
    said = [line for _, _, lines in erasing.surveys(settings.landing) for line in lines]
    assert sum("Ellers takk" in str(line) for line in said) == 2
    assert search(settings.data, VALUES) == {}
