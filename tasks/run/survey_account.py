"""The account of each survey export, for the operator alone: what became of every row of it.

A build works it out (`staging.survey_account`, held to its sum by a check) and it is kept beside landing, mode 0600.
It is never published: less what shown gatherings have, it would tell how many answered in those that are left out.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from schemas.settings import Settings
from tasks.erasure.erase import surveys
from tasks.landing.store import write_once
from tasks.surveys.export_names import key_of, names, with_names

PARTS = ("new", "same_as_before", "replacing", "repeated_persons", "incomplete", "tests", "left_out", "rejected")
SHOWN = 10
"""Places named; of the others how many there are."""


def save(settings: Settings, db: duckdb.DuckDBPyConnection) -> None:
    """Keep the account of every export that this build has read."""
    rows = db.execute("select * exclude (landed_at) from staging.survey_account order by landed_at, raw_sha256")
    columns = [str(column[0]) for column in rows.description or ()]
    told = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    if told or settings.survey_account.exists():
        write_once(settings.survey_account, json.dumps(told).encode())


def told(settings: Settings) -> Iterator[str]:
    """A line for each export, in the order in which they landed, and lines of what of it was not read."""
    if not settings.survey_account.exists():
        return
    firsts = {first["raw_sha256"]: first for _, first, _ in surveys(settings.landing)}
    named = names(settings.landing / "raw")
    for row in json.loads(settings.survey_account.read_bytes()):
        first = firsts.get(row["raw_sha256"])
        if first is not None and "refused" not in first:
            yield f"{with_names(key_of(row['raw_sha256']), named)}: {sum_of(row)}"
            yield from (f"  {line}" for line in beside(row, first))


def sum_of(row: Mapping[str, int]) -> str:
    """Rows read and what became of them."""
    days = f" (of which {row['replacing_on_other_day']} on another day)" if row["replacing_on_other_day"] else ""
    parts = (f"{name.replace('_', ' ')} {row[name]}{days if name == 'replacing' else ''}" for name in PARTS)
    return f"rows read {row['read']} = {' + '.join(parts)}"


def beside(row: Mapping[str, int], first: Mapping[str, Any]) -> Iterator[str]:
    """What else the operator should know of an export."""
    if row["possible_doubles"]:
        yield (
            f"{row['possible_doubles']} may be doubles: they say what another answer of the same day and organisation "
            "says, and no identity column tells the people apart."
        )
    if columns := [column["place"] for column in first["unmapped"]]:
        yield f"columns not read: {', '.join(columns)}"
    if sheets := first.get("sheets_not_read"):
        yield f"sheets not read: {', '.join(sheets)}"
    if unknown := first.get("unknown_organisations"):
        more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
        yield (
            f"organisation not recognised: {', '.join(unknown[:SHOWN])}{more}. Spelt otherwise than in members.csv: "
            "add it to `values` under [organisation] in the codebook. Nobody's on the list: nothing to do."
        )
