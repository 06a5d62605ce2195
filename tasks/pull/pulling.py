"""Plan a pull, say what it will take, and carry it out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime

from filelock import FileLock, Timeout
from rich.progress import Progress

from schemas.settings import Settings
from tasks.http.client import Host
from tasks.http.errors import SourceChangedError, SourceError
from tasks.landing.store import Landing, Receipt, receipts
from tasks.pull.closed import window_of
from tasks.pull.notices import Pull, Source
from tasks.pull.packages import PackagePull, Size
from tasks.pull.plan import plan_of, plan_of_packages
from tasks.run.folders import CONSOLE
from tasks.sources.doffin import Doffin
from tasks.sources.selection import selection
from tasks.sources.ted import Ted
from tasks.sources.ted_packages import TedPackages
from tasks.sources.window import Window

SOURCES: dict[str, Callable[[Settings], Source]] = {
    "doffin": Doffin,
    "ted": Ted,
}
"""Sources of notices."""
Show = Callable[[float], None]
"""Told from time to time how many per cent are done."""


def show_nothing(_percent: float) -> None:
    """For where nobody looks."""


def source_named(name: str, settings: Settings) -> Source:
    """A source of notices.

    Raises:
        SourceError: there is none of that name.
    """
    if name not in SOURCES:
        raise SourceError(f"No source of notices is called {name}. There are: {', '.join(SOURCES)}.")
    return SOURCES[name](settings)


def ready(name: str, first: date | None, last: date | None, settings: Settings) -> None:
    """Find out before anything is started whether a pull lacks a key, a programme or a first day."""
    source_named(name, settings)
    selection(settings.landing)
    span(name, first, last, settings)


def pull(  # noqa: PLR0913 - what a person may say of a pull
    name: str,
    first: date | None,
    last: date | None,
    settings: Settings,
    show: Show = show_nothing,
    *,
    again: bool = False,
) -> tuple[list[Receipt], int]:
    """Plan, say so, and pull; returns the receipts, and how many windows stay open, those not come to included.

    Closed days are held against the source's totals where days are named, and else once a week; `again` asks for all
    of them whatever was said before.
    """
    wanted, source = selection(settings.landing), source_named(name, settings)
    with alone(source.hosts, settings), Landing(settings.landing, "real") as landing:
        work = Pull(landing, source, wanted, settings.requests_per_day)
        asked = span(name, first, last, settings)
        if again:
            work.forget(asked)
        else:
            reopen(work, asked, is_named=bool(first or last))
        missing = work.missing(asked)
        CONSOLE.print(plan_of(source, missing, wanted, settings, work.rounds(missing)), highlight=False)
        try:
            ended = list(watched(work.run(missing), missing * work.rounds(missing), show))
        except SourceChangedError:
            from tasks.prefect import events  # noqa: PLC0415 - brings Prefect, which a plan does not need

            events.source_changed(name)
            raise
        return work.brought + ended, len(work.missing(asked))


def pull_packages(
    size: Size, first: date | None, last: date | None, settings: Settings, show: Show = show_nothing
) -> tuple[list[Receipt], int]:
    """Pull TED's packages and hold them against its index; returns what `pull` does."""
    with alone(Ted(settings).hosts, settings), Landing(settings.landing, "real") as landing:
        work = PackagePull(landing, settings, size)
        asked = span(TedPackages.name, first, last, settings)
        reopen(work, asked, is_named=bool(first or last))
        missing = work.missing(asked)
        CONSOLE.print(plan_of_packages(work.index, missing, settings), highlight=False)
        ended = list(watched(work.run(missing), missing, show))
        return work.brought + ended, len(missing) - sum(each.completeness == "verified" for each in ended)


@contextmanager
def alone(hosts: Iterable[Host], settings: Settings) -> Iterator[None]:
    """Keep a second pull from the same hosts out while one runs: together they would ask at twice the rate.

    Raises:
        SourceError: one runs. A lock of a pull that was killed is no lock.
    """
    settings.landing.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as held:
        for name in sorted({host.name for host in hosts}):
            try:
                held.enter_context(FileLock(settings.landing / f"pull-{name}.lock", timeout=0, mode=0o600))
            except Timeout:
                raise SourceError(
                    f"A pull from {name} is running in {settings.data}: let it end, or stop it first."
                ) from None
        yield


def landed(told: Iterable[Receipt]) -> int:
    """Objects that landed."""
    return sum(receipt.sha256 is not None for receipt in told)


def span(name: str, first: date | None, last: date | None, settings: Settings) -> Window:
    """The days asked for; by default from the first day that was ever asked for, until today.

    Raises:
        SourceError: nothing was ever asked for, or the last day is before the first.
    """
    today = datetime.now(UTC).date()
    first = first or first_asked(name, settings)
    if first is None:
        raise SourceError(f"{name} was never asked for anything: say from when, with --from YYYY-MM-DD.")
    if (last or today) < first:
        raise SourceError(f"--to {last or today} is before --from {first}.")
    return Window(first, last or today)


def first_asked(name: str, settings: Settings) -> date | None:
    """First day that a source was ever asked for, or None where nobody has begun with it."""
    asked = [told.window_from for told in receipts(settings.landing) if told.source == name and told.window_from]
    return date.fromisoformat(min(asked)) if asked else None


def reopen(work: Pull | PackagePull, asked: Window, *, is_named: bool) -> None:
    """Hold closed days against the source's totals, where days are named or it is time, and show what is opened."""
    if is_named or work.closed.is_check_due():
        for receipt in work.reopen(asked):
            show_window(receipt)


def show_window(receipt: Receipt) -> None:
    """A line on how a window ended."""
    days, reason = f"{receipt.window_from}..{receipt.window_to}", receipt.detail.get("reason", "")
    CONSOLE.print(f"{receipt.source} {days}: {receipt.completeness}. {reason}", highlight=False)


def watched(ended: Iterable[Receipt], missing: list[Window], show: Show) -> Iterable[Receipt]:
    """The receipts as they come, with a bar where somebody watches, and a line for each window that stays open."""
    days = sum(len(window.days()) for window in missing)
    with Progress(console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True) as progress:
        bar = progress.add_task("Days", total=days)
        for receipt in ended:
            if receipt.completeness != "verified" or receipt.detail.get("reason"):
                show_window(receipt)
            progress.advance(bar, len(window_of(receipt).days()))
            show(progress.tasks[bar].percentage)
            yield receipt
