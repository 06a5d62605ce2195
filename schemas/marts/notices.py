"""Notices as marts: the newest version, every version, every publication, lots, and the organisations named."""

from datetime import date, datetime
from typing import Any

import pandera.polars as pa

from schemas import fields
from schemas.notice_kinds import NOTICE_KIND_BASIS, NOTICE_KINDS
from schemas.parsed import notices as parsed
from schemas.parsed.organisations import NoticeOrganisations as ParsedOrganisations
from schemas.table import Table

PUBLISHED_ON_BASIS = ["publication", "requested", "dispatch", "unknown"]
OMISSIONS = ["nulled", "unknown_code", "withheld", "unknown_element", "repeated", "renamed", "contradictory"]
AWARDED_VALUE_BASIS = ["parts", "stated_total", "contract", "mixed"]
CONTRADICTIONS = [
    "awarded_total",
    "awarded_currencies",
    "estimated_total",
    "framework_total",
    "framework_of_group",
    "awards_over_framework",
    "amount_repeated",
    "tenders_range",
    "award_outside_tenders",
    "award_over_estimate",
    "deadline_before_publication",
    "contract_before_decision",
    "contract_after_publication",
    "decision_after_publication",
    "decision_before_deadline",
    "impossible_date",
    "reference_leads_nowhere",
    "closed_result_has_contract",
    "contract_of_other_tenders",
    "tender_of_another_lot",
    "more_of_a_kind_than_all",
    "ids_clash",
    "said_twice",
    "two_amounts",
    "results_told_again",
    "number_of_another",
]
OUTCOMES = ["loaded", "duplicate", "superseded", "twin"]
NOTICE = fields.Carried(parsed.Notices)
LOT = fields.Carried(parsed.Lots)
ORGANISATION = fields.Carried(ParsedOrganisations)


def notice_key() -> Any:
    """Key of a version of a notice."""
    return pa.Field(description="Version of a notice: `<notice_id>-<two digits>` (BT-701, BT-757).")


def awarded_value_basis() -> Any:
    """What a sum of awards rests on."""
    return pa.Field(
        isin=AWARDED_VALUE_BASIS,
        nullable=True,
        description="`parts`: sum of the winning tenders. `stated_total`: BT-161, where tenders say no sum or repeat "
        "it. `contract`: its tenders repeat the amount of a contract, counted once. `mixed`: notices that rest on "
        "different ones. Null: not known, or the two differ by more than a factor of 1.5 and nothing decides.",
    )


class Notices(Table):
    """One row per notice, in its newest version; the same notice from Doffin and TED is one."""

    notice_key: str = notice_key()
    notice_id: str = NOTICE.notice_id
    notice_version: int = pa.Field(ge=1, description="Version (BT-757).")
    first_published_on: date = fields.text("Day its first version was published.")
    published_on: date = fields.text("Day this version was published first, local calendar date.")
    published_on_basis: str = pa.Field(isin=PUBLISHED_ON_BASIS, description="What that day was taken from.")
    landed_at: datetime = fields.text("When this version landed first with us, UTC.")
    publication_number: str = fields.text("Number of the publication that was read: Doffin id or TED number.")
    format: str = NOTICE.format
    is_converted: bool = NOTICE.is_converted
    is_national: bool = NOTICE.is_national
    subtype_code: str = NOTICE.subtype_code
    form_type: str = NOTICE.form_type
    notice_type_code: str = NOTICE.notice_type_code
    notice_kind: str = pa.Field(isin=NOTICE_KINDS, description="What it means, whatever its form.")
    notice_kind_basis: str = pa.Field(
        isin=NOTICE_KIND_BASIS, description="What told it: its form, the words in an advisory form, or its content."
    )
    notice_kind_confidence: float = pa.Field(
        in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1; 1 where the form says it."
    )
    legal_basis_code: str = NOTICE.legal_basis_code
    language_code: str = NOTICE.language_code
    dispatched_on: date = fields.text("Day of dispatch by the buyer (BT-05).")
    procedure_key: str = fields.required("Procedure it belongs to; the first of them for a planning notice of several.")
    procedures: int = pa.Field(ge=1, description="Procedures it belongs to.")
    procedure_id: str = fields.text("Procedure identifier that it carries itself (BT-04).")
    procedure_type_code: str = NOTICE.procedure_type_code
    title: str = fields.text("Title (BT-21).")
    nature_code: str = NOTICE.nature_code
    main_cpv_code: str = fields.text("Main CPV code (BT-262), of the procedure or the most frequent of its lots.")
    estimated_value_nok: fields.Money = fields.money("Estimated value in NOK (BT-27), else the framework's ceiling.")
    awarded_value_nok: fields.Money = fields.money("What its awards cost together in NOK (BT-720, BT-161).")
    awarded_value_basis: str = awarded_value_basis()
    deadline_on: date = fields.text("First deadline for tenders (BT-131), else for requests to participate (BT-1311).")
    lots: int = pa.Field(ge=0, description="Lots.")
    is_framework: bool = fields.required("Whether any lot is a framework agreement (BT-765).")
    is_digital: bool = fields.required("Whether something digital is bought.")
    digital_reason: str = fields.text("Why it counts as digital: a CPV code or a word of the title.")
    is_cancelling: bool = fields.required("Whether it cancels all lots of what it changes (BT-140 cancel).")
    replaced_by_notice_key: str = fields.text("Notice of another id that says it changes this one (BT-758).")
    versions: int = pa.Field(ge=1, description="Versions known.")
    publications: int = pa.Field(ge=1, description="Documents of all its versions.")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_id"]


