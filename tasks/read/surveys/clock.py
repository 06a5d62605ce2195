"""When a submission was made: the zone it says, or Norwegian time, and which of the two it was."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tasks.read.surveys.export import header

NORWAY = ZoneInfo("Europe/Oslo")
CLOCKS = ("%H.%M.%S", "%H:%M:%S", "%H.%M", "%H:%M")
FORMATS = (
    *(f"%d.%m.%Y{between}{clock}" for between in (" kl. ", " ", ", ", " kl ") for clock in CLOCKS),
    "%d.%m.%Y",
    *(f"%Y/%m/%d {clock}" for clock in CLOCKS),
    "%Y/%m/%d",
)
NO_TIME = re.compile(r"^(?:1980-01-01|0001-01-01)(?!\d)")
"""What LimeSurvey and Questback write where an anonymous survey keeps no time."""
GOOGLE = re.compile(
    r"^(?P<day>\d{4}/\d\d?/\d\d?) (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)? (?P<zone>[A-Z]+(?:[+-]\d\d?(?::?\d\d)?)?)$",
    re.IGNORECASE,
)
"""`2024/03/06 3:41:11 PM GMT+1`, as in the CSV that Google Forms itself gives."""
ZONES = {"UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3}
OFFSET = re.compile(r"^(?:GMT|UTC)(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?$")
SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial date has no zone
EARLIEST, LATEST = 2000, 2100


class Moment(NamedTuple):
    """A point in time, UTC, without zone as the tables hold it; its local day; whether the zone was assumed."""

    at: datetime
    on: str
    is_assumed: bool


def moment(text: str, date_format: str | None) -> Moment | None:
    """Read a time as a survey tool writes it; None when it cannot be read for certain.

    Args:
        text: ISO 8601, `06.09.2025 kl. 15.37.20`, `06.03.2024 15:03`, or an Excel serial day.
        date_format: what the codebook declares, in Python's `strptime` signs; then nothing else is tried.
    """
    found = parsed(text, date_format)
    if found is None or not EARLIEST <= found.year < LATEST:
        return None
    local = found.astimezone(NORWAY) if found.tzinfo else found.replace(tzinfo=NORWAY)
    return Moment(local.astimezone(UTC).replace(tzinfo=None), local.date().isoformat(), found.tzinfo is None)


def parsed(text: str, date_format: str | None) -> datetime | None:
    """The time as written, with its zone if it says one."""
    text = header(text)
    if date_format is None and SERIAL.match(text):
        seconds = round(float(text) * 86_400)
        return EXCEL_EPOCH + timedelta(seconds=seconds)
    if date_format is None:
        if found := GOOGLE.match(text):
            return google_time(found)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    for form in (date_format,) if date_format else FORMATS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is settled by the caller
        except ValueError:
            continue
    return None


def google_time(found: re.Match[str]) -> datetime | None:
    """A time with its zone; None where the zone is not known or the clock shows no such time."""
    zone = zone_of(found["zone"].upper())
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    if zone is None:
        return None
    try:
        year, month, day = map(int, found["day"].split("/"))
        return datetime(year, month, day, hour, int(found["minute"]), int(found["second"] or 0), tzinfo=zone)
    except ValueError:
        return None


def zone_of(name: str) -> timezone | None:
    """`GMT+1`, `UTC-03:30`, `CET`; None for another."""
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    if (found := OFFSET.match(name)) is None:
        return None
    away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return timezone(-away if found["sign"] == "-" else away)


def keeps_no_time(text: str) -> bool:
    """Whether a tool writes this where it keeps no time of an anonymous answer."""
    return NO_TIME.match(text) is not None
