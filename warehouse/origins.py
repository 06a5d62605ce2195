"""From rows that break a rule back to the documents they come from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb


class Document(NamedTuple):
    """A document: content address of its landed file, and its member inside it."""

    file_sha256: str
    member: str


NOTICE = "SELECT notice_key AS name, file_sha256, member FROM staging.notices"
PROCEDURE = """
    SELECT member.procedure_key AS name, notice.file_sha256, notice.member
    FROM staging.procedure_notices AS member
    INNER JOIN staging.notices AS notice USING (notice_key)
"""
LEADS = {
    "notice_key": NOTICE,
    "notice_id": NOTICE.replace("notice_key", "notice_id"),
    "award_id": f"SELECT award.award_id AS name, notice.file_sha256, notice.member FROM marts.awards AS award"
    f" INNER JOIN ({NOTICE}) AS notice ON notice.name = award.notice_key",
    "procedure_key": PROCEDURE,
    "unit_id": f"SELECT unit.unit_id AS name, behind.file_sha256, behind.member"
    f" FROM staging.indicator_units AS unit INNER JOIN ({PROCEDURE}) AS behind ON behind.name = unit.procedure_key",
}
"""Columns by which a row says where it comes from, the nearest to a document first, and how to get there."""


def documents_behind(db: duckdb.DuckDBPyConnection, rows: str, columns: Iterable[str]) -> list[Document]:
    """The documents that rows come from; none where a row leads to no document, for then no document is at fault.

    Args:
        db: the warehouse as far as it is built.
        rows: a query.
        columns: of the query.
    """
    names = set(columns)
    if {"file_sha256", "member"} <= names:
        return asked(db, f"SELECT DISTINCT file_sha256, member FROM ({rows}) ORDER BY ALL")
    for column, lead in LEADS.items():
        if column in names:
            query = (
                f"SELECT DISTINCT lead.file_sha256, lead.member FROM ({rows}) AS row"
                f" LEFT JOIN ({lead}) AS lead ON lead.name = row.{column} ORDER BY ALL"
            )
            found = asked(db, query)
            return [] if any(document.file_sha256 is None for document in found) else found
    return []


def asked(db: duckdb.DuckDBPyConnection, query: str) -> list[Document]:
    """The documents that a query gives; none where it asks for a table that is not built yet."""
    try:
        return [Document(*row) for row in db.execute(query).fetchall()]
    except duckdb.CatalogException:
        return []


def together(found: Sequence[Sequence[Document]]) -> list[Document]:
    """All documents of several rules; none where one of the rules leads to none."""
    return sorted({document for each in found for document in each}) if all(found) else []
