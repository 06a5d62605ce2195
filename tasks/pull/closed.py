"""Which days need not be asked for again, by receipts alone; and which of them the source tells otherwise by now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tasks.http.errors import SourceUnavailableError
from tasks.landing.store import Receipt
from tasks.pull.walk import ask
from tasks.sources.selection import ALL, Selection
from tasks.sources.window import DAY, Index, Window

SETTLED = "window, settled"
GROWING = "window, may grow"
MORE_BUYERS = "window, more buyers to ask for"
"""Settled, but the question had room for some of the listed buyers only: it closes the day for those."""
SELECTION = "selection "
"""How the key of a receipt begins that tells whom a selection wants."""
TOTALS = "totals of closed days"
"""The key of a receipt that says that every closed day was held against the source's totals."""
TOTALS_AFTER = timedelta(days=6)
"""Time after which closed days are held against the source's totals again: a repaired index is seen within a week."""
NARROWEST = 7
AGE_PER_DAY = 4
"""The wider question over closed days covers a quarter of their age: what is old changes seldom."""

Numbers = frozenset[str]


@dataclass(frozen=True, order=True)
class ClosedWindow:
    """A window that is closed as a whole: how many rows it announced then, to a question about these numbers."""

    window: Window
    announced: int
    numbers: Numbers = frozenset()

    def opened_again(self, now: int) -> str:
        """Why it is opened again, where so many rows are announced now."""
        return f"{self.announced} were announced when it was closed, now {now}: opened again"


def window_of(receipt: Receipt) -> Window:
    """The window that a receipt speaks of."""
    return Window(*(date.fromisoformat(day or "") for day in (receipt.window_from, receipt.window_to)))


class ClosedDays:
    """Days that were verified when they could no longer grow, and of which everything that is wanted now was landed.

    The newest answer stands: a later one that does not verify a day opens it again.
    """

    def __init__(self, receipts: Iterable[Receipt], selection: Selection, settle_days: int) -> None:
        receipts = list(receipts)
        self._selection, self._settle = selection, timedelta(days=settle_days)
        self._known = {receipt.key: receipt.detail for receipt in receipts if receipt.key.startswith(SELECTION)}
        self._covered = {ALL: date.max, selection.name: date.max}
        self._by: dict[date, dict[Numbers, Receipt]] = defaultdict(dict)
        self.checked_at: datetime | None = None
        """When the closed days were last held against the source's totals, or the first of them was closed."""
        self.is_checked = False
        """Whether all of them were held against the totals just now."""
        for receipt in receipts:
            self._add(receipt)

    def _add(self, receipt: Receipt) -> None:
        written = datetime.fromisoformat(receipt.landed_at)
        if receipt.key == TOTALS:
            self.checked_at = written
        if receipt.key not in {SETTLED, MORE_BUYERS}:
            return
        window = window_of(receipt)
        numbers = frozenset(receipt.detail.get("asked", ()))
        if receipt.completeness != "verified":
            self.open(window, numbers)
            return
        name = str(receipt.detail.get("selection"))
        if name not in self._covered:
            of_then = None if self._selection.is_all else self._known.get(SELECTION + name)
            self._covered[name] = self._selection.covered_before(of_then) if of_then else date.min
        for day in window.days():
            if day < self._covered[name] and day + self._settle <= written.date():
                self._by[day][numbers] = receipt
                self.checked_at = self.checked_at or written

    def open(self, window: Window, numbers: Numbers) -> None:
        """Open the days of a window again for what was asked about these numbers."""
        for day in window.days():
            held = self._by.get(day, {})
            self._by[day] = {
                asked: receipt for asked, receipt in held.items() if asked and numbers and not asked & numbers
            }

    def numbers_by_day(self) -> dict[date, Numbers]:
        """The closed days, each with the organisation numbers the index was asked for, where it had to be."""
        return {day: frozenset().union(*held) for day, held in self._by.items() if held}

    def windows(self) -> list[ClosedWindow]:
        """What was closed by one answer and is so whole, so that its total can be held against today's."""
        days: dict[tuple[str, Numbers], list[tuple[date, Receipt]]] = defaultdict(list)
        for day, held in self._by.items():
            for numbers, receipt in held.items():
                days[f"{receipt.landed_at} {receipt.window_from}", numbers].append((day, receipt))
        found = []
        for (_, numbers), some in days.items():
            receipt = some[0][1]
            window = window_of(receipt)
            if receipt.announced is not None and len(some) == len(window.days()):
                found.append(ClosedWindow(window, receipt.announced, numbers))
        return sorted(found)

    def told_otherwise(
        self, index: Index, asked: Window, reach: timedelta | None
    ) -> Iterator[tuple[ClosedWindow, int]]:
        """Closed windows of which the index announces another number now, with that number; each is opened again.

        A source that is down opens nothing: the walk will say that it is.

        Args:
            index: the source.
            asked: the days that are held against it.
            reach: how far back the index has everything, if not all the way.
        """
        today = datetime.now(UTC).date()
        oldest = max(asked.first, today - reach) if reach else asked.first
        within = [each for each in self.windows() if oldest <= each.window.first and each.window.last <= asked.last]
        try:
            for span in spans(within, today):
                index.numbers = tuple(sorted(span[0].numbers))
                for each, now in differing(index, span):
                    self.open(each.window, each.numbers)
                    yield each, now
        except SourceUnavailableError:
            return
        self.is_checked = all(asked.first <= day <= asked.last for day, held in self._by.items() if held)

    def is_check_due(self) -> bool:
        """Whether closed days were not held against the source's totals for most of a week."""
        return self.checked_at is not None and datetime.now(UTC) - self.checked_at >= TOTALS_AFTER


def spans(closed: Iterable[ClosedWindow], today: date) -> Iterator[list[ClosedWindow]]:
    """Closed windows that follow each other, in stretches that are the longer the older they are."""
    run: list[ClosedWindow] = []
    for each in sorted(closed, key=lambda each: (sorted(each.numbers), each.window)):
        if run:
            widest = max(NARROWEST, (today - run[0].window.first).days // AGE_PER_DAY)
            is_next = each.numbers == run[-1].numbers and each.window.first - run[-1].window.last == DAY
            if not is_next or (each.window.last - run[0].window.first).days >= widest:
                yield run
                run = []
        run.append(each)
    if run:
        yield run


def differing(index: Index, span: Sequence[ClosedWindow]) -> Iterator[tuple[ClosedWindow, int]]:
    """The windows of a span of which another number is announced now, with that number: halved until they are found."""
    now = ask(index, Window(span[0].window.first, span[-1].window.last)).announced
    if now == sum(each.announced for each in span):
        return
    if len(span) == 1:
        yield span[0], now
        return
    middle = len(span) // 2
    yield from differing(index, span[:middle])
    yield from differing(index, span[middle:])
