"""What a pull will take, about, before it begins."""

from dataclasses import dataclass
from math import ceil

from schemas.settings import Settings
from tasks.http.errors import SourceError, SourceRefusedError
from tasks.http.limits import rate_of
from tasks.pull.notices import Source
from tasks.sources.selection import Selection
from tasks.sources.ted import Ted
from tasks.sources.ted_packages import TedPackages
from tasks.sources.window import Window

SAMPLES = 5
"""Pages that are looked at to find out which share of the notices is wanted."""
CLIENTS = {"ted": ("ted_search", "ted_notices")}
"""HTTP clients (`tasks/http/limits.py`) of a source's search and of its notices, where neither is called as it is."""


@dataclass(frozen=True)
class There:
    """What is known of a source: rows on a page, notices a day, and which share of them is wanted."""

    source: str
    page_size: int
    a_day: float
    share: float


@dataclass(frozen=True)
class Plan:
    """What a pull will take, about: samples tell which share of the notices is wanted."""

    source: str
    windows: list[Window]
    notices: int
    searches: int
    downloads: int
    minutes: float

    def __str__(self) -> str:
        if not self.windows:
            return f"{self.source}: nothing is missing."
        return (
            f"{self.source}: {self.windows[0].first} to {self.windows[-1].last} in {len(self.windows)} windows; "
            f"{self.notices} notices there, about {self.downloads} to download. "
            f"About {self.searches + self.downloads} requests, {spoken(self.minutes)}. "
            f"It can be stopped at any time; the next pull goes on from there."
        )


def spoken(minutes: float) -> str:
    """A time, in the unit in which one thinks of it."""
    return f"{minutes / 60:.1f} hours" if minutes >= 90 else f"{ceil(minutes)} minutes"  # noqa: PLR2004


def plan_of(source: Source, missing: list[Window], wanted: Selection, settings: Settings, rounds: int = 1) -> str:
    """The plan in words. A source that is down has none; the pull itself then marks what stays open."""
    try:
        return str(planned(source, missing, wanted, settings, rounds))
    except SourceRefusedError:
        return f"{source.name}: no plan, since it refuses us."
    except SourceError as error:
        return f"{source.name}: no plan. {error}"


def planned(source: Source, missing: list[Window], wanted: Selection, settings: Settings, rounds: int = 1) -> Plan:
    """What the missing windows will take, each walked so many times.

    Asks for a few pages: the total of all, and samples along the way.
    """
    if not missing:
        return Plan(source.name, missing, 0, 0, 0, 0)
    whole = Window(missing[0].first, missing[-1].last)
    announced = source.ask(whole).announced
    step = max(1, len(missing) // SAMPLES)
    sample = [hit for window in missing[::step][:SAMPLES] for hit in source.ask(window).hits]
    share = sum(wanted.wants(hit) for hit in sample) / max(len(sample), 1)
    there = There(source.name, source.page_size, announced / len(whole.days()), share)
    return estimated(there, missing, settings, rounds)


def estimated(there: There, missing: list[Window], settings: Settings, rounds: int = 1) -> Plan:
    """What the missing windows will take where so many notices are there a day. Asks nobody."""
    pages = [there.a_day * len(window.days()) / there.page_size for window in missing]
    searches = rounds * sum(
        1 if count < 1 else 1 + min(2 * ceil(count), len(window.days()))
        for count, window in zip(pages, missing, strict=True)
    )
    days = sum(len(window.days()) for window in missing)
    downloads = ceil(there.share * there.a_day * days)
    search, download = CLIENTS.get(there.source, (there.source, there.source))
    minutes = searches / rate_of(settings, search) + downloads / rate_of(settings, download)
    whole = Window(missing[0].first, missing[-1].last)
    return Plan(there.source, missing, round(there.a_day * len(whole.days())), searches, downloads, minutes)


def plan_of_packages(index: Ted, missing: list[Window], settings: Settings) -> str:
    """The plan of fetching packages, in words. Asks once: how many notices the index has over the whole span."""
    if not missing:
        return f"{TedPackages.name}: nothing is missing."
    whole = Window(missing[0].first, missing[-1].last)
    try:
        a_day = index.ask(whole).announced / len(whole.days())
    except SourceError as error:
        return f"{TedPackages.name}: no plan. {error}"
    days = sum(len(window.days()) for window in missing)
    searches = days * (2 * ceil(a_day / index.page_size) + 1)
    minutes = searches / rate_of(settings, "ted_search") + len(missing) / rate_of(settings, "ted_packages")
    return (
        f"{TedPackages.name}: {whole.first} to {whole.last}, {len(missing)} packages to fetch and compare. About "
        f"{searches + len(missing)} requests, {spoken(minutes)} and the time that the packages take to come. "
        f"It can be stopped at any time; the next pull goes on from there."
    )
