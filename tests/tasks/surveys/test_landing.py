"""Surveys land twice, and nothing to the right of the raw export holds a person."""

import stat
from dataclasses import replace

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.erasure.search import search
from tasks.parse.parse import inputs, read_new
from tasks.parse.readers import readers
from tasks.read.surveys import codebook
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Course, Incoming
from tasks.surveys.export_names import names, with_all_names, with_names
from tasks.surveys.landing import refusals


@pytest.fixture
def rows(data):
    """Parsed rows of what has landed, by table."""

    def read():
        (reader,) = (each for each in readers(Settings(data=data)) if each.kind == "survey")
        read_new(data / "landing", data / "parsed", reader)
        paths = inputs(data / "parsed", [reader])
        return {name: pl.read_parquet(found) for name, found in paths.items() if found}

    return read


def test_every_tool_of_the_sample_is_read_and_nobody_is_refused(land, boundary, exports, rows):
    assert {landed.refusal for landed in land(boundary, exports)} == {None}
    read = rows()
    assert read["parsed.instruments"]["tool"].n_unique() == 8
    assert set(read["parsed.instruments"].filter("is_untried")["tool"]) == {"limesurvey", "surveymonkey"}
    assert not read["parsed.documents"]["is_rejected"].any()
    assert read["parsed.submissions"]["organisation_number"].null_count() == 0


@pytest.fixture
def landed_rows(land, boundary, exports, rows):
    """Rows of the whole sample."""
    land(boundary, exports)
    return rows()


@pytest.mark.usefixtures("landed_rows")
def test_no_personal_value_is_anywhere_but_in_raw_landing(data, canaries, capfd, caplog):
    values = [canary["value"] for canary in canaries]
    assert len(values) == 90
    held = search(data, values)
    assert held
    assert {path.relative_to(data).parts[:2] for path in held} == {("landing", "raw")}
    told = capfd.readouterr()
    assert not any(value in told.out + told.err + caplog.text for value in values)


def test_the_raw_export_and_its_folder_are_their_owners_alone(land, boundary, exports, data):
    land(boundary, exports)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (data / "landing").rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE((data / "landing" / "raw").stat().st_mode) == 0o700


def test_landing_the_same_again_changes_nothing_that_is_read(land, boundary, exports, rows):
    land(boundary, exports)
    first = rows()
    assert land(boundary) == []
    land(boundary, exports)
    second = rows()
    assert all(first[name].equals(second[name]) for name in first)


def test_a_respondent_is_one_pseudonym_in_two_exports_of_one_form(landed_rows):
    files = (
        landed_rows["parsed.submissions"]
        .filter(instrument_id="samling-forms")
        .group_by("file_sha256")
        .agg("respondent")
    )
    small, large = sorted(map(set, files["respondent"].to_list()), key=len)[::2]
    assert small < large


def test_a_better_codebook_serves_what_landed_before_it(land, boundary, exports, rows):
    without = replace(boundary, course=Course("kurs", [], {}))
    assert all("codebook" in landed.refusal for landed in land(without, exports))
    assert rows()["parsed.documents"]["is_rejected"].all()
    assert {landed.refusal for landed in land(boundary)} == {None}
    assert not rows()["parsed.documents"]["is_rejected"].any()


def test_what_was_said_outlives_the_raw_export(land, boundary, exports, rows, data):
    land(boundary, exports)
    before = rows()
    for path in (data / "landing" / "raw").iterdir():
        path.unlink()
    assert land(boundary) == []
    assert rows()["parsed.answers"].equals(before["parsed.answers"])


@pytest.fixture
def one_question(boundary):
    """The door with a codebook of one question."""
    text = "id = 'x'\n[[questions]]\ncode='q'\nkind='text'\ncolumns=['Svar']"
    return replace(boundary, course=Course("kurs", [codebook.parse(text.encode(), "x.toml")], {}))


def test_a_column_nobody_mapped_is_told_by_its_letter_and_neither_header_nor_value_is_there(
    land, one_question, rows, data
):
    land(one_question, [Incoming("folder", "a.csv", Upload({"a": b"Svar,pigghodet kanarifugl\nja,kanarifugl\n"}))])
    assert rows()["parsed.unmapped_columns"]["place"].to_list() == ["B"]
    assert {path.parent.name for path in search(data, ["kanarifugl"])} == {"raw"}


@pytest.mark.parametrize("answers", [b"Svar,x\nja,2\n", b"no table at all"])
def test_the_name_of_a_file_is_nowhere_but_in_raw_landing_and_told_to_the_operator_alone(
    land, one_question, rows, data, answers
):
    done = land(one_question, [Incoming("folder", "Svar fra Kanari Fugl.csv", Upload({"a": answers}))])
    rows()
    assert {path.parent.name for path in search(data, ["Kanari Fugl"])} == {"raw"}
    (key,) = (landed.key for landed in done)
    assert key.removeprefix("survey-") == done[0].receipt.derived_from_sha256[:12]
    messages = refusals(done)
    assert "Kanari" not in str(messages)
    assert all(
        "(Svar fra Kanari Fugl.csv):" in each for each in with_all_names(messages, names(data / "landing" / "raw"))
    )


def test_the_operator_is_told_the_name_of_a_file_that_still_lies_in_the_folder(tmp_path):
    (tmp_path / "Svar.csv").write_bytes(b"Svar\nja\n")
    ((key, name),) = names(tmp_path / "no raw export", tmp_path).items()
    assert (name, with_names(f"{key}: no", {key: name})) == ("Svar.csv", f"{key} (Svar.csv): no")
    assert with_names(f"run --accept {key}", {key: name}) == f"run --accept {key}"


def test_a_reordered_renamed_or_added_question_is_another_version_of_the_instrument(landed_rows):
    versions = landed_rows["parsed.instruments"].filter(instrument_id="samling-nettskjema")
    assert versions.height == 3
    assert versions["instrument_version"].n_unique() == 2


def test_an_accented_answer_is_right_from_every_tool(landed_rows):
    answers = landed_rows["parsed.answers"].filter(pl.col("text").is_not_null())
    letters = answers.group_by("instrument_id").agg(pl.col("text").str.join(" ").str.contains("å").alias("has"))
    assert letters.height == 7
    assert letters["has"].all()
