"""An instant is told in the time of Oslo; a date alone stays the day that is written."""

import polars as pl
import pytest

from tasks.read.notices.instants import in_oslo
from tasks.read.notices.tables import TABLES


def told(date, time):
    texts = pl.DataFrame({name: [None] for name in TABLES["lots"]}, schema=dict.fromkeys(TABLES["lots"], pl.String))
    lots = in_oslo(
        "lots",
        texts.with_columns(tender_deadline_on=pl.lit(date, pl.String), tender_deadline_time=pl.lit(time, pl.String)),
    )
    return lots.select("tender_deadline_on", "tender_deadline_time").row(0)


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("2024-06-16+00:00", "22:00:00+00:00", ("2024-06-17", "00:00:00")),
        ("2024-06-16Z", "10:00:00Z", ("2024-06-16", "12:00:00")),
        ("2024-01-16Z", "11:00:00.000Z", ("2024-01-16", "12:00:00")),
        ("2024-06-16", "23:30:00Z", ("2024-06-17", "01:30:00")),
        ("2024-06-16+00:00", "23:30", ("2024-06-17", "01:30:00")),
        ("2024-06-17+02:00", "00:00:00+02:00", ("2024-06-17", "00:00:00")),
        ("2024-06-17+03:00", "00:30:00+03:00", ("2024-06-16", "23:30:00")),
        ("2024-03-31+01:00", "01:59:00+01:00", ("2024-03-31", "01:59:00")),
        ("2024-03-31+01:00", "02:00:00+01:00", ("2024-03-31", "03:00:00")),
        ("2024-10-27+00:00", "00:30:00+00:00", ("2024-10-27", "02:30:00")),
        ("2024-10-27+00:00", "01:30:00+00:00", ("2024-10-27", "02:30:00")),
        ("2024-12-31+00:00", "23:30:00+00:00", ("2025-01-01", "00:30:00")),
    ],
)
def test_a_date_with_a_time_and_an_offset_is_told_in_the_time_of_oslo(date, time, expected):
    assert told(date, time) == expected


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2024-06-16+00:00", None),
        ("2024-06-16", "22:00:00"),
        ("2024-06-16Z", "noon"),
        ("2024-06-31Z", "22:00:00Z"),
        ("2000-01-01Z", "23:59:00Z"),
        (None, "22:00:00Z"),
        ("20240616", "22:00"),
    ],
)
def test_what_is_no_instant_stays_as_it_is_written(date, time):
    assert told(date, time) == (date, time)
