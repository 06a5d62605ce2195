"""Pull TED's packages, and hold each against TED's own index: the same publication numbers, or a named difference."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Literal

from schemas.settings import Settings
from tasks.http.errors import SourceError
from tasks.landing.durable import PART
from tasks.landing.store import Completeness, Landing, Receipt, object_path, receipts
from tasks.pull.budget import Budget
from tasks.pull.closed import GROWING, SETTLED, TOTALS, ClosedDays
from tasks.pull.notices import PATIENCE
from tasks.pull.walk import confirmed_empty, walk
from tasks.sources.selection import EVERYBODY
from tasks.sources.ted import EVERYWHERE, Ted
from tasks.sources.ted_packages import TedPackages, daily, numbers_in
from tasks.sources.window import Hit, Window

SHOWN = 10
"""Publication numbers that are named when a package and the index differ."""

Size = Literal["daily", "monthly"]


@dataclass(frozen=True)
class Announced:
    """What the index says a window has."""

    hits: dict[str, Hit]
    completeness: Completeness
    reason: str


class PackagePull:
    """One pull of packages: what receipts say is missing, oldest first."""

    def __init__(self, landing: Landing, settings: Settings, size: Size) -> None:
        self.landing, self.size = landing, size
        self.index, self.packages = Ted(settings, EVERYWHERE), TedPackages(settings)
        self.folder = landing.objects.parent
        for left in landing.objects.glob(f"{PART}*"):  # of a pull that was killed: none runs beside this one
            left.unlink()
        every = list(receipts(self.folder))
        self.budget = Budget(every, (*self.index.hosts, self.packages.host), settings.requests_per_day)
        own_receipts = [receipt for receipt in every if receipt.source == self.packages.name]
        told = {receipt.key: receipt.sha256 for receipt in own_receipts if receipt.sha256}
        self.landed = {key: sha256 for key, sha256 in told.items() if object_path(self.folder, sha256).exists()}
        self.closed = ClosedDays(own_receipts, EVERYBODY, settings.ted_settle_days)
        self.settle = timedelta(days=settings.ted_settle_days)
        self.brought: list[Receipt] = []

    def missing(self, asked: Window) -> list[Window]:
        """Days, or whole months that are over, of which any day is not closed."""
        today, closed = datetime.now(UTC).date(), self.closed.numbers_by_day().keys()
        if self.size == "daily":
            return [Window(day, day) for day in asked.days() if day not in closed and day <= today]
        months = [list(days) for _, days in groupby(asked.days(), key=lambda day: (day.year, day.month))]
        whole = [month_of(days[0]) for days in months]
        return [month for month in whole if month.last < today and not closed >= set(month.days())]

    def reopen(self, asked: Window) -> Iterator[Receipt]:
        """Open closed days again of which the index announces another number now; yields the receipts that say so."""
        for each, now in self.closed.told_otherwise(self.index, asked, self.index.reach):
            yield self.note(each.window, None, set(), "mismatch", each.opened_again(now))
        if self.closed.is_checked:
            detail = {"requests_by_host": self.budget.since()}
            self.landing.note(self.packages.name, "notices", TOTALS, completeness="verified", detail=detail)

    def run(self, missing: list[Window]) -> Iterator[Receipt]:
        """Fetch and compare; yields the receipt that says how each window ended."""
        down = 0
        for window in missing:
            if spent := self.budget.spent():
                yield self.note(window, None, set(), "unavailable", spent)
                return
            receipt = self.one(window)
            down = down + 1 if receipt.completeness == "unavailable" else 0
            yield receipt
            if down >= PATIENCE:
                return

    def one(self, window: Window) -> Receipt:
        """The package of a window against what the index announces."""
        try:
            announced = self.announced(window)
            if not announced.hits and self.size == "daily":
                return self.note(window, announced, set(), announced.completeness, announced.reason)
            members = self.members(self.key(window, announced))
        except SourceError as error:
            return self.note(window, None, set(), "unavailable", str(error))
        if announced.completeness != "verified":
            return self.note(window, announced, members, announced.completeness, announced.reason)
        lacking, beyond = sorted(announced.hits.keys() - members), sorted(members - announced.hits.keys())
        if not lacking and not beyond:
            return self.note(window, announced, members, "verified", "")
        reason = (
            f"the package lacks {len(lacking)} of the index ({', '.join(lacking[:SHOWN])}) "
            f"and has {len(beyond)} beyond it ({', '.join(beyond[:SHOWN])})"
        )
        return self.note(window, announced, members, "mismatch", reason)

    def announced(self, window: Window) -> Announced:
        """Walk the index of all countries over the window."""
        hits: dict[str, Hit] = {}
        ended: set[Completeness] = set()
        reasons = []
        for part in walk(self.index, window):
            hits |= part.hits
            empty = part.completeness == "empty_unconfirmed" and confirmed_empty(self.index, part.window)
            ended.add("verified" if empty else part.completeness)
            reasons += [part.reason] if part.reason else []
        worst: Completeness = "verified"
        for each in ("empty_unconfirmed", "mismatch", "unavailable"):
            worst = each if each in ended else worst
        return Announced(hits, worst, "; ".join(reasons))

    def key(self, window: Window, announced: Announced) -> str:
        """What TED calls the package of the window.

        Raises:
            SourceError: the index does not say which issue of the OJ S the day has.
        """
        if self.size == "monthly":
            return f"monthly/{window.first.year}-{window.first.month}"
        issues = {hit.issue for hit in announced.hits.values() if hit.issue}
        if len(issues) != 1:
            raise SourceError(
                f"TED's index names {len(issues)} issues of the OJ S for {window.first}: one was expected."
            )
        return daily(issues.pop())

    def members(self, key: str) -> set[str]:
        """The publication numbers of a package, which lands where it has not yet."""
        if sha256 := self.landed.get(key):
            return set(numbers_in(object_path(self.folder, sha256)))
        part = self.landing.objects / f"{PART}{secrets.token_hex(8)}"
        try:
            found = self.packages.fetch(key, part)
            self.brought.append(self.landing.adopt(part, self.packages.name, "notices", key))
        finally:
            part.unlink(missing_ok=True)
        return found

    def note(
        self, window: Window, announced: Announced | None, members: set[str], ended: Completeness, reason: str
    ) -> Receipt:
        """Write how a window ended."""
        settled = window.last + self.settle <= datetime.now(UTC).date()
        detail = {"selection": EVERYBODY.name, "reason": reason, "requests_by_host": self.budget.since()}
        receipt = self.landing.note(
            self.packages.name,
            "notices",
            SETTLED if settled else GROWING,
            completeness=ended,
            window_from=window.first.isoformat(),
            window_to=window.last.isoformat(),
            announced=len(announced.hits) if announced else None,
            received=len(members),
            distinct=len(members),
            detail=detail,
        )
        self.landing.sync()
        return receipt


def month_of(day: date) -> Window:
    """The month that a day is in."""
    first = day.replace(day=1)
    return Window(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
