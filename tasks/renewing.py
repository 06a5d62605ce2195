"""Renew the registers, and show what changed against what was known."""

from rich.progress import track
from rich.table import Table

from schemas.settings import Settings
from tasks.folders import CONSOLE
from tasks.landing import Landing, Receipt
from tasks.pull_registers import Renewal
from tasks.register_changes import Change, changes, known
from tasks.selection import SelectionError, selection

SHOWN_ROWS = 5
"""Rows that are shown of each kind of change."""


def renew(settings: Settings) -> tuple[list[Receipt], int]:
    """Renew every register; returns the receipts, and how many rows are new or gone."""
    with Landing(settings.landing, "real") as landing:
        before = known(settings.landing)
        work = Renewal(landing, settings, listed(settings))
        told = list(track(work.run(), "Registers", console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True))
        landing.sync()
    for receipt in told:
        if receipt.completeness != "verified":
            reason = receipt.detail.get("reason", "")
            CONSOLE.print(f"{receipt.source} {receipt.key}: {receipt.completeness}. {reason}", highlight=False)
    found = changes(before, known(settings.landing))
    CONSOLE.print(shown(found) if found else "The registers say what they said before.")
    return told, sum(len(change.added) + len(change.removed) for change in found)


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
