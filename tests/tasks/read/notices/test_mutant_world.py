"""Good notices beside mutants of them: always published, and what is said of the good ones is the same as without."""

import io
import tarfile

import duckdb
import pytest

from schemas import catalogue, ddl
from schemas.settings import Settings
from tasks.build.inputs import BuildInputs
from tasks.build.sound_build import make_sound
from tasks.landing.store import Landing
from tasks.parse import parse
from tasks.parse.readers import readers
from tests.mutants import MUTATIONS, mutants
from warehouse.build import build

OF_OTHERS_TOO = {"procedure_key", "link_method", "link_confidence", "outcome", "publications", "documents", "landed_at"}
"""Columns that say how a notice stands to others: a mutant can be a twin of the same original, or a second of it."""


@pytest.fixture
def world(tmp_path):
    """Land documents as archives, read them, build what is sound: the marts, and how many documents were set aside."""
    opened = []

    def made(name, **archives):
        settings = Settings(data=tmp_path / name, pseudonym_key=tmp_path / "key")
        with Landing(settings.landing, "sample") as landing:
            for key, documents in archives.items():
                landing.put(packed(key, documents), "folder", "notices", f"{key}.tar")
        for reader in readers(settings):
            parse.read_new(settings.landing, settings.parsed, reader)
        db = duckdb.connect(config={"memory_limit": "4GB"})
        opened.append(db)

        def attempt(build_inputs):
            for schema in ("parsed", "seeds", "staging", "indicators", "marts"):
                db.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            build(db, build_inputs.inputs, world="sample")

        return db, make_sound(settings, BuildInputs.of(settings), attempt)

    yield made
    for db in opened:
        db.close()


def packed(key, documents):
    """An archive, the same bytes each time."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for number, document in enumerate(documents):
            entry = tarfile.TarInfo(f"{key}/{number:06}.xml")
            entry.size = len(document)
            archive.addfile(entry, io.BytesIO(document))
    return data.getvalue()


def differing(db, other):
    """Marts whose rows of the good notices differ, with one such row; how many rows, and how many notices.

    Not compared is a good notice of whose very version a mutant says that it is a copy: which of two copies is read
    follows from their publication.
    """
    (file,) = db.execute("SELECT DISTINCT file_sha256 FROM marts.notice_publications").fetchone()
    both = "SELECT notice_key FROM marts.notice_publications WHERE outcome = 'loaded' AND file_sha256"
    keys = {key for (key,) in db.execute(f"{both} = ?", [file]).fetchall()}
    keys = sorted(keys - {key for (key,) in other.execute(f"{both} <> ?", [file]).fetchall()})
    found, rows = {}, 0
    for name, table in catalogue.tables("marts").items():
        columns = {str(column.name) for column in ddl.columns(table)}
        if {"file_sha256", "member"} <= columns:
            kept, values, others = "file_sha256 = ?", [file], OF_OTHERS_TOO | {"notice_key"}
        elif "notice_key" in columns:
            kept, values, others = "notice_key IN (SELECT unnest(?))", [keys], OF_OTHERS_TOO
        else:
            continue
        left_out = ", ".join(sorted(columns & others))
        query = f"SELECT * {f'EXCLUDE ({left_out})' if left_out else ''} FROM {name} WHERE {kept} ORDER BY ALL"
        one, two = (each.execute(query, values).fetchall() for each in (db, other))
        rows += len(one)
        if one != two:
            found[name] = next((a, b) for a, b in zip([*one, None], [*two, None], strict=False) if a != b)
    return found, rows, len(keys)


def tried(world, good, made):
    """A world of good notices alone and one beside mutants: what differs, and what became of the mutants."""
    made = list(made)
    alone, none = world("alone", good=good)
    beside, _ = world("beside", good=good, mutants=[mutant.data for mutant in made])
    assert none == []
    found, rows, compared = differing(alone, beside)
    (ledger,) = beside.execute(
        "SELECT read, loaded, rejected, duplicate, superseded, set_aside FROM marts.ledger WHERE key = 'mutants.tar'"
    ).fetchall()
    names = ("mutants", "loaded", "rejected", "duplicate", "superseded", "set_aside")
    return found, dict(zip(names, ledger, strict=True)) | {
        "good_ones": compared,
        "rows_of_good_ones": rows,
        "marts_that_differ": len(found),
    }


def test_good_notices_say_the_same_beside_mutants(world, sample_notices, golden_notices):
    good = sample_notices[:60]
    found, counts = tried(world, good, mutants(good + golden_notices, 3 * len(MUTATIONS), seed=3))
    assert not found
    assert counts["loaded"] > counts["set_aside"]
    assert counts["rows_of_good_ones"] > 500


@pytest.mark.shared
@pytest.mark.prove
def test_good_notices_say_the_same_beside_twenty_thousand_mutants(world, good_notices, sample_notices, proof):
    good = good_notices + sample_notices
    found, counts = tried(world, good, mutants(good, 20_000, seed=2))
    proof("mutants of notices beside good ones, in one world", **counts)
    assert not found
