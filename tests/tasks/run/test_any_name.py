"""Whatever a file is called, it lands under its name, is read, and stops nothing."""

import pytest

from schemas.settings import Settings
from tasks.build.inputs import BuildInputs
from tasks.erasure.search import search
from tasks.landing.store import receipts
from tasks.parse.parse import read_new
from tasks.parse.readers import readers
from tasks.read.file_names import shown
from tasks.run.folders import Given, land_given
from tasks.run.not_used import not_used
from tests.names import names


@pytest.fixture
def settings(data):
    return Settings(data=data)


def landed_under_their_names(settings, folder, count):
    """Land files of these names, twice; what they are called then, in receipts and in what a build reads."""
    folder.mkdir()
    given = names(count)
    for number, name in enumerate(given):
        (folder / name).write_text(f"<notice {number}/>")
    for _ in range(2):
        assert land_given(settings, Given(notices=folder)) == []
    keys = [receipt.key for receipt in receipts(settings.landing)]
    for reader in readers(settings):
        read_new(settings.landing, settings.parsed, reader)
    told = BuildInputs.of(settings).inputs["parsed.receipts"]["key"].to_list()
    return given, keys, told


def test_every_file_lands_under_its_own_name_and_is_told_under_one(settings, tmp_path):
    given, keys, told = landed_under_their_names(settings, tmp_path / "notices", 120)
    assert sorted(keys) == sorted(given * 2)
    assert sorted(told) == sorted(map(shown, given))
    (message,) = not_used(settings, Given(notices=tmp_path / "notices"), [])
    assert message.count("\n") == len(message.splitlines()) - 1
    assert search(settings.data, ["Kari Nordmann"]) == {}


@pytest.mark.prove
def test_five_hundred_names_land_and_are_told(settings, tmp_path, proof):
    given, keys, told = landed_under_their_names(settings, tmp_path / "notices", 500)
    kept, shown_well = len(set(keys) & set(given)), len(set(told) & set(map(shown, given)))
    proof("names of files", given=len(given), kept_exactly=kept, shown=shown_well)
    assert kept == shown_well == len(given) == 500
