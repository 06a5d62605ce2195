"""What of the given folders could not be used is told of this run's files alone, each folder for itself."""

import io
import tarfile
from dataclasses import replace

import pytest

from schemas.settings import Settings
from tasks.build.inputs import code_version
from tasks.landing.set_aside import BY_A_PERSON, Decision, decide
from tasks.landing.store import Landing, receipts, runs
from tasks.parse.parse import read_new
from tasks.parse.readers import readers
from tasks.read.surveys import codebook
from tasks.run.folders import Given, land_given
from tasks.run.not_used import not_used
from tasks.surveys.boundary import Course
from tasks.surveys.inbox import exports_in
from tasks.surveys.landing import land_surveys

NOT_XML = "The document is not well-formed XML. Fetch it again; if the source gives it so, tell the source. (not_xml)"
REGISTRATION = (
    "<BusinessRegistrationInformationNotice "
    'xmlns="http://data.europa.eu/p27/eforms-business-registration-information-notice/1"/>'
)
BOOK = """id = "after"
[submission]
submitted_at = ["Time"]
[[questions]]
code = "useful"
kind = "scale"
columns = ["Useful"]
scale = {minimum = 1, maximum = 5}
"""


@pytest.fixture
def settings(data):
    return Settings(data=data)


@pytest.fixture
def told(settings):
    """Land folders, read them, and say what could not be used."""

    def land(**folders):
        given = Given(**folders)
        earlier = runs(settings.landing)
        assert land_given(settings, given) == []
        for reader in readers(settings):
            read_new(settings.landing, settings.parsed, reader)
        return not_used(settings, given, earlier)

    return land


@pytest.fixture
def folder(tmp_path):
    """A folder with files of these contents by path."""

    def made(name, files):
        for path, content in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return made


def archive(files):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as packed:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            packed.addfile(entry, io.BytesIO(text.encode()))
    return held.getvalue()


def test_each_folder_tells_its_files_by_rule_with_the_place_and_the_member_of_an_archive(told, folder):
    notices = folder("notices", {"a.xml": "Dear buyer,", "b/c.tar.gz": archive({"1.xml": "Dear", "2.xml": ""})})
    registers = folder("registers", {"page.json": "<html>"})
    of_registers, of_notices = told(notices=notices, registers=registers)
    assert of_notices.splitlines() == [
        f"{notices}: of 2 files 2 could not be used, wholly or in part. What is wrong and where:",
        f"  {NOT_XML}",
        "    a.xml: line 1",
        "    b/c.tar.gz: 1.xml, line 1",
        "  The document is empty. Fetch it again. (empty)",
        "    b/c.tar.gz: 2.xml",
    ]
    assert of_registers.startswith(f"{registers}: of 1 files 1 could not be used")
    assert "    page.json" in of_registers.splitlines()


def test_of_a_rule_that_many_break_ten_are_named_and_how_many_more(told, folder):
    (message,) = told(notices=folder("notices", {f"{number:02}.xml": f"no {number}" for number in range(25)}))
    assert [line.strip() for line in message.splitlines()[2:]] == [f"{n:02}.xml: line 1" for n in range(10)] + [
        "… and 15 more"
    ]


def test_both_names_of_one_content_are_told(told, folder):
    (message,) = told(notices=folder("notices", {"a.xml": "Dear", "copy.xml": "Dear"}))
    assert message.splitlines()[2:] == ["    a.xml: line 1", "    copy.xml: line 1"]


def test_what_is_rightly_left_out_is_no_problem(told, folder):
    assert told(notices=folder("notices", {"registration.xml": REGISTRATION})) == []


def test_what_another_run_was_given_is_not_told_and_what_is_given_again_is(told, folder):
    bad, good = folder("bad", {"a.xml": "Dear"}), folder("good", {"registration.xml": REGISTRATION})
    assert len(told(notices=bad)) == 1
    assert told(notices=good) == []
    assert told() == []
    assert len(told(notices=bad)) == 1


def test_what_a_build_set_aside_is_told_and_what_a_person_did_is_not(settings, told, folder):
    notices = folder("notices", {"registration.xml": REGISTRATION, "b/c.tar.gz": archive({"1.xml": REGISTRATION})})
    assert told(notices=notices) == []
    one, other = (receipt.sha256 for receipt in receipts(settings.landing, "notices"))
    code = code_version(readers(settings))
    at_once = [Decision(one, "1.xml", "a_share_lies_between_nothing_and_all", "Rows break it.", "2024-01-01", code)]
    decide(settings.landing, [*at_once, Decision(other, None, BY_A_PERSON, "Not ours.", "2024-01-01")])
    (message,) = told(notices=notices)
    assert message.splitlines()[1:] == [
        "  Rows break it. (a_share_lies_between_nothing_and_all)",
        "    b/c.tar.gz: 1.xml",
    ]


def test_a_register_lets_sole_traders_go_and_says_so_of_nobody(told, folder):
    unit = '{"organisasjonsnummer": "110000006", "navn": "X", "organisasjonsform": {"kode": "ENK"}}'
    assert told(registers=folder("registers", {"unit.json": unit})) == []


def test_an_answer_that_rejects_its_submission_is_told_by_file_row_and_column_without_its_value(
    settings, boundary, folder, tmp_path
):
    surveys = folder("surveys", {"Svar.csv": "Time,Useful\n2024-03-01,3\nnoon,4\n2024-03-01,nine\n"})
    folder("other", {"before.csv": "Time,Useful\nyesterday,2\n"})
    boundary = replace(boundary, course=Course("kurs", [codebook.parse(BOOK.encode(), "codebooks/after.toml")], {}))
    with Landing(settings.landing, "sample") as landing:
        land_surveys(landing, boundary, [export for _, export in exports_in(tmp_path / "other")])
        land_surveys(landing, boundary, [export for _, export in exports_in(surveys)])
    (message,) = not_used(settings, Given(surveys=surveys), [])
    assert "of 1 files 1 could not be used" in message
    assert "(unreadable_time)\n    Svar.csv: line 3, column A" in message
    assert "Svar.csv: line 4, column B" in message
    assert "nine" not in message
    assert "before.csv" not in message
