"""Ids that begin again in each form replace nobody else's answers unasked; what somebody corrected is replaced."""

import hashlib
from dataclasses import replace

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.parse.parse import inputs, read_new
from tasks.parse.readers import readers
from tasks.read.surveys import codebook
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Course, Incoming
from tasks.surveys.export_names import key_of

BOOK = """
id = "after"
[submission]
id = ["Nr"]
submitted_at = ["Dato"]
[identity]
columns = ["E-post"]
[organisation]
columns = ["Kommune"]
[[questions]]
code = "useful"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["Nyttig?"]
[[questions]]
code = "relevant"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["Relevant?"]
"""
HEAD = "Nr;Dato;Kommune;E-post;Nyttig?;Relevant?\n"
FIRST = HEAD + "1;06.03.2024;Fjordvik;;5;4\n2;06.03.2024;Nøkkedal;;4;4\n"
SECOND = HEAD + "1;05.06.2024;Fjordvik;;2;1\n2;05.06.2024;Nøkkedal;;1;1\n3;05.06.2024;Fjordvik;;1;2\n"


@pytest.fixture
def course():
    return Course(
        "kurs", [codebook.parse(BOOK.encode(), "after.toml")], {"fjordvik": "311000005", "nøkkedal": "311000013"}
    )


@pytest.fixture
def rows(data):
    """Which submissions are loaded, by what landed last: day and the step that was answered."""

    def read():
        (reader,) = (each for each in readers(Settings(data=data)) if each.kind == "survey")
        read_new(data / "landing", data / "parsed", reader)
        paths = inputs(data / "parsed", [reader])
        documents = pl.read_parquet(paths["parsed.documents"]).filter(~pl.col("is_rejected"))
        newest = documents.sort("preference").unique("identity", keep="last")
        answers = pl.read_parquet(paths["parsed.answers"]).filter(question_code="useful")
        return sorted(newest.join(answers, on=["file_sha256", "member"])["number"].to_list())

    return read


def export(text, name="svar.csv"):
    return Incoming("folder", name, Upload({name: text.encode()}))


def refusals(done):
    return [one.refusal for one in done if one.refusal]


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_numbers_that_begin_again_stop_at_the_export_and_ask_whichever_comes_first(land, boundary, rows, order):
    assert refusals(land(boundary, [export(order[0])])) == []
    before = rows()
    (asked,) = refusals(land(boundary, [export(order[1])]))
    assert "would replace answers" in asked
    assert 'id = ["Nr", "Dato"]' in asked
    assert f"--accept {key_of(sha(order[1]))}" in asked
    assert rows() == before
    assert refusals(land(boundary)) == []


def test_whoever_adds_the_column_that_is_named_has_both(land, boundary, rows):
    land(boundary, [export(FIRST), export(SECOND)])
    mended = codebook.parse(BOOK.replace('id = ["Nr"]', 'id = ["Nr", "Dato"]').encode(), "after.toml")
    assert refusals(land(replace(boundary, course=replace(boundary.course, codebooks=[mended])))) == []
    assert rows() == [1, 1, 2, 4, 5]


@pytest.mark.parametrize("named", ["key", "file"])
def test_whoever_accepts_it_has_the_newer_and_is_asked_no_more(land, boundary, rows, named):
    land(boundary, [export(FIRST), export(SECOND, "rettet.csv")])
    called = key_of(sha(SECOND)) if named == "key" else "rettet.csv"
    assert refusals(land(replace(boundary, accepted=frozenset([called])))) == []
    assert rows() == [1, 1, 2]
    assert refusals(land(boundary, [export(SECOND, "rettet.csv")])) == []
    assert rows() == [1, 1, 2]


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("1;06.03.2024;Fjordvik;;5;4", False),
        ("1;06.03.2024;Fjordvik;;5;3", False),
        ("1;06.03.2024;Fjordvik;;2;1", True),
        ("1;07.03.2024;Fjordvik;;5;4", True),
        ("1;06.03.2024;Nøkkedal;;5;4", True),
        ("1;06.03.2024;;;5;4", False),
        ("9;07.03.2024;Nøkkedal;;1;1", False),
    ],
)
def test_only_what_is_of_somebody_else_is_asked_about(land, boundary, line, is_asked):
    land(boundary, [export(FIRST)])
    assert bool(refusals(land(boundary, [export(f"{HEAD}{line}\n")]))) == is_asked


def test_the_same_person_may_say_something_else_on_another_day_and_another_person_may_not(land, boundary):
    known = HEAD + "1;06.03.2024;Fjordvik;ada@fjordvik.example;5;4\n"
    land(boundary, [export(known)])
    changed = known.replace("06.03", "08.03").replace("5;4", "1;1")
    assert refusals(land(boundary, [export(changed)])) == []
    assert refusals(land(boundary, [export(changed.replace("ada", "bo"))])) != []


def test_an_export_that_is_given_in_the_wrong_order_does_not_take_the_place_of_a_newer_one(land, boundary, rows):
    older = FIRST
    newer = FIRST.replace("2;06.03.2024;Nøkkedal;;4;4", "2;06.03.2024;Nøkkedal;;3;4") + "3;07.03.2024;Fjordvik;;1;1\n"
    assert refusals(land(boundary, [export(newer)])) == []
    assert refusals(land(boundary, [export(older)])) == []
    assert rows() == [1, 3, 5]


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()
