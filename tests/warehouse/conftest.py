"""What the tests of buyers, procedures and history share: folders that are landed, read and built as far as asked."""

from datetime import datetime
from functools import cache

import duckdb
import polars as pl
import pytest

from schemas import catalogue, ddl
from schemas.settings import Settings
from tasks.landing.store import Landing, receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.run.folders import land_files, pack_programme
from warehouse.build import fill, load_parsed, load_seeds, tables_of
from warehouse.graph import in_order, read_models
from warehouse.lineage import upstream

BUYERS_MARTS = [
    "marts.notices",
    "marts.notice_versions",
    "marts.notice_publications",
    "marts.notice_changes",
    "marts.buyers",
    "marts.buyer_matches",
    "marts.municipality_map",
    "marts.procedures",
    "marts.procedure_versions",
    "marts.procedure_notices",
    "marts.procedure_buyers",
    "marts.procedure_municipalities",
    "marts.project_procurements",
    "marts.link_quality",
    "marts.awards",
    "marts.buyer_years",
]


@cache
def models():
    return read_models()


def fill_marts(db, world, wanted=BUYERS_MARTS):
    """Fill the wanted marts and what lies upstream of them."""
    load_seeds(db, world)
    for schema in ("staging", "indicators", "marts"):
        db.execute(f"CREATE SCHEMA {schema}")
    needed = upstream(models(), wanted)
    for model in in_order({name: model for name, model in models().items() if name in needed}, tables_of(db)):
        fill(db, model)


@pytest.fixture(scope="session")
def landed(tmp_path_factory):
    """Land folders and read them: `landed("sample", notices=…, registers=…, programme=…)` gives the build's inputs."""

    def land(world, notices, registers=None, programme=None):
        settings = Settings(data=tmp_path_factory.mktemp("landed"))
        with Landing(settings.landing, world) as landing:
            land_files(landing, notices, "notices", "notices")
            if registers:
                land_files(landing, registers, "register", "registers")
            if programme:
                landing.put(pack_programme(programme), "folder", "programme", "programme")
        for reader in readers(settings):
            parse.read_new(settings.landing, settings.parsed, reader)
        return {**parse.inputs(settings.parsed, readers(settings)), "parsed.receipts": receipts_of(settings.landing)}

    return land


def receipts_of(landing):
    table = catalogue.tables("parsed")["parsed.receipts"]
    schema = {str(column.name): ddl.polars_type(column) for column in ddl.columns(table)}
    rows = [
        vars(receipt)
        | {"file_sha256": receipt.sha256, "landed_at": datetime.fromisoformat(receipt.landed_at).replace(tzinfo=None)}
        for receipt in receipts(landing)
    ]
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


@pytest.fixture(scope="session")
def buyers_built(landed):
    """A connection with the marts of buyers, procedures and history, or others, built of landed folders."""
    opened = []

    def build(world, wanted=BUYERS_MARTS, **folders):
        db = duckdb.connect()
        opened.append(db)
        load_parsed(db, landed(world, **folders))
        fill_marts(db, world, wanted)
        return db

    yield build
    for db in opened:
        db.close()
