"""Microsoft Forms: its workbook, whatever else a person put beside it, and a CSV that was saved from it."""

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.export import ExportRefusedError, Upload

HEAD = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Nyttig?"]
ROWS = [[number, "2024-03-06 10:00", "2024-03-06 10:05", "anonymous", None, number] for number in range(1, 6)]


def beside(name, rows, state="visible"):
    """Puts a sheet behind the answers."""

    def change(book):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)

    return change


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_filtered_copy_is_not_read_and_told(workbook_of, state):
    data = workbook_of(HEAD, *ROWS, change=beside("Kopi", [HEAD, *ROWS[:2]], state))
    export = formats.read(Upload({"a": data}))
    assert (export.tool, len(export.rows), export.sheets_not_read) == ("ms_forms", 5, ("sheet Kopi",))


def test_the_whole_may_be_the_hidden_sheet_behind(workbook_of):
    export = formats.read(Upload({"a": workbook_of(HEAD, *ROWS[:2], change=beside("Alle", [HEAD, *ROWS], "hidden"))}))
    assert len(export.rows) == 5
    assert export.rows[0].place == "sheet Alle, row 2"


def test_two_sheets_that_differ_are_refused_by_name(workbook_of):
    other = [[9, *ROWS[0][1:]]]
    with pytest.raises(ExportRefusedError, match="2 sheets look like answers and differ: sheet Sheet, sheet Del2"):
        formats.read(Upload({"a": workbook_of(HEAD, *ROWS, change=beside("Del2", [HEAD, *other]))}))


def test_an_error_in_a_helper_sheet_harms_nothing_and_a_name_of_several_words_stays_out(workbook_of):
    data = workbook_of(HEAD, *ROWS, change=beside("Kari Nordmanns tall", [["Snitt", "#N/A"], ["=1+1"]]))
    export = formats.read(Upload({"a": data}))
    assert (len(export.rows), export.sheets_not_read) == (5, ("sheet 2",))


def test_text_that_begins_like_a_formula_is_text(workbook_of):
    rows = [[*ROWS[0][:5], text] for text in ("=) bra dag", "=D", "=> viktig!", "= takk for i dag")]
    export = formats.read(Upload({"a": workbook_of(HEAD, *rows)}))
    assert [row.cells[5] for row in export.rows] == ["=) bra dag", "=D", "=> viktig!", "= takk for i dag"]


def test_a_csv_that_was_saved_from_the_workbook_is_read():
    data = ";".join(HEAD) + "\n1;06.03.2024 10:00;06.03.2024 10:05;anonymous;;5\n"
    assert formats.read(Upload({"a": data.encode()})).tool == "ms_forms"


def test_headers_in_english_are_read(workbook_of):
    data = workbook_of(["Id", "Start time", "Completion time", "Email", "Name", "Useful?"], ROWS[0])
    assert formats.read(Upload({"a": data})).tool == "ms_forms"
