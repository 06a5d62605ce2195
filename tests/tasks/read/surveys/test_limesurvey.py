"""LimeSurvey: who only opened the form has not answered, and an anonymous survey keeps no time."""

import pytest

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.export import Upload

HEAD = '"id";"submitdate";"lastpage";"startlanguage";"seed";"useful";"how[need]";"how[dialogue]"\n'
BOOK = """
id = "lime"
[submission]
id = ["id", "seed"]
submitted_at = ["submitdate"]
[gathering]
id = "w1-1"
[[questions]]
code = "useful"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["useful"]
[[questions]]
code = "how"
kind = "multiple"
option_columns = { need = "how[need]", dialogue = "how[dialogue]" }
options = [{ code = "need", label = "Behov" }, { code = "dialogue", label = "Dialog" }]
"""


@pytest.fixture
def frames(read):
    def of(*lines):
        data = "\ufeff" + HEAD + "".join(f"{line}\n" for line in lines)
        return read(data.encode(), codebooks=[codebook.parse(BOOK.encode(), "lime.toml")])

    return of


def test_without_a_day_of_submission_it_is_incomplete_and_keeps_no_answers(frames):
    found = frames('"1";"2024-03-06 15:00:00";"3";"nb";"1";"5";"Y";""', '"2";"";"1";"nb";"2";"4";"Y";""')
    assert found["parsed.submissions"]["status"].to_list() == ["complete", "incomplete"]
    assert set(found["parsed.answers"]["member"]) == {"line 2"}


def test_1980_is_no_time_and_the_answer_counts(frames):
    found = frames('"1";"1980-01-01 00:00:00";"3";"nb";"1";"5";"Y";""')
    (submission,) = found["parsed.submissions"].to_dicts()
    assert (submission["status"], submission["submitted_at"]) == ("complete", None)


@pytest.mark.parametrize("sign", ["N/A", "-oth-", "–", "-99", "ikke vist"])
def test_what_was_not_shown_is_no_answer_and_rejects_nothing(frames, sign):
    found = frames(f'"1";"2024-03-06 15:00:00";"3";"nb";"1";"{sign}";"{sign}";"{sign}"')
    assert found["parsed.submissions"].height == 1
    assert found["parsed.answers"].is_empty()


def test_headings_in_english_and_a_workbook_are_read(workbook_of):
    data = workbook_of(
        ["Response ID", "Date submitted", "Last page", "Start language"], [1, "2024-03-06 10:00", 2, "nb"]
    )
    export = formats.read(Upload({"a": data}))
    assert (export.tool, export.is_untried, export.rows[0].status) == ("limesurvey", True, "complete")
