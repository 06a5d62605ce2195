"""What came of a competition, as rows: results per lot, tenders, winners, contracts."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table


class LotResults(Table):
    """One row per lot result of a result notice."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    result_id: str = fields.required("Identifier inside the notice: RES-0001.")
    lot_id: str = fields.text("Lot (BT-13713).")
    outcome_code: str = fields.text("Winner chosen (BT-142): selec-w, clos-nw, open-nw.")
    not_awarded_code: str = fields.text("Why no winner (BT-144).")
    lowest_tender_value: fields.Money = fields.money("Lowest tender (BT-710).")
    highest_tender_value: fields.Money = fields.money("Highest tender (BT-711).")
    framework_maximum_value: fields.Money = fields.money(
        "Maximum value of the framework agreement (BT-709): a ceiling, not spend."
    )
    framework_reestimated_value: fields.Money = fields.money("Re-estimated value of the framework agreement (BT-660).")
    currency_code: str = fields.text("Currency of all amounts of this row, ISO 4217; null where they differ.")
    lowest_tender_value_currency_code: str = fields.text("Currency that stands at lowest_tender_value.")
    highest_tender_value_currency_code: str = fields.text("Currency that stands at highest_tender_value.")
    framework_maximum_value_currency_code: str = fields.text("Currency that stands at framework_maximum_value.")
    framework_reestimated_value_currency_code: str = fields.text("Currency that stands at framework_reestimated_value.")


class TenderCounts(Table):
    """One row per lot result and kind of submission counted."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    result_id: str = fields.required("Lot result.")
    count_code: str = fields.text(
        "Kind (BT-760): tenders, t-sme, t-micro, t-small, t-med, t-esubm, t-oth-eea, t-no-eea, part-req …; "
        "null where the notice counts without saying what."
    )
    count: int = pa.Field(ge=0, description="How many were received (BT-759), inadmissible ones included.")


class Tenders(Table):
    """One row per tender that a result notice tells of."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    tender_id: str = fields.required("Identifier inside the notice: TEN-0001.")
    lot_id: str = fields.text("Lot (BT-13714).")
    party_id: str = fields.text("Tendering party: TPA-0001.")
    value: fields.Money = fields.money("Value (BT-720), once per tender however many partners it has.")
    currency_code: str = fields.text("Currency, ISO 4217.")
    rank: int = fields.text("Rank (BT-171).")
    is_variant: bool = fields.text("Whether it is a variant (BT-193).")
    subcontracting_code: str = fields.text("Subcontracting (BT-773): yes, no, not-known.")


class TenderingPartyMembers(Table):
    """One row per organisation in a tendering party; a consortium has several."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    party_id: str = fields.required("Tendering party: TPA-0001.")
    organisation_id: str = fields.required("Organisation inside the notice.")
    is_leader: bool = fields.text("Whether it leads the consortium (OPT-170); null where not said.")
    is_subcontractor: bool = fields.required("Whether it is a subcontractor, not a tenderer.")


class Contracts(Table):
    """One row per contract that a result notice tells of."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    contract_id: str = fields.required("Identifier inside the notice: CON-0001.")
    reference: str = fields.text("Identifier the buyer gave (BT-150).")
    title: str = fields.text("Title (BT-721).")
    decided_on: date = fields.text("Day the winner was chosen (BT-1451).")
    concluded_on: date = fields.text("Day the contract was concluded (BT-145).")
    is_in_framework: bool = fields.text("Whether awarded within a framework agreement (BT-768).")
    framework_notice: str = fields.text("Notice of that framework agreement (OPT-100).")


class ContractTenders(Table):
    """One row per tender of a contract: the link in the winner chain."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    contract_id: str = fields.required("Contract.")
    tender_id: str = fields.required("Tender.")


class ResultContracts(Table):
    """One row per contract of a lot result: the link in the winner chain."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    result_id: str = fields.required("Lot result.")
    contract_id: str = fields.required("Contract.")


class ResultTenders(Table):
    """One row per tender of a lot result (OPT-320)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    result_id: str = fields.required("Lot result.")
    tender_id: str = fields.required("Tender.")
