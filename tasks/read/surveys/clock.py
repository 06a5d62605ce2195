"""When a submission was made: the zone it says, or Norwegian time, and which of the two it was."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

NORWAY = ZoneInfo("Europe/Oslo")
FORMATS = ("%d.%m.%Y kl. %H.%M.%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y")
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
    if date_format is None and SERIAL.match(text):
        seconds = round(float(text) * 86_400)
        return EXCEL_EPOCH + timedelta(seconds=seconds)
    if date_format is None:
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
