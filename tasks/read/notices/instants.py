"""A date with a time and an offset is an instant, and is told in the time of Oslo; a date alone is never shifted."""

import polars as pl

from tasks.read.notices.values import NOTHING

PAIRS = {
    "lots": (
        ("tender_deadline_on", "tender_deadline_time"),
        ("participation_deadline_on", "participation_deadline_time"),
    ),
    "notices": (("dispatched_on", "dispatched_time"),),
}
"""Dates that may have a time beside them, and that time."""
ZONE = "Europe/Oslo"
DATE = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?$"
TIME = r"^([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$"
OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2})$"


def in_oslo(name: str, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts of a table with each instant as date and time of Oslo.

    The offset is that of the time, else that of the date. What has none, or cannot be read, stays as it is written.
    """
    for date, time in PAIRS.get(name, ()):
        moment = instant(date, time)
        if texts.select(moment.is_not_null().any()).item():
            told = {date: moment.dt.strftime("%Y-%m-%d"), time: moment.dt.strftime("%H:%M:%S")}
            texts = texts.with_columns(pl.coalesce(text, pl.col(column)).alias(column) for column, text in told.items())
    return texts


def instant(date: str, time: str) -> pl.Expr:
    """The time in Oslo of what two columns say together; null where it is no instant."""
    offset = pl.coalesce(pl.col(time).str.extract(OFFSET), pl.col(date).str.extract(OFFSET)).replace("Z", "+00:00")
    day, hour = pl.col(date).str.extract(DATE), pl.col(time).str.extract(TIME)
    hour = pl.when(hour.str.len_chars() == len("00:00")).then(hour + ":00").otherwise(hour)
    written = pl.concat_str(day, pl.lit("T"), hour, offset)
    moment = written.str.to_datetime("%Y-%m-%dT%H:%M:%S%:z", strict=False, time_unit="us").dt.convert_time_zone(ZONE)
    return pl.when(day.str.to_date("%Y-%m-%d", strict=False) != NOTHING).then(moment)
