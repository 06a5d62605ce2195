"""Pull notices from a source: which days are missing, by receipts alone; oldest first; a verdict for each window.

A day is closed by receipts that call it verified, were written when no late notice was to be expected any more, and
wanted and asked for all that is wanted now. Everything else is asked for again by the next run. Notices that have
landed are not downloaded twice, so that a run that was cut off, or spent its budget, goes on where it stopped.

Evidence against an earlier verdict counts: a closed day of which the source announces another number is opened again,
and a notice that is not what its row of the index says keeps its day open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Protocol

from tasks.http.client import Host
from tasks.http.errors import SourceChangedError, SourceError, SourceRefusedError, SourceUnavailableError
from tasks.landing.store import Completeness, Landing, Receipt, object_path, receipts
from tasks.pull.budget import Budget
from tasks.pull.closed import GROWING, MORE_BUYERS, SELECTION, SETTLED, TOTALS, ClosedDays
from tasks.pull.contradictions import contradictions
from tasks.pull.unavailable import GONE, UnavailableNotices
from tasks.pull.walk import Walk, confirmed_empty, edges_hold, walk
from tasks.sources.selection import Selection
from tasks.sources.window import Hit, Index, Window, windows

WEEK = 7
PATIENCE = 2
"""Windows in a row that may be unavailable before a source is left alone until the next run."""
PATIENCE_WITH_NOTICES = 10
"""Notices in a row that may be. More than for windows: single ones can be broken for good, and must block nothing."""
CONTRADICTS = "contradicts_index"
"""Key in a receipt's detail: what the notice says otherwise than the row of the index that led to it."""
TRIES = 3
"""Times that pieces are held against their whole: a notice may come in between."""


