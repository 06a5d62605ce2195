"""What a notice says of other notices, as rows: references, changes, contract modifications."""

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

REFERENCE_KINDS = ["planning", "previous", "changed", "modified", "framework", "direct_award"]


class NoticeReferences(Table):
    """One row per earlier notice that a notice names."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot the reference stands in; null for the procedure.")
    reference_kind: str = pa.Field(
        isin=REFERENCE_KINDS,
        description="planning (BT-125), previous (legacy), changed (BT-758), modified (BT-1501), framework (OPT-100).",
    )
    reference: str = fields.required(
        "Notice named, as written: `uuid-01`, publication number, Doffin id, `2021/S 123-456789`."
    )
    part_id: str = fields.text("Part of that notice (BT-1251).")


class NoticeChanges(Table):
    """One row per change that a change notice describes."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    change_number: int = pa.Field(ge=1, description="Place inside the notice, from 1.")
    reason_code: str = fields.text("Main reason (BT-140): cor-buy, update-add, cancel, cancel-intent, info-release …")
    reason: str = fields.text("Reason in words (BT-762).")
    description: str = fields.text("What changed (BT-141).")
    section_id: str = fields.text("Section that changed (BT-13716); in F14 the place it names.")
    old_value: str = fields.text("Value before, where a legacy correction states it.")
    new_value: str = fields.text("Value after, where a legacy correction states it.")


class ContractModifications(Table):
    """One row per modification of a contract."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    modification_number: int = pa.Field(ge=1, description="Place inside the notice, from 1.")
    contract_id: str = fields.text("Contract modified (BT-1501(c)).")
    reason_code: str = fields.text("Reason (BT-200).")
    reason: str = fields.text("Reason in words (BT-201).")
    description: str = fields.text("What was modified (BT-202).")
    value_before: fields.Money = fields.money("Value before, where a legacy notice states it.")
    value_after: fields.Money = fields.money("Value after, where a legacy notice states it.")
    currency_code: str = fields.text("Currency of all amounts of this row, ISO 4217; null where they differ.")
    value_after_currency_code: str = fields.text("Currency that stands at value_after.")
    value_before_currency_code: str = fields.text("Currency that stands at value_before.")
