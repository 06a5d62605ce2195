"""The ledger: what became of everything that landed."""

from datetime import datetime
from typing import Any

import pandera.polars as pa

from schemas import fields
from schemas.parsed import documents
from schemas.table import Table

REJECT = fields.Carried(documents.Rejects)
SET_ASIDE = fields.Carried(documents.SetAside)


def _counted(what: str) -> Any:
    return pa.Field(ge=0, nullable=True, description=f"{what}; null for surveys.")


class Ledger(Table):
    """One row per landed file: what was read in it and what became of it.

    read = loaded + rejected + duplicate + superseded + erased + set_aside, held by a check in every build for every
    file. Of a survey export the counts are held and not published: less what its shown gatherings have, they would
    tell how many answered in those that are left out.
    """

    file_sha256: str = fields.sha256()
    source: str = fields.required("Where the file came from first.")
    kind: str = fields.required("What it holds: notices, survey, register, programme.")
    key: str = fields.required("What the source calls it; a survey export has a name without a person in it.")
    landed_at: datetime = fields.required("When it landed first, UTC.")
    receipts: int = pa.Field(ge=1, description="How often it landed.")
    read: int = _counted("Units read: notices, register answers, programme folders")
    loaded: int = _counted("Units that stand in the marts")
    rejected: int = _counted("Units that broke a rule; the rules stand in rejects")
    duplicate: int = _counted("Units that say what a loaded unit says")
    superseded: int = _counted("Units whose place a later or better copy has taken")
    erased: int = _counted("Units erased at a person's request")
    set_aside: int = _counted("Units left out because they broke a check, or by a person; they stand in set_aside")

    class Config:
        unique = ["file_sha256"]


class Rejects(Table):
    """One row per rule that a rejected unit broke: which file, where, what rule, what to do; never the value."""

    file_sha256: str = REJECT.file_sha256
    key: str = fields.text("What the source calls the file, as in the ledger.")
    member: str = REJECT.member
    unit: str = fields.text("What kind of thing was rejected: a notice, a submission …")
    place: str = REJECT.place
    table_name: str = REJECT.table_name
    column_name: str = REJECT.column_name
    rule: str = REJECT.rule
    reason: str = REJECT.reason


class SetAside(Table):
    """One row per document that was read and is left out: a check, key or constraint found its rows, or a person did.

    It is tried again by another version of the code, and by `bestillerpuls readmit`.
    """

    file_sha256: str = SET_ASIDE.file_sha256
    key: str = fields.text("What the source calls the file, as in the ledger.")
    member: str = fields.member()
    unit: str = fields.required("What kind of thing the document is.")
    rule: str = SET_ASIDE.rule
    reason: str = SET_ASIDE.reason
    set_aside_at: datetime = fields.required("Since when, UTC.")

    class Config(Table.Config):
        """Key."""

        unique = ["file_sha256", "member"]
