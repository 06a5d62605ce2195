"""What Superset would import: charts over marts and columns that the published package really has.

Superset itself is tried by `python docs/ways-in/superset/start.py --check`, in an environment of its own.
"""

import importlib.util
import io
import json
import zipfile
from pathlib import Path

import pytest

from schemas import catalogue, ddl

PLACE = Path(__file__).parents[2] / "docs/ways-in/superset/assets.py"


@pytest.fixture
def imported(tmp_path):
    module = importlib.util.spec_from_file_location("assets", PLACE)
    assets = importlib.util.module_from_spec(module)
    module.loader.exec_module(assets)
    from warehouse.generation.datapackage import schema

    resources = [
        {
            "name": f"{name[6:]}.parquet",
            "title": name[6:],
            "description": "A mart.",
            "schema": schema(table, emptied=False),
        }
        for name, table in catalogue.tables("marts").items()
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    with zipfile.ZipFile(io.BytesIO(assets.archive(tmp_path))) as packed:
        return {name: json.loads(packed.read(name)) for name in packed.namelist()}


def of(imported, folder):
    return [asset for name, asset in imported.items() if f"/{folder}/" in name]


def test_every_chart_filters_and_shows_columns_that_its_mart_has(imported):
    datasets = {asset["uuid"]: asset for asset in of(imported, "datasets")}
    for chart in of(imported, "charts"):
        table = catalogue.tables("marts")[f"marts.{datasets[chart['dataset_uuid']]['table_name']}"]
        columns = {str(column.name) for column in ddl.columns(table)}
        params = chart["params"]
        used = [each["subject"] for each in params["adhoc_filters"]] + params.get("all_columns", [])
        used += params.get("groupby", []) + [params[key] for key in ("x_axis",) if key in params]
        assert set(used) <= columns, chart["slice_name"]


def test_the_connection_is_read_only_and_closed(imported):
    (database,) = of(imported, "databases")
    arguments = database["extra"]["engine_params"]["connect_args"]
    assert arguments == {"read_only": True, "config": {"enable_external_access": False, "lock_configuration": True}}


def test_every_column_of_a_dataset_has_its_meaning(imported):
    for dataset in of(imported, "datasets"):
        assert all(column["description"] for column in dataset["columns"])


def test_every_chart_stands_on_the_dashboard_once(imported):
    (dashboard,) = of(imported, "dashboards")
    shown = [
        each["meta"]["uuid"]
        for each in dashboard["position"].values()
        if isinstance(each, dict) and each["type"] == "CHART"
    ]
    assert sorted(shown) == sorted(chart["uuid"] for chart in of(imported, "charts"))
