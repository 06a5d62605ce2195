"""Walk through a window of a source so that the walk ends by arithmetic, never by "no more pages".

A source announces how many rows a window has, and hands them out in pages while it goes on changing; pages overlap,
skip, repeat, and some sources have no end. Two proofs are accepted, and nothing else is called verified:

- One answer holds as many different rows as it announces, and had room for more: the window, at one instant.
- Over several passes, the rows that were seen both before and after an instant are as many as the source announced
  at that instant, and its total stood still around it. A row that was there before and after was there at it, so these
  are all of them. (This trusts that a row which was taken out does not come back, and that a total which stands still
  counts what is there.)

A window that does not fit one page is split; the parts must add up to the whole, which also confirms the empty ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import ceil

from tasks.http.errors import SourceChangedError, SourceUnavailableError
from tasks.landing.store import Completeness
from tasks.sources.window import DAY, Hit, Index, Page, Window

PASSES = 16
"""Passes over a day that does not fit one page, before it is called a mismatch."""
AROUND = timedelta(days=7)
"""How far an empty window is widened to see that the source does answer there."""


@dataclass(frozen=True)
class Walk:
    """How a walk through a window ended. `hits` is everything that was seen, also where that proves nothing."""

    window: Window
    completeness: Completeness
    hits: Mapping[str, Hit] = field(default_factory=dict)
    announced: int | None = None
    received: int = 0
    distinct: int = 0
    reason: str = ""


def walk(index: Index, window: Window) -> list[Walk]:
    """Walk a window, splitting it as far as needed; the parts are in order and cover it.

    Raises:
        SourceChangedError: the source gave rows from outside the window, so that its filter did not take effect.
    """
    try:
        first = ask(index, window)
        if len(distinct(first)) == len(first.hits) == first.announced < index.page_size:
            ended: Completeness = "verified" if first.announced else "empty_unconfirmed"
            return [Walk(window, ended, distinct(first), first.announced, first.announced, first.announced)]
        if first.announced and window.first < window.last:
            return split(index, window, first.announced)
        return [in_passes(index, window, first)]
    except SourceUnavailableError as error:
        return [Walk(window, "unavailable", reason=str(error))]


def ask(index: Index, window: Window, onward: str | None = None) -> Page:
    """One page, held against the window it was asked for."""
    page = index.ask(window, onward)
    days = set(window.days())
    if any(hit.days.isdisjoint(days) for hit in page.hits):
        raise SourceChangedError(
            f"Rows from outside {window.first}..{window.last} came back: the source ignored the dates it was asked "
            f"for. Nothing of it was taken. Compare the parameters with its documentation."
        )
    return page


def distinct(page: Page) -> dict[str, Hit]:
    """The different rows of a page."""
    return {hit.key: hit for hit in page.hits}


def split(index: Index, window: Window, announced: int) -> list[Walk]:
    """Walk the parts of a window that does not fit one page; they have to add up to it."""
    walks: list[Walk] = []
    for part in window.parts(ceil(announced / index.page_size) + 1):
        if walks and walks[-1].completeness == "unavailable":
            walks.append(replace(walks[-1], window=part))
        else:
            walks += walk(index, part)
    if any(part.announced is None for part in walks):
        return walks
    total = sum(part.announced or 0 for part in walks)
    if total == announced or total == ask(index, window).announced:
        return [
            replace(part, completeness="verified") if part.completeness == "empty_unconfirmed" else part
            for part in walks
        ]
    reason = f"{window.first}..{window.last} has {announced} rows by itself and {total} by its parts"
    return [replace(part, completeness="mismatch", reason=part.reason or reason) for part in walks]


def in_passes(index: Index, window: Window, first: Page) -> Walk:
    """Pass over a window that cannot be split again and again until its rows are proved, or a limit is reached."""
    if index.cap is not None and first.announced > index.cap:
        reason = f"{first.announced} rows, of which the source shows {index.cap}"
        return Walk(window, "mismatch", distinct(first), first.announced, len(first.hits), len(distinct(first)), reason)
    passes: list[dict[str, Hit]] = []
    totals: list[set[int]] = []
    received = 0
    for _ in range(PASSES):
        pages = list(one_pass(index, window))
        passes.append(union([distinct(page) for page in pages]))
        totals.append({page.announced for page in pages})
        received += sum(len(page.hits) for page in pages)
        for at in range(1, len(passes)):
            proved = union(passes[:at]).keys() & union(passes[at:]).keys()
            if proved and totals[at - 1] == totals[at] == {len(proved)}:
                return Walk(window, "verified", union(passes), len(proved), received, len(proved))
    every = union(passes)
    reason = f"{PASSES} passes did not agree on the rows"
    return Walk(window, "mismatch", every, max(totals[-1]), received, len(every), reason)


def one_pass(index: Index, window: Window) -> Iterator[Page]:
    """The pages of a window from its first on, as many as its rows can fill and one more."""
    page = ask(index, window)
    yield page
    for _ in range(ceil(page.announced / index.page_size)):
        if not page.hits or page.onward is None:
            return
        page = ask(index, window, page.onward)
        yield page


def union(passes: Sequence[Mapping[str, Hit]]) -> dict[str, Hit]:
    """Everything that some passes saw."""
    return {key: hit for seen in passes for key, hit in seen.items()}


def confirmed_empty(index: Index, window: Window) -> bool:
    """Whether the days around an empty window have rows and none of them is in it, by the source's own totals.

    Some have to be from before it: where an index has let go of what is old, there are none.
    """
    around = Window(window.first - AROUND, window.last + AROUND)
    before, after = Window(around.first, window.first - DAY), Window(window.last + DAY, around.last)
    total, earlier = ask(index, around).announced, ask(index, before).announced
    return earlier > 0 and total == earlier + ask(index, after).announced


def edges_hold(index: Index, window: Window, hits: Sequence[Hit]) -> bool:
    """Whether a window's first and last day are both included: cut at a day that has rows, the pieces add up."""
    inner = sorted({day for hit in hits for day in hit.days if window.first <= day < window.last})
    if not inner:
        return True
    pieces = Window(window.first, inner[0]), Window(inner[0] + DAY, window.last)
    return ask(index, window).announced == sum(ask(index, piece).announced for piece in pieces)
