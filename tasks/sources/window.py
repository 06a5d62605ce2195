"""Windows of calendar days, and what an index answers when it is asked for one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from tasks.http.errors import SourceChangedError

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Window:
    """Calendar days, first and last included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + DAY * at for at in range((self.last - self.first).days + 1)]

    def parts(self, wanted: int) -> list["Window"]:
        """The window in about so many parts of whole days, oldest first."""
        days = self.days()
        size = max(1, len(days) // max(wanted, 2))
        return [Window(days[at], days[min(at + size, len(days)) - 1]) for at in range(0, len(days), size)]


@dataclass(frozen=True)
class Hit:
    """A row of an index: what it is called, the days it may count under, and what is said of its buyers."""

    key: str
    days: frozenset[date]
    published_on: date | None = None
    buyers: tuple[tuple[str | None, str], ...] = ()
    issue: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Page:
    """One answer: rows announced for the whole window, the rows it holds, and how to ask for the next."""

    announced: int
    hits: Sequence[Hit]
    onward: str | None = None


def whole(source: str, rows: Sequence[Any], hit_of: Callable[[Any], Hit | None]) -> list[Hit]:
    """The rows that are what they should be. One that is not is left out, so that the walk does not add up.

    Raises:
        SourceChangedError: none is.
    """
    hits = [hit for row in rows if (hit := hit_of(row)) is not None]
    if rows and not hits:
        raise SourceChangedError(
            f"{source}: no row of its index has the form that is known here. Compare with its documentation."
        )
    return hits


def texts(value: Any) -> list[str]:
    """What a row says in a place for several texts, also where it holds one alone, a number, or nothing."""
    alone = [value] if isinstance(value, str | int) else value or []
    return [str(each) for each in alone if each is not None]


class Index(Protocol):
    """What a source has to offer to be walked."""

    page_size: int
    cap: int | None
    numbers: tuple[str, ...]
    """The organisation numbers that the next question is about, where the index has to be asked for some."""

    def ask(self, window: Window, onward: str | None = None) -> Page:
        """One page of a window, the first or the one that a page before pointed to."""


def windows(days: Sequence[date], longest: int) -> list[Window]:
    """Days as windows of neighbours, oldest first, none longer than so many days."""
    found: list[Window] = []
    for day in sorted(days):
        if found and day - found[-1].last == DAY and len(found[-1].days()) < longest:
            found[-1] = Window(found[-1].first, day)
        else:
            found.append(Window(day, day))
    return found
