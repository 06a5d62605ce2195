"""Each format on a small export that was written for it: recognised by itself alone, and read to the last cell."""

import json
from pathlib import Path

import pytest

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.codebook import CodebookError
from tasks.read.surveys.export import Upload

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
EVERY = {module.__name__.rpartition(".")[2]: module for module in (*formats.TOOLS, *formats.PLAIN)}
STRUCTURE = "questionName;variableName;questionType;subType;questionText;choiceValue;choiceText"
ANSWER = {"submissionId": 7, "createdDate": "2024-03-06T15:00:00+01:00", "elementId": 1, "elementType": "QUESTION"}


@pytest.fixture
def small(workbook_of):
    """For each format the members of a small export; each has the answer `nyttig` in its last column."""
    forms = [["ID", "Starttidspunkt", "Fullføringstidspunkt", "Hva?"], ["7", "3/6/24 14:00", "3/6/24 15:00", "nyttig"]]
    return {
        "nettskjema_csv": [b'"$submission_id";"$created";"hva"\n"7";"2024-03-06T15:00:00+01:00";"nyttig"\n'],
        "nettskjema_ndjson": [
            json.dumps(ANSWER | {"externalElementId": "hva", "textAnswer": "nyttig"}).encode(),
        ],
        "ms_forms": [workbook_of(*forms)],
        "google_forms": [b"Tidsmerke,Hva?\n2024/03/06 3:00:00 PM CET,nyttig\n"],
        "surveyxact": [
            b"respondent;s_1\n7;nyttig\n",
            f"{STRUCTURE}\nHva?;s_1;Open;;Hva?;;\n".encode("cp1252"),
            b"s_1;1;Ja\n",
        ],
        "limesurvey": [
            b'"id","submitdate","lastpage","startlanguage","Q1"\n"7","2024-03-06 15:00:00","1","nb","nyttig"\n'
        ],
        "surveymonkey": [b"Respondent ID,Collector ID,Hva?\n,,Open-Ended Response\n7,1,nyttig\n"],
        "qualtrics": [b"Status,Finished,ResponseId,Q1\nIP Address,True,R_7,nyttig\n"],
        "plain_xlsx": [workbook_of(["Nummer", "Hva?"], ["7", "nyttig"])],
        "plain_csv": [b"Nummer;Hva?\n7;nyttig\n"],
    }


@pytest.mark.parametrize("name", EVERY)
def test_an_export_is_read_to_its_last_cell(name, small):
    export = formats.read(Upload({f"{number}.txt": data for number, data in enumerate(small[name])}))
    (row,) = export.rows
    assert len(row.cells) == len(export.headers)
    assert row.cells[-1] == "nyttig"


@pytest.mark.parametrize("name", EVERY)
def test_an_export_is_recognised_by_its_own_format_and_by_no_other_tool(name, small):
    upload = Upload({f"{number}.txt": data for number, data in enumerate(small[name])})
    tools = [each for each, module in EVERY.items() if module in formats.TOOLS and module.recognises(upload)]
    assert tools == ([name] if EVERY[name] in formats.TOOLS else [])
    assert EVERY[name].recognises(upload)


@pytest.mark.parametrize("module", [*formats.TOOLS, *formats.PLAIN], ids=lambda module: module.__name__)
def test_every_format_has_a_test_that_runs_without_shared_files(module):
    name = module.__name__.rpartition(".")[2]
    path = HERE / f"test_{'plain' if name.startswith('plain') else name}.py"
    assert "mark.shared" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", formats.NAMES)
def test_every_tool_can_be_named_by_a_codebook_and_stands_in_its_pages(tool):
    text = f"id = 'x'\ntool = '{tool}'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Q']"
    assert codebook.parse(text.encode(), "x.toml").tool == tool
    assert tool in (ROOT / "tasks/read/surveys/codebook_example.toml").read_text(encoding="utf-8")
    assert f"`{tool}`" in (ROOT / "docs/surveys.md").read_text(encoding="utf-8")


def test_a_tool_that_is_none_is_told_with_those_that_are():
    text = "id = 'x'\ntool = 'qualtrix'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Q']"
    with pytest.raises(CodebookError, match=r"tool is one of nettskjema, ms_forms.*plain_csv"):
        codebook.parse(text.encode(), "x.toml")
