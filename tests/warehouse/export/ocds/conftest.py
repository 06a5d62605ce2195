"""A small sample and the real notices of Norway, each brought to marts and written as OCDS."""

import json
from datetime import UTC, datetime

import pytest

from tasks.sample.write import write_sample
from warehouse.export.ocds.files import export_ocds

WHEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
PREFIX = "ocds-213czf"
MARTS = [
    "marts.procedures",
    "marts.procedure_notices",
    "marts.notices",
    "marts.lots",
    "marts.awards",
    "marts.result_awards",
    "marts.award_winners",
    "marts.notice_organisations",
    "marts.indicator_units",
]


class Exported:
    """A built warehouse and the folder of its export."""

    def __init__(self, db, folder):
        self.db, self.folder = db, folder
        self.counts = export_ocds(db, folder, PREFIX, WHEN)

    def read(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample(buyers_built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ocds-sample")
    write_sample(folder / "sample", 500)
    given = {name: folder / "sample" / name for name in ("notices", "registers", "programme")}
    return Exported(buyers_built("sample", MARTS, **given), folder / "ocds")


@pytest.fixture(scope="session")
def real(buyers_built, shared, tmp_path_factory):
    db = buyers_built("real", MARTS, notices=shared / "notices" / "eforms" / "NOR")
    return Exported(db, tmp_path_factory.mktemp("ocds-real"))


@pytest.fixture(params=["sample", pytest.param("real", marks=pytest.mark.shared)])
def exported(request):
    return request.getfixturevalue(request.param)
