"""Qualtrics' CSV or xlsx with three header rows: codes, questions in words, and `{"ImportId": …}`.

Previews and tests are told by `Status`, answers that were not handed in by `Finished`; both come in words or codes.
Built from the description of the format; no real export was at hand, and instruments say so (`is_untried`).
"""

from collections.abc import Mapping
from dataclasses import replace

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, Row, Upload, headers, same
from tasks.read.surveys.tables import Heads

NAME = "qualtrics"
OWN = {"responseid", "finished", "status"}
TESTS = {"survey preview", "survey test", "offline preview", "preview", "spam", "preview spam", "imported spam"}
TEST_CODES = {"1", "2", "8", "9", "12", "17"}
UNFINISHED = {"false", "0", "usann", "nei", "no"}
HEADER_ROWS = 3
IMPORT = '{"importid"'


def recognises(upload: Upload) -> bool:
    """The third row says where each column is from, or the columns are Qualtrics' own."""
    return any(map(is_answers, tables.first_rows(upload, HEADER_ROWS)))


def is_answers(heads: Heads) -> bool:
    """Whether a table begins as Qualtrics' do."""
    return bool(heads) and ({same(name) for name in heads[0]} >= OWN or any(map(is_import, heads)))


def is_import(cells: tuple[str, ...]) -> bool:
    """Whether a row says where each column is from."""
    return same(next(filter(None, cells), "")).startswith(IMPORT)


def read(upload: Upload) -> Export:
    """One row per response, with the questions in words."""
    found = tables.answers(upload, is_answers, HEADER_ROWS)
    above, rows = found.heads, found.rows
    places = [number for number, row in enumerate(above) if is_import(headers(row.cells))]
    last = places[0] if places else 0
    names = headers(above[0].cells)
    texts = dict(zip(names, headers(above[1].cells), strict=False)) if last > 1 else {}
    where = {same(name): place for place, name in enumerate(names)}
    answers = [judged(row, where) for row in [*above[last + 1 :], *rows]]
    told = {name: text for name, text in texts.items() if text}
    return Export(
        NAME, names, answers, texts=told, joined_by=",", is_untried=True, sheets_not_read=found.sheets_not_read
    )


def judged(row: Row, where: Mapping[str, int]) -> Row:
    """The row as a test or as incomplete, where it says so."""
    said = {name: same(row.cells[where[name]]) for name in ("status", "finished") if name in where}
    if said.get("status") in TESTS | TEST_CODES:
        return replace(row, status="test")
    return replace(row, status="incomplete") if said.get("finished") in UNFINISHED else row
