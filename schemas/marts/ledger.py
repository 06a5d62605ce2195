"""The ledger: what became of everything that landed."""

from datetime import datetime

import pandera.polars as pa

from schemas import fields
from schemas.table import Table


class Ledger(Table):
    """One row per landed file: what was read in it and what became of it.

    read = loaded + rejected + duplicate + superseded + erased, held by a check in every build.
    """

    file_sha256: str = fields.sha256()
    source: str = fields.required("Where the file came from first.")
    kind: str = fields.required("What it holds: notices, survey, register, programme.")
    key: str = fields.required("What the source calls it.")
    landed_at: datetime = fields.required("When it landed first, UTC.")
    receipts: int = pa.Field(ge=1, description="How often it landed.")
    read: int = pa.Field(ge=0, description="Units read: notices, submissions, register answers, programme folders.")
    loaded: int = pa.Field(ge=0, description="Units that stand in the marts.")
    rejected: int = pa.Field(ge=0, description="Units that broke a rule; the rules stand in rejects.")
    duplicate: int = pa.Field(ge=0, description="Units that say what a loaded unit says.")
    superseded: int = pa.Field(ge=0, description="Units whose place a later or better copy has taken.")
    erased: int = pa.Field(ge=0, description="Units erased at a person's request.")

    class Config:
        unique = ["file_sha256"]


class Rejects(Table):
    """One row per rule that a rejected unit broke: which file, where, what rule, what to do; never the value."""

    file_sha256: str = fields.sha256()
    key: str = fields.text("What the source calls the file.")
    member: str = fields.member()
    unit: str = fields.text("What kind of thing the unit is.")
    place: str = fields.text("Where in the document: line, path, row or cell.")
    table_name: str = fields.text("Table the row was meant for.")
    column_name: str = fields.text("Column that broke the rule.")
    rule: str = fields.required("Short name of the rule.")
    reason: str = fields.required("What is wrong and what to do.")
