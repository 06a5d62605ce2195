"""Notices, their procedure and lots, as rows: the same tables for eForms and for TED_EXPORT.

Every table of a notice has `file_sha256` and `member`: together they name the document. `lot_id` is null where
the row speaks of the whole procedure. Masked values and placeholders are null here and told in `nulled_values`.
"""

from datetime import date, time

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

FORMATS = ["eforms", "ted_export"]
FORM_TYPES = [
    "planning",
    "consultation",
    "competition",
    "dir-awa-pre",
    "result",
    "cont-modif",
    "completion",
    "change",
]
"""BT-03, and `change` for corrections that are a form of their own (F14, subtype 99)."""
TEXT_FIELDS = ["title", "description"]
PURPOSES = [
    "innovative-acquisition",
    "strategic-procurement",
    "environmental-impact",
    "social-objective",
    "gpp-criteria",
]


class Notices(Table):
    """One row per document that is a notice, as published: one version of one notice in one publication."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    notice_id: str = fields.required("Notice identifier (BT-701); a legacy notice has its publication number.")
    notice_version: int = pa.Field(ge=1, description="Version of the notice (BT-757); 1 where the format has none.")
    format: str = pa.Field(isin=FORMATS, description="`eforms` or `ted_export`.")
    sdk_version: str = fields.text("eForms SDK or TED_EXPORT schema the document says it follows (OPT-002).")
    is_untried: bool = fields.required("Whether the format is read by path only, no example of it having been tried.")
    read_as: str = fields.text("SDK whose paths were used where it is not the document's own: 1.3 for 1.2.")
    is_converted: bool = fields.required("Whether Doffin converted it from a Classic notice.")
    is_national: bool = fields.required("Whether it follows the Norwegian national form, not an EU form.")
    subtype_code: str = fields.text(
        "Notice subtype (OPP-070): 1–40, E1–E6, CEI, T01, X01, N4 …; F01–F25 for TED_EXPORT."
    )
    form_type: str = pa.Field(isin=FORM_TYPES, description="Form type (BT-03).")
    notice_type_code: str = fields.text("Notice type (BT-02): pin-only, cn-standard, can-standard, veat …")
    legal_basis_code: str = fields.text("Legal basis (BT-01): CELEX number or `other`.")
    national_legal_basis: str = fields.text("Legal basis in national law (BT-01(c), BT-01(e)).")
    language_code: str = fields.text("Official language (BT-702), ISO 639-3 in capitals.")
    other_languages: str = fields.text("Further official languages (BT-702(b)), separated by blanks.")
    dispatched_on: date = fields.text("Local calendar date of dispatch by the buyer (BT-05).")
    dispatched_time: time = fields.text("Time of dispatch in Oslo (BT-05).")
    requested_publication_on: date = fields.text("Publication date asked for (BT-738).")
    planned_on: date = fields.text("Planned date of the contract notice that a planning notice announces (BT-127).")
    publication_number: str = fields.text("Number of the publication (OPP-010; Doffin id; TED `123456-2021`).")
    gazette_number: str = fields.text("Issue of the Official Journal (OPP-011), `2021/S 123`.")
    publication_on: date = fields.text("Local calendar date of publication (OPP-012), where the document says it.")
    procedure_id: str = fields.text("Procedure identifier (BT-04).")
    reference_number: str = fields.text("Internal identifier the buyer gave (BT-22).")
    procedure_type_code: str = fields.text(
        "Type of procedure (BT-105): open, restricted, neg-w-call, comp-dial, innovation …"
    )
    is_accelerated: bool = fields.text("Whether the procedure is accelerated (BT-106); null where not said.")
    direct_award_code: str = fields.text("Justification for a direct award (BT-136).")
    direct_award_reason: str = fields.text("Justification for a direct award in words (BT-135).")
    previous_procedure_id: str = fields.text("Procedure that justifies a direct award (BT-1252).")
    title: str = fields.text("Title of the procedure (BT-21) in the official language.")
    description: str = fields.text("Description of the procedure (BT-24) in the official language.")
    nature_code: str = fields.text("Main nature (BT-23): works, supplies, services.")
    main_cpv_code: str = fields.text("Main CPV code of the procedure (BT-262), eight digits.")
    estimated_value: fields.Money = fields.money("Estimated value of the procedure (BT-27), without VAT.")
    framework_maximum_value: fields.Money = fields.money(
        "Maximum value of framework agreements (BT-271, BT-118): a ceiling, not spend."
    )
    framework_approximate_value: fields.Money = fields.money("Approximate value of framework agreements (BT-1118).")
    awarded_value: fields.Money = fields.money("Value of all contracts awarded in the notice (BT-161).")
    currency_code: str = fields.text("Currency of all amounts of this row, ISO 4217; null where they differ.")
    awarded_value_currency_code: str = fields.text("Currency that stands at awarded_value.")
    estimated_value_currency_code: str = fields.text("Currency that stands at estimated_value.")
    framework_maximum_value_currency_code: str = fields.text("Currency that stands at framework_maximum_value.")
    framework_approximate_value_currency_code: str = fields.text("Currency that stands at framework_approximate_value.")
    buyer_legal_type_code: str = fields.text("Legal type of the first buyer (BT-11): la, body-pl-la, cga …")
    buyer_activity_code: str = fields.text("Main activity of the first buyer (BT-10, BT-610).")
    is_joint_procurement: bool = fields.text("Whether the notice says several buyers take part; null where not said.")
    is_central_purchasing: bool = fields.text(
        "Whether a central purchasing body awards or acquires; null where not said."
    )
    maximum_lots_submitted: int = fields.text("Lots a tenderer may bid for (BT-31).")


class Lots(Table):
    """One row per lot, part or group of lots that a notice names; a legacy notice without lots has one, `LOT-0000`."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.required("Identifier inside the notice (BT-137): LOT-0001, PAR-0001, GLO-0001.")
    lot_kind: str = pa.Field(isin=["Lot", "Part", "LotsGroup"], description="What the row is.")
    title: str = fields.text("Title (BT-21) in the official language.")
    description: str = fields.text("Description (BT-24) in the official language.")
    nature_code: str = fields.text("Main nature (BT-23).")
    main_cpv_code: str = fields.text("Main CPV code (BT-262), eight digits.")
    estimated_value: fields.Money = fields.money("Estimated value (BT-27), without VAT.")
    framework_maximum_value: fields.Money = fields.money(
        "Maximum value of the framework agreement (BT-271; BT-157 of a group of lots): a ceiling, not spend."
    )
    currency_code: str = fields.text("Currency of all amounts of this row, ISO 4217; null where they differ.")
    estimated_value_currency_code: str = fields.text("Currency that stands at estimated_value.")
    framework_maximum_value_currency_code: str = fields.text("Currency that stands at framework_maximum_value.")
    framework_code: str = fields.text("Framework agreement (BT-765): fa-wo-rc, fa-w-rc, fa-mix, none.")
    framework_maximum_participants: int = fields.text("Most participants in the framework agreement (BT-113).")
    dps_code: str = fields.text("Dynamic purchasing system (BT-766): none, dps-list, dps-nlist.")
    duration: float = fields.text("Duration (BT-36), in `duration_unit_code`.")
    duration_unit_code: str = fields.text("Unit of the duration: DAY, WEEK, MONTH, YEAR.")
    starts_on: date = fields.text("First day (BT-536).")
    ends_on: date = fields.text("Last day (BT-537).")
    maximum_renewals: int = fields.text("Most renewals (BT-58).")
    tender_deadline_on: date = fields.text("Local calendar date tenders must be in (BT-131).")
    tender_deadline_time: time = fields.text("Time of that deadline in Oslo.")
    participation_deadline_on: date = fields.text("Local calendar date requests to participate must be in (BT-1311).")
    participation_deadline_time: time = fields.text("Time of that deadline in Oslo.")
    variants_code: str = fields.text("Variants (BT-63): allowed, not-allowed, required.")
    is_sme_suitable: bool = fields.text("Whether suitable for small and medium enterprises (BT-726).")
    has_electronic_auction: bool = fields.text("Whether an electronic auction is used (BT-767).")
    criteria_in_documents: bool = fields.text("Whether the award criteria stand only in the procurement documents.")
    is_gpa_covered: bool = fields.text("Whether the Government Procurement Agreement covers it (BT-115).")


