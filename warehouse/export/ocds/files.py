"""Write procedures as OCDS 1.1: a release package, a record package, and compiled releases a line each.

What is read is the published marts alone. The standard's own checker fetches its schemas from the network; the files
are held against copies of them in the tests.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import duckdb

from warehouse.export.ocds.merge import compiled, pruned
from warehouse.export.ocds.release import release

QUERY = Path(__file__).parent / "procedures.sql"
BATCH = 500
EXTENSIONS = [
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_organizationScale_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_submissionTerms_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_suitability_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_techniques_extension/master/extension.json",
]


def export_ocds(db: duckdb.DuckDBPyConnection, folder: Path, prefix: str, published_at: datetime) -> dict[str, int]:
    """Write `releases.json`, `records.json` and `compiled_releases.jsonl`; says how many of each.

    Args:
        db: a connection that reads `marts`.
        folder: where the files go; made where it is not there.
        prefix: the publisher's OCID prefix, such as `ocds-213czf`.
        published_at: time that the packages carry.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {"releases": 0, "records": 0}
    with ExitStack() as files:
        releases, records, lines = (
            files.enter_context((folder / name).open("w", encoding="utf-8"))
            for name in ("releases.json", "records.json", "compiled_releases.jsonl")
        )
        begin(releases, "releases", prefix, published_at)
        begin(records, "records", prefix, published_at)
        for ocid, made in processes(db, prefix):
            whole = compiled(made)
            for each in made:
                append(releases, each, is_first=counts["releases"] == 0)
                counts["releases"] += 1
            append(records, {"ocid": ocid, "releases": made, "compiledRelease": whole}, is_first=counts["records"] == 0)
            counts["records"] += 1
            lines.write(json.dumps(whole, ensure_ascii=False) + "\n")
        releases.write("\n]}\n")
        records.write("\n]}\n")
    return counts


def processes(db: duckdb.DuckDBPyConnection, prefix: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every procedure: its OCID and its releases, oldest first."""
    found = db.execute(QUERY.read_text(encoding="utf-8"))
    while rows := found.fetchmany(BATCH):
        for procedure_key, notices in rows:
            ocid = f"{prefix}-{procedure_key}"
            yield ocid, [pruned(release(ocid, procedure_key, notice)) for notice in notices]


def begin(file: TextIO, what: str, prefix: str, published_at: datetime) -> None:
    """Everything of a package that stands before its list."""
    head = {
        "uri": f"urn:ocds:{prefix}:{what}",
        "version": "1.1",
        "publishedDate": f"{published_at:%Y-%m-%dT%H:%M:%SZ}",
        "publisher": {"name": "Bestillerpuls"},
        "extensions": EXTENSIONS,
    }
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + f', "{what}": [')


def append(file: TextIO, thing: dict[str, Any], *, is_first: bool) -> None:
    """One element of a package's list, on a line of its own."""
    file.write(("\n" if is_first else ",\n") + json.dumps(thing, ensure_ascii=False))
