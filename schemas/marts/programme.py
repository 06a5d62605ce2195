"""The programme as marts: waves, gatherings, members."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.parsed import programme as parsed
from schemas.table import Table

PROGRAMME = fields.Carried(parsed.Programmes)
WAVE = fields.Carried(parsed.Waves)
GATHERING = fields.Carried(parsed.Gatherings)
MEMBER = fields.Carried(parsed.Members)
PROJECT = fields.Carried(parsed.Projects)


class Programmes(Table):
    """One row per programme, as its folder stood when it landed last."""

    programme_id: str = PROGRAMME.programme_id
    programme_name: str = fields.required("Name of the programme.")
    world: str = PROGRAMME.world
    verbatims_reviewed: bool = PROGRAMME.verbatims_reviewed

    class Config:
        unique = ["programme_id"]


class Waves(Table):
    """One row per wave of the course."""

    programme_id: str = PROGRAMME.programme_id
    wave_id: str = WAVE.wave_id
    wave_name: str = fields.required("Name of the wave.")
    starts_on: date = WAVE.starts_on
    members: int = pa.Field(ge=0, description="Organisations in the wave.")

    class Config:
        unique = ["programme_id", "wave_id"]


class Gatherings(Table):
    """One row per gathering of a wave."""

    programme_id: str = PROGRAMME.programme_id
    gathering_id: str = GATHERING.gathering_id
    wave_id: str = GATHERING.wave_id
    held_on: date = GATHERING.held_on
    place: str = GATHERING.place
    theme_nb: str = GATHERING.theme_nb
    theme_en: str = GATHERING.theme_en
    participants: int = fields.text("How many took part.")

    class Config:
        unique = ["programme_id", "gathering_id"]


class CohortMembers(Table):
    """One row per organisation and programme of which it is known that it was trained, or known that it was not.

    An organisation that is not here is unknown, which is not the same as never trained.
    """

    programme_id: str = PROGRAMME.programme_id
    organisation_number: str = MEMBER.organisation_number
    organisation_name: str = fields.required("Name as the programme office writes it.")
    buyer_kind: str = MEMBER.buyer_kind
    status: str = MEMBER.status
    wave_id: str = fields.text("First wave it joined, for a member.")
    trained_from: date = fields.text("Day from which it counts as trained: it joined, or its wave began.")
    source: str = MEMBER.source
    confidence: str = MEMBER.confidence

    class Config:
        unique = ["programme_id", "organisation_number"]


class Projects(Table):
    """One row per joint project that the programme folder names; its notices stand in project_procurements."""

    programme_id: str = PROGRAMME.programme_id
    project_id: str = PROJECT.project_id
    project_name: str = fields.required("Name of the project.")
    starts_on: date = PROJECT.starts_on
    ends_on: date = PROJECT.ends_on
    members: int = pa.Field(ge=0, description="Organisations that are members.")

    class Config:
        unique = ["programme_id", "project_id"]
