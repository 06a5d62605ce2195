"""Pull notices from a source: which days are missing, by receipts alone; oldest first; a verdict for each window.

A day is closed by a receipt that calls it verified, was written when no late notice was to be expected any more, and
under the same selection. Everything else is asked for again by the next run. Notices that have landed are not
downloaded twice, so that a run that was cut off, or spent its budget, goes on where it stopped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from tasks.landing import Landing, Receipt, receipts
from tasks.selection import ALL, Selection
from tasks.walk import Walk, confirmed_empty, edges_hold, walk
from tasks.window import Hit, Index, Window, windows
from tasks.wire.errors import SourceChangedError, SourceError, SourceRefusedError, SourceUnavailableError

WEEK = 7
PATIENCE = 2
"""Windows in a row that may be unavailable before a source is left alone until the next run."""
PATIENCE_WITH_NOTICES = 10
"""Notices in a row that may be. More than for windows: single ones can be broken for good, and must block nothing."""
TRIES = 3
"""Times that pieces are held against their whole: a notice may come in between."""
SETTLED = "window, settled"
GROWING = "window, may grow"


class Source(Index, Protocol):
    """An index whose notices can be fetched."""

    name: str
    settle_days: int
    reach: timedelta | None
    """How far back the index has everything; None where it lets go of nothing."""

    @property
    def requests(self) -> int:
        """Requests made so far."""

    def fetch(self, hit: Hit) -> bytes:
        """The bytes of a notice."""


@dataclass
class Pull:
    """One pull from one source: what its receipts say, and what it spends."""

    landing: Landing
    source: Source
    selection: Selection
    requests_per_day: int

    def __post_init__(self) -> None:
        folder = self.landing.objects.parent
        told = [receipt for receipt in receipts(folder) if receipt.source == self.source.name]
        self.landed = {receipt.key for receipt in told if receipt.sha256}
        self.closed = set(closed_days(told, self.selection, self.source.settle_days))
        self._noted = self.source.requests
        self._before = spent_on(datetime.now(UTC).date(), told) - self._noted
        self._edges_hold = False
        self._lost = 0
        self.brought: list[Receipt] = []

    def missing(self, asked: Window) -> list[Window]:
        """The windows that are not closed, oldest first; the future has none.

        None holds both settled days and such as may grow: one receipt says either of all of its days.
        """
        today = datetime.now(UTC).date()
        grown = today - timedelta(days=self.source.settle_days)
        days = [day for day in asked.days() if day not in self.closed and day <= today]
        settled, growing = [day for day in days if day <= grown], [day for day in days if day > grown]
        return windows(settled, WEEK) + windows(growing, WEEK)

    def run(self, missing: Iterable[Window]) -> Iterator[Receipt]:
        """Walk each window and land its notices; yields the receipt that says how each part of it ended.

        Raises:
            SourceError: the source refuses us or has changed, so that going on makes no sense; its window is marked.
        """
        down = 0
        for window in missing:
            for part in self.walk(window):
                receipt = self.close(part)
                down = down + 1 if part.completeness == "unavailable" else 0
                yield receipt
                if self.is_spent or down >= PATIENCE or self._lost >= PATIENCE_WITH_NOTICES:
                    return

    def walk(self, window: Window) -> list[Walk]:
        """Walk a window; hold the source's idea of first and last day against ours once; confirm what is empty."""
        if self.is_spent:
            return [Walk(window, "unavailable", reason=self._spent)]
        try:
            walks = walk(self.source, window)
            self.hold_edges(walks)
            walks = [
                replace(part, completeness="verified")
                if part.completeness == "empty_unconfirmed" and confirmed_empty(self.source, part.window)
                else part
                for part in walks
            ]
            return [self.within_reach(part) for part in walks]
        except SourceUnavailableError as error:
            return [Walk(window, "unavailable", reason=str(error))]
        except SourceError as error:
            self.note(Walk(window, "unavailable", reason=str(error)))
            raise

    def within_reach(self, part: Walk) -> Walk:
        """What a walk proves: of days that the index has let go of, nothing, however well the rest adds up."""
        reach = self.source.reach
        if reach is None or part.completeness != "verified" or part.window.first >= datetime.now(UTC).date() - reach:
            return part
        reason = f"the index of {self.source.name} goes back {reach.days} days, and this is older"
        return replace(part, completeness="mismatch" if part.announced else "empty_unconfirmed", reason=reason)

    def hold_edges(self, walks: list[Walk]) -> None:
        """Make sure, once in a pull, that the source counts first and last day of a window as we do.

        Raises:
            SourceChangedError: it does not.
        """
        for part in walks:
            if self._edges_hold or part.completeness != "verified" or part.window.first == part.window.last:
                continue
            hits = list(part.hits.values())
            if not any(edges_hold(self.source, part.window, hits) for _ in range(TRIES)):
                raise SourceChangedError(
                    f"{self.source.name}: the days of {part.window.first}..{part.window.last} do not add up: the "
                    f"source counts first or last day in another way than it did. Nothing of it was closed."
                )
            self._edges_hold = True

    def close(self, part: Walk) -> Receipt:
        """Land what is wanted of a walked window, then say how it ended: without all of it, it is not closed.

        Raises:
            SourceRefusedError: the source refuses us altogether.
        """
        for hit in sorted(part.hits.values(), key=lambda hit: hit.key):
            if hit.key in self.landed or not self.selection.wants(hit):
                continue
            if self._lost >= PATIENCE_WITH_NOTICES:
                break
            if self.is_spent:
                return self.note(replace(part, completeness="unavailable", reason=self._spent))
            try:
                self.land(hit)
                self._lost = 0
            except (SourceUnavailableError, SourceChangedError) as error:
                self._lost += 1
                part = replace(part, completeness="unavailable", reason=str(error))
            except SourceRefusedError as error:
                part = replace(part, completeness="unavailable", reason=str(error))
                if error.status in {401, 403}:
                    self.note(part)
                    raise
        return self.note(part)

    def land(self, hit: Hit) -> None:
        """Fetch a notice and land it."""
        data = self.source.fetch(hit)
        published = hit.published_on.isoformat() if hit.published_on else None
        told = {"published_on": published, "requests": self._since_last_note()}
        self.brought.append(self.landing.put(data, self.source.name, "notices", hit.key, detail=told))
        self.landed.add(hit.key)

    def note(self, part: Walk) -> Receipt:
        """Write how a window ended."""
        grown = part.window.last + timedelta(days=self.source.settle_days)
        receipt = self.landing.note(
            self.source.name,
            "notices",
            SETTLED if grown <= datetime.now(UTC).date() else GROWING,
            completeness=part.completeness,
            window_from=part.window.first.isoformat(),
            window_to=part.window.last.isoformat(),
            announced=part.announced,
            received=part.received,
            distinct=part.distinct,
            detail={"selection": self.selection.name, "reason": part.reason, "requests": self._since_last_note()},
        )
        self.landing.sync()
        return receipt

    @property
    def is_spent(self) -> bool:
        """Whether the source has been asked as often as it may be in a day."""
        return self._before + self.source.requests >= self.requests_per_day

    @property
    def _spent(self) -> str:
        return spent(self.source.name, self.requests_per_day)

    def _since_last_note(self) -> int:
        since, self._noted = self.source.requests - self._noted, self.source.requests
        return since


def spent_on(day: date, told: Iterable[Receipt]) -> int:
    """Requests that receipts of a day tell of."""
    return sum(receipt.detail.get("requests", 0) for receipt in told if receipt.landed_at[:10] == day.isoformat())


def spent(name: str, requests_per_day: int) -> str:
    """What is said where the day's budget is spent."""
    return (
        f"{name} has had its {requests_per_day} requests of today; the next run goes on from here "
        f"(BESTILLERPULS_REQUESTS_PER_DAY)."
    )


def closed_days(told: Iterable[Receipt], selection: Selection, settle_days: int) -> Iterator[date]:
    """The days that need not be asked for again: verified, when they could no longer grow, under this selection."""
    for receipt in told:
        if receipt.completeness != "verified" or receipt.sha256 or not receipt.window_from or not receipt.window_to:
            continue
        if receipt.key != SETTLED:
            continue
        if receipt.detail.get("selection") not in {ALL, selection.name}:
            continue
        written = datetime.fromisoformat(receipt.landed_at).date()
        for day in Window(date.fromisoformat(receipt.window_from), date.fromisoformat(receipt.window_to)).days():
            if day + timedelta(days=settle_days) <= written:
                yield day
