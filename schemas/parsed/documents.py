"""What every reader says of each unit it read: what the ledger is counted from."""

from datetime import datetime

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

UNITS = ["notice", "submission", "register_record", "programme"]


class Files(Table):
    """One row per landed file that was read, with the units counted as they came out of it.

    Counted apart from `documents`, so that the ledger compares two counts and not one with itself.
    """

    file_sha256: str = fields.sha256()
    units: int = pa.Field(ge=0, description="Documents that the file holds.")


class Documents(Table):
    """One row per unit read in a landed file: a notice, a submission, a register record, a programme folder.

    Two units with the same `identity` are the same thing said again. The warehouse keeps one of them (the highest
    `preference`, then the latest landed) and counts the others as duplicate (same content) or superseded.
    """

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    unit: str = pa.Field(isin=UNITS, description="What kind of thing the unit is.")
    identity: str = fields.text("What makes two units the same thing; empty where a reject could not say.")
    content_sha256: str = pa.Field(str_matches=fields.SHA256, description="sha256 of the unit's own content.")
    preference: int = fields.required("Which of two units with one identity is kept: the higher.")
    is_rejected: bool = fields.required("Whether the unit was rejected; why stands in rejects.")


class Rejects(Table):
    """One row per rule that a rejected unit broke, without any value: the bytes stay in landing."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    place: str = fields.text("Where in the document: line, path, row or cell.")
    table_name: str = fields.text("Table the row was meant for, where it came so far.")
    column_name: str = fields.text("Column that broke the rule, where there is one.")
    rule: str = fields.required("Short name of the rule, such as `not_xml` or `isin`.")
    reason: str = fields.required("What is wrong and what to do, in a sentence, without the value.")


class SetAside(Table):
    """One row per document, or file of documents, that the warehouse leaves out: a build or a person decided so."""

    file_sha256: str = fields.sha256()
    member: str = fields.text("Path of the document inside the landed archive; null for every document of the file.")
    rule: str = fields.required("Check, key or constraint that its rows broke; `set_aside_by_a_person`.")
    reason: str = fields.required("What is wrong, in a sentence.")
    decided_at: datetime = fields.required("When it was decided, UTC.")
