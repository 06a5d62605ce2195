"""The sample: the same seed gives the same bytes, and the truth beside it counts what is in it."""

import csv
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from schemas.errors import UserError
from tasks.sample.write import contents, write_sample

MANY = 600
ROOT = Path(__file__).parents[3]
PRINT_DIGEST = f"""
import hashlib
from tasks.sample.write import contents
files = sorted(contents({MANY}, 1))
print(hashlib.sha256(b"".join(path.encode() + data for path, data in files)).hexdigest())
"""


@pytest.fixture(scope="module")
def sample():
    return dict(contents(MANY, 1))


@pytest.fixture(scope="module")
def told(sample):
    return {
        path.removeprefix("truth/").removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode())))
        for path, data in sample.items()
        if path.startswith("truth/")
    }


def inside(data, member=""):
    """Documents of an archive by their path in it, as the archives' reader names them."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if not data.startswith(b"\x1f\x8b"):
        return {member: data}
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for entry in archive:
            path = f"{member}/{entry.name}" if member else entry.name
            found |= inside(archive.extractfile(entry).read(), path)
    return found


@pytest.fixture(scope="module")
def documents(sample, told):
    broken = {row["path"] for row in told["broken"]}
    return {
        (path.removeprefix("notices/"), member): data
        for path, packed in sample.items()
        if path.startswith("notices/") and path.removeprefix("notices/") not in broken
        for member, data in inside(packed).items()
    }


def digest(files):
    return hashlib.sha256(b"".join(path.encode() + data for path, data in sorted(files.items()))).hexdigest()


def test_the_same_seed_gives_the_same_bytes(sample):
    assert digest(dict(contents(MANY, 1))) == digest(sample)


def test_the_bytes_do_not_depend_on_the_order_of_sets(sample):
    told = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == digest(sample)


def test_another_seed_gives_another_world(sample):
    assert digest(dict(contents(MANY, 2))) != digest(sample)


def test_a_small_sample_is_the_beginning_of_a_large_one(documents, told):
    small = list(csv.DictReader(io.StringIO(dict(contents(MANY // 2, 1))["truth/notices.csv"].decode())))
    assert small == told["notices"][: len(small)]
    assert all((row["path"], row["member"]) in documents for row in small)


def test_there_are_as_many_notices_as_were_asked_for(told):
    assert len({row["doffin_id"] for row in told["notices"]}) == MANY


def test_the_truth_names_every_document_and_no_other(documents, told):
    named = [(row["path"], row["member"]) for row in [*told["notices"], *told["duplicates"]]]
    assert len(named) == len(set(named))
    assert set(named) == documents.keys()


def test_every_document_carries_the_id_that_the_truth_says(documents, told):
    for row in told["notices"]:
        root = etree.fromstring(documents[row["path"], row["member"]])
        if row["format"] == "ted_export":
            assert root.get("DOC_ID") == row["notice_id"]
        else:
            assert root.findtext("{*}ID") == row["notice_id"]
            assert int(root.findtext("{*}VersionID")) == int(row["notice_version"])


def test_a_duplicate_has_the_bytes_of_what_it_copies(documents, told):
    assert told["duplicates"]
    for row in told["duplicates"]:
        assert documents[row["path"], row["member"]] == documents[row["of_path"], row["of_member"]]


def test_every_kind_of_step_format_and_package_is_there(told):
    steps = {row["step"] for row in told["notices"]}
    assert steps >= {"planning", "competition", "change", "intention", "result", "modification"}
    assert {row["format"] for row in told["notices"]} == {"eforms", "ted_export"}
    kinds = {row["path"].rsplit(".", 1)[-1] for row in told["notices"]}
    assert kinds == {"zip", "gz", "xml"}
    assert any(row["member"].count(".tar.gz/") for row in told["notices"])


def test_more_competitions_of_the_trained_are_preceded_by_an_early_notice(told):
    held = [row for row in told["procurements"] if row["competition_on"]]
    counted = Counter((row["is_treated"], bool(row["planning_on"])) for row in held)
    share = {
        treated: counted[treated, True] / (counted[treated, True] + counted[treated, False])
        for treated in ("true", "false")
    }
    assert share["true"] > share["false"]


def test_a_written_sample_is_left_as_it_is_and_another_thing_is_refused(tmp_path):
    files = write_sample(tmp_path / "sample", 60, 3)
    assert write_sample(tmp_path / "sample", 60, 3) == files
    with pytest.raises(UserError, match="not empty"):
        write_sample(tmp_path / "sample", 61, 3)
