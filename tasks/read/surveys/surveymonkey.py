"""SurveyMonkey's CSV with two header rows: the question, then the option; a blank goes on with the question before.

A column is named `Question – Option`, or `Question` where the second row only says that it is an answer. Built from
the description of the format; no real export was at hand, and instruments say so (`is_untried`).
"""

from itertools import zip_longest

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Row, Upload, headers

OWN = {"Respondent ID", "Collector ID"}
IS_AN_ANSWER = {"", "Response", "Open-Ended Response"}


def recognises(upload: Upload) -> bool:
    """SurveyMonkey's own columns."""
    return any(set(row) >= OWN for row in delimited.peek(upload))


def read(upload: Upload) -> Export:
    """One row per respondent."""
    questions, options, *rows = delimited.table(upload, upload.only or b"")
    return Export("surveymonkey", names(questions, options), rows, is_untried=True)


def names(questions: Row, options: Row) -> tuple[str, ...]:
    """The two header rows as one."""
    found = []
    question = ""
    for asked, option in zip_longest(headers(questions.cells), headers(options.cells), fillvalue=""):
        question = asked or question
        found.append(question if option in IS_AN_ANSWER else f"{question} – {option}")
    return tuple(found)
