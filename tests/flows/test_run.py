"""The whole way from one command, on the real Prefect, as a newcomer runs it."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tasks.read.notices.rules import REASONS
from tests.command_line import bestillerpuls

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "sample"
    bestillerpuls(folder.parent / "data", "sample", "--out", folder, "--notices", 300, "--seed", 3)
    return folder


def given(sample):
    return [word for kind in ("notices", "surveys", "registers", "programme") for word in (f"--{kind}", sample / kind)]


@pytest.fixture(scope="module")
def data(sample, tmp_path_factory):
    data = tmp_path_factory.mktemp("world") / "data"
    bestillerpuls(data, "run", *given(sample), status=1)  # some of its notices are broken on purpose
    return data


def published(data):
    folder = (data / "published" / "current").resolve()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "parquet").iterdir()}


def answer(data, question):
    return json.loads(bestillerpuls(data, "sql", question, "--format", "json").stdout)


def test_every_file_that_was_given_is_accounted_for(sample, data):
    files = [path.read_bytes() for path in (sample / "notices").rglob("*") if path.is_file()]
    (told,) = answer(data, "select count(*) as files, sum(read) as read from marts.ledger where kind = 'notices'")
    assert told["files"] == len(set(files))
    assert not answer(
        data, "from marts.ledger where read <> loaded + rejected + duplicate + superseded + erased + set_aside"
    )


def test_a_second_run_notices_that_nothing_is_new(sample, data):
    before = (data / "published" / "current").resolve()
    done = bestillerpuls(data, "run", *given(sample), status=1)
    assert "Nothing new" in done.stdout
    assert (data / "published" / "current").resolve() == before


def test_a_rebuild_from_landing_alone_gives_the_same_marts_to_the_byte(data, tmp_path):
    (tmp_path / "data").mkdir()
    for folder in ("landing", "keys"):
        (tmp_path / "data" / folder).symlink_to(data / folder)
    bestillerpuls(tmp_path / "data", "run", "--registers", data / "nowhere", status=1)
    ours, theirs = published(data), published(tmp_path / "data")
    assert [name for name in ours if ours[name] != theirs[name] and not name.startswith("generation_")] == []


def test_an_answer_comes_as_csv_for_other_programs(data):
    rows = list(csv.DictReader(bestillerpuls(data, "sql", "from marts.waves", "--format", "csv").stdout.splitlines()))
    assert rows
    assert "starts_on" in rows[0]


@pytest.mark.parametrize(
    "question",
    ["from read_text('/etc/hostname')", "copy marts.waves to 'waves.csv'", "attach 'other.duckdb'", "set threads = 1"],
)
def test_a_question_can_only_be_a_question(data, question):
    assert "The question was not understood" in bestillerpuls(data, "sql", question, status=1).stderr


def test_status_says_how_things_stand(data):
    told = bestillerpuls(data, "status").stdout
    assert "invented" in told
    assert "Landed" in told


def test_before_anything_is_published_the_remedy_is_told(tmp_path):
    assert "Start with: bestillerpuls run" in bestillerpuls(tmp_path, "sql", "select 1", status=1).stderr


def test_what_can_be_done_is_done_and_what_cannot_is_told(sample, tmp_path):
    """A missing folder, a file that is no XML, a cut archive: the rest is published, and the exit code says so."""
    notices = tmp_path / "notices"
    notices.mkdir()
    whole = next(path for path in sorted((sample / "notices" / "doffin").rglob("*.xml")))
    (notices / "good.xml").write_bytes(whole.read_bytes())
    (notices / "letter.xml").write_text("Dear buyer,")
    (notices / "cut.tar.gz").write_bytes(b"\x1f\x8b\x08\x00cut")
    words = ["--notices", notices, "--registers", tmp_path / "nowhere", "--programme", sample / "programme"]
    done = bestillerpuls(tmp_path / "data", "run", *words, status=1)
    assert "nowhere: no such folder. Expected" in done.stderr
    assert done.stderr.splitlines()[-5:] == [
        f"bestillerpuls: {notices}: of 3 files 2 could not be used, wholly or in part. What is wrong and where:",
        f"  {REASONS['archive_cut_off_or_damaged']} (archive_cut_off_or_damaged)",
        "    cut.tar.gz",
        f"  {REASONS['not_xml']} (not_xml)",
        "    letter.xml: line 1",
    ]
    ledger = answer(
        tmp_path / "data", "select key, loaded, rejected from marts.ledger where kind = 'notices' order by key"
    )
    assert ledger == [
        {"key": "cut.tar.gz", "loaded": 0, "rejected": 1},
        {"key": "good.xml", "loaded": 1, "rejected": 0},
        {"key": "letter.xml", "loaded": 0, "rejected": 1},
    ]
    assert len(answer(tmp_path / "data", "select rule from marts.rejects where reason is not null")) == 2


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_run_on_no_file_at_all_begins_nothing(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    done = bestillerpuls(tmp_path / "data", "run", "--notices", tmp_path / folder, status=1)
    assert "Expected notices as .xml, .zip or .tar.gz" in done.stderr
    assert not (tmp_path / "data" / "landing").exists()


def test_where_nothing_of_what_was_given_loads_the_exit_code_says_so(tmp_path):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "letter.xml").write_text("Dear buyer,")
    done = bestillerpuls(tmp_path / "data", "run", "--notices", tmp_path / "notices", status=1)
    assert "of 1 files 1 could not be used" in done.stderr
    assert "not_xml" in done.stdout
    given_nothing = bestillerpuls(tmp_path / "data", "run")
    assert "not_xml" in given_nothing.stdout
    assert "could not be used" not in given_nothing.stderr


def test_a_folder_in_which_all_can_be_used_ends_well_whatever_was_rejected_before(sample, data):
    bestillerpuls(data, "run", "--programme", sample / "programme", "--registers", sample / "registers")


def test_an_empty_cell_of_the_members_is_the_last_that_is_said_however_much_else_went_well(sample, data, tmp_path):
    shutil.copytree(sample / "programme", tmp_path / "programme")
    members = tmp_path / "programme" / "members.csv"
    lines = members.read_text().splitlines(keepends=True)
    number, name = lines[77].split(",")[:2]
    members.write_text("".join([*lines[:77], lines[77].removeprefix(number), *lines[78:]]))
    done = bestillerpuls(data, "run", "--programme", tmp_path / "programme", status=1)
    assert done.stderr.splitlines()[-1].strip() == (
        f"members.csv, line 78: organisation_number is empty ({name}). "
        "Write its nine digits without blanks, as the Brønnøysund register has them."
    )
    assert "stays in force" in done.stderr
    members.write_text("".join(lines))
    bestillerpuls(data, "run", "--programme", tmp_path / "programme")


def test_the_two_worlds_are_not_mixed(sample, data, tmp_path):
    real = tmp_path / "programme"
    real.mkdir()
    text = (sample / "programme" / "programme.toml").read_text()
    (real / "programme.toml").write_text(text.replace('world = "sample"', 'world = "real"'))
    (real / "members.csv").write_text((sample / "programme" / "members.csv").read_text())
    assert "One data folder holds one world" in bestillerpuls(data, "run", "--programme", real, status=1).stderr


def test_the_marts_can_be_rebuilt_as_they_were_known_on_a_day(data, tmp_path):
    before = (data / "published" / "current").resolve()
    out = tmp_path / "then"
    bestillerpuls(data, "run", "--as-known-on", "2021-06-30", "--out", out)
    (told,) = answer(data, "select count(*) as rows from marts.notice_versions where published_on <= '2021-06-30'")
    with duckdb.connect(out / "marts.duckdb", read_only=True) as db:
        assert db.execute("select count(*) from marts.notice_versions").fetchone() == (told["rows"],)
        assert db.execute(
            "select coalesce(max(published_on), '2021-06-30') <= '2021-06-30' from marts.notices"
        ).fetchone()[0]
    assert (data / "published" / "current").resolve() == before
