"""Of the sheets of anyone's workbook the one is read that a codebook fits, or that holds all that its copies hold."""

import io

import pytest
import xlsxwriter

from tasks.read.surveys import codebook
from tasks.read.surveys.export import ExportRefusedError
from tasks.surveys.boundary import Course
from tasks.surveys.open_export import opened

HEAD = ["Nr", "Nyttig?"]
ROWS = [HEAD, [1, 5], [2, 4], [3, 3]]
HELPER = [["Snitt", "Sum"], [4, 12]]
BOOK = "id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'number'\ncolumns = ['Nyttig?']"


@pytest.fixture
def course():
    return Course("kurs", [codebook.parse(BOOK.encode(), "x.toml")], {})


def workbook(**sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


@pytest.mark.parametrize(
    "sheets",
    [
        {"Svar": ROWS},
        {"Svar": ROWS, "Regneark": HELPER},
        {"Regneark": HELPER, "Kopi": [HEAD, ROWS[2]], "Svar": ROWS},
        {"Kopi": ROWS, "Svar": ROWS},
    ],
)
def test_the_sheet_with_all_the_answers_is_read_wherever_it_stands(boundary, sheets):
    export = opened(boundary, workbook(**sheets))
    assert [row.cells for row in export.rows] == [("1", "5"), ("2", "4"), ("3", "3")]
    assert len(export.sheets_not_read) == len(sheets) - 1


def test_sheets_that_fit_and_differ_are_refused_by_name(boundary):
    data = workbook(Mars=ROWS, Regneark=HELPER, Juni=[HEAD, [1, 2]])
    with pytest.raises(ExportRefusedError, match="sheet Mars, sheet Regneark, sheet Juni"):
        opened(boundary, data)
