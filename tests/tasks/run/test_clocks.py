"""Whatever the clock says, what landed last is published last, and an erased person is in no generation."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tasks.build import publish
from tasks.erasure import erase as erasing
from tasks.erasure.search import search
from tasks.landing import order, store
from tasks.landing.store import Landing, receipts
from tasks.run import pipeline
from tasks.surveys.boundary import open_survey_boundary

YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)
CHANGES = [datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)]
"""A second before the clocks in Europe change."""


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands where it is put."""
    now = [datetime(2026, 1, 5, 8, tzinfo=UTC)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0].astimezone(tz)

    for module in (store, order, pipeline, erasing):
        monkeypatch.setattr(module, "datetime", Clock)
    return now


def moments(count, seed):
    """Where a clock may stand: ahead, behind, back and forth, years off, around both change-overs."""
    chance = random.Random(seed)
    jumps = [YEAR * 5, -YEAR * 9, HOUR, -HOUR, timedelta(seconds=-1), timedelta(), timedelta(days=-40)]
    at = datetime(2026, 1, 5, 8, tzinfo=UTC)
    for turn in range(count):
        if turn % 5 == 4:
            at = chance.choice(CHANGES) + chance.choice([timedelta(), timedelta(seconds=2), HOUR])
        else:
            at += chance.choice(jumps)
        yield at


def published_in_order(settings, refresh, clock, count):
    """Land, erase and publish while the clock jumps; how often something was not as it has to be."""
    wrong = []
    for turn, at in enumerate(moments(count, seed=8)):
        clock[0] = at
        before = publish.number_of(settings.current)
        with Landing(settings.landing, "sample") as landing:
            landing.put(f"<notice {turn}/>".encode(), "folder", "notices", f"{turn}.xml")
        if turn % 4 == 1:
            erasing.erase(settings, open_survey_boundary(settings, at), [f"Fredrikke Nummer{turn}"])
        refresh()
        told = [receipt.landed_at for receipt in receipts(settings.landing)]
        if publish.number_of(settings.current) <= before or told != sorted(told):
            wrong.append((turn, at))
        if f'"{turn}.xml' not in (settings.current / "marts.duckdb").read_text().replace("\\", ""):
            wrong.append((turn, "not published"))
    left = [each for each in erasing.erasures(settings.landing / "erasures") if not each.done_at]
    return wrong + left


def test_a_clock_that_jumps_changes_no_order(whole, use, refresh, clock):
    settings = use(whole)
    assert published_in_order(settings, refresh, clock, 6) == []
    assert search(settings.data, ["Fredrikke Nummer1"]) == {}


@pytest.mark.prove
def test_a_clock_that_jumps_a_hundred_times_changes_no_order(whole, use, refresh, clock, proof):
    wrong = published_in_order(use(whole), refresh, clock, 100)
    proof("publications while the clock jumps", published=100 - len(wrong), out_of_order=len(wrong))
    assert wrong == []
