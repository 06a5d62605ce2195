"""What is not in the other tables, and why: withheld fields, values that say nothing, codes nobody knows."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

NULLED = [
    "unpublished",
    "minus_one",
    "negative",
    "placeholder_amount",
    "placeholder_date",
    "far_deadline",
    "far_date",
    "not_a_date",
    "not_a_number",
    "not_a_code",
    "placeholder_text",
    "contradictory",
]
REPEATS = ["repeated", "renamed", "contradictory"]


class WithheldFields(Table):
    """One row per field that a notice withholds."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot, result or tender it stands in, where there is one.")
    field_code: str = fields.required("Field withheld (BT-195).")
    reason_code: str = fields.text("Reason (BT-197).")
    reason: str = fields.text("Reason in words (BT-196).")
    published_on: date = fields.text("Day it will be published (BT-198); null means never.")


class NulledValues(Table):
    """One row per value that stands in a notice but says nothing, and is null in its table."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    table_name: str = fields.required("Table.")
    column_name: str = fields.required("Column.")
    row_id: str = fields.text("Lot, result, tender or contract of the row, where there is one.")
    reason: str = pa.Field(isin=NULLED, description="Why it says nothing.")


class Repeats(Table):
    """One row per thing that stands in a notice again: an exact repeat counts once, another thing gets an id of ours.

    A sender that tries again writes a lot, a tender or a code twice. Two different things under one id are told apart
    by their order where nothing in the notice refers to the id; else the notice is rejected.
    """

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    table_name: str = fields.required("Table it would stand in again.")
    row_id: str = fields.text("Its id, where it has one; the id it got, where it was renamed.")
    repeat: str = pa.Field(
        isin=REPEATS,
        description="`repeated` counts once, `renamed` got an id of ours, `contradictory` is two amounts in the place "
        "of one: neither is kept.",
    )
    first_value: str = fields.text("The first of two contradictory amounts, with its currency.")
    second_value: str = fields.text("The second.")


class UnknownCodes(Table):
    """One row per code that is not in the list of its field: kept as written, and never taken for a known one."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    table_name: str = fields.required("Table.")
    column_name: str = fields.required("Column.")
    code: str = fields.required("Code as written.")


class UnknownElements(Table):
    """One row per path of an element that no field is declared for, in the notices that were looked through for them.

    Looked through are one notice in fifty, chosen by its content, and the first of each SDK and form that was read
    together. The text of such an element is not kept: contact persons stand there.
    """

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    path: str = fields.required("Path of the element below the root, with the prefixes of the eForms documentation.")
    count: int = pa.Field(ge=1, description="How often it stands in the notice.")