class NoticeVersions(Table):
    """One row per version of a notice, with the days from and until which it was the newest that was published."""

    notice_key: str = notice_key()
    notice_id: str = NOTICE.notice_id
    notice_version: int = pa.Field(ge=1, description="Version (BT-757).")
    form_type: str = NOTICE.form_type
    notice_type_code: str = NOTICE.notice_type_code
    notice_kind: str = pa.Field(isin=NOTICE_KINDS, description="What it means, whatever its form.")
    published_on: date = fields.text("Day it was published first.")
    landed_at: datetime = fields.text("When it landed first with us, UTC.")
    valid_from: date = fields.text("Day from which it was the newest version published.")
    valid_to: date = fields.text("Day from which a newer version was published; empty while it is the newest.")
    is_latest: bool = fields.required("Whether it is the newest version known.")
    title: str = fields.text("Title (BT-21).")
    procedure_id: str = NOTICE.procedure_id
    procedure_type_code: str = NOTICE.procedure_type_code
    nature_code: str = NOTICE.nature_code
    main_cpv_code: str = fields.text("Main CPV code (BT-262).")
    estimated_value_nok: fields.Money = fields.money("Estimated value in NOK (BT-27).")
    awarded_value_nok: fields.Money = fields.money("What its awards cost together in NOK (BT-720, BT-161).")
    awarded_value_basis: str = awarded_value_basis()
    deadline_on: date = fields.text("First deadline for tenders or requests to participate.")
    lots: int = pa.Field(ge=0, description="Lots.")
    is_digital: bool = fields.required("Whether something digital is bought.")
    is_cancelling: bool = fields.required("Whether it cancels all lots of what it changes.")
    documents: int = pa.Field(ge=1, description="Documents that are this version.")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key"]


class NoticePublications(Table):
    """One row per document of a notice: each publication of each version, whether it was loaded or says the same."""

    notice_key: str = notice_key()
    file_sha256: str = NOTICE.file_sha256
    member: str = NOTICE.member
    source: str = fields.text("Who was asked: folder, doffin, ted.")
    key: str = fields.text("What the source calls the file.")
    format: str = NOTICE.format
    outcome: str = pa.Field(
        isin=OUTCOMES,
        description="Whether this is the copy that was read; `twin` is TED's copy of a Doffin notice under another id.",
    )
    publication_number: str = fields.text("Doffin id or TED publication number.")
    gazette_number: str = NOTICE.gazette_number
    published_on: date = fields.text("Day of this publication.")
    published_on_basis: str = pa.Field(isin=PUBLISHED_ON_BASIS, description="What that day was taken from.")
    landed_at: datetime = fields.text("When the file landed first, UTC.")

    class Config(Table.Config):
        """Key."""

        unique = ["file_sha256", "member"]


class Lots(Table):
    """One row per lot, part or group of lots of a notice in its newest version."""

    notice_key: str = notice_key()
    lot_id: str = LOT.lot_id
    lot_kind: str = LOT.lot_kind
    title: str = LOT.title
    nature_code: str = LOT.nature_code
    main_cpv_code: str = LOT.main_cpv_code
    estimated_value: fields.Money = LOT.estimated_value
    estimated_value_currency_code: str = LOT.estimated_value_currency_code
    framework_maximum_value: fields.Money = LOT.framework_maximum_value
    framework_maximum_value_currency_code: str = LOT.framework_maximum_value_currency_code
    framework_code: str = LOT.framework_code
    dps_code: str = LOT.dps_code
    duration: float = LOT.duration
    duration_unit_code: str = LOT.duration_unit_code
    starts_on: date = LOT.starts_on
    ends_on: date = LOT.ends_on
    maximum_renewals: int = LOT.maximum_renewals
    deadline_on: date = fields.text("Deadline for tenders, else for requests to participate.")
    tender_deadline_on: date = LOT.tender_deadline_on
    participation_deadline_on: date = LOT.participation_deadline_on
    variants_code: str = LOT.variants_code
    is_sme_suitable: bool = LOT.is_sme_suitable
    has_electronic_auction: bool = LOT.has_electronic_auction
    criteria_in_documents: bool = LOT.criteria_in_documents
    is_gpa_covered: bool = LOT.is_gpa_covered

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key", "lot_id"]


