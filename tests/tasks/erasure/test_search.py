"""A search that finds nothing means that there is nothing: inside packed, damaged and oddly spelled files too."""

import gzip
import io
import sqlite3
import tarfile
import unicodedata
import zipfile
from contextlib import closing

import duckdb
import polars as pl
import pytest

from tasks.erasure.search import PIECE, search

SQLITE_PAGE = 4096
VALUE = "Kåre Fugleviksås"


def zipped(data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def gzipped(data):
    return gzip.compress(data, mtime=0)


def packed(data):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return gzipped(out.getvalue())


WRITTEN = {
    "as it is": VALUE.encode(),
    "capitals": VALUE.upper().encode(),
    "utf-16-le": VALUE.encode("utf-16-le"),
    "utf-16-be": VALUE.encode("utf-16-be"),
    "last name first": "Fugleviksås, Kåre".encode(),
    "underscore": "Kåre_Fugleviksås".encode(),
    "no-break space": "KÅRE\u00a0FUGLEVIKSÅS".encode(),
    "cp1252": VALUE.encode("cp1252"),
    "decomposed": unicodedata.normalize("NFD", VALUE).encode(),
    "JSON escapes": b"K\\u00e5re Fugleviks\\u00e5s",
    "URL escapes": b"K%C3%A5re%20Fugleviks%C3%A5s",
    "over two pieces": b"x" * (PIECE - 5) + VALUE.encode(),
    "gzip": gzipped(VALUE.encode()),
    "second member of a gzip": gzipped(b"first") + gzipped(VALUE.encode()),
    "gzip cut off": gzipped(VALUE.encode() + bytes(range(256)) * 2000)[:-40],
    "zip": zipped(VALUE.encode()),
    "tar.gz": packed(VALUE.encode()),
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_a_value_is_found_however_it_is_written(tmp_path, data):
    (tmp_path / "file").write_bytes(data)
    assert search(tmp_path, ["nobody", VALUE]) == {tmp_path / "file": 1}


@pytest.mark.parametrize("written", ["912 34 567", "91 23 45 67", "912\u00a034\u00a0567", "912-34-567", "+4791234567"])
@pytest.mark.parametrize("value", ["91234567", "912 34 567", "+47 91 23 45 67"])
def test_a_number_is_found_in_any_grouping(tmp_path, value, written):
    for encoding in ("utf-8", "utf-16-be"):
        (tmp_path / encoding).write_bytes(f"tlf {written}.".encode(encoding))
    assert len(search(tmp_path, [value])) == 2


def test_a_name_as_lists_have_it_is_found_as_people_say_it(tmp_path):
    (tmp_path / "file").write_text("fra KARI NORDMANN", encoding="utf-8")
    assert search(tmp_path, ["Nordmann, Kari"])


def test_a_national_identity_number_is_found_with_a_dash(tmp_path):
    (tmp_path / "file").write_bytes(b"010190 - 12345")
    assert search(tmp_path, ["01019012345"])
    assert not search(tmp_path, ["01019012346"])


def test_a_value_is_found_in_sqlite_over_its_pages_and_in_its_log(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t (a TEXT, b BLOB)")
        texts = [("x" * (4 * SQLITE_PAGE + shift) + VALUE, b"\xff") for shift in range(0, SQLITE_PAGE, 8)]
        db.executemany("INSERT INTO t VALUES (?, ?)", texts)
        db.commit()
        assert set(search(tmp_path, [VALUE])) >= {tmp_path / "a.db"}  # so far it stands in the log alone
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for shift in range(0, SQLITE_PAGE, 512):
        with closing(sqlite3.connect(tmp_path / "b.db")) as db:
            db.execute("CREATE TABLE t (a TEXT)")
            db.execute("INSERT INTO t VALUES (?)", ["x" * (3 * SQLITE_PAGE + shift) + VALUE])
            db.commit()
        assert search(tmp_path, [VALUE])[tmp_path / "b.db"] == 1
        (tmp_path / "b.db").unlink()


@pytest.mark.parametrize("value", ["Олена Коваль", "Žofia Ščepán", "Åse Sørbø"])
def test_letters_that_an_encoding_lacks_do_not_leave_something_shorter_that_is_found_everywhere(tmp_path, value):
    (tmp_path / "other").write_bytes("Ase Sørb og ofia epn, to andre".encode())
    assert search(tmp_path, [value]) == {}
    (tmp_path / "own").write_bytes(value.encode())
    assert search(tmp_path, [value]) == {tmp_path / "own": 1}


def test_a_value_is_found_in_parquet_and_duckdb_and_in_a_name(tmp_path):
    frame = pl.DataFrame({"text": [f"hei {VALUE} {number}" for number in range(5000)]})
    frame.write_parquet(tmp_path / "a.parquet", compression="zstd")
    with duckdb.connect(tmp_path / "a.duckdb") as db:
        db.execute("CREATE TABLE t AS FROM frame")
    (tmp_path / f"{VALUE}.txt").write_bytes(b"")
    assert len(search(tmp_path, [VALUE])) == 3


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no zip", b"\x1f\x8b no gzip", b"PAR1 no parquet", b"12345678DUCK no db", b"SQLite format 3\0"],
    ids=["nothing", "zip", "gzip", "parquet", "duckdb", "sqlite"],
)
def test_what_only_begins_like_a_packed_file_is_searched_as_bytes(tmp_path, data):
    (tmp_path / "file").write_bytes(data + VALUE.encode())
    assert search(tmp_path, [VALUE]) == {tmp_path / "file": 1}
    assert search(tmp_path, ["nobody"]) == {}
