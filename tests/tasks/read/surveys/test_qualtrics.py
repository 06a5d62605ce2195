"""Qualtrics: three header rows; previews, tests and unfinished answers are no answers."""

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.export import Upload

HEAD = ["StartDate", "Status", "Finished", "ResponseId", "Q1"]
WORDS = ["Start Date", "Response Type", "Finished", "Response ID", "Hvor nyttig?"]
SOURCES = [f'{{"ImportId":"{name}"}}' for name in HEAD]
ROWS = [
    ["2024-03-06", "IP Address", "True", "R_1", "5"],
    ["2024-03-06", "Survey Preview", "True", "R_2", "1"],
    ["2024-03-06", "IP Address", "False", "R_3", "1"],
]
CODES = {"IP Address": "0", "Survey Preview": "1", "True": "1", "False": "0"}
CODED = [[CODES.get(cell, cell) for cell in row] for row in ROWS]


def csv_of(*rows, mark=","):
    return "\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


@pytest.mark.parametrize("rows", [ROWS, CODED], ids=["words", "codes"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "utf-16"])
def test_headers_previews_and_unfinished_are_told_apart_from_answers(workbook_of, rows, kind):
    whole = [HEAD, WORDS, SOURCES, *rows]
    data = {
        "csv": csv_of(*whole),
        "xlsx": workbook_of(*whole),
        "utf-16": csv_of(*whole, mark="\t").decode().encode("utf-16"),
    }
    export = formats.read(Upload({"a": data[kind]}))
    assert (export.tool, export.is_untried, export.texts["Q1"]) == ("qualtrics", True, "Hvor nyttig?")
    assert [row.status for row in export.rows] == ["complete", "test", "incomplete"]


def test_without_the_other_header_rows_no_answer_is_lost():
    export = formats.read(Upload({"a": csv_of(HEAD, *ROWS)}))
    assert [row.status for row in export.rows] == ["complete", "test", "incomplete"]
