"""What lies in the inbox is taken whatever it is called and however it lies there, and nothing else goes."""

import pytest

from schemas.settings import Settings
from tasks.erasure.search import search
from tasks.landing.store import Landing
from tasks.pull import surveys
from tasks.read.file_names import shown
from tasks.surveys.raw_exports import known
from tests.names import names

ANSWERS = "Nr;Kommentar\n1;{0}\n"


@pytest.fixture
def settings(data):
    return Settings(data=data, inbox_settle_seconds=0)


@pytest.fixture
def take(settings, boundary):
    """Take what lies in the inbox."""

    def taken():
        with Landing(settings.landing, "sample") as landing:
            return surveys.take_inbox(landing, boundary, settings)

    return taken


def test_two_exports_of_one_name_below_one_folder_of_the_inbox_both_land(take, settings, data):
    for place in ("før", "etter"):
        (settings.inbox / "samling" / place).mkdir(parents=True)
        (settings.inbox / "samling" / place / "export.csv").write_text(ANSWERS.format(place), encoding="utf-8")
    taken = take()
    assert len({landed.receipt.derived_from_sha256 for landed in taken}) == 2
    for place in ("før", "etter"):
        assert [path.parent.name for path in search(data, [f"1;{place}"])] == ["raw"]
    assert list(settings.inbox.iterdir()) == []


def test_the_files_of_one_export_stay_together_and_what_lies_beside_them_lands_too(take, settings, survey_files):
    folder = settings.inbox / "resultat"
    (folder / "annet").mkdir(parents=True)
    three = {path: data for path, data in survey_files.items() if path.startswith("surveys/surveyxact")}
    assert len(three) == 3
    for path, data in three.items():
        (folder / path.rpartition("/")[2]).write_bytes(data)
    (folder / "annet" / "export.csv").write_text(ANSWERS.format("ja"), encoding="utf-8")
    assert len(take()) == 2
    assert not folder.exists()


def test_what_came_into_a_folder_of_the_inbox_after_it_was_read_stays(take, settings, monkeypatch):
    folder = settings.inbox / "samling"
    folder.mkdir(parents=True)
    (folder / "one.csv").write_text(ANSWERS.format("ja"), encoding="utf-8")
    real = surveys.land_surveys

    def late(*given):
        (folder / "late.csv").write_text(ANSWERS.format("nei"), encoding="utf-8")
        return real(*given)

    monkeypatch.setattr(surveys, "land_surveys", late)
    take()
    assert [path.name for path in folder.iterdir()] == ["late.csv"]


def test_exports_of_any_name_are_taken_from_the_inbox(take, settings):
    given = [name for name in names(60) if not name.startswith(".")]
    settings.inbox.mkdir(parents=True)
    for number, name in enumerate(given):
        (settings.inbox / name).write_text(ANSWERS.format(number), encoding="utf-8")
    assert len(take()) == len(given)
    assert list(settings.inbox.iterdir()) == []
    assert len({shown(each.name) for each in known(settings.landing / "raw")}) == len(given)
