"""Renew the registers, and show what changed against what was known."""

from collections.abc import Collection

import polars as pl
from rich.progress import track
from rich.table import Table

from schemas.settings import Settings
from tasks.http.limits import rate_of
from tasks.landing.store import Landing, Receipt
from tasks.pull.pulling import alone
from tasks.pull.register_changes import Change, changes, known
from tasks.pull.registers import WITH_SUB_UNITS, RegisterPull, lists_of
from tasks.run.folders import CONSOLE
from tasks.sources.brreg import FORMS
from tasks.sources.selection import SelectionError, selection

SHOWN_ROWS = 5
"""Rows that are shown of each kind of change."""


def refresh_registers(settings: Settings, accept: Collection[str] = ()) -> tuple[list[Receipt], int]:
    """Renew every register; returns the receipts, and how many rows are new or gone.

    `accept` names the questions whose answer is believed though it is much shorter than the last one.
    """
    with Landing(settings.landing, "real") as landing:
        work = RegisterPull(landing, settings, listed(settings), accept)
        with alone(work.hosts, settings):
            before = known(settings.landing)
            CONSOLE.print(plan_of_registers(before, work.listed, settings), highlight=False)
            told = list(
                track(work.run(), "Registers", console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True)
            )
            landing.sync()
    for receipt in told:
        if receipt.completeness != "verified":
            reason = receipt.detail.get("reason", "")
            CONSOLE.print(f"{receipt.source} {receipt.key}: {receipt.completeness}. {reason}", highlight=False)
    if never := set(accept) - {receipt.key for receipt in told}:
        CONSOLE.print(f"Not asked, so not accepted: {', '.join(sorted(never))}.", highlight=False)
    found = changes(before, known(settings.landing))
    CONSOLE.print(shown(found) if found else "The registers say what they said before.")
    return told, sum(len(change.added) + len(change.removed) for change in found)


def plan_of_registers(known: dict[str, pl.DataFrame], listed: frozenset[str], settings: Settings) -> str:
    """What a renewal will take, about, from the units that are known, and those whose sub-units are wanted beside."""
    units, numbers = known["parsed.register_units"], known["parsed.municipality_organisation_numbers"]
    over = listed | set(units.filter(pl.col("form_code").is_in(WITH_SUB_UNITS))["organisation_number"])
    over |= set(numbers.filter(pl.col("valid_to").is_null())["organisation_number"])
    lists, searches = sum(len(each.questions) for each in lists_of(settings)), len(FORMS) + len(over)
    minutes = lists / rate_of(settings, "klass") + searches / rate_of(settings, "brreg")
    return (
        f"registers: {lists} lists, {searches} searches for units, and those that are gone one by one. "
        f"About {lists + searches} requests, {minutes:.0f} minutes."
    )


def listed(settings: Settings) -> frozenset[str]:
    """The organisations of the programme folder, where one has landed."""
    try:
        return selection(settings.landing).listed
    except SelectionError:
        return frozenset()


def shown(found: list[Change]) -> Table:
    """What changed, as a table with the first rows of each kind."""
    table = Table("table", "change", "rows", "first of them", title="What the registers say now and did not before")
    for change in found:
        for word, rows in (("new", change.added), ("gone", change.removed)):
            if len(rows):
                first = "\n".join(" · ".join(str(value) for value in row) for row in rows.head(SHOWN_ROWS).rows())
                table.add_row(change.table, word, str(len(rows)), first)
    return table
