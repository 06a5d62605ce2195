"""How complete each source is, day by day."""

from datetime import date, datetime

import pandera.polars as pa

from schemas import fields
from schemas.parsed.receipts import COMPLETENESS
from schemas.table import Table


class Completeness(Table):
    """One row per source, kind and day that was asked for, or lies between such days.

    A day takes what its latest walk said; where a source was asked several questions on a day, the worst answer.
    """

    source: str = fields.required("Who was asked: doffin, ted, brreg, klass, pxweb …")
    kind: str = fields.required("What was asked for: notices, register.")
    day_on: date = fields.required("The day: of issue (Doffin), of publication (TED), of asking (registers).")
    completeness: str = pa.Field(
        isin=[*COMPLETENESS, "not_asked"],
        description="verified: all that was announced came, but for what is not_downloadable. mismatch: it did not add "
        "up. unavailable: the source or a notice did not answer. empty_unconfirmed: nothing came and nothing proves "
        "that there is nothing.",
    )
    is_closed: bool = fields.required("Verified when no late row was to be expected any more: not asked for again.")
    questions: int = pa.Field(ge=0, description="Different questions asked of the day: 1 for notices.")
    walks: int = pa.Field(ge=0, description="Times the day was walked with another outcome than the time before.")
    announced: int = fields.text("Rows that the source said its window has.")
    received: int = fields.text("Rows that came for the window, over all passes.")
    distinct_received: int = fields.text("Different rows that came for the window.")
    not_downloadable: int = pa.Field(
        ge=0, description="Notices that are announced and that the source says it has not (404); tried for two weeks."
    )
    window_from_on: date = fields.text("First day of the window in which the day was walked last.")
    window_to_on: date = fields.text("Last day of that window.")
    walked_at: datetime = fields.text("When it was walked last with this outcome, UTC.")

    class Config:
        """Key."""

        unique = ["source", "kind", "day_on"]
