"""Whatever a document makes the reader, polars or pandera raise costs that document, and every other one is read."""

from pathlib import Path

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.parse.whole_objects import whole_objects
from tasks.read.notices import reader as notices

GOLDEN = Path(__file__).parent.parent / "read" / "notices" / "golden" / "eforms" / "withheld.xml"


def notice(number, title="Vegarbeid"):
    text = GOLDEN.read_text(encoding="utf-8")
    words = {"root": "ContractAwardNotice", "customization": "eforms-sdk-1.10", "subtype": "29", "form": "result"}
    for word, value in (words | {"type": "can-standard"}).items():
        text = text.replace("{{" + word + "}}", value)
    start = text.index('<cbc:ID schemeName="notice-id">') + len('<cbc:ID schemeName="notice-id">')
    return (
        text[:start] + f"{number:08}" + text[start + 8 :].replace("</cbc:ID>", f"</cbc:ID><!--{title}-->", 1)
    ).encode()


@pytest.fixture
def read(tmp_path):
    """Land notices one by one and read them in one batch: outcome by file, and the rejects."""

    def run(*documents):
        settings = Settings(data=tmp_path / "data")
        with Landing(settings.landing, "sample") as landing:
            shas = [landing.put(data, "folder", "notices", f"{n}.xml").sha256 for n, data in enumerate(documents)]
        (reader,) = (reader for reader in readers(settings) if reader.kind == "notices")
        done = parse.read_new(settings.landing, settings.parsed, reader)
        tables = {
            name: pl.read_parquet(files) for name, files in parse.inputs(settings.parsed, [reader]).items() if files
        }
        assert done.documents == tables["parsed.documents"].height == len(documents)
        assert tables["parsed.files"]["units"].to_list() == [1] * len(documents)
        rejected = dict(tables["parsed.documents"].select("file_sha256", "is_rejected").iter_rows())
        return [rejected[sha256] for sha256 in shas], tables

    return run


class Panicked(pl.exceptions.PanicException):
    """What polars raises when its Rust code panics; it is no `Exception`."""


def wrong_columns(made):
    return made | {"parsed.lots": made["parsed.lots"].with_columns(more=pl.lit(1))}


@pytest.mark.parametrize("failure", [ValueError("secret"), Panicked("secret"), RecursionError("secret"), wrong_columns])
@pytest.mark.parametrize("bad", [[0], [6], [3, 4], list(range(7))], ids=["first", "last", "two", "all"])
def test_documents_are_halved_until_the_bad_ones_stand_alone(read, monkeypatch, failure, bad):
    documents = [notice(number) for number in range(7)]
    whole = notices.frames
    names = {f"{number:08}" for number in bad}

    def frames(chunk, pseudonymise):
        made = whole(chunk, pseudonymise)
        if names & set(made["parsed.notices"]["notice_id"].str.head(8)):
            if callable(failure):
                return failure(made)
            raise failure
        return made

    monkeypatch.setattr(notices, "frames", frames)
    rejected, tables = read(*documents)
    assert rejected == [number in bad for number in range(7)]
    rejects = tables["parsed.rejects"]
    assert set(rejects["rule"]) == {"reader_failed"}
    assert all(" in line " in place and ".py" in place for place in rejects["place"])
    assert "secret" not in str(rejects.to_dicts())


@pytest.mark.parametrize("failure", [MemoryError(), OSError(28, "No space left on device")])
def test_memory_and_disk_that_fail_are_no_fault_of_a_document(read, monkeypatch, failure):
    def frames(*_):
        raise failure

    monkeypatch.setattr(notices, "frames", frames)
    with pytest.raises(type(failure)):
        read(notice(1), notice(2))


def test_a_small_object_that_the_reader_fails_at_is_rejected_and_no_other(tmp_path):
    def read(_, data):
        if data == b"bad":
            raise ZeroDivisionError("secret")
        return {}

    settings = Settings(data=tmp_path / "data")
    with Landing(settings.landing, "sample") as landing:
        for data in (b"good", b"bad", b"fine"):
            landing.put(data, "folder", "register", data.decode())
    reader = parse.Reader("register", whole_objects("register_record", read), code=("tasks/parse/parse.py",))
    assert parse.read_new(settings.landing, settings.parsed, reader).rejected == 1
    (reject,) = pl.read_parquet(parse.inputs(settings.parsed, [reader])["parsed.rejects"]).to_dicts()
    assert (reject["rule"], "secret" in str(reject)) == ("reader_failed", False)
    assert reject["place"].startswith("ZeroDivisionError in line ")
