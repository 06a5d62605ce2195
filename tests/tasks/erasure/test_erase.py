"""Erasing a person: every byte goes, whoever else answered stays, and nothing brings the person back."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.build.publish import generation
from tasks.erasure import erase as erasing
from tasks.erasure.search import search
from tasks.landing.store import Landing
from tasks.parse.parse import inputs, read_new
from tasks.parse.readers import readers
from tasks.read.surveys import codebook
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Incoming, SurveyBoundary
from tasks.surveys.inbox import exports_in
from tasks.surveys.landing import land_surveys
from tasks.surveys.pseudonyms import open_key
from tasks.surveys.tombstones import Tombstones


@pytest.fixture
def settings(data):
    return Settings(data=data)


@pytest.fixture
def rows(settings):
    """Read what has landed as the pipeline does: finish what a killed run left, then read."""

    def read():
        erasing.finish(settings)
        (reader,) = (each for each in readers(settings) if each.kind == "survey")
        read_new(settings.landing, settings.parsed, reader)
        return {name: pl.read_parquet(paths) for name, paths in inputs(settings.parsed, [reader]).items() if paths}

    return read


@pytest.fixture
def publish(settings):
    """Publish a generation that holds what was read, comments and all."""

    def published(frames, built_at):
        with generation(settings.published, f"{built_at:%Y%m%dT%H%M%S%f}", keep=5) as draft:
            frames["parsed.answers"].write_parquet(draft / "answers.parquet", compression="zstd")
            (draft / "generation.json").write_text(json.dumps({"built_at": built_at.isoformat()}))

    return published


@pytest.fixture
def person(canaries):
    """Everything that names one respondent of Microsoft Forms."""
    return [one["value"] for one in canaries if one["instrument_id"] == "samling-forms"][:6]


@pytest.fixture
def erased(settings, opened_again):
    """Erase a person as the command does."""
    return lambda values: erasing.erase(settings, opened_again(), values).plan


def test_no_byte_of_the_person_is_left_and_everybody_else_is(land, boundary, exports, rows, erased, person, data):
    land(boundary, exports)
    before = rows()
    assert search(data, person)
    done = erased(person)
    after = rows()
    assert not search(data, person)
    gone = sum(map(len, done.drop.values()))
    assert gone == 3  # the person stands in all three exports of the growing form
    assert after["parsed.submissions"].height == before["parsed.submissions"].height - gone
    others = pl.col("respondent").is_not_null()
    left = set(before["parsed.submissions"].filter(others)["respondent"]) - set(
        after["parsed.submissions"]["respondent"]
    )
    assert len(left) == 1


def test_an_erased_person_does_not_come_back_with_the_same_or_an_overlapping_export(
    land, boundary, opened_again, exports, rows, erased, person, data
):
    forms = [each for each in exports if each.name.startswith("Evaluering")]
    land(boundary, forms[:2])
    first = rows()["parsed.submissions"].height
    erased(person)
    told = land(opened_again(), forms)
    assert [landed.receipt is None for landed in told] == [True, True, False]
    assert "erased" in told[0].refusal
    assert told[2].receipt.erased == 1
    after = rows()
    assert not search(data, person)
    assert after["parsed.submissions"].height > first
    assert not list((data / "landing" / "raw").glob("[0-9a-f]*"))


def test_a_name_in_somebody_elses_comment_is_taken_out_and_the_comment_stays(land, boundary, rows, erased, data):
    answers = "Nr;Svart;Arbeidsplass;Navn;Kommentar\n1;2021-03-05;;Ola Berg;Takk til Synnøve Haukedalen for hjelpen\n"
    text = "id='x'\n[identity]\ncolumns=['Navn']\n[[questions]]\ncode='c'\nkind='text'\ncolumns=['Kommentar']\n"
    only = replace(boundary, course=replace(boundary.course, codebooks=[codebook.parse(text.encode(), "x.toml")]))
    land(only, [Incoming("folder", "a.csv", Upload({"a": answers.encode()}))])
    assert rows()["parsed.answers"]["text"].to_list() == ["Takk til Synnøve Haukedalen for hjelpen"]
    done = erased(["synnøve haukedalen"])
    assert done.drop
    assert rows()["parsed.answers"]["text"].to_list() == ["Takk til [fjernet] for hjelpen"]
    assert not search(data, ["Synnøve Haukedalen"])


def test_a_name_that_stands_in_a_header_goes_and_stays_away(land, boundary, erased, opened_again, data):
    answers = "Nr;Navn;Kommentar;Synnøve Haukedalen\n1;Ola Berg;Takk;x\n"
    text = "id='x'\n[identity]\ncolumns=['Navn']\n[[questions]]\ncode='c'\nkind='text'\ncolumns=['Kommentar']\n"
    course = replace(boundary.course, codebooks=[codebook.parse(text.encode(), "x.toml")])
    land(replace(boundary, course=course), [Incoming("folder", "a.csv", Upload({"a": answers.encode()}))])
    assert len(search(data, ["Synnøve Haukedalen"])) == 1
    erased(["Synnøve Haukedalen"])
    assert not search(data, ["Synnøve Haukedalen"])
    again = Upload({"a": (answers + "2;Per Dahl;Bra;y\n").encode()})
    land(replace(opened_again(), course=course), [Incoming("folder", "Synnøve_Haukedalen.csv", again)])
    assert not search(data, ["Synnøve Haukedalen", "Synnøve_Haukedalen"])


def test_earlier_generations_go_when_one_without_the_person_is_published(
    settings, land, boundary, exports, rows, publish, erased, data
):
    land(boundary, exports)
    comments = rows()["parsed.answers"]
    said = comments.filter(pl.col("text").str.contains("Fødselsnummer"))["text"][0]
    publish({"parsed.answers": comments}, datetime.now(UTC) - timedelta(hours=1))
    publish({"parsed.answers": comments}, datetime.now(UTC) - timedelta(minutes=1))
    assert any("generations" in str(path) for path in search(data, [said]))
    erased([said])
    frames = rows()
    erasing.settle(settings)  # nothing newer is published yet: readers keep what they have
    assert len(list((settings.published / "generations").iterdir())) == 2
    publish(frames, datetime.now(UTC))
    erasing.settle(settings)
    assert len(list((settings.published / "generations").iterdir())) == 1
    assert not search(data, [said])
    assert all(request.done_at for request in erasing.erasures(settings.landing / "erasures"))


def test_what_waits_in_the_inbox_goes_too(exports, erased, person, data):
    inbox = data / "inbox"
    inbox.mkdir()
    for each in exports[:1]:
        (inbox / each.name).write_bytes(each.upload.only)
    assert [incoming.name for _, incoming in exports_in(inbox)] == [exports[0].name]
    erased(person)
    assert not search(data, person)


def test_raw_exports_that_nobody_could_read_go_and_are_told(land, boundary, settings, exports, opened_again):
    unknown = Incoming("folder", "a.csv", Upload({"a": b"no table at all"}))
    named = Incoming("folder", "b.csv", Upload({"b": "Noe,Annet\nja,Synnøve Haukedalen\n".encode()}))
    nobody = Incoming("folder", "c.csv", Upload({"c": b"Noe,Annet\nja,nei\n"}))
    land(boundary, [unknown, named, nobody, *exports[:1]])
    done = erasing.erase(settings, opened_again(), ["Synnøve Haukedalen"])
    assert (done.unreadable, len(done.plan.raw)) == (2, 2)
    assert len(list((settings.landing / "raw").glob("*.json"))) == 2


def test_what_was_deleted_from_the_inbox_is_told_without_the_person(settings, opened_again):
    several = settings.inbox / "undersøkelse"
    several.mkdir(parents=True)
    for name in ("dataset.csv", "labels.csv"):
        (several / name).write_text("Ola Berg" if name == "dataset.csv" else "1;ja", encoding="utf-8")
    (settings.inbox / "berg_ola.csv").write_text("x", encoding="utf-8")
    (settings.inbox / "Svar fra Ola Berg.csv").write_text("x", encoding="utf-8")
    (settings.inbox / "andre.csv").write_text("Ola Bergersen, Kari Dahl", encoding="utf-8")
    told = erasing.erase(settings, opened_again(), ["Kari Dahl", "Ola Berg"]).unlanded
    assert told == ["number 1 of 4", "andre.csv", "undersøkelse"]
    assert [path.name for path in settings.inbox.iterdir()] == ["berg_ola.csv"]


def test_an_erasure_tells_no_value_and_no_digest_of_it_without_the_key(land, boundary, exports, erased, person, data):
    land(boundary, exports)
    erased(person)
    (told,) = (data / "landing" / "erasures").glob("*.json")
    assert not search(told.parent, person)


def test_a_name_in_the_name_of_a_file_goes_too(land, boundary, exports, rows, erased, data):
    land(boundary, [Incoming("folder", "Svar fra Synnøve_Haukedalen.xlsx", exports[0].upload)])
    before = rows()["parsed.submissions"].height
    erased(["Synnøve Haukedalen"])
    assert rows()["parsed.submissions"].height == before
    assert not search(data, ["Synnøve Haukedalen", "Synnøve_Haukedalen"])


@pytest.mark.parametrize("name", ["Synnøve Haukedalen svar.csv", "Synnøve_Haukedalen.csv"])
def test_what_prefect_remembers_of_a_refused_file_goes_unless_a_server_uses_it(settings, erased, monkeypatch, name):
    memory = settings.prefect_home / "storage" / "a"
    memory.parent.mkdir(parents=True)
    memory.write_text(f"{name}: no codebook fits", encoding="utf-8")
    erased(["Ola Berg"])
    assert memory.exists()
    settings.processes.mkdir()
    (settings.processes / "server.pid").write_text("1")
    with monkeypatch.context() as up:
        up.setattr(erasing, "running", lambda *_: 1)
        erased(["Synnøve Haukedalen"])
    assert memory.exists()
    erased(["Synnøve Haukedalen"])
    assert not memory.exists()


def killed_after(steps, settings, boundary, values):
    """Run an erasure in a process of its own that dies at its n-th durable step; whether it died."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == 9
    left = [steps]

    def counted(real):
        def step(*args, **told):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return real(*args, **told)

        return step

    for name in ("unlink", "replace", "rename", "fsync", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    for name in ("unlink", "replace", "rename"):
        setattr(Path, name, counted(getattr(Path, name)))
    try:
        erasing.erase(settings, boundary, values)
    finally:
        os._exit(0)


def kill_everywhere(tmp_path, land_into, course, exports, person, every):
    """Kill an erasure at every n-th step and let the next run finish it; how many kills, and what was left behind."""
    kills, left, step = 0, [], 0
    while True:
        data = tmp_path / f"kill-{step}"
        settings, boundary, rows = land_into(data, course, exports)
        if not killed_after(step, settings, boundary, person):
            return kills, left
        kills += 1
        rows()
        erasing.settle(settings)
        planned = list(erasing.erasures(settings.landing / "erasures"))
        if not planned:  # killed before the plan was whole: nothing was deleted, and the command is given again
            erasing.erase(settings, boundary, person)
            rows()
        left += [(step, path) for path in search(data, person)]
        step += every


@pytest.fixture
def land_into():
    """Land exports into a data folder of their own."""

    def landed(data, course, exports):
        settings = Settings(data=data)
        key = open_key(settings.key_file)
        boundary = SurveyBoundary(
            course, key, Tombstones(key, []), settings.landing / "raw", 90, datetime(2026, 1, 5, tzinfo=UTC)
        )
        with Landing(settings.landing, "sample") as landing:
            land_surveys(landing, boundary, exports)

        def rows():
            erasing.finish(settings)
            (reader,) = (each for each in readers(settings) if each.kind == "survey")
            read_new(settings.landing, settings.parsed, reader)

        rows()
        return settings, boundary, rows

    return landed


def test_an_erasure_killed_half_way_is_finished_by_the_next_run(tmp_path, land_into, course, exports, person):
    forms = [each for each in exports if each.name.startswith("Evaluering")][:2]
    kills, left = kill_everywhere(tmp_path, land_into, course, forms, person, every=6)
    assert kills >= 3
    assert left == []


@pytest.mark.prove
def test_an_erasure_killed_at_any_step_is_finished_by_the_next_run(tmp_path, land_into, course, exports, person, proof):
    forms = [each for each in exports if each.name.startswith("Evaluering")]
    kills, left = kill_everywhere(tmp_path, land_into, course, forms, person, every=1)
    proof("kills of an erasure, then the next run", killed=kills, bytes_left_in_files=len(left))
    assert kills >= 20
    assert left == []
