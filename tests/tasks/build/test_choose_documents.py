"""What cannot be set aside or readmitted is refused with a remedy, and the remedy helps."""

import hashlib
import io
import re
import zipfile

import duckdb
import pytest
from rich.console import Console

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.build.choose_documents import readmit, set_aside
from tasks.landing.store import Landing, receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.run.report import as_table
from tests.tasks.build.test_sound_build import result

ONE, TWO, THREE = (result(number) for number in (1, 2, 3))


@pytest.fixture
def here(tmp_path):
    """A data folder in which a notice, and an archive of two others, were read."""
    here = Settings(data=tmp_path / "data")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("two.xml", TWO)
        packed.writestr("three.xml", THREE)
    with Landing(here.landing, "sample") as landing:
        landing.put(ONE, "folder", "notices", "one.xml")
        landing.put(archive.getvalue(), "folder", "notices", "some.zip")
    for reader in readers(here):
        parse.read_new(here.landing, here.parsed, reader)
    return here


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_without_a_reason_nothing_is_set_aside_and_with_one_it_is(here):
    with pytest.raises(UserError, match=r"--why is empty\. Say what is wrong with it"):
        set_aside(here, sha256(ONE), " ")
    assert set_aside(here, sha256(ONE), "its amounts are of another currency") == [sha256(ONE)]


@pytest.mark.parametrize("what", ["nowhere.xml", "0123", "notice 1"])
def test_what_is_no_file_and_no_sha256_is_found_by_the_file_or_by_the_sha256(here, tmp_path, what):
    with pytest.raises(
        UserError, match=r"Give the file, or its sha256\. What was read, with its sha256: bestillerpuls sql"
    ):
        set_aside(here, what, "a test")
    (tmp_path / "one.xml").write_bytes(ONE)
    assert set_aside(here, str(tmp_path / "one.xml"), "a test") == [sha256(ONE)]
    (landed,) = (each.sha256 for each in receipts(here.landing, "notices") if each.key == "one.xml")
    assert readmit(here, landed) == [sha256(ONE)]


def test_what_was_not_read_is_told_so_and_a_document_of_an_archive_is_found_by_the_unpacked_file(here, tmp_path):
    (tmp_path / "other.xml").write_bytes(TWO + b"\n")
    with pytest.raises(UserError, match=r"was read in .*Of a document in an archive give the unpacked file\."):
        set_aside(here, str(tmp_path / "other.xml"), "a test")
    (tmp_path / "unpacked.xml").write_bytes(TWO)
    (chosen,) = set_aside(here, str(tmp_path / "unpacked.xml"), "a test")
    assert chosen.endswith(", two.xml")


def test_what_is_not_set_aside_is_told_what_is_and_that_can_be_readmitted(here, tmp_path):
    with pytest.raises(UserError, match=r"nothing of it is set aside\. Nothing is set aside here\."):
        readmit(here, sha256(ONE))
    (tmp_path / "unpacked.xml").write_bytes(TWO)
    set_aside(here, str(tmp_path / "unpacked.xml"), "a test")
    with pytest.raises(UserError, match="Set aside are, each by its file's sha256: ") as refused:
        readmit(here, sha256(ONE))
    (told,) = re.findall(r"[0-9a-f]{64}(?=, two\.xml)", str(refused.value))
    assert readmit(here, told) == [f"{told}, two.xml"]


@pytest.mark.parametrize("width", [80, 160])
def test_a_table_on_a_narrow_screen_cuts_no_sha256_and_no_name(width):
    with duckdb.connect() as db:
        answer = db.execute(
            "select repeat('ab12', 16) as file_sha256, repeat('long/ ', 30) as key, repeat('why ', 50) as why"
        )
        table = as_table("", answer)
    screen = io.StringIO()
    Console(width=width, file=screen).print(table)
    shown = screen.getvalue()
    assert "…" not in shown
    assert re.sub(r"\D", "", shown.replace("sha256", "")) == "12" * 16
    assert shown.count("g/") == 30
