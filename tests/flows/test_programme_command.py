"""From a list of names to a folder that lands: the commands as a new user gives them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing
from tasks.run.folders import Given, land_given
from tasks.sample.world.make import make_world
from tasks.sample.world.registers import registers


@pytest.fixture
def data(tmp_path):
    """A data folder in which the sample's registers have landed."""
    with Landing(Settings(data=tmp_path / "data").landing, "sample") as landing:
        for path, answer in registers(make_world(1)):
            landing.put(answer, "folder", "register", path)
    return tmp_path / "data"


@pytest.fixture
def command(data, tmp_path):
    def give(*words, status=0):
        done = subprocess.run(
            [Path(sys.executable).parent / "bestillerpuls", "programme", *words],
            env=os.environ | {"BESTILLERPULS_DATA": str(data)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    return give


def test_names_become_a_folder_what_is_left_to_decide_is_refused_and_once_decided_it_lands(command, data, tmp_path):
    (tmp_path / "names.txt").write_text("Nøkkeøy kommune\nDrakebygd\nDrømmetilsynet\n", encoding="utf-8")
    (tmp_path / "gatherings.txt").write_text("6.4.2021, Strandheim, 61\n", encoding="utf-8")
    draft = ["draft", "--members", "names.txt", "--wave", "2021-04-06", "--compare", "county"]
    told = command(*draft, "--gatherings", "gatherings.txt")
    assert re.search(r"^programme: 3 members in 1 wave, \d+ to compare with\.$", told, re.MULTILINE)
    assert "line 3, Drakebygd (names.txt line 2): DECIDE: 311323849 Drakebygd kommune in Tåkeland; 3" in told
    assert told.endswith("Next: bestillerpuls programme check programme\n")

    told = command("check", "programme", status=1)
    assert told.startswith("1 wrong:\n  members.csv, line 3: organisation_number is still to be decided: 311323849")
    (problem,) = land_given(Settings(data=data), Given(programme=tmp_path / "programme"))
    assert "members.csv, line 3: organisation_number is still to be decided" in problem

    members = tmp_path / "programme" / "members.csv"
    text = members.read_text(encoding="utf-8")
    members.write_text(re.sub(r"DECIDE: (\d{9})[^,]*", r"\1", text), encoding="utf-8")
    told = command("check", "programme")
    assert told.startswith("0 wrong.\n")
    assert "members: 2 municipalities, 1 state agency" in told
    assert told.endswith("Next: bestillerpuls run --programme programme\n")
    assert land_given(Settings(data=data), Given(programme=tmp_path / "programme")) == []

    assert "programme is there already and stays as it is." in command(*draft, status=1)
