"""Which days need not be asked for again, by receipts alone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from tasks.landing.store import Receipt
from tasks.sources.selection import ALL, Selection
from tasks.sources.window import Window

SETTLED = "window, settled"
GROWING = "window, may grow"
MORE_BUYERS = "window, more buyers to ask for"
"""Settled, but the question had room for some of the listed buyers only: it closes the day for those."""
SELECTION = "selection "
"""How the key of a receipt begins that tells whom a selection wants."""


def closed_days(
    receipts: Iterable[Receipt], selection: Selection, settle_days: int
) -> Iterator[tuple[date, frozenset[str]]]:
    """Days that were verified when they could no longer grow, and of which everything that is wanted now was landed.

    With the organisation numbers that the index was asked for, where it had to be asked for some.
    """
    receipts = list(receipts)
    known = {receipt.key: receipt.detail for receipt in receipts if receipt.key.startswith(SELECTION)}
    covered = {ALL: date.max, selection.name: date.max}
    for receipt in receipts:
        if receipt.completeness != "verified" or receipt.key not in {SETTLED, MORE_BUYERS}:
            continue
        name = str(receipt.detail.get("selection"))
        if name not in covered:
            of_then = None if selection.is_all else known.get(SELECTION + name)
            covered[name] = selection.covered_before(of_then) if of_then else date.min
        written = datetime.fromisoformat(receipt.landed_at).date()
        asked = frozenset(receipt.detail.get("asked", ()))
        first, last = (date.fromisoformat(day or "") for day in (receipt.window_from, receipt.window_to))
        for day in Window(first, last).days():
            if day < covered[name] and day + timedelta(days=settle_days) <= written:
                yield day, asked
