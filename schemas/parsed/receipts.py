"""What landing says of each fetch, as rows."""

from datetime import datetime

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

COMPLETENESS = ["verified", "mismatch", "unavailable", "empty_unconfirmed"]


class Receipts(Table):
    """One row per fetch, whether it brought bytes or not; a landed file has one or more."""

    source: str = fields.required("Who was asked: folder, doffin, ted, brreg, klass, nettskjema …")
    kind: str = fields.required("What was asked for: notices, survey, register, programme.")
    key: str = fields.required("What the source calls it: a path, a Doffin id, a publication number, window or digest.")
    file_sha256: str = fields.sha256(nullable=True)
    size_bytes: int = pa.Field(ge=0, description="Bytes that came.")
    landed_at: datetime = fields.required("When it landed, UTC.")
    completeness: str = pa.Field(isin=COMPLETENESS, description="How the walk through the window ended.")
    window_from: str = fields.text("First day of the window, ISO 8601.")
    window_to: str = fields.text("Last day of the window, ISO 8601.")
    announced: int = fields.text("Rows the source said it had.")
    received: int = fields.text("Rows that came.")
    distinct_received: int = fields.text("Different rows that came.")
    derived_from_sha256: str = pa.Field(
        nullable=True, str_matches=fields.SHA256, description="File that an erasure took the place of."
    )
    erased: int = fields.text("Units that an erasure took out of the file this one is derived from.")
