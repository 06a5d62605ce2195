"""Whether a row is an answer: handed in, only opened, a test, or no row of anybody but a total below the answers."""

import re
from collections.abc import Sequence

from tasks.read.surveys.export import Row, Status, same
from tasks.read.surveys.fitting import Fit

NOT_COMPLETE = {"false", "0", "no", "nei", "n", "usann", "incomplete", "partial", "ufullstendig", "ikke fullført"}
TESTS = {"survey preview", "survey test", "preview", "test", "testsvar", "prøvesvar", "forhåndsvisning", "true", "1"}
TESTS |= {"ja", "yes", "y", "x", "sann", "spam"}
TOTAL = re.compile(
    r"(?:total|totalt|sum|i alt|gjennomsnitt|snitt|middelverdi|average|mean|median|antall|antall svar|count|n)"
    r"(?: ?[:=] ?\d*|[: ]+\d+(?: svar)?| svar)?"
)


def status(row: Row, fit: Fit) -> Status:
    """What the tool says of the row, and the columns that the codebook names; what was delivered is complete."""
    if row.status != "complete":
        return row.status
    book = fit.codebook.submission
    if book.test and says(row, fit, book.test, book.test_values or TESTS):
        return "test"
    if book.complete and fit.present([book.complete]):
        is_filled = row.cells[fit.present([book.complete])[0]] is not None
        if book.complete_values:
            return "complete" if says(row, fit, book.complete, book.complete_values) else "incomplete"
        if not is_filled or says(row, fit, book.complete, NOT_COMPLETE):
            return "incomplete"
    return "complete"


def says(row: Row, fit: Fit, column: str, words: Sequence[str] | set[str]) -> bool:
    """Whether a column has one of some words, however they are spelt."""
    return any(same(row.cells[place]) in {same(word) for word in words} for place in fit.present([column]))


def is_total(row: Row, fit: Fit) -> bool:
    """Whether a row sums others up: its first cell says so, and it has neither a time nor a person."""
    first = next(filter(None, row.cells), "")
    if not TOTAL.fullmatch(same(first)):
        return False
    book = fit.codebook
    times, people = fit.present(book.submission.submitted_at), fit.present(book.identity.columns)
    place = row.cells.index(first)
    is_in_question = place in fit.asked
    return not is_in_question and not any(row.cells[each] for each in (*times, *people) if each != place)
