"""One data folder has one key: without it nothing that needs it runs, and no other is made in its place."""

import stat

import pytest

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.store import Landing
from tasks.parse.readers import readers
from tasks.surveys.boundary import open_survey_boundary
from tasks.surveys.held_key import BACKUP, RECORD, KeyLostError, back_up, held_key, last_backup
from tasks.surveys.pseudonyms import KeyRefusedError, make_key, open_key


@pytest.fixture
def settings(data):
    return Settings(data=data)


@pytest.fixture
def key(settings):
    return held_key(settings)


def another(settings):
    settings.key_file.unlink()
    make_key(settings.key_file)


def test_the_key_is_made_once_and_told_in_landing(settings, key):
    assert (settings.landing / RECORD).exists()
    assert held_key(settings) == key


@pytest.mark.parametrize(
    ("change", "told"),
    [(lambda settings: settings.key_file.unlink(), "is gone"), (another, "is another one")],
    ids=["gone", "another"],
)
def test_without_the_right_key_nothing_that_needs_it_runs_and_the_message_says_which(settings, key, change, told):
    change(settings)
    for need in (readers, lambda here: open_survey_boundary(here, None)):
        with pytest.raises(KeyLostError, match=rf"{told}.*{key.key_id}.*only way is a backup"):
            need(settings)
    assert settings.key_file.exists() is (told != "is gone")


def test_every_change_of_a_character_of_the_key_is_noticed(settings, key):
    whole = settings.key_file.read_text()
    for place in range(len(whole.strip())):
        digit = whole[place]
        settings.key_file.write_text(whole[:place] + ("0" if digit != "0" else "1") + whole[place + 1 :])
        with pytest.raises((KeyLostError, KeyRefusedError)):
            held_key(settings)
    settings.key_file.write_text(whole)
    assert held_key(settings) == key


@pytest.mark.parametrize("by", ["survey", "published"])
def test_in_a_folder_of_an_earlier_version_the_lost_key_is_known_by_what_was_made_with_it(settings, data, by):
    if by == "survey":
        with Landing(data / "landing", "sample") as landing:
            landing.put(b'{"key_id": "0123456789ab"}\n', "folder", "survey", "survey-1")
    else:
        settings.current.mkdir(parents=True)
    with pytest.raises(KeyLostError, match="0123456789ab" if by == "survey" else "an earlier key"):
        held_key(settings)


def test_what_was_written_down_of_the_key_follows_from_the_key(settings, key):
    (settings.landing / RECORD).write_text("{")
    assert held_key(settings) == key
    another(settings)
    with pytest.raises(KeyLostError):
        held_key(settings)


def test_a_backup_is_the_key_its_owners_alone_and_told(settings, key, tmp_path):
    assert last_backup(settings) is None
    back_up(settings, tmp_path)
    copy = tmp_path / settings.key_file.name
    assert open_key(copy) == key
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert last_backup(settings)["key_id"] == key.key_id
    settings.key_file.unlink()
    copy.rename(settings.key_file)
    assert held_key(settings) == key


@pytest.mark.usefixtures("key")
def test_a_backup_in_the_data_folder_or_over_another_file_is_refused(settings, tmp_path):
    (tmp_path / "there").write_text("")
    for place in (settings.data / "copy", settings.data, tmp_path / "there", tmp_path / "no" / "where"):
        with pytest.raises(UserError):
            back_up(settings, place)
    assert not (settings.landing / BACKUP).exists()
