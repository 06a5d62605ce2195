"""The programme folder as rows: who was trained when, how that is known, and what it is asked about."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

STATUS = ["member", "known_untrained", "trained_elsewhere"]
CONFIDENCE = ["certain", "likely", "uncertain"]
ROLES = ["primary", "exploratory"]
DIRECTIONS = ["up", "down"]
BUYER_KINDS = ["municipality", "county", "state_agency"]


class Programmes(Table):
    """One row per version of the programme folder."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    programme_id: str = fields.required("Short name of the programme.")
    name: str = fields.required("Name of the programme.")
    world: str = pa.Field(isin=["sample", "real"], description="`sample` is invented, `real` is not.")
    pull: str = pa.Field(isin=["all", "listed"], description="Whose notices are pulled: all, or the listed buyers'.")
    verbatims_reviewed: bool = fields.required("Whether free-text answers were read and may be published.")


class Waves(Table):
    """One row per wave of the course."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    wave_id: str = fields.required("Short name of the wave.")
    name: str = fields.required("Name of the wave.")
    starts_on: date = fields.required("First day of its first gathering: from here its members count as trained.")


class Gatherings(Table):
    """One row per gathering of a wave."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    gathering_id: str = fields.required("Short name of the gathering.")
    wave_id: str = fields.required("Wave it belongs to.")
    held_on: date = fields.required("First day.")
    place: str = fields.text("Where.")
    theme_nb: str = fields.text("Theme in Norwegian.")
    theme_en: str = fields.text("Theme in English.")
    participants: int = pa.Field(nullable=True, ge=0, description="How many took part; the base of response rates.")


class Members(Table):
    """One row per organisation and what is known of its training: a membership, or the certainty of none.

    An organisation that is not listed is unknown, which is not the same as never trained.
    """

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    organisation_number: str = fields.organisation_number()
    name: str = fields.required("Name as the programme office writes it.")
    buyer_kind: str = pa.Field(isin=BUYER_KINDS, description="Municipality, county or state agency.")
    status: str = pa.Field(isin=STATUS, description="Member of a wave, known not to be trained, or trained elsewhere.")
    wave_id: str = fields.text("Wave, for a member.")
    joined_on: date = fields.text("Day it joined, where known.")
    source: str = fields.required("Where the knowledge comes from.")
    confidence: str = pa.Field(isin=CONFIDENCE, description="How sure the knowledge is.")


class Projects(Table):
    """One row per joint project that the programme folder names."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    project_id: str = fields.required("Short name of the project.")
    name: str = fields.required("Name.")
    starts_on: date = fields.text("First day notices may belong to it.")
    ends_on: date = fields.text("Last day notices may belong to it.")
    members: str = fields.text("Organisation numbers of its members, separated by semicolons.")
    keywords: str = fields.text("Words that tell its notices, separated by semicolons.")
    cpv_codes: str = fields.text("CPV codes or prefixes, separated by semicolons.")


class Cooperations(Table):
    """One row per purchasing cooperation and member: whom it buys for, from when, and how that is known."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    cooperation_id: str = fields.required("Short name of the cooperation.")
    cooperation_name: str = fields.required("Name.")
    name_pattern: str = fields.text("Regular expression on the buyer's name in lower case; empty means its name.")
    published_under: str = fields.organisation_number(
        "Organisation number on its notices: its own, or that of the municipality that hosts it.", nullable=True
    )
    member_number: str = fields.organisation_number("Organisation number of the member.")
    valid_from: date = fields.text("First day of the membership, where known.")
    valid_to: date = fields.text("First day it no longer holds.")
    source: str = fields.required("Where the knowledge comes from.")


class Evaluations(Table):
    """One row per programme folder that says beforehand how it is to be evaluated."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    decided_on: date = fields.required("Day on which it was decided what is looked at.")
    decided_by: str = fields.required("Who decided it: a role or a body, not a person.")
    half_years: int = pa.Field(
        nullable=True, ge=1, description="Half-years from training that count; all that there are where not given."
    )


class Outcomes(Table):
    """One row per indicator of which it is said beforehand how it is looked at."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    indicator_id: str = fields.required("Indicator, as docs/indicators.md names it.")
    family: str = fields.required("Indicators that answer one question: their p-values are adjusted together.")
    role: str = pa.Field(isin=ROLES, description="primary: what the programme is judged by; exploratory: the rest.")
    direction: str = pa.Field(isin=DIRECTIONS, description="Way it is meant to go: up or down.")
