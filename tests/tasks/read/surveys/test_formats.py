"""Each format on a small export that was written for it: recognised by itself alone, and read to the last cell."""

import json

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.export import Upload

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
