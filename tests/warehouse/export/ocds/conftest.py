"""A small sample and the real notices of Norway, each brought to marts and written as OCDS."""

import json
from datetime import UTC, datetime

import duckdb
import pytest

from schemas.settings import Settings
from tasks import door
from tasks.folders import Given, land_given
from tasks.landing import news
from tasks.pipeline import receipts_frame
from tasks.readers import readers
from tasks.sample.write import write_sample
from warehouse.build import build
from warehouse.export.ocds.files import export_ocds

WHEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
PREFIX = "ocds-213czf"


class Exported:
    """A built warehouse and the folder of its export."""

    def __init__(self, data, given):
        here = Settings(data=data)
        assert land_given(here, given) == []
        for reader in readers(here):
            door.read_new(here.landing, here.parsed, reader)
        inputs = {
            **door.inputs(here.parsed, readers(here)),
            "parsed.receipts": receipts_frame(list(news(here.landing))),
        }
        self.folder = data / "ocds"
        self.db = duckdb.connect()
        build(self.db, inputs, world="sample" if given.programme else "real")
        self.counts = export_ocds(self.db, self.folder, PREFIX, WHEN)

    def read(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ocds")
    write_sample(folder / "sample", 500)
    inside = folder / "sample"
    return Exported(folder / "data", Given(inside / "programme", inside / "registers", inside / "notices", None))


@pytest.fixture(scope="session")
def real(tmp_path_factory, shared):
    given = Given(None, None, shared / "notices" / "eforms" / "NOR", None)
    return Exported(tmp_path_factory.mktemp("ocds-real"), given)


@pytest.fixture(params=["sample", pytest.param("real", marks=pytest.mark.shared)])
def exported(request):
    return request.getfixturevalue(request.param)
