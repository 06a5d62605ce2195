"""SurveyMonkey's CSV or xlsx with two header rows: the question, then the option; a blank goes on with the one before.

A column is named `Question – Option`, or `Question` where the second row only says that it is an answer. Built from
the description of the format; no real export was at hand, and instruments say so (`is_untried`).
"""

from itertools import zip_longest

from tasks.read.surveys import tables
from tasks.read.surveys.export import Export, ExportRefusedError, Row, Upload, headers
from tasks.read.surveys.tables import Heads

NAME = "surveymonkey"
OWN = {"Respondent ID", "Collector ID"}
IS_AN_ANSWER = {"", "Response", "Open-Ended Response"}
HEADER_ROWS = 2


def recognises(upload: Upload) -> bool:
    """SurveyMonkey's own columns."""
    return any(map(is_answers, tables.first_rows(upload)))


def is_answers(heads: Heads) -> bool:
    """Whether a table has SurveyMonkey's own columns."""
    return bool(heads) and set(heads[0]) >= OWN


def read(upload: Upload) -> Export:
    """One row per respondent.

    Raises:
        ExportRefusedError: the second header row is not there.
    """
    found = tables.answers(upload, is_answers, HEADER_ROWS)
    if len(found.heads) < HEADER_ROWS or found.heads[1].cells[headers(found.heads[0].cells).index("Respondent ID")]:
        reason = "The second header row, with the options, is missing. Export it again and change nothing in it."
        raise ExportRefusedError("header_rows", reason)
    questions, options = found.heads
    names = named(questions, options)
    return Export(NAME, names, found.rows, is_untried=True, sheets_not_read=found.sheets_not_read)


def named(questions: Row, options: Row) -> tuple[str, ...]:
    """The two header rows as one."""
    found = []
    question = ""
    for asked, option in zip_longest(headers(questions.cells), headers(options.cells), fillvalue=""):
        question = asked or question
        found.append(question if option in IS_AN_ANSWER else f"{question} – {option}")
    return tuple(found)
