"""The programme as marts: waves, gatherings, members."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.parsed.programme import BUYER_KINDS, CONFIDENCE, STATUS
from schemas.table import Table


class Programmes(Table):
    """One row per programme, as its folder stood when it landed last."""

    programme_id: str = fields.required("Short name of the programme.")
    programme_name: str = fields.required("Name of the programme.")
    world: str = pa.Field(isin=["sample", "real"], description="`sample` is invented, `real` is not.")
    verbatims_reviewed: bool = fields.required("Whether free-text answers were read and may be published.")

    class Config:
        unique = ["programme_id"]


class Waves(Table):
    """One row per wave of the course."""

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Short name of the wave.")
    wave_name: str = fields.required("Name of the wave.")
    starts_on: date = fields.required("First day of its first gathering: from here its members count as trained.")
    members: int = pa.Field(ge=0, description="Organisations in the wave.")

    class Config:
        unique = ["programme_id", "wave_id"]


class Gatherings(Table):
    """One row per gathering of a wave."""

    programme_id: str = fields.required("Programme.")
    gathering_id: str = fields.required("Short name of the gathering.")
    wave_id: str = fields.required("Wave it belongs to.")
    held_on: date = fields.required("First day.")
    place: str = fields.text("Where.")
    theme_nb: str = fields.text("Theme in Norwegian.")
    theme_en: str = fields.text("Theme in English.")
    participants: int = fields.text("How many took part.")

    class Config:
        unique = ["programme_id", "gathering_id"]


class CohortMembers(Table):
    """One row per organisation and programme of which it is known that it was trained, or known that it was not.

    An organisation that is not here is unknown, which is not the same as never trained.
    """

    programme_id: str = fields.required("Programme.")
    organisation_number: str = fields.organisation_number()
    organisation_name: str = fields.required("Name as the programme office writes it.")
    buyer_kind: str = pa.Field(isin=BUYER_KINDS, description="Municipality, county or state agency.")
    status: str = pa.Field(isin=STATUS, description="Member of a wave, known not to be trained, or trained elsewhere.")
    wave_id: str = fields.text("First wave it joined, for a member.")
    trained_from: date = fields.text("Day from which it counts as trained: it joined, or its wave began.")
    source: str = fields.required("Where the knowledge comes from.")
    confidence: str = pa.Field(isin=CONFIDENCE, description="How sure the knowledge is.")

    class Config:
        unique = ["programme_id", "organisation_number"]


class Projects(Table):
    """One row per joint project that the programme folder names; its notices stand in project_procurements."""

    programme_id: str = fields.required("Programme.")
    project_id: str = fields.required("Short name of the project.")
    project_name: str = fields.required("Name of the project.")
    starts_on: date = fields.text("First day notices may belong to it.")
    ends_on: date = fields.text("Last day notices may belong to it.")
    members: int = pa.Field(ge=0, description="Organisations that are members.")

    class Config:
        unique = ["programme_id", "project_id"]