class NoticeTexts(Table):
    """One row per title or description and language, of the procedure or of a lot."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot; null for the procedure.")
    text_field: str = pa.Field(isin=TEXT_FIELDS, description="Title (BT-21) or description (BT-24).")
    language_code: str = fields.text("Language, ISO 639-3 in capitals; null where not said.")
    text: str = fields.required("The text as published.")


class NoticeCpvCodes(Table):
    """One row per CPV code of a procedure or lot."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot; null for the procedure.")
    cpv_code: str = pa.Field(str_matches=fields.CPV, description="CPV code (BT-262, BT-263), eight digits.")
    is_main: bool = fields.required("Whether it is the main code.")


class NoticePlaces(Table):
    """One row per place of performance of a procedure or lot."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot; null for the procedure.")
    country_code: str = fields.text("Country (BT-5141), ISO 3166-1 alpha-3.")
    nuts_code: str = fields.text("NUTS code (BT-5071) of whichever version the notice used.")
    city: str = fields.text("City (BT-5131).")


class NoticePurposes(Table):
    """One row per innovation, strategic, environmental, social or green purpose stated for a lot."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot; null for the procedure.")
    purpose: str = pa.Field(isin=PURPOSES, description="List: BT-776, BT-06, BT-774, BT-775 or BT-805.")
    code: str = fields.required("Code in that list; `none` says that there is no such purpose.")
    description: str = fields.text("Description in words (BT-777).")


class AwardCriteria(Table):
    """One row per award criterion and number stated for it."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    lot_id: str = fields.text("Lot; null where the notice states it for all.")
    criterion_number: int = pa.Field(ge=1, description="Place of the criterion inside its lot, from 1.")
    criterion_type_code: str = fields.text("Type (BT-539): price, cost, quality; Norwegian environmental types kept.")
    name: str = fields.text("Name (BT-734).")
    description: str = fields.text("Description (BT-540).")
    number_kind: str = fields.text("What the number is: weight, fixed, threshold; null where the format does not say.")
    number: float = fields.text("The number (BT-541).")
    number_code: str = fields.text("How to read it (BT-5421–5423): per-exa, poi-exa, dec-exa, ord-imp …")
    weighting_as_written: str = fields.text("Weighting as a legacy notice wrote it.")
