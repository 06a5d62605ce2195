"""Wordings: a translation is the same question, a new wording is another version, and two columns are one question."""

import pytest

from tasks.read.surveys import codebook
from tasks.read.surveys.language import language_of

ASKED = (
    "Hvor nyttig var samlingen?",
    "Kor nyttig var samlinga?",
    "How useful was the gathering?",
    "Var samlingen nyttig?",
)


def book(columns, also="['Kommentar', 'Comment']"):
    text = "id = 'x'\nlanguage = 'nb'\n[[questions]]\ncode = 'useful'\nkind = 'scale'\n"
    text += "scale = { minimum = 1, maximum = 5 }\n"
    text += f"columns = {columns}\n[[questions]]\ncode = 'comment'\nkind = 'text'\noptional = true\ncolumns = {also}\n"
    return codebook.parse(text.encode(), "x.toml")


@pytest.fixture
def version(read):
    """Version and wording of a table with some headers."""

    def of(*headers, columns=ASKED, line="5,ja"):
        frames = read(
            f"{','.join(headers)}\n{line}\n".encode(),
            codebooks=[book(columns if isinstance(columns, str) else list(columns))],
        )
        (told,) = frames["parsed.questions"].filter(question_code="useful").to_dicts()
        return told["instrument_version"], told["question_text"]

    return of


def test_bokmal_nynorsk_and_english_are_one_version_in_one_wording(version):
    headers = [(ASKED[0], "Kommentar"), (ASKED[1], "Kommentar"), (ASKED[2], "Comment")]
    assert {version(*each) for each in headers} == {version(*headers[0])}
    assert version(*headers[2])[1] == ASKED[0]


def test_the_language_of_a_heading_can_be_said_where_no_word_tells_it(version):
    columns = "{ nb = ['Nytte'], en = 'Usefulness', nn = ['Nytteverdi'] }"
    told = {version(name, "Kommentar", columns=columns) for name in ("Nytte", "Usefulness", "Nytteverdi")}
    assert len(told) == 1


def test_another_wording_in_the_same_language_is_another_version(version):
    assert version(ASKED[0], "Kommentar")[0] != version(ASKED[3], "Kommentar")[0]


def test_columns_of_two_languages_in_one_export_are_one_question(read):
    data = f"{ASKED[0]},{ASKED[1]}\n5,\n,4\n"
    frames = read(data.encode(), codebooks=[book(list(ASKED))])
    assert frames["parsed.answers"]["number"].to_list() == [5.0, 4.0]
    assert frames["parsed.questions"]["question_text"].to_list() == [ASKED[0]]


def test_a_question_that_was_reworded_midway_is_read_from_the_column_that_is_filled_and_tells_both(read):
    frames = read(f"{ASKED[0]},{ASKED[3]}\n5,\n,4\n,\n3,2\n".encode(), codebooks=[book(list(ASKED))])
    assert frames["parsed.answers"]["number"].to_list() == [5.0, 4.0]
    assert frames["parsed.questions"]["question_text"].to_list() == [f"{ASKED[0]} / {ASKED[3]}"]
    assert frames["parsed.rejects"].select("place", "rule").rows() == [("line 5, column B", "filled_in_both")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hvor nyttig var samlingen for deg?", "nb"),
        ("Kor nyttig var samlinga for deg?", "nn"),
        ("Kva tek du med deg heim?", "nn"),
        ("How useful was it for you?", "en"),
        ("Kommentar", None),
    ],
)
def test_small_words_tell_the_language(text, code):
    assert language_of(text) == code
