"""What each column of an export seems to be: what tells answers apart, when, who, from where, a question, nothing."""

import re
from collections.abc import Mapping, Sequence

from tasks.read.surveys.clock import moment
from tasks.read.surveys.export import Export, same

OWN_ID = {"$submission_id", "id", "starttidspunkt", "start time", "seed", "respondent id", "responseid", "response id"}
OWN_TIME = {
    "$created",
    "fullføringstidspunkt",
    "completion time",
    "tidsmerke",
    "tidsstempel",
    "timestamp",
    "submitdate",
}
OWN_TIME |= {"end date", "enddate", "date submitted", "closetime"}
OWN = {
    "status",
    "progress",
    "finished",
    "lastpage",
    "startlanguage",
    "collector id",
    "distributionchannel",
    "last page",
}
OWN |= {"userlanguage", "duration (in seconds)", "start language", "tidspunkt for siste endring", "last modified time"}
"""Columns that tools add and that say nothing a figure needs; what they tell of unfinished answers is known."""
DRAWN = {"seed", "$submission_id", "respondent id", "responseid"}
"""Columns whose numbers do not begin again in each form."""
COUNTER = re.compile(r"^(?:nr|no|#|n|id|lnr|l[øo]penr|l[øo]penummer|svar(?:nr|nummer|-?id)|respondent|rad|row)\.?$")
LARGEST_COUNTER = 1_000_000
FEWEST_IN_A_ROW = 3
PERSONAL = re.compile(
    r"e-?post|e-?mail|navn|\bname\b|(?:first|last)name|latitude|longitude|externalreference|telefon|phone|mobil|"
    r"adress|address|\bip\b|ipaddr|token|fødsels|forn$|ettern$|født",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+")
"""A cell that is an address alone; one in the midst of a comment is masked, and the comment stays."""
EMAIL = re.compile(r"post|mail", re.IGNORECASE)
ORGANISATION = re.compile(
    r"kommune|organisasjon|organi[sz]ation|arbeidsplass|jobber du|virksomhet|arbeidsgiv", re.IGNORECASE
)


def ids(export: Export, named: Mapping[str, Sequence[str]]) -> list[str]:
    """Columns that tell answers apart; a number that counts from 1 in each form does so only with the time."""
    found = list(named.get("id", []))
    if all(is_counter(export, export.headers.index(name)) for name in found):
        when = times(export, named)
        return [*found, *when] if found and when else []
    return found


def times(export: Export, named: Mapping[str, Sequence[str]]) -> list[str]:
    """Columns of the time of an answer: those that tools call so, else the first that holds nothing but times."""
    others = [name for name in export.headers if is_all_times(export, export.headers.index(name))]
    return list(named.get("time", [])) or [name for name in others if name not in named.get("id", [])][:1]


def is_counter(export: Export, place: int) -> bool:
    """Whether a column holds small whole numbers and nothing else, and no tool says that they are drawn at random."""
    is_drawn = same(export.headers[place]) in DRAWN
    return not is_drawn and all(cell.isdigit() and int(cell) < LARGEST_COUNTER for cell in values(export, place))


def is_in_a_row(export: Export, place: int) -> bool:
    """Whether a column counts its rows, up or down."""
    given = values(export, place)
    if len(given) < max(FEWEST_IN_A_ROW, len(export.rows)) or not is_counter(export, place):
        return False
    counted = [int(cell) for cell in given]
    return sorted(counted) == list(range(min(counted), min(counted) + len(counted)))


def is_all_times(export: Export, place: int) -> bool:
    """Whether a column holds times and nothing else."""
    given = values(export, place)
    return bool(given) and all(moment(cell, None) is not None for cell in given)


def kind(export: Export, place: int) -> str:
    """What a column seems to be, by its header and what stands in it."""
    name = export.headers[place]
    is_numbered = COUNTER.match(same(name)) is not None and is_counter(export, place)
    if same(name) in OWN_ID or is_numbered or is_in_a_row(export, place):
        return "id"
    if same(name) in OWN_TIME:
        return "time"
    if same(name) in OWN:
        return "nothing"
    text = export.texts.get(name, name)
    if PERSONAL.search(name) or any(ADDRESS.fullmatch(cell) for cell in values(export, place)):
        return "personal"
    if ORGANISATION.search(text):
        return "organisation"
    is_own = name.startswith("$") or not values(export, place)
    return "nothing" if is_own or is_all_times(export, place) else "question"


def values(export: Export, place: int) -> list[str]:
    """What stands in a column, in the answers that were handed in."""
    return [cell for row in export.rows if row.status == "complete" and (cell := row.cells[place]) is not None]
