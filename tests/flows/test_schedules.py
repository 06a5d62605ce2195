"""Schedules around a clock change: as many runs as on any other day, at the same distance. Prefect's own dates."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

from flows.declared import PREFECT_YAML, read_strictly
from tasks.landing.store import Receipt
from tasks.prefect.silence import allowed, days_of_silence

OSLO = ZoneInfo("Europe/Oslo")
DECLARED = [
    pytest.param(schedule, id=f"{entry['name']}-{schedule['slug']}")
    for entry in read_strictly(PREFECT_YAML)["deployments"]
    for schedule in entry.get("schedules", [])
]


def clock_changes(first, last):
    """Every midnight UTC whose day changes the clock in Oslo."""
    days = (datetime(first, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range((last - first + 1) * 366))
    return [day for day in days if day.astimezone(OSLO).dst() != (day + timedelta(days=1)).astimezone(OSLO).dst()]


def dates(schedule, start, end):
    made = (
        CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
        if "cron" in schedule
        else IntervalSchedule(
            interval=timedelta(seconds=schedule["interval"]),
            anchor_date=datetime.fromisoformat(schedule["anchor_date"]),
            timezone=schedule["timezone"],
        )
    )
    return asyncio.run(made.get_dates(5_000, start, end))


def test_there_are_two_clock_changes_a_year():
    assert len(clock_changes(2026, 2036)) == 22


@pytest.mark.parametrize("schedule", DECLARED)
def test_a_clock_change_adds_and_drops_no_run(schedule):
    for day in clock_changes(2026, 2036):
        there = dates(schedule, day, day + timedelta(days=1, microseconds=-1))
        other = dates(schedule, day + timedelta(days=7), day + timedelta(days=8, microseconds=-1))
        if "* * *" in schedule.get("cron", "* * *"):
            assert [date + timedelta(days=7) for date in there] == other
        assert len(set(there)) == len(there)


def test_a_local_hour_would_be_dropped_or_doubled():
    """Why the schedules are in UTC: the same cron in Oslo is off by an hour for half the year."""
    local = {"cron": "30 2 * * *", "timezone": "Europe/Oslo"}
    changes = clock_changes(2026, 2036)
    there = [dates(local, day, day + timedelta(days=1, microseconds=-1)) for day in changes]
    assert any(len(found) != 1 or found[0].astimezone(OSLO).hour != 2 for found in there)


def test_silence_is_counted_in_whole_days_whatever_the_clock_does():
    """Receipts are in UTC, so a day of 23 or 25 hours is no shorter and no longer silence."""
    said = [
        Receipt("ted", "notices", "a", None, 0, "2026-03-27T12:00:00+00:00"),
        Receipt("ted", "notices", "b", None, 0, "2026-03-28T12:00:00+00:00", completeness="unavailable"),
        Receipt("folder", "notices", "c", None, 0, "2020-01-01T00:00:00+00:00"),
    ]
    assert days_of_silence(said, datetime(2026, 3, 31, 11, 59, tzinfo=UTC)) == {"ted": 3}
    assert days_of_silence(said, datetime(2026, 3, 31, 12, 0, tzinfo=UTC)) == {"ted": 4}


def test_a_register_asked_monthly_is_not_silent_after_days():
    assert [allowed(source, 4) for source in ("ted", "brreg", "klass", "pxweb")] == [4, 35, 35, 35]
