"""The dashboard of an invented programme to look at."""

import datetime as dt

import pytest

from tests.warehouse.dashboard.world import make
from warehouse.dashboard.dashboard import export_dashboard
from warehouse.export.about import About


@pytest.fixture(scope="session")
def about():
    built_at = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    return About("20260303T120000Z", "sample", built_at, data_as_of=dt.date(2026, 3, 2))


@pytest.fixture(scope="session")
def dashboard(about, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    export_dashboard(make(60, years=6), folder, about)
    return folder / "dashboard"
