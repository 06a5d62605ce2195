"""Landing keeps each content once, notes each fetch, and holds one world."""

import os
import stat

import pytest

from tasks.landing.store import Landing, WorldMixedError, new_receipts, object_path, receipts


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "landing"


def put(folder, data, key="a.xml", world="real", **told):
    with Landing(folder, world) as landing:
        return landing.put(data, "folder", "notices", key, **told)


def test_bytes_lie_under_their_sha256_and_only_the_owner_may_read_them(folder):
    receipt = put(folder, b"<a/>")
    path = object_path(folder, receipt.sha256)
    assert path.read_bytes() == b"<a/>"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "receipts").iterdir()} == {0o600}


def test_the_same_bytes_again_are_one_more_receipt_and_no_new_file(folder):
    put(folder, b"<a/>")
    put(folder, b"<a/>", key="copy.xml")
    assert len(list(receipts(folder))) == 2
    assert len([path for path in (folder / "objects").rglob("*") if path.is_file()]) == 1


def test_a_run_that_was_killed_in_a_line_loses_that_line_only(folder):
    put(folder, b"<a/>")
    (torn,) = (folder / "receipts").iterdir()
    torn.write_text(torn.read_text() + '{"source": "folder", "ki')
    assert [receipt.key for receipt in receipts(folder)] == ["a.xml"]


def test_bytes_that_were_half_written_are_no_object(folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"), Landing(folder, "real") as landing:
        landing.put(b"<a/>", "folder", "notices", "a.xml")
    objects = folder / "objects"
    assert not [path for path in objects.rglob("*") if path.is_file() and not path.name.startswith(".part-")]


def test_landing_the_same_again_is_no_news_and_a_return_to_an_earlier_version_is(folder):
    for data in (b"old", b"old", b"new", b"old"):
        put(folder, data)
    assert [object_path(folder, receipt.sha256).read_bytes() for receipt in new_receipts(folder)] == [
        b"old",
        b"new",
        b"old",
    ]


def test_one_folder_holds_one_world(folder):
    put(folder, b"<a/>", world="sample")
    with pytest.raises(WorldMixedError, match=r"holds the sample world.*--data"):
        put(folder, b"<b/>", world="real")


@pytest.mark.parametrize(
    "key", ["a\u2028b", "a\u0085b", "a\nb", "a\udce6b"], ids=["separator", "control", "line feed", "byte"]
)
def test_a_receipt_is_a_line_whatever_the_key_holds(folder, key):
    put(folder, b"<a/>", key=key)
    put(folder, b"<b/>")
    assert [receipt.key for receipt in receipts(folder)] == [key, "a.xml"]
