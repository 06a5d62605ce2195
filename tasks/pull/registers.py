"""Renew the public registers: each answer lands as it came, with a receipt that says whether it is all there is."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import polars as pl

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceError, SourceUnavailableError
from tasks.landing.store import Completeness, Landing, Receipt, object_path, receipts
from tasks.pull.budget import Budget
from tasks.pull.notices import PATIENCE
from tasks.pull.unavailable import GONE
from tasks.pull.walk import Walk, walk
from tasks.read.registers import reader as registers
from tasks.sources.brreg import FORMS, Brreg, Units
from tasks.sources.klass import Klass
from tasks.sources.pxweb import PxWeb
from tasks.sources.window import Window

T = TypeVar("T")

SHRUNK = 0.9
"""A list with fewer than this share of the records it had is not believed to be all."""
WITH_SUB_UNITS = ("KOMM", "FYLK")
REFUSED = {400, 404}
"""Statuses that speak of one question; every other failure is one of the register."""


class RegisterPull:
    """One renewal of every register. One that is down gets a receipt that says so, and does not stop the others."""

    def __init__(
        self,
        landing: Landing,
        settings: Settings,
        listed: frozenset[str] = frozenset(),
        accept: Collection[str] = (),
    ) -> None:
        """Know what the registers were asked and said before.

        Args:
            landing: where answers land.
            settings: addresses, paces, and the day's budget.
            listed: organisations whose sub-units are wanted beside those of municipalities and counties.
            accept: keys of questions whose answer is believed though it is much shorter than before.
        """
        self.landing, self.listed, self.accept = landing, listed, accept
        self.brreg, self.lists = Brreg(settings), lists_of(settings)
        self.hosts = [self.brreg.host, *(source.host for source in self.lists)]
        today = datetime.now(UTC).date()
        self.today = Window(today, today)
        every = list(receipts(landing.objects.parent))
        self.budget = Budget(every, self.hosts, settings.requests_per_day)
        known = [told for told in every if told.kind == "register"]
        believed = [told for told in known if told.completeness == "verified"]
        self.latest = {question(told): told for told in known if told.sha256}
        self.believed = {question(told): told for told in believed if told.sha256}
        self.announced = {told.key: told.announced for told in believed if told.announced is not None}
        self.answered: set[str] = set()
        self.down: Counter[str] = Counter()

    def run(self) -> Iterator[Receipt]:
        """Ask for everything; yields the receipt that says how each question ended."""
        for source in self.lists:
            for key, (path, asked) in source.questions.items():
                if not self.is_left(source.name):
                    yield self.whole_list(source.name, source.host, key, path, asked)
        yield from self.units()

    def is_left(self, source: str) -> bool:
        """Whether a register is left alone until the next run: it did not answer some times in a row."""
        return self.down[source] >= PATIENCE

    def ask(self, source: str, host: Host, question: Callable[[], T]) -> T:
        """Ask, unless the day's budget is spent, and count how often in a row the register did not answer.

        Raises:
            SourceError: it did not, or refused.
        """
        try:
            if spent := self.budget.spent([host]):
                self.down[source] = PATIENCE
                raise SourceUnavailableError(spent)
            answer = question()
        except SourceError as error:
            if getattr(error, "status", None) not in {*REFUSED, *GONE}:
                self.down[source] += 1
            raise
        self.down[source] = 0
        return answer

    def whole_list(self, source: str, host: Host, key: str, path: str, asked: dict[str, str]) -> Receipt:
        """Ask for a list that comes in one answer; one that has not changed is only noted.

        It is held against the last one that was believed when the same was asked: a cut list does not vouch for the
        next.
        """
        same = source, key, sorted_text(asked)
        before, believed = self.latest.get(same), self.believed.get(same)
        tag = before.detail.get("etag") if before else None
        headers = {"If-None-Match": tag} if tag else {}
        try:
            answer = self.ask(source, host, lambda: host.get(path, readable, params=asked, headers=headers))
        except SourceError as error:
            return self.note(source, key, "unavailable", detail={"reason": str(error)})
        is_same = answer.status == 304 and before is not None  # noqa: PLR2004
        count = (before.received or 0) if is_same and before else records(answer.body)
        had = (believed.received or 0) if believed else 1
        is_believed = count >= had * SHRUNK or key in self.accept
        reason = "" if is_believed else f"{count} records, where {had} were expected. {if_right(key)}"
        told = {"completeness": "verified" if is_believed else "mismatch", "received": count, "distinct": count}
        detail = {"etag": answer.headers.get("ETag") or tag, "reason": reason, "asked": asked} | self.asked()
        if is_same and before:
            kept = {"sha256": before.sha256, "size_bytes": before.size_bytes}
            return self.landing.note(source, "register", key, detail=detail, **kept, **told, **self.day())
        return self.landing.put(answer.body, source, "register", key, detail=detail, **told, **self.day())

    def units(self) -> Iterator[Receipt]:
        """Every unit of the forms that buy, the sub-units of municipalities and counties, and those that are gone."""
        over, known = set(self.listed), set[str]()
        for form in FORMS:
            if self.is_left(self.brreg.name):
                return
            receipt, found = self.search(f"units {form}", self.brreg.of_form(form))
            yield receipt
            known |= found
            over |= found if form in WITH_SUB_UNITS else set()
        for number in sorted(over):
            if self.is_left(self.brreg.name):
                return
            yield self.search(f"sub-units {number}", self.brreg.below(number))[0]
        for number in sorted((self.listed | self.ever_landed()) - known):
            if self.is_left(self.brreg.name):
                return
            yield self.one_unit(number)

    def search(self, key: str, units: Units) -> tuple[Receipt, set[str]]:
        """Walk a search, land its pages, and say how it ended.

        An empty one is believed where the same question about another had rows, and where it never had any before.
        """
        try:
            (part,) = self.ask(self.brreg.name, self.brreg.host, lambda: walked(units, self.today))
        except SourceError as error:
            return self.note(self.brreg.name, key, "unavailable", detail={"reason": str(error)}), set()
        if part.hits:
            self.answered |= units.asked.keys()
        elif part.completeness == "empty_unconfirmed" and self.answered.issuperset(units.asked):
            had = 0 if key in self.accept else self.announced.get(key) or 0
            reason = f"{had} units before, and none now. {if_right(key)}" if had else ""
            part = replace(part, completeness="mismatch" if had else "verified", reason=reason)
        for page, body in units.bodies.items():
            self.landing.put(body, self.brreg.name, "register", f"{key}, page {page}", completeness=part.completeness)
        told = {"announced": part.announced, "distinct": part.distinct, "detail": {"reason": part.reason}}
        return self.note(self.brreg.name, key, part.completeness, part.received, **told), set(part.hits)

    def one_unit(self, number: str) -> Receipt:
        """Ask for one unit by its number, as those that were deleted have to be; one that was removed is noted."""
        key = f"unit {number}"
        try:
            body = self.ask(self.brreg.name, self.brreg.host, lambda: self.brreg.one(number))
        except SourceError as error:
            if getattr(error, "status", None) in GONE:
                return self.note(self.brreg.name, key, "verified", 0, detail={"reason": "removed from the register"})
            return self.note(self.brreg.name, key, "unavailable", detail={"reason": str(error)})
        told = {"detail": self.asked(), "received": 1, "distinct": 1} | self.day()
        return self.landing.put(body, self.brreg.name, "register", key, **told)

    def ever_landed(self) -> set[str]:
        """Units that landed before and were not known to be deleted, and all that KLASS knows of municipalities."""
        found: set[str] = set()
        folder = self.landing.objects.parent
        for sha256 in {told.sha256 or "" for told in receipts(folder) if told.kind == "register" and told.sha256}:
            frames = registers.read(sha256, object_path(folder, sha256).read_bytes())
            units = frames["parsed.register_units"].filter(pl.col("form_code").is_in(FORMS))
            found |= set(units.filter(pl.col("deleted_on").is_null())["organisation_number"])
            found |= set(frames["parsed.municipality_organisation_numbers"]["organisation_number"])
        return found

    def note(self, source: str, key: str, ended: Completeness, received: int | None = None, **told: Any) -> Receipt:
        """Write how a question ended."""
        told = {"completeness": ended, "received": received} | self.day() | told
        told["detail"] = told.get("detail", {}) | self.asked()
        receipt = self.landing.note(source, "register", key, **told)
        self.landing.sync()
        return receipt

    def asked(self) -> dict[str, dict[str, int]]:
        """Requests since the last receipt, for the day's budget."""
        return {"requests_by_host": self.budget.since()}

    def day(self) -> dict[str, str]:
        """The window of every question: today."""
        return {"window_from": self.today.first.isoformat(), "window_to": self.today.last.isoformat()}


