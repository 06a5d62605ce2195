"""The whole way with a real Prefect: no canary outside raw landing, and after erasure none at all."""

import csv
import os
import subprocess
import sys

import pytest

from tasks.erasure.search import search

pytestmark = pytest.mark.prove


@pytest.fixture
def command(tmp_path):
    """`bestillerpuls` on a data folder of its own; what it prints is kept."""
    told = []

    def run(*words, given=None):
        settings = os.environ | {"BESTILLERPULS_DATA": str(tmp_path / "data")}
        ended = subprocess.run(
            [sys.executable, "-m", "flows.commands.cli", *words],
            input=given,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )
        told.append(ended.stdout + ended.stderr)
        return ended.returncode

    run.told = told
    return run


def test_a_person_is_nowhere_but_in_raw_landing_and_after_erasure_nowhere(tmp_path, command, proof):
    sample, data = tmp_path / "sample", tmp_path / "data"
    assert command("sample", "--out", str(sample), "--notices", "60") == 0
    folders = ("--programme", "--registers", "--surveys", "--notices")
    given = [word for name in folders for word in (name, str(sample / name.strip("-")))]
    assert command("run", *given) == 1  # some notices of the sample are broken on purpose
    with (sample / "truth" / "personal_canaries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    values = [row["value"] for row in rows]
    held = search(data, values)
    outside = [path for path in held if path.relative_to(data).parts[:2] != ("landing", "raw")]
    assert (data / "prefect").is_dir()
    assert held, "the search finds what is there, so what it does not find is not there"

    persons = [row["value"] for row in rows if row["instrument_id"] in {"samling-forms", "samling-google"}]
    assert command("erase", given="\n".join(persons)) == 0
    left = search(data, persons)
    assert len(list((data / "published" / "generations").iterdir())) == 1
    assert command("run", *given) == 1  # the same exports are refused, and it says so
    back = search(data, persons)
    printed = [value for value in values if value in "".join(command.told)]
    proof(
        "canaries of personal data, the whole way",
        planted=len(values),
        outside_raw=len(outside),
        erased=len(persons),
        left_after_erasure=len(left),
        back_after_reimport=len(back),
        printed=len(printed),
    )
    assert outside == []
    assert left == back == {}
    assert printed == []
