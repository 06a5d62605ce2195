"""What a build changed against the generation that was current: nothing but this and its times is not reproduced."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table


class GenerationChanges(Table):
    """One row per mart: what is new, gone and different against the generation that was current when this was built."""

    mart: str = fields.required("Mart.")
    is_comparable: bool = fields.required("Whether that generation had this mart with these columns.")
    rows_before: int = fields.text("Rows it had; null where it had no such mart.")
    rows_after: int = pa.Field(ge=0, description="Rows it has.")
    added: int = fields.text("Keys that are new.")
    removed: int = fields.text("Keys that are gone.")
    changed: int = fields.text("Keys with another content; a mart without a key has none.")

    class Config(Table.Config):
        """Key."""

        unique = ["mart"]


class GenerationMoves(Table):
    """One row per indicator, buyer, quarter and attribution that moved against the generation that was current."""

    indicator_id: str = fields.required("Indicator.")
    buyer_id: str = fields.required("Buyer.")
    quarter_starts_on: date = fields.required("First day of the quarter.")
    attribution: str = fields.required("Attribution.")
    units_before: int = fields.text("Units in the base before; null where there were none.")
    units_after: int = fields.text("Units in the base now.")
    value_before: float = fields.text("Value before.")
    value_after: float = fields.text("Value now.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "buyer_id", "quarter_starts_on", "attribution"]
