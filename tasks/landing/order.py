"""Names that sort in the order in which they were given, whatever the clock says."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

STAMP = "%Y%m%dT%H%M%S.%f"
LENGTH = 22


def stamp_after(names: Iterable[str], *others: datetime | None) -> datetime:
    """Now, or where the clock is behind something that was written down, right after that.

    Args:
        names: names that begin with a stamp; those that do not are somebody else's.
        others: other times that it must be after.
    """
    found = [each for each in others if each]
    for name in names:
        with suppress(ValueError):
            found.append(datetime.strptime(name[:LENGTH], STAMP).replace(tzinfo=UTC))
    return max([datetime.now(UTC), *(each + timedelta(microseconds=1) for each in found)])
