"""The door: read once a version, judged, there whole or not at all."""

import polars as pl
import pytest

from tasks.landing.store import Landing, object_path
from tasks.parse import batch, parse
from tasks.parse.batch import Batch
from tasks.parse.parse import Reader, inputs, read_new
from tasks.parse.validate import ReaderError, validate
from tasks.parse.whole_objects import UnreadableError, frame_of, whole_objects

A, B = "a" * 64, "b" * 64


def population(_, data):
    """A reader of one object: a line is a municipality and its people."""
    if data.startswith(b"broken"):
        raise UnreadableError("line 1: no number; write one.", rule="no_number", place="line 1")
    rows = [line.split(";") for line in data.decode().splitlines()]
    return {
        "parsed.population": frame_of(
            "parsed.population",
            [{"municipality_code": code, "year": 2024, "population": int(people)} for code, people in rows],
        ).drop("file_sha256", "member")
    }


READER = Reader("register", whole_objects("register_record", population), code=("tasks/parse/parse.py",))


@pytest.fixture
def folder(tmp_path):
    with Landing(tmp_path / "landing", "sample") as landing:
        for text in ("5001;210000\n5006;24000\n", "broken", "500;12\n"):
            landing.put(text.encode(), "folder", "register", text[:4])
    return tmp_path


def read(folder, reader=READER):
    return read_new(folder / "landing", folder / "parsed", reader)


def table(folder, name, reader=READER):
    return pl.read_parquet(inputs(folder / "parsed", [reader])[name])


def test_what_landed_becomes_rows_and_rejects_and_nothing_is_lost(folder):
    done = read(folder)
    assert (done.objects, done.documents, done.rejected) == (3, 3, 2)
    assert table(folder, "parsed.population")["municipality_code"].to_list() == ["5001", "5006"]
    rejects = table(folder, "parsed.rejects")
    assert set(rejects["rule"]) == {"no_number", "str_matches"}
    assert "500;12" not in " ".join(rejects["reason"])
    assert table(folder, "parsed.documents")["is_rejected"].sum() == 2
    assert table(folder, "parsed.files")["units"].sum() == 3


def test_a_batch_larger_than_memory_may_be_is_written_in_parts_and_read_whole(folder, monkeypatch):
    monkeypatch.setattr(batch, "HELD_BYTES", 0)
    read(folder)
    paths = inputs(folder / "parsed", [READER])["parsed.documents"]
    assert [path.name for path in paths] == [
        "documents-0001.parquet",
        "documents-0002.parquet",
        "documents-0003.parquet",
    ]
    assert table(folder, "parsed.documents").height == 3
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


def test_a_second_run_reads_nothing_and_a_new_object_alone(folder):
    read(folder)
    assert read(folder).objects == 0
    with Landing(folder / "landing", "sample") as landing:
        landing.put(b"3301;100000\n", "folder", "register", "new")
    assert read(folder).objects == 1
    assert table(folder, "parsed.population").height == 3


def test_another_version_of_the_reader_reads_everything_and_the_old_rows_go(folder):
    read(folder)
    newer = Reader("register", READER.read, READER.code, depends_on="other key")
    assert read(folder, newer).objects == 3
    assert not table_paths(folder, READER)
    assert table_paths(folder, newer)


def table_paths(folder, reader):
    return [path for paths in inputs(folder / "parsed", [reader]).values() for path in paths]


def test_rows_of_an_erased_object_go_and_the_others_are_read_again(folder):
    read(folder)
    erased = table(folder, "parsed.population")["file_sha256"][0]
    object_path(folder / "landing", erased).unlink()
    assert read(folder).objects == 2
    assert erased not in table(folder, "parsed.documents")["file_sha256"].to_list()


def test_a_batch_that_breaks_off_leaves_nothing(tmp_path):
    def break_off():
        with Batch(tmp_path / "v", [A]) as batch:
            batch.add(documents(A))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert list((tmp_path / "v").iterdir()) == []


def test_a_batch_is_private(folder):
    read(folder)
    for path in (folder / "parsed").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def documents(*shas):
    rows = [
        {
            "file_sha256": sha,
            "member": "",
            "unit": "register_record",
            "content_sha256": sha,
            "preference": 0,
            "is_rejected": False,
        }
        for sha in shas
    ]
    return {
        "parsed.documents": frame_of("parsed.documents", rows),
        "parsed.rejects": frame_of("parsed.rejects", []),
        "parsed.files": frame_of("parsed.files", [{"file_sha256": sha, "units": 1} for sha in shas]),
    }


def test_a_row_that_breaks_a_rule_takes_its_own_document_out_and_no_other():
    counts = frame_of(
        "parsed.tender_counts",
        [
            {"file_sha256": A, "member": "", "result_id": "RES-0001", "count": 3},
            {"file_sha256": A, "member": "", "result_id": "RES-0002", "count": -1},
            {"file_sha256": B, "member": "", "result_id": "RES-0001", "count": 4},
        ],
    )
    judged = validate(documents(A, B) | {"parsed.tender_counts": counts})
    assert judged["parsed.tender_counts"]["file_sha256"].to_list() == [B]
    assert judged["parsed.documents"]["is_rejected"].to_list() == [True, False]
    assert judged["parsed.rejects"].select("table_name", "column_name", "rule").rows() == [
        ("parsed.tender_counts", "count", "greater_than_or_equal_to")
    ]


def test_every_bad_document_is_named_however_many_rows_are_bad():
    many = [f"{number:064x}" for number in range(300)]
    counts = frame_of(
        "parsed.tender_counts",
        [{"file_sha256": sha, "member": "", "result_id": None, "count": 1} for sha in many for _ in range(3)],
    )
    judged = validate(documents(*many) | {"parsed.tender_counts": counts})
    assert judged["parsed.documents"]["is_rejected"].all()
    assert judged["parsed.rejects"]["file_sha256"].n_unique() == 300


def test_a_frame_of_another_type_is_an_error_of_the_reader_and_no_reject():
    frames = documents(A) | {"parsed.files": pl.DataFrame({"file_sha256": [A], "units": [1.5]})}
    with pytest.raises(ReaderError, match=r"parsed\.files"):
        validate(frames)


def test_the_version_follows_the_declared_tables(monkeypatch):
    before = parse.version(READER)
    monkeypatch.setattr(parse, "DECLARED", (*parse.DECLARED, "schemas/settings.py"))
    assert parse.version(READER) != before
