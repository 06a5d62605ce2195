"""Put together what Superset imports: the dashboard of dashboard.json over datasets that datapackage.json describes.

Column names, types and meanings come from the published package: they are written nowhere here.
"""

import io
import json
import uuid
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMESPACE = uuid.UUID("b0c6f7a4-6f0e-4c5b-9a4e-1d3f8f1b7a10")
LOCKED = {"read_only": True, "config": {"enable_external_access": False, "lock_configuration": True}}
VERSION = {"version": "1.0.0"}

Asset = dict[str, Any]


def archive(current: Path) -> bytes:
    """The import file for the marts below `current`, a published folder."""
    asset = json.loads((HERE / "dashboard.json").read_text(encoding="utf-8"))
    package = json.loads((current / "datapackage.json").read_text(encoding="utf-8"))
    parquet = {each["title"]: each for each in package["resources"] if each["name"].endswith(".parquet")}
    files = {"metadata.yaml": VERSION | {"type": "Dashboard", "timestamp": "2026-01-01T00:00:00+00:00"}}
    files["databases/marts.yaml"] = database(current)
    for name in sorted({chart["dataset"] for chart in asset["charts"]}):
        files[f"datasets/marts/{name}.yaml"] = dataset(parquet[name])
    for number, chart in enumerate(asset["charts"]):
        files[f"charts/{number}.yaml"] = chart_asset(chart)
    files["dashboards/bestillerpuls.yaml"] = dashboard(asset)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for name, asset in files.items():
            entry = zipfile.ZipInfo(f"bestillerpuls/{name}")  # without the day, so the same marts give the same bytes
            folder.writestr(entry, json.dumps(asset, ensure_ascii=False))  # JSON is YAML
    return packed.getvalue()


def named(what: str) -> str:
    """The same identity at every import, so that a second one changes the first instead of doubling it."""
    return str(uuid.uuid5(NAMESPACE, what))


def database(current: Path) -> Asset:
    """The connection: read-only, and closed to every other file."""
    return VERSION | {
        "database_name": "Bestillerpuls",
        "sqlalchemy_uri": f"duckdb:///{current / 'marts.duckdb'}",
        "expose_in_sqllab": True,
        "allow_dml": False,
        "extra": {"engine_params": {"connect_args": LOCKED}},
        "uuid": named("database"),
    }


def dataset(resource: Asset) -> Asset:
    """One mart with the meaning of each column."""
    return VERSION | {
        "table_name": resource["title"],
        "schema": "main",
        "description": resource["description"],
        "uuid": named(resource["title"]),
        "database_uuid": named("database"),
        "metrics": [{"metric_name": "count", "expression": "count(*)"}],
        "columns": [
            {
                "column_name": field["name"],
                "description": field["description"],
                "is_dttm": field["type"] in {"date", "datetime"},
                "type": {"date": "DATE", "datetime": "TIMESTAMP", "number": "DOUBLE", "integer": "BIGINT"}.get(
                    field["type"], "VARCHAR"
                ),
            }
            for field in resource["schema"]["fields"]
        ],
    }


def chart_asset(chart: Asset) -> Asset:
    """One chart."""
    params = chart["params"] | {
        "viz_type": chart["type"],
        "adhoc_filters": [
            {
                "expressionType": "SIMPLE",
                "clause": "WHERE",
                "subject": column,
                "operator": operator,
                "comparator": value,
            }
            for column, operator, value in chart["where"]
        ],
        "metrics": [
            {"expressionType": "SQL", "sqlExpression": metric["sql"], "label": metric["label"]}
            for metric in chart["params"].get("metrics", [])
        ],
    }
    identity = {"uuid": named(chart["name"]), "dataset_uuid": named(chart["dataset"])}
    return VERSION | {"slice_name": chart["name"], "viz_type": chart["type"], "params": params} | identity


def dashboard(asset: Asset) -> Asset:
    """The charts, two beside each other."""
    rows = [asset["charts"][start : start + 2] for start in range(0, len(asset["charts"]), 2)]
    grid = {"type": "GRID", "id": "GRID_ID", "parents": ["ROOT_ID"], "children": [f"ROW-{n}" for n in range(len(rows))]}
    position: Asset = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": grid,
    }
    for number, row in enumerate(rows):
        place = {"parents": ["ROOT_ID", "GRID_ID"], "meta": {"background": "BACKGROUND_TRANSPARENT"}}
        charts = {f"CHART-{number}-{at}": chart for at, chart in enumerate(row)}
        position[f"ROW-{number}"] = {"type": "ROW", "id": f"ROW-{number}", "children": list(charts)} | place
        for key, chart in charts.items():
            meta = {"width": 6, "height": 50, "uuid": named(chart["name"]), "sliceName": chart["name"], "chartId": 0}
            parents = ["ROOT_ID", "GRID_ID", f"ROW-{number}"]
            position[key] = {"type": "CHART", "id": key, "children": [], "parents": parents, "meta": meta}
    return VERSION | {
        "dashboard_title": asset["title"],
        "slug": "bestillerpuls",
        "published": True,
        "uuid": named("dashboard"),
        "position": position,
        "metadata": {},
    }
