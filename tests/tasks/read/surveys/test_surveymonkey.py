"""SurveyMonkey: two header rows, as CSV or xlsx."""

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.export import ExportRefusedError, Upload

ROWS = [
    ["Respondent ID", "Collector ID", "End Date", "Nyttig?", "Hva?", None, "Kommentar"],
    [None, None, None, "Response", "Behov", "Dialog", "Open-Ended Response"],
    ["11500000001", "7", "2024-03-06 10:00:00", "5", "Behov", None, "Fin dag"],
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_column_is_named_by_both_header_rows(workbook_of, kind):
    text = "\n".join(",".join(cell or "" for cell in row) for row in ROWS).encode()
    export = formats.read(Upload({"a": text if kind == "csv" else workbook_of(*ROWS)}))
    assert (export.tool, export.is_untried, len(export.rows)) == ("surveymonkey", True, 1)
    assert export.headers[3:] == ("Nyttig?", "Hva? – Behov", "Hva? – Dialog", "Kommentar")


def test_without_the_second_header_row_it_is_refused_rather_than_an_answer_lost():
    text = "Respondent ID,Collector ID,Nyttig?\n11500000001,7,5\n11500000002,7,4\n"
    with pytest.raises(ExportRefusedError, match="second header row"):
        formats.read(Upload({"a": text.encode()}))
