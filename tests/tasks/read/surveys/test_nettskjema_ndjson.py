"""Nettskjema's answers as NDJSON: a line per answer, with or without a time."""

import json

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.export import Upload


def lines(*answers):
    return "".join(json.dumps(answer) + "\n" for answer in answers).encode()


def test_answers_become_the_columns_of_the_csv_report_and_a_form_may_keep_no_time():
    data = lines(
        {"submissionId": 7, "elementType": "QUESTION", "externalElementId": "comment", "textAnswer": " Fin dag "},
        {"submissionId": 8, "elementType": "RADIO", "externalElementId": "useful", "externalAnswerOptionIds": ["4"]},
        {
            "submissionId": 7,
            "elementType": "CHECKBOX",
            "externalElementId": "how",
            "externalAnswerOptionIds": ["a", "b"],
        },
    )
    export = formats.read(Upload({"answers": data}))
    assert export.headers == ("$submission_id", "$created", "comment", "how.a", "how.b", "useful")
    assert [row.cells for row in export.rows] == [
        ("7", None, "Fin dag", "1", "1", None),
        ("8", None, None, None, None, "4"),
    ]
    assert (export.tool, export.is_sparse, export.rows[1].place) == ("nettskjema", True, "line 2")


def test_a_row_of_a_matrix_is_named_by_the_forms_elements():
    answer = {"submissionId": 7, "elementType": "MATRIX_RADIO", "externalElementId": "grid", "subElementId": 5}
    elements = [{"subElements": [{"subElementId": 5, "externalElementId": "row"}]}]
    members = {"answers": lines(answer | {"answerOptionIds": [3]}), "elements.json": json.dumps(elements).encode()}
    assert "grid.row" in formats.read(Upload(members)).headers


def test_what_nobody_answered_was_asked_and_the_order_of_answers_makes_no_other_version(read):
    book = "id = 'nett'\n[submission]\nid = ['$submission_id']\n"
    book += "".join(f"[[questions]]\ncode = '{name}'\nkind = 'text'\ncolumns = ['{name}']\n" for name in "abc")
    books = [codebook.parse(book.encode(), "nett.toml")]

    def asked(*names):
        of_it = {"submissionId": 7, "elementType": "QUESTION", "textAnswer": "ja"}
        told = read(lines(*(of_it | {"externalElementId": name} for name in names)), codebooks=books)[
            "parsed.questions"
        ]
        return told.select("question_code", "instrument_version").rows()

    assert [code for code, _ in asked("b", "a")] == ["a", "b", "c"]
    assert asked("b", "a") == asked("a", "b") == asked("c")
