"""No receipt changes, is cut or goes without being told; what a killed run or an earlier version left is closed."""

import json
import os
import random
from datetime import UTC, datetime, timedelta

import pytest

from tasks.landing import store
from tasks.landing.damage import DamageError
from tasks.landing.losses import accept
from tasks.landing.receipt_files import closings, runs
from tasks.landing.store import Landing, receipts


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "landing"


def put(folder, *keys):
    with Landing(folder, "real") as landing:
        for key in keys:
            landing.put(key.encode(errors="surrogateescape"), "folder", "notices", key)


@pytest.fixture
def three(folder):
    """Three closed files of receipts."""
    for keys in ("ab", "cd", "ef"):
        put(folder, *keys)
    return [folder / "receipts" / name for name in runs(folder)]


def test_each_file_closes_with_its_count_and_the_digest_of_the_one_before(folder, three):
    found = closings(folder)
    assert [(each.number, each.receipts, each.name) for each in found] == [
        (number, 2, path.name) for number, path in enumerate(three, start=1)
    ]
    assert [each.before for each in found] == [None, found[0].digest, found[1].digest]
    assert [receipt.key for receipt in receipts(folder)] == list("abcdef")


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda path: path.unlink(), "gone"),
        (lambda path: os.truncate(path, path.stat().st_size // 2), "cut"),
        (lambda path: path.write_bytes(path.read_bytes().splitlines(keepends=True)[0]), "cut"),
        (lambda path: path.write_bytes(b""), "cut"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b'"folder"', b'"folded"', 1)), "not those"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b'"receipts": 2', b'"receipts": 1')), "not those"),
    ],
    ids=["gone", "cut in half", "cut after a line", "emptied", "a word changed", "the count changed"],
)
def test_a_file_that_is_gone_cut_or_changed_is_told_with_its_remedy(folder, three, which, damage, told):
    damage(three[which])
    with pytest.raises(DamageError, match=rf"{three[which].name}.*{told}.*backup.*--accept-loss") as found:
        list(receipts(folder))
    assert found.value.exit_code == 4
    if told != "not those":  # a line is not looked at before it is read
        with pytest.raises(DamageError):
            put(folder, "g")


def test_two_files_that_changed_places_are_told(folder, three):
    one, other = (path.read_bytes() for path in three[:2])
    three[0].write_bytes(other)
    three[1].write_bytes(one)
    with pytest.raises(DamageError):
        list(receipts(folder))


def test_what_is_written_down_of_the_last_file_follows_from_the_files(folder, three):
    del three
    (folder / "last_receipts.json").write_text("{")
    put(folder, "g")
    (folder / "last_receipts.json").unlink()
    put(folder, "h")
    assert [receipt.key for receipt in receipts(folder)] == list("abcdefgh")


def test_a_file_of_a_killed_run_and_of_an_earlier_version_is_closed_by_the_next(folder, three):
    lines = three[1].read_bytes().splitlines(keepends=True)[:2]
    left = three[0].with_name("20200101T000000.000000-abcd.jsonl")
    left.write_bytes(b"".join(lines) + b'{"source": "fol')
    assert len(list(receipts(folder))) == 8
    put(folder, "g")
    assert left.read_bytes().count(b"\n") == 3
    assert [each.name for each in closings(folder)][3] == left.name
    assert len(list(receipts(folder))) == 9


def test_a_file_that_is_being_written_is_left_alone(folder):
    with Landing(folder, "real") as landing:
        landing.put(b"a", "folder", "notices", "a")
        landing.sync()
        put(folder, "b")
        landing.put(b"c", "folder", "notices", "c")
    assert sorted(receipt.key for receipt in receipts(folder)) == list("abc")
    assert [each.receipts for each in closings(folder)] == [1, 2]


def test_a_loss_that_was_accepted_stops_nothing_and_is_told(folder, three):
    three[1].unlink()
    accept(folder, "the disk broke", "The receipts of a day.", receipt_files=[three[1].name])
    put(folder, "g")
    assert [receipt.key for receipt in receipts(folder)] == list("abefg")


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands where it is put."""
    now = [datetime(2026, 1, 5, 8, tzinfo=UTC)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0].astimezone(tz)

    from tasks.landing import order

    for module in (store, order):
        monkeypatch.setattr(module, "datetime", Clock)
    return now


def test_no_receipt_is_dated_before_the_last_one_whatever_the_clock_says(folder, clock):
    chance = random.Random(8)
    years = timedelta(days=365)
    for turn in range(30):
        clock[0] += chance.uniform(-3, 3) * years
        put(folder, f"{turn} a", f"{turn} b")
    told = list(receipts(folder))
    assert [receipt.key for receipt in told] == [f"{turn} {each}" for turn in range(30) for each in "ab"]
    assert [receipt.landed_at for receipt in told] == sorted(receipt.landed_at for receipt in told)


def test_a_file_of_receipts_holds_lines_of_ascii(folder):
    put(folder, "å\u2028\udce6")
    (name,) = runs(folder)
    lines = (folder / "receipts" / name).read_bytes().decode("ascii").splitlines()
    assert [json.loads(line).get("key") for line in lines] == ["å\u2028\udce6", None]
