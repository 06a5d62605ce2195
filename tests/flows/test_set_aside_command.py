"""A document that breaks the build is set aside and the rest published; a person takes one out and puts it back."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tasks.build.test_sound_build import HUGE, result

pytestmark = pytest.mark.prefect


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("set_aside") / "data"


@pytest.fixture(scope="module")
def run(data):
    """The command, on the data folder."""

    def command(*words, status=0):
        done = subprocess.run(
            [Path(sys.executable).parent / "bestillerpuls", *map(str, words)],
            env=os.environ | {"BESTILLERPULS_DATA": str(data), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return done

    return command


@pytest.fixture(scope="module")
def published(run, tmp_path_factory):
    """Two good notices and one that no build can be made with, given in a folder; what the run said."""
    folder = tmp_path_factory.mktemp("notices")
    for number in (1, 2):
        (folder / f"good{number}.xml").write_bytes(result(number))
    (folder / "poison.xml").write_bytes(result(3, HUGE))
    return folder, run("run", "--notices", folder, status=1)


def answer(run, question):
    return json.loads(run("sql", question, "--format", "json").stdout)


def test_the_others_are_published_and_the_one_is_named(run, published):
    assert answer(run, "select key, unit from marts.set_aside") == [{"key": "poison.xml", "unit": "notice"}]
    assert answer(run, "select count(*) as notices from marts.notices") == [{"notices": 2}]
    ledger = answer(run, "select key, read, loaded, set_aside from marts.ledger where set_aside > 0")
    assert ledger == [{"key": "poison.xml", "read": 1, "loaded": 0, "set_aside": 1}]
    assert "poison.xml" in run("status").stdout
    last = published[1].stderr.strip().splitlines()[-1]
    assert "poison.xml" in last


def test_a_person_takes_a_document_out_and_puts_it_back(run, published):
    folder, _ = published
    sha256 = hashlib.sha256((folder / "good1.xml").read_bytes()).hexdigest()
    assert "Published now" in run("set-aside", folder / "good1.xml", "--why", "A test of its sender").stdout
    told = answer(run, "select file_sha256, rule, reason from marts.set_aside where key = 'good1.xml'")
    assert told == [{"file_sha256": sha256, "rule": "set_aside_by_a_person", "reason": "A test of its sender"}]
    assert answer(run, "select count(*) as notices from marts.notices") == [{"notices": 1}]
    assert "Published now" in run("readmit", sha256).stdout
    assert answer(run, "select count(*) as notices from marts.notices") == [{"notices": 2}]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["set-aside", "0" * 64, "--why", "x"], "nothing with these bytes"),
        (["set-aside", "nowhere.xml", "--why", "x"], "no file, and no sha256"),
        (["readmit", "good2.xml"], "nothing of it is set aside"),
    ],
)
@pytest.mark.usefixtures("published")
def test_what_is_not_there_cannot_be_set_aside(run, published, words, says):
    words = [published[0] / word if word == "good2.xml" else word for word in words]
    assert says in run(*words, status=1).stderr
