"""What a programme folder will take to pull, and which effect could be seen at all."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from math import ceil, exp
from pathlib import Path

import duckdb

from schemas.settings import Settings
from tasks.drafting.doubts import BASE
from tasks.http.errors import SourceError
from tasks.landing.store import Receipt, receipts
from tasks.programme.given_files import bytes_of, files_in
from tasks.programme.landing import EXPECTED
from tasks.pull.notices import WEEK
from tasks.pull.plan import There, estimated, plan_of
from tasks.pull.pulling import SOURCES, source_named
from tasks.pull.refresh_registers import plan_of_registers
from tasks.pull.register_changes import known
from tasks.read.programme.reader import examined
from tasks.sources.doffin import Doffin
from tasks.sources.selection import Selection, selection_of
from tasks.sources.ted import Ted
from tasks.sources.window import Window, windows
from warehouse.connect import connect

SMALLEST = """
    select indicator_id, minimum_detectable_effect, estimate_unit
    from marts.effect_estimates
    where is_headline
    order by indicator_id
"""


def cost(settings: Settings, folder: Path, *, is_asked: bool) -> Iterator[str]:
    """A line for each source: about how many requests a pull takes for this folder.

    Args:
        settings: where the data lies.
        folder: the folder, in which nothing is wrong.
        is_asked: whether the sources are asked how many notices they have; else what has landed says it.
    """
    tables = examined(
        {path.relative_to(folder).as_posix(): bytes_of(path) for path in files_in(folder, EXPECTED)}
    ).tables
    wanted = selection_of(tables, settings.landing)
    yield plan_of_registers(known(settings.landing), wanted.listed, settings)
    starts = tables["parsed.waves"]["starts_on"].min()
    today = datetime.now(UTC).date()
    if not isinstance(starts, date) or starts - BASE > today:
        return
    span = Window(starts - BASE, today)
    told = list(receipts(settings.landing, "notices"))
    for name in SOURCES:
        if is_asked:
            yield asked(name, span, wanted, settings)
        else:
            before = as_before(name, span, told, wanted, settings)
            yield before or at_least(name, span, wanted, folder)


def asked(name: str, span: Window, wanted: Selection, settings: Settings) -> str:
    """The plan of a source for days of which nothing has landed, from what it says now."""
    try:
        source = source_named(name, settings)
    except SourceError as error:
        return f"{name}: no plan. {error}"
    return plan_of(source, windows(span.days(), WEEK), wanted, settings, rounds_of(name, wanted))


def as_before(name: str, span: Window, told: Sequence[Receipt], wanted: Selection, settings: Settings) -> str | None:
    """The same from what the source said before; None where it was never asked."""
    weeks, rounds = windows(span.days(), WEEK), rounds_of(name, wanted)
    of_source = [each for each in told if each.source == name]
    announced: dict[Window, int] = {}
    for each in of_source:
        if each.announced is not None and each.window_from and each.window_to:
            asked_for = Window(date.fromisoformat(each.window_from), date.fromisoformat(each.window_to))
            announced[asked_for] = each.announced
    if not announced:
        return None
    days, there = sum(len(each.days()) for each in announced), sum(announced.values())
    landed = len({each.key for each in of_source if each.sha256})
    page_size = settings.doffin_page_size if name == Doffin.name else Ted.page_size
    at_source = There(name, page_size, there / days, min(1.0, landed / max(there, 1)))
    return f"{estimated(at_source, weeks, settings, rounds)} So it was in the {days} days that were asked for."


def at_least(name: str, span: Window, wanted: Selection, folder: Path) -> str:
    """What is known of the plan where nobody was asked."""
    weeks = len(windows(span.days(), WEEK))
    return (
        f"{name}: {weeks} weeks from {span.first}, two years before the first wave, so "
        f"{weeks * rounds_of(name, wanted)} requests at the least. It was never asked how many notices it has: "
        f"bestillerpuls programme check --ask {folder}"
    )


def rounds_of(name: str, wanted: Selection) -> int:
    """Times that a week is searched, since not all numbers fit one question."""
    return max(1, ceil(len(wanted.listed) / Ted.most_numbers)) if name == Ted.name and not wanted.is_all else 1


def minimum_detectable_effects(settings: Settings) -> list[str]:
    """The smallest effect that could have been seen, by indicator, as the published marts have it; none without any."""
    if not (settings.current / "marts.duckdb").exists():
        return []
    with connect(settings.current / "marts.duckdb") as db:
        try:
            rows = db.execute(SMALLEST).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException):
            return ["published by another version: bestillerpuls run publishes it anew"]
    return [f"{indicator}: {told(value, unit)}" for indicator, value, unit in rows if value is not None]


def told(value: float, unit: str) -> str:
    """An effect in its unit: shares in percentage points, ratios in per cent."""
    if unit == "share" and value > 1:
        return "more than any share can change"
    if unit == "share":
        return f"{100 * value:.1f} percentage points"
    if unit == "log_ratio":
        return f"{100 * (exp(value) - 1):.0f} %"
    return f"{value:.3g} {unit.replace('_', ' ')}"
