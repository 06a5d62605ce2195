"""The sample: the same seed gives the same bytes, and the truth beside it counts what is in it."""

import csv
import hashlib
import io

import pytest
from lxml import etree

from schemas.errors import UserError
from tasks.sample.write import contents, write_sample

MANY = 600


@pytest.fixture(scope="module")
def sample():
    return dict(contents(MANY, 1))


def rows(sample, table):
    return list(csv.DictReader(io.StringIO(sample[f"truth/{table}.csv"].decode())))


def digest(files):
    return hashlib.sha256(b"".join(path.encode() + data for path, data in sorted(files.items()))).hexdigest()


def test_the_same_seed_gives_the_same_bytes(sample):
    assert digest(dict(contents(MANY, 1))) == digest(sample)


def test_another_seed_gives_another_world(sample):
    assert digest(dict(contents(MANY, 2))) != digest(sample)


def test_a_small_sample_is_the_beginning_of_a_large_one(sample):
    small = dict(contents(MANY // 2, 1))
    notices = [path for path in small if path.startswith("notices/")]
    assert all(small[path] == sample[path] for path in notices)


def test_there_are_as_many_notices_as_were_asked_for(sample):
    told = rows(sample, "notices")
    assert len({row["doffin_id"] for row in told}) == MANY
    written = {path.removeprefix("notices/") for path in sample if path.startswith("notices/")}
    assert {row["path"] for row in told} == written


def test_every_notice_is_xml_and_carries_the_id_that_the_truth_says(sample):
    for row in rows(sample, "notices"):
        root = etree.fromstring(sample["notices/" + row["path"]])
        assert root.findtext("{*}ID") == row["notice_id"]
        assert int(root.findtext("{*}VersionID")) == int(row["notice_version"])


def test_a_written_sample_is_left_as_it_is_and_another_thing_is_refused(tmp_path):
    files = write_sample(tmp_path / "sample", 60, 3)
    assert write_sample(tmp_path / "sample", 60, 3) == files
    with pytest.raises(UserError, match="not empty"):
        write_sample(tmp_path / "sample", 61, 3)
