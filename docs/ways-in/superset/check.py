"""Ask a running Superset whether it shows the marts, and nothing but the marts."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import requests


class Superset:
    """A session of the one user."""

    def __init__(self, address: str, password: str) -> None:
        self.address = address
        self.session = requests.Session()
        self.wait()
        login = {"username": "admin", "password": password, "provider": "db"}
        token = self.post("/api/v1/security/login", login)["access_token"]
        self.session.headers.update({"Authorization": f"Bearer {token}", "Referer": address})
        self.session.headers["X-CSRFToken"] = self.get("/api/v1/security/csrf_token/")["result"]

    def wait(self) -> None:
        """Until the server answers."""
        for _ in range(120):
            try:
                if self.session.get(f"{self.address}/health", timeout=2).ok:
                    return
            except requests.ConnectionError:
                time.sleep(1)
        raise SystemExit("Superset does not answer; see data/superset/server.log.")

    def get(self, path: str) -> Any:
        """An answer of the API."""
        return self.session.get(self.address + path, timeout=60).json()

    def post(self, path: str, body: Any) -> Any:
        """An answer of the API."""
        return self.session.post(self.address + path, json=body, timeout=60).json()

    def ask(self, database: int, sql: str) -> Any:
        """What SQL Lab answers."""
        identity = str(time.monotonic_ns())[-11:]
        body = {"database_id": database, "sql": sql, "schema": "main", "client_id": identity, "runAsync": False}
        return self.post("/api/v1/sqllab/execute/", body)


def check(address: str, password: str, current: Path) -> None:
    """Hold what the page docs/ways-in/superset.md says, and print it line by line.

    Raises:
        SystemExit: naming what does not hold.
    """
    superset = Superset(address, password)
    (database,) = [each["id"] for each in superset.get("/api/v1/database/")["result"]]
    datasets = superset.get("/api/v1/dataset/")["result"]
    charts = json.loads((Path(__file__).parent / "dashboard.json").read_text(encoding="utf-8"))["charts"]
    hold("every dataset is there", {each["table_name"] for each in datasets} == {chart["dataset"] for chart in charts})
    for each in datasets:
        columns = superset.get(f"/api/v1/dataset/{each['id']}")["result"]["columns"]
        hold(f"{each['table_name']}: every column has its meaning", all(column["description"] for column in columns))
    for each in superset.get("/api/v1/dashboard/bestillerpuls/charts")["result"]:
        chart = superset.get(f"/api/v1/chart/{each['id']}")["result"]
        rows = drawn(superset, json.loads(chart["params"]), each["form_data"]["datasource"])
        hold(f"“{chart['slice_name']}” has rows", rows > 0)
    for sql in ("select * from read_text('/etc/passwd')", "copy (select 1) to '/tmp/out.csv'", "drop table ledger"):
        hold(f"refused: {sql}", bool(superset.ask(database, sql).get("errors")))
    hold("a question is answered", superset.ask(database, "select count(*) from marts.ledger")["status"] == "success")
    hold("no write-ahead log and no lock is left", not list(current.resolve().glob("*.wal")))


def drawn(superset: Superset, params: dict[str, Any], datasource: str) -> int:
    """How many rows a chart's own query gives."""
    number, kind = datasource.split("__")
    filters = [
        {"col": each["subject"], "op": each["operator"], "val": each["comparator"]} for each in params["adhoc_filters"]
    ]
    is_raw = params.get("query_mode") == "raw"
    axis = [params["x_axis"]] if "x_axis" in params else []
    query = {
        "filters": filters,
        "columns": params["all_columns"] if is_raw else axis + params["groupby"],
        "metrics": [] if is_raw else params["metrics"],
        "row_limit": params["row_limit"],
    }
    body = {"datasource": {"id": int(number), "type": kind}, "queries": [query], "force": True}
    answer = superset.post("/api/v1/chart/data", body)
    return int(answer["result"][0]["rowcount"]) if "result" in answer else 0


def hold(what: str, held: bool) -> None:
    """Print what holds, or end with what does not."""
    if not held:
        raise SystemExit(f"does not hold: {what}")
    sys.stdout.write(f"holds: {what}\n")
