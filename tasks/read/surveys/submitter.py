"""Who made a submission, from which organisation, about which gathering and when, as one row of an export says it."""

import re
from collections.abc import Sequence
from typing import Any

from tasks.read.surveys.answering import CellRejectedError
from tasks.read.surveys.clock import keeps_no_time, moment
from tasks.read.surveys.context import Context
from tasks.read.surveys.export import Row, Status, same
from tasks.read.surveys.fitting import Fit

IP_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
SMALL = 1_000_000
"""Numbers below it count answers from 1 in each form."""
ANONYMOUS = {"anonymous", "anonym", "anonymt", "-"}


def identities(row: Row, fit: Fit) -> list[str]:
    """What the identity columns say, in the codebook's order; the first filled one is the respondent."""
    cells = [row.cells[place] for place in fit.present(fit.codebook.identity.columns)]
    return [cell for cell in cells if cell and cell.casefold() not in ANONYMOUS]


def person(who: Sequence[str], organisation_number: str | None, context: Context) -> str | None:
    """A pseudonym that tells one person from others: of an address or number, else of all names and the organisation.

    Two people can share a name, and a whole office an IP address, which is nobody then.
    """
    told = [value for value in who if not IP_ADDRESS.fullmatch(value)]
    if not told:
        return None
    is_a_name = "@" not in told[0] and not any(sign.isdigit() for sign in told[0])
    return context.respondent("\x1f".join([*told, organisation_number or ""]) if is_a_name else told[0])


def submission_key(row: Row, fit: Fit) -> str:
    """What tells a submission from others of its instrument: its id, else everything it says.

    An id that only names the person is one together with the day: the same person answers about several gatherings.
    Such an id and a small number are one together with the gathering, where a column says it.
    """
    columns = fit.present(fit.codebook.submission.id)
    if not columns:
        return "\x1f".join(cell for cell in row.cells if cell)
    cells = [row.cells[place] or "" for place in columns]
    is_person = set(columns) <= set(fit.present(fit.codebook.identity.columns))
    is_counter = all(cell.isdigit() and int(cell) < SMALL for cell in cells)
    if is_person or is_counter:
        cells += [same(row.cells[place]) for place in fit.present(fit.codebook.gathering.columns)]
    if is_person:
        days = (row.cells[place] for place in fit.present(fit.codebook.submission.submitted_at))
        when = moment(next(filter(None, days), ""), fit.codebook.file.date_format)
        cells.append(when.on if when else "")
    return "\x1f".join(cells)


def organisation(row: Row, fit: Fit, context: Context) -> tuple[str | None, str | None]:
    """Organisation number and how it is known; an organisation that no mapping knows is not passed on as text."""
    book = fit.codebook.organisation
    for place in fit.present(book.columns):
        if number := named(row.cells[place], fit, context):
            return number, "question"
    for place in fit.present(book.email):
        domain = (row.cells[place] or "").rpartition("@")[2].casefold()
        number = book.domains.get(domain) or context.organisations.get(domain.removesuffix(".kommune.no"))
        if domain and number:
            return number, "email_domain"
    return None, None


def named(words: str | None, fit: Fit, context: Context) -> str | None:
    """The number of an organisation by its name, as the codebook or the members have it, however it is spelt."""
    listed = {same(name): number for name, number in fit.codebook.organisation.values.items()}
    spelt = same(words)
    short = spelt.removesuffix(" kommune").removesuffix(" fylkeskommune")
    return next(
        (number for each in (spelt, short) if (number := listed.get(each) or context.organisations.get(each))), None
    )


def is_unknown(row: Row, fit: Fit, context: Context) -> bool:
    """Whether a row says an organisation that neither codebook nor members know."""
    said = [cell for place in fit.present(fit.codebook.organisation.columns) if (cell := row.cells[place])]
    return bool(said) and organisation(row, fit, context) == (None, None)


def gathering(row: Row, fit: Fit) -> str | None:
    """The gathering, where the codebook says it; else it goes by date later.

    Raises:
        CellRejectedError: the row names one that the codebook does not have.
    """
    book = fit.codebook.gathering
    listed = {same(word): each for word, each in book.values.items()}
    listed = {same(each): each for each in book.values.values()} | listed
    for place in fit.present(book.columns):
        if words := row.cells[place]:
            if same(words) in listed:
                return listed[same(words)]
            reason = "Names a gathering that the codebook does not have. Add it to `values` under [gathering]."
            raise CellRejectedError(place, "unknown_gathering_name", reason)
    return book.id


def submitted(row: Row, fit: Fit, is_answer: Status) -> dict[str, Any]:
    """When, from the first of the columns that is filled.

    Raises:
        CellRejectedError: the cell cannot be read as a time for certain.
    """
    for place in fit.present(fit.codebook.submission.submitted_at):
        if (text := row.cells[place]) and not keeps_no_time(text):
            when = moment(text, fit.codebook.file.date_format)
            if when is None and is_answer != "complete":
                continue
            if when is None:
                reason = "Not a time that can be read for certain. Say `date_format` under [file] in the codebook."
                raise CellRejectedError(place, "unreadable_time", reason)
            return {
                "submitted_at": when.at.isoformat(timespec="seconds"),
                "submitted_on": when.on,
                "is_timezone_assumed": when.is_assumed,
            }
    return {"submitted_at": None, "submitted_on": None, "is_timezone_assumed": False}
