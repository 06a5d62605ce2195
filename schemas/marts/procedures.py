"""Procedures as marts: what was bought, by whom, in which steps, and how the links are known."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.marts.notices import awarded_value_basis
from schemas.notice_kinds import NOTICE_KINDS
from schemas.parsed.notices import FORM_TYPES
from schemas.table import Table

STATUS = ["planned", "competition", "direct_award", "awarded", "completed", "cancelled", "other"]
REGIMES = ["eea", "national", "below_threshold", "unknown"]
REGIME_BASIS = ["value", "form", "law", "unknown"]
LOT_STATUS = ["planned", "competition", "direct_award", "awarded", "cancelled", "without_winner", "other"]
AWARD_KEY_BASIS = ["contract", "tender", "result"]
AWARD_VALUE_BASIS = ["tenders", "several_awards", "at_another_award"]
ATTRIBUTIONS = ["own", "lead", "member", "host_for_members"]


class Procedures(Table):
    """One row per procedure, as known now: its milestones, lots, values, tenders and winners."""

    procedure_key: str = fields.required("Key: the first procedure identifier, else the id of its first notice.")
    procedure_id: str = fields.text("Procedure identifier (BT-04), where any of its notices carries one.")
    title: str = fields.text("Title of the notice that describes it.")
    status: str = pa.Field(isin=STATUS, description="How far it has come.")
    published_on: date = fields.text("Day its first notice was published.")
    planning_on: date = fields.text("Day its first planning or advisory notice was published.")
    advisory_on: date = fields.text("Day its first advisory notice (veiledende kunngjøring) or consultation came.")
    competition_on: date = fields.text("Day its first notice of competition was published.")
    deadline_on: date = fields.text("First deadline of its newest notice of competition.")
    direct_award_on: date = fields.text("Day its notice of intent (VEAT) was published.")
    result_on: date = fields.text("Day its first result notice was published.")
    decided_on: date = fields.text("First day a winner was chosen (BT-1451).")
    concluded_on: date = fields.text("First day a contract was concluded (BT-145).")
    modified_on: date = fields.text("Day its first contract modification was published.")
    completed_on: date = fields.text("Day its completion notice was published.")
    cancelled_on: date = fields.text("Last day all of it was cancelled, or each lot cancelled or without a winner.")
    reopened_on: date = fields.text("Day of its last notice of competition, where there were several.")
    planning_days: int = fields.text("Days from the first planning notice to the first competition.")
    window_days: int = fields.text("Days from the first notice of competition to the deadline.")
    decision_days: int = fields.text("Days from the deadline to the first decision, else contract.")
    describing_notice_key: str = fields.required("Notice that title, CPV, value and buyers are read from.")
    competition_notice_key: str = fields.text("Its newest notice of competition.")
    result_notice_key: str = fields.text("Its newest result notice.")
    procedure_type_code: str = fields.text("Type of procedure (BT-105).")
    nature_code: str = fields.text("Main nature (BT-23).")
    main_cpv_code: str = fields.text("Main CPV code (BT-262).")
    is_digital: bool = fields.required("Whether something digital is bought.")
    digital_reason: str = fields.text("Why it counts as digital.")
    regime: str = pa.Field(isin=REGIMES, description="EEA, national or below threshold, by date and value.")
    regime_basis: str = pa.Field(isin=REGIME_BASIS, description="What the regime was told from.")
    is_framework: bool = fields.required("Whether any lot is a framework agreement.")
    estimated_value_nok: fields.Money = fields.money("Estimated value in NOK.")
    awarded_value_nok: fields.Money = fields.money(
        "What its awards cost together in NOK; null where one is not known, or what is said contradicts itself."
    )
    awarded_value_basis: str = awarded_value_basis()
    value_nok: fields.Money = fields.money("Estimated value, else awarded value, in NOK.")
    lots: int = pa.Field(ge=0, description="Lots of the describing notice.")
    notices: int = pa.Field(ge=1, description="Notices that belong to it.")
    competitions: int = pa.Field(ge=0, description="Notices of competition.")
    modifications: int = pa.Field(ge=0, description="Contract modifications.")
    tenders_received: int = fields.text(
        "Tenders received over all lots and competitions with a result; null where no notice says."
    )
    awards: int = fields.text("Awards with a winner (marts.result_awards); null where there is no result.")
    winners: int = fields.text("Different winners; null where awards name none.")

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key"]


class ProcedureVersions(Table):
    """One row per procedure and day on which something new was known of it, as it was known from that day."""

    procedure_key: str = fields.required("Procedure.")
    procedure_version: int = pa.Field(ge=1, description="Place among the states of the procedure, from 1.")
    known_by: str = pa.Field(
        isin=["published_on", "landed_at"], description="Whose knowledge: the public's, or ours when it landed."
    )
    known_from: date = fields.required("First day of this state.")
    known_to: date = fields.text("First day of the next state; empty while it holds.")
    is_latest: bool = fields.required("Whether it is the newest state.")
    status: str = pa.Field(isin=STATUS, description="How far it had come.")
    title: str = fields.text("Title.")
    planning_on: date = fields.text("First planning or advisory notice.")
    advisory_on: date = fields.text("First advisory notice or consultation.")
    competition_on: date = fields.text("First notice of competition.")
    deadline_on: date = fields.text("First deadline of the newest notice of competition.")
    direct_award_on: date = fields.text("Notice of intent (VEAT).")
    result_on: date = fields.text("First result notice.")
    decided_on: date = fields.text("First day a winner was chosen.")
    concluded_on: date = fields.text("First day a contract was concluded.")
    modified_on: date = fields.text("First contract modification.")
    completed_on: date = fields.text("Completion notice.")
    cancelled_on: date = fields.text("Last day all of it was cancelled, or each lot cancelled or without a winner.")
    reopened_on: date = fields.text("Last notice of competition, where there were several.")
    describing_notice_key: str = fields.required("Notice that described it.")
    competition_notice_key: str = fields.text("Newest notice of competition.")
    result_notice_key: str = fields.text("Newest result notice.")
    procedure_type_code: str = fields.text("Type of procedure (BT-105).")
    main_cpv_code: str = fields.text("Main CPV code.")
    is_digital: bool = fields.required("Whether something digital is bought.")
    estimated_value_nok: fields.Money = fields.money("Estimated value in NOK.")
    awarded_value_nok: fields.Money = fields.money("What its awards cost together in NOK.")
    awarded_value_basis: str = awarded_value_basis()
    lots: int = pa.Field(ge=0, description="Lots of the describing notice.")
    notices: int = pa.Field(ge=1, description="Notices known.")
    competitions: int = pa.Field(ge=0, description="Notices of competition.")
    modifications: int = pa.Field(ge=0, description="Contract modifications.")

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key", "known_by", "known_from"]


class ProcedureNotices(Table):
    """One row per procedure and notice that belongs to it, with how the link is known."""

    procedure_key: str = fields.required("Procedure.")
    notice_key: str = fields.required("Notice, newest version.")
    notice_id: str = fields.required("Notice identifier (BT-701).")
    form_type: str = pa.Field(isin=FORM_TYPES, description="Form type (BT-03).")
    notice_kind: str = pa.Field(isin=NOTICE_KINDS, description="What it means, whatever its form.")
    link_method: str = fields.required(
        "How: alone, procedure_id, reference_planning, reference_changed …, matched_planning, matched_result."
    )
    link_confidence: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1.")

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key", "notice_id"]


class ProcedureBuyers(Table):
    """One row per procedure, buyer and attribution; take one set of attributions, and shares sum to 1 a procedure.

    `own` and `member` count a joint purchase for each member it was made for; `own`, `lead` and `host_for_members`
    count it once, for the buyer that ran it. A total over all four would count it twice.
    """

    procedure_key: str = fields.required("Procedure.")
    buyer_id: str = fields.required("Buyer.")
    attribution: str = pa.Field(isin=ATTRIBUTIONS, description="Why it counts for this buyer.")
    share: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="Part of the procedure.")
    match_method: str = fields.required("How the buyer was recognised; `joint_purchasing` for members not named.")
    match_confidence: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1.")
    cooperation_id: str = fields.text("Purchasing cooperation, where one is named.")
    size_class: str = pa.Field(
        isin=["small", "medium", "large"],
        nullable=True,
        description="Size of the municipality by its people in the year of the procedure, or the nearest year known.",
    )

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key", "buyer_id", "attribution"]


class ProcedureMunicipalities(Table):
    """One row per procedure, municipality of its own day and attribution: what counting on another map begins from."""

    procedure_key: str = fields.required("Procedure.")
    municipality_code: str = fields.municipality_code("Municipality of the notice's own day.")
    map_on: date = fields.required("First day of the map that number stands on.")
    attribution: str = pa.Field(isin=ATTRIBUTIONS, description="Why it counts for this municipality.")
    buyer_id: str = fields.required("The same on today's map.")
    share: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="Part of the procedure.")
    match_method: str = fields.required("How the buyer was recognised.")
    match_confidence: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1.")

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key", "municipality_code", "attribution"]


class ProcedureLots(Table):
    """One row per procedure and lot that its describing notice names: how far the lot has come."""

    procedure_key: str = fields.required("Procedure.")
    lot_id: str = fields.required("Lot (BT-137) of the describing notice.")
    title: str = fields.text("Title (BT-21).")
    status: str = pa.Field(isin=LOT_STATUS, description="How far the lot has come; that of the procedure follows.")
    cancelled_on: date = fields.text("Last day the lot itself was cancelled (BT-140, BT-13716).")
    closed_on: date = fields.text("Day of the result by which it closed without a winner (BT-142).")
    awards: int = pa.Field(ge=0, description="Awards with a winner.")

    class Config(Table.Config):
        """Key."""

        unique = ["procedure_key", "lot_id"]


class Awards(Table):
    """One row per award that stands: keyed by its contract, else by its winning tender, else by the lot result.

    Awards add up, within a notice and over notices. A later version of a notice, or a notice that says it changes it,
    replaces the awards of the lots it speaks of. `notice_kind` says by which kind of notice each stands: notices of
    intention, modifications (the whole contract again) and planning are no results; `marts.result_awards` has those
    of result notices alone. A result without a winner is a row too (`has_winner`).
    """

    award_id: str = fields.required("Key: `<notice_key>:<result>`, and `:<contract>` or `:<tender>` that keys it.")
    notice_key: str = fields.required("Notice it stands by.")
    procedure_key: str = fields.required("Procedure.")
    notice_kind: str = pa.Field(isin=NOTICE_KINDS, description="Kind of that notice.")
    award_key_basis: str = pa.Field(isin=AWARD_KEY_BASIS, description="What keys it.")
    result_id: str = fields.required("Lot result inside the notice.")
    lot_id: str = fields.text("Lot.")
    contract_id: str = fields.text("Contract inside the notice.")
    contract_reference: str = fields.text("Identifier the buyer gave the contract (BT-150).")
    competition_id: str = fields.required(
        "Awards with the same come of one competition, and of the same tenders received."
    )
    published_on: date = fields.text("Day of the notice.")
    outcome_code: str = fields.text("Winner chosen (BT-142): selec-w, clos-nw, open-nw.")
    not_awarded_code: str = fields.text("Why no winner (BT-144).")
    has_winner: bool = fields.required("Whether a winner was chosen.")
    tenders_received: int = fields.text("Tenders received (BT-759) in its competition, inadmissible ones included.")
    sme_tenders_received: int = fields.text("Of these from small and medium enterprises.")
    winning_tenders: int = fields.text("Tenders that won; null where none is known.")
    tenders_value: fields.Money = fields.money(
        "Sum of its winning tenders (BT-720) as they say; awards may repeat one amount, so do not add these."
    )
    awarded_value: fields.Money = fields.money(
        "What it adds to the sum, in `currency_code`; null where the notice's total contradicts its tenders."
    )
    currency_code: str = fields.text("Currency of the amounts; null where its tenders have several or no amount.")
    awarded_value_nok: fields.Money = fields.money("awarded_value where the currency is NOK.")
    awarded_value_basis: str = pa.Field(
        isin=AWARD_VALUE_BASIS,
        nullable=True,
        description="`tenders`: its own. `several_awards`: its price is for others too and stands here. "
        "`at_another_award`: it stands at one of those. Null: not known, or contradicted.",
    )
    decided_on: date = fields.text("First day a winner was chosen (BT-1451).")
    concluded_on: date = fields.text("First day a contract was concluded (BT-145); null for an intention.")
    is_in_framework: bool = fields.required("Whether awarded within a framework agreement (BT-768).")
    is_framework: bool = fields.required("Whether the lot is a framework agreement (BT-765): its ceiling is no spend.")

    class Config(Table.Config):
        """Key."""

        unique = ["award_id"]


class ResultAwards(Awards):
    """One row per award that stands by a result notice: the awards of `marts.awards` that count.

    Procedures, indicators and the OCDS export count these.
    """


class AwardWinners(Table):
    """One row per award and organisation that won it; a consortium has several."""

    award_id: str = fields.required("Award.")
    winner_key: str = fields.required("Organisation number, else pseudonym, else name in lower case.")
    organisation_number: str = fields.organisation_number(nullable=True)
    winner_name: str = fields.text("Name as written.")
    country_code: str = fields.text("Country.")
    size_code: str = fields.text("Size (BT-165).")
    is_leader: bool = fields.text("Whether it leads the consortium; null where not said.")

    class Config(Table.Config):
        """Key."""

        unique = ["award_id", "winner_key"]


class LinkQuality(Table):
    """One row per kind of matched link: how well the matching finds the pairs that notices link themselves."""

    link: str = pa.Field(isin=["planning", "result"], description="Which notices were matched with competitions.")
    referenced: int = pa.Field(ge=0, description="Notices that say themselves which competition they belong to.")
    answered: int = pa.Field(
        ge=0, description="Of these, for which the matching gave an answer, blind to the reference."
    )
    right_answers: int = pa.Field(ge=0, description="Answers that agree with the reference.")
    precision: float = fields.text("right_answers / answered; null without any.")
    recall: float = fields.text("right_answers / referenced; null without any.")
    answered_without: int = pa.Field(ge=0, description="Answers when the right competition is taken away: all wrong.")
    false_answer_rate: float = fields.text(
        "answered_without / referenced: how often a notice that led nowhere is linked."
    )

    class Config(Table.Config):
        """Key."""

        unique = ["link"]


class ProjectProcurements(Table):
    """One row per project of a programme folder and notice that may belong to it, with the reason and confidence."""

    programme_id: str = fields.required("Programme.")
    project_id: str = fields.required("Project.")
    procedure_key: str = fields.required("Procedure.")
    notice_key: str = fields.required("Notice, newest version.")
    reason_nb: str = fields.required("What tells it, in Norwegian: the project's name, a member, a word, a CPV code.")
    reason: str = fields.required("What tells it, in English.")
    confidence: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "project_id", "procedure_key", "notice_key"]
