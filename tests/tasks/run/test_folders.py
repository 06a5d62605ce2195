"""What a user gives in folders: what is wrong is told, and the rest lands all the same."""

import pytest

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.store import receipts
from tasks.run.folders import Given, land_given, pack_programme

PROGRAMME = """
[programme]
id = "kurs"
name = "Kurset"
world = "sample"
pull = "listed"
verbatims_reviewed = false
[[waves]]
id = "w1"
name = "First"
starts_on = 2024-03-01
"""
MEMBERS = "organisation_number,name,buyer_kind,status,wave_id,joined_on,source,confidence\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def programme(tmp_path):
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "programme.toml").write_text(PROGRAMME)
    (folder / "members.csv").write_text(MEMBERS + "110000006,Fjordvik,municipality,member,w1,,list,certain\n")
    return folder


def test_a_missing_and_an_empty_folder_are_told_and_the_others_land(settings, programme, tmp_path):
    (tmp_path / "empty").mkdir()
    problems = land_given(
        settings, Given(programme=programme, notices=tmp_path / "nowhere", registers=tmp_path / "empty")
    )
    assert "empty: the folder is empty. Expected answers of the registers" in problems[0]
    assert "nowhere: no such folder. Expected notices" in problems[1]
    assert [receipt.kind for receipt in receipts(settings.landing)] == ["programme"]


def test_the_programme_says_which_world_it_is(settings, programme):
    land_given(settings, Given(programme=programme))
    assert (settings.landing / "world").read_text() == "sample"
    (programme / "programme.toml").write_text(PROGRAMME.replace('"sample"', '"real"'))
    with pytest.raises(UserError, match="One data folder holds one world"):
        land_given(settings, Given(programme=programme))


def test_the_same_programme_is_the_same_bytes_whenever_its_files_were_written(programme):
    before = pack_programme(programme)
    (programme / "members.csv").touch()
    assert pack_programme(programme) == before


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("programme.toml", "[programme", "programme.toml, line 1: not TOML: "),
        ("programme.toml", PROGRAMME.replace("starts_on = 2024-03-01", 'starts_on = "march"'), "not a date"),
        ("programme.toml", PROGRAMME + "colour = 1\n", r"\[\[waves\]\] number 1: unknown colour .* Known: id, name"),
        ("members.csv", MEMBERS.replace("source", "kilde") + "1,a,b,c,d,,e,f\n", "members.csv, line 1: unknown kilde"),
    ],
)
def test_a_programme_that_does_not_fit_says_file_and_place(programme, file, text, told):
    (programme / file).write_text(text)
    with pytest.raises(UserError, match=told):
        pack_programme(programme)