def lists_of(settings: Settings) -> tuple[Klass, PxWeb]:
    """The registers that answer each question with a whole list."""
    return Klass(settings), PxWeb(settings)


def walked(units: Units, day: Window) -> list[Walk]:
    """A walk through a search.

    Raises:
        SourceUnavailableError: it could not be had.
    """
    parts = walk(units, day)
    if parts[0].completeness == "unavailable":
        raise SourceUnavailableError(parts[0].reason)
    return parts


def if_right(key: str) -> str:
    """What to do where a register has shrunk as it says."""
    return f"If that is right, say so once: bestillerpuls pull registers --accept '{key}'"


def question(told: Receipt) -> tuple[str, str, str]:
    """What a receipt of a list answers: an answer to another question says nothing of how long the list should be."""
    return told.source, told.key, sorted_text(told.detail.get("asked"))


def sorted_text(asked: object) -> str:
    """What was asked, as it can be compared."""
    return json.dumps(asked, sort_keys=True)


def readable(answer: HttpResponse) -> HttpResponse:
    """The answer itself, where the reader of registers knows it or where nothing has changed.

    Raises:
        NotWholeError: the reader would reject it whole, or it holds nothing.
    """
    if answer.status != 304 and not records(answer.body):  # noqa: PLR2004
        raise NotWholeError("nothing that the reader of registers knows")
    return answer


def records(body: bytes) -> int:
    """Records that the reader of registers takes from an answer."""
    documents = registers.read("", body)["parsed.documents"]
    return len(documents) - int(documents["is_rejected"].sum())