class Source(Index, Protocol):
    """An index whose notices can be fetched."""

    name: str
    settle_days: int
    reach: timedelta | None
    """How far back the index has everything; None where it lets go of nothing."""
    most_numbers: int
    """Organisation numbers that fit one question; 0 where the index has everybody without being asked for them."""

    @property
    def hosts(self) -> tuple[Host, ...]:
        """The hosts that it asks."""

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
        every = list(receipts(self.landing.objects.parent))
        self.budget = Budget(every, self.source.hosts, self.requests_per_day)
        own_receipts = [receipt for receipt in every if receipt.source == self.source.name]
        newest = {receipt.key: receipt for receipt in own_receipts if receipt.sha256}
        self.landed = {key for key, receipt in newest.items() if not receipt.detail.get(CONTRADICTS)}
        self.listed = self.selection.listed if self.source.most_numbers else frozenset()
        self.closed = ClosedDays(own_receipts, self.selection, self.source.settle_days)
        self.fetch_again(receipt for receipt in newest.values() if not self.is_there(receipt))
        self.asked = self.closed.numbers_by_day()
        self.unavailable = UnavailableNotices(self.landing, self.source.name, own_receipts)
        self.is_told = self.selection.is_all or any(
            each.key == SELECTION + self.selection.name for each in own_receipts
        )
        self._gives: bool | None = None
        self._edges_hold = False
        self._lost = 0
        self.brought: list[Receipt] = []

    def is_there(self, receipt: Receipt) -> bool:
        """Whether what landed is there still."""
        return object_path(self.landing.objects.parent, str(receipt.sha256)).exists()

    def fetch_again(self, lost: Iterable[Receipt]) -> None:
        """Count notices whose bytes were lost as not landed, and open the days they count under."""
        for receipt in lost:
            self.landed.discard(receipt.key)
            for told in receipt.detail.get("days", ()):
                day = date.fromisoformat(told)
                self.closed.open(Window(day, day), frozenset())

    def left(self, day: date) -> tuple[str, ...]:
        """The listed numbers that a day was not yet asked for, in order."""
        return tuple(sorted(self.listed - self.asked.get(day, frozenset())))

    def rounds(self, missing: Iterable[Window]) -> int:
        """Times that windows are walked at the most, since not all numbers fit one question."""
        lacking = max((len(self.left(window.first)) for window in missing), default=0)
        return max(1, ceil(lacking / max(self.source.most_numbers, 1)))

    def reopen(self, asked: Window) -> Iterator[Receipt]:
        """Open closed days again of which the source announces another number now; yields the receipts that say so."""
        for each, now in self.closed.told_otherwise(self.source, asked, self.source.reach):
            self.asked = self.closed.numbers_by_day()
            yield self.note(Walk(each.window, "mismatch", announced=now, reason=each.opened_again(now)))
        if self.closed.is_checked:
            detail = {"requests_by_host": self.budget.since()}
            self.landing.note(self.source.name, "notices", TOTALS, completeness="verified", detail=detail)

    def forget(self, asked: Window) -> None:
        """Ask for days whatever was said of them before."""
        for day in asked.days():
            self.asked.pop(day, None)

    def missing(self, asked: Window) -> list[Window]:
        """The windows that are not closed, oldest first; the future has none."""
        today = datetime.now(UTC).date()
        return self.in_windows(
            day for day in asked.days() if day <= today and (day not in self.asked or self.left(day))
        )

    def in_windows(self, days: Iterable[date]) -> list[Window]:
        """Days as windows whose days have all settled, or all may grow, and lack the same: one receipt says it."""
        grown = datetime.now(UTC).date() - timedelta(days=self.source.settle_days)
        alike: dict[tuple[object, ...], list[date]] = defaultdict(list)
        for day in days:
            alike[day <= grown, self.left(day)].append(day)
        return sorted(window for some in alike.values() for window in windows(some, WEEK))

    def run(self, missing: Iterable[Window]) -> Iterator[Receipt]:
        """Walk each window and land its notices; yields the receipt that says how each part of it ended.

        Where not all numbers fit one question, days that were verified are asked for again with the next ones.

        Raises:
            SourceError: the source refuses us or has changed, so that going on makes no sense; its window is marked.
        """
        if not self.is_told:
            fields = {"completeness": "empty_unconfirmed", "detail": self.selection.told()}  # nobody was heard yet
            self.landing.note(self.source.name, "notices", SELECTION + self.selection.name, **fields)
        down, missing = 0, list(missing)
        while missing:
            before = {day: self.left(day) for window in missing for day in window.days()}
            for window in missing:
                self.source.numbers = self.left(window.first)[: self.source.most_numbers]
                for part in self.walk(window):
                    receipt = self.close(part)
                    down = down + 1 if part.completeness == "unavailable" else 0
                    yield receipt
                    if self.budget.spent() or down >= PATIENCE or self._lost >= PATIENCE_WITH_NOTICES:
                        return
            missing = self.in_windows(day for day, left in before.items() if self.left(day) not in {left, ()})

    def walk(self, window: Window) -> list[Walk]:
        """Walk a window; hold the source's idea of first and last day against ours once; confirm what is empty."""
        if spent := self.budget.spent():
            return [Walk(window, "unavailable", reason=spent)]
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
            if spent := self.budget.spent():
                return self.note(replace(part, completeness="unavailable", reason=spent))
            try:
                part = self.land(hit, part)
                self._lost, self._gives = 0, True
            except (SourceUnavailableError, SourceChangedError) as error:
                self._lost += 1
                part = replace(part, completeness="unavailable", reason=str(error))
            except SourceRefusedError as error:
                if error.status in {401, 403}:
                    self.note(replace(part, completeness="unavailable", reason=str(error)))
                    raise
                part = self.without(hit, part, error)
        return self.note(part)

    def land(self, hit: Hit, part: Walk) -> Walk:
        """Fetch a notice and land it; gives what its window is with it: open, where it is not what its row says."""
        data = self.source.fetch(hit)
        published = hit.published_on.isoformat() if hit.published_on else None
        days = sorted(day.isoformat() for day in hit.days)
        detail: dict[str, object] = {
            "published_on": published,
            "days": days,
            "requests_by_host": self.budget.since(),
        }
        if found := contradictions(hit, data):
            detail[CONTRADICTS] = found
        self.brought.append(self.landing.put(data, self.source.name, "notices", hit.key, detail=detail))
        if not found:
            self.landed.add(hit.key)
            return part
        reason = f"{hit.key} is not what the index says: {'; '.join(found)}"
        ended: Completeness = "unavailable" if part.completeness == "unavailable" else "mismatch"
        return replace(part, completeness=ended, reason="; ".join(filter(None, [part.reason, reason])))

    def without(self, hit: Hit, part: Walk, refused: SourceRefusedError) -> Walk:
        """What a window is without a notice that is refused: open, until the source has said often that it has none.

        That it says so of this one is counted only while it gives others.
        """
        if refused.status not in GONE or not self.gives_others():
            self._lost += 1
            return replace(part, completeness="unavailable", reason=str(refused))
        is_believed, reason = self.unavailable.record(hit, refused.status, self.budget.since())
        if is_believed:
            return replace(part, reason="; ".join(filter(None, [part.reason, reason])))
        return replace(part, completeness="unavailable", reason=f"{reason}. {refused}")

    def gives_others(self) -> bool:
        """Whether the source gives a notice that it gave before; found out once in a pull."""
        if self._gives is None and self.landed:
            try:
                self.source.fetch(Hit(max(self.landed), frozenset()))
                self._gives = True
            except SourceError:
                self._gives = False
        return bool(self._gives)

    def note(self, part: Walk) -> Receipt:
        """Write how a window ended."""
        is_grown = part.window.last + timedelta(days=self.source.settle_days) <= datetime.now(UTC).date()
        has_more = len(self.left(part.window.first)) > len(self.source.numbers)
        detail = {"selection": self.selection.name, "reason": part.reason, "requests_by_host": self.budget.since()}
        receipt = self.landing.note(
            self.source.name,
            "notices",
            GROWING if not is_grown else MORE_BUYERS if has_more else SETTLED,
            completeness=part.completeness,
            window_from=part.window.first.isoformat(),
            window_to=part.window.last.isoformat(),
            announced=part.announced,
            received=part.received,
            distinct=part.distinct,
            detail=detail | ({"asked": list(self.source.numbers)} if self.source.numbers else {}),
        )
        self.landing.sync()
        for day in part.window.days() if part.completeness == "verified" else ():
            self.asked[day] = self.asked.get(day, frozenset()) | frozenset(self.source.numbers)
        return receipt