class NoticeOrganisations(Table):
    """One row per organisation or touchpoint that a notice names in its newest version, with the parts it plays."""

    notice_key: str = notice_key()
    organisation_id: str = ORGANISATION.organisation_id
    company_id: str = ORGANISATION.company_id
    organisation_name: str = fields.text("Name as written; null for a natural person.")
    organisation_number: str = ORGANISATION.organisation_number
    identifier_problem: str = ORGANISATION.identifier_problem
    person_pseudonym: str = fields.text("Keyed pseudonym of a natural person.")
    country_code: str = ORGANISATION.country_code
    nuts_code: str = ORGANISATION.nuts_code
    city: str = ORGANISATION.city
    size_code: str = ORGANISATION.size_code
    roles: str = fields.text("Parts it plays, separated by blanks.")
    buyer_id: str = fields.text("Buyer it was matched with, for one that buys.")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key", "organisation_id"]


class NoticeChanges(Table):
    """One row per notice version and field that changed: before, after, when, and why as the buyer said."""

    notice_key: str = notice_key()
    notice_id: str = NOTICE.notice_id
    change_number: int = pa.Field(ge=1, description="Place among the changes of this version, from 1.")
    previous_notice_key: str = fields.text("Version that stood before it.")
    changed_on: date = fields.text("Day the change was published.")
    field: str = fields.required("What changed; for a legacy correction the place that the buyer named.")
    before: str = fields.text("Value before, as text.")
    after: str = fields.text("Value after, as text.")
    reason_code: str = fields.text("Reasons given (BT-140), separated by blanks.")
    reason: str = fields.text("Reason in the buyer's words (BT-762, BT-141).")
    section_id: str = fields.text("Lot, contract or other section that the buyer says is changed (BT-13716).")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key", "change_number"]


class NoticeOmissions(Table):
    """One row per thing that a notice says and the tables do not, or that nobody knows: what, where, how often.

    A value that says nothing is null in its table (`nulled`, with the reason). A code that is not in its list is kept
    as written and told (`unknown_code`). A field may be withheld until a day (`withheld`). An element that no field is
    declared for (`unknown_element`) is looked for in one notice in fifty and the first of each SDK and form. What a
    notice says again counts once (`repeated`); of two things under one id the second got an id of ours (`renamed`);
    of two amounts in the place of one none is kept (`contradictory`; `marts.notice_contradictions` has both).
    """

    notice_key: str = notice_key()
    omission: str = pa.Field(isin=OMISSIONS, description="What kind of thing.")
    table_name: str = fields.text("Table of the value or code, as it is read.")
    column_name: str = fields.text("Column of the value or code.")
    row_id: str = fields.text("Lot, result, tender or contract it stands in, where there is one.")
    code: str = fields.text("Code nobody knows, field withheld (BT-195), or path of the element; never a text.")
    reason_code: str = fields.text("Why the value is null (placeholder_amount …), or is withheld (BT-197).")
    published_on: date = fields.text("Day the withheld field will be published (BT-198).")
    times: int = pa.Field(ge=1, description="How often it stands in the notice.")

    class Config(Table.Config):
        """Key."""

        unique = [
            "notice_key",
            "omission",
            "table_name",
            "column_name",
            "row_id",
            "code",
            "reason_code",
            "published_on",
        ]


class NoticeContradictions(Table):
    """One row per thing that a notice says in two ways that cannot both be true, in its newest version.

    A total and the sum of its parts contradict each other when they differ by more than 5 per cent (`awarded_total`,
    `estimated_total`, `framework_total`; TED_EXPORT has its totals in the same fields). An award contradicts its
    estimate from ten times on (`award_over_estimate`). Which of the two is right is not said here;
    `awarded_value_basis` says what a published sum rests on all the same.
    """

    notice_key: str = notice_key()
    contradiction: str = pa.Field(isin=CONTRADICTIONS, description="What kind.")
    place_number: int = pa.Field(ge=1, description="Place among those of its kind in the notice, from 1.")
    place: str = fields.text("Lot, result, tender, contract or organisation it stands in, where there is one.")
    first_field: str = fields.text("What says the first.")
    first_value: str = fields.text("The first figure, date, code or name, as text; null where it could not be read.")
    second_field: str = fields.text("What says the second.")
    second_value: str = fields.text("The second.")
    currency_code: str = fields.text("Currency of both, for amounts.")
    factor: float = fields.text("The larger amount divided by the smaller.")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key", "contradiction", "place_number"]
