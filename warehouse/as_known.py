"""Limit what was read to what was known on a day, so that a build from it is the build of that day.

By publication a notice counts from the day the public could read it, and all else stands as it is now: registers and
the programme say facts of their own dates. By landing, everything counts from the day it landed with us.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb

from schemas import catalogue, ddl

LATER_PUBLISHED = """
    SELECT file_sha256, member
    FROM parsed.notices
    WHERE coalesce(
        publication_on,
        CASE WHEN requested_publication_on >= dispatched_on THEN requested_publication_on END,
        dispatched_on
    ) > $day
"""
"""The same day as staging.notice_documents gives; a notice that says none at all is known from its landing."""

LATER_LANDED = """
    SELECT document.file_sha256, document.member
    FROM parsed.documents AS document
    INNER JOIN (SELECT file_sha256, min(landed_at) AS landed_at FROM parsed.receipts GROUP BY file_sha256) AS receipt
        USING (file_sha256)
    WHERE receipt.landed_at::DATE > $day
"""


@dataclass(frozen=True)
class Known:
    """A day, and whose knowledge of that day is meant."""

    day: date
    by: Literal["published_on", "landed_at"] = "published_on"


def limit(db: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Take what came later out of every parsed table, out of the counts of each file, and out of the receipts."""
    later = LATER_LANDED if known.by == "landed_at" else LATER_PUBLISHED
    db.execute(f"CREATE TEMP TABLE later AS {later}", {"day": known.day})
    tables = catalogue.tables("parsed")
    for name, table in tables.items():
        if {"file_sha256", "member"} <= {str(column.name) for column in ddl.columns(table)}:
            narrow(db, name, f"SELECT * FROM {name} ANTI JOIN later USING (file_sha256, member)")
    narrow(
        db,
        "parsed.files",
        "SELECT file.file_sha256, file.units - count(later.file_sha256) AS units FROM parsed.files AS file"
        " LEFT JOIN later USING (file_sha256) GROUP BY file.file_sha256, file.units",
    )
    if known.by == "landed_at":
        kept = f"SELECT * FROM parsed.receipts WHERE landed_at::DATE <= {ddl.literal(known.day)}"
        narrow(db, "parsed.receipts", kept)
        narrow(db, "parsed.files", "SELECT * FROM parsed.files SEMI JOIN parsed.receipts USING (file_sha256)")


def narrow(db: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Put the rows of the query in the place of a table or view."""
    db.execute(f"CREATE TEMP TABLE narrowed AS {query}")
    (kind,) = db.execute(
        "SELECT table_type FROM information_schema.tables WHERE table_schema || '.' || table_name = ?", [name]
    ).fetchone() or ("",)
    db.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")
    db.execute(f"CREATE TABLE {name} AS FROM narrowed")
    db.execute("DROP TABLE narrowed")
