"""Public registers as rows: Brønnøysund's units, SSB's municipality codes and population."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table


class RegisterUnits(Table):
    """One row per unit in an answer of the register of legal entities (Brønnøysund)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    organisation_number: str = fields.organisation_number()
    name: str = fields.required("Name as registered.")
    form_code: str = fields.text("Organisation form: KOMM, FYLK, ORGL, KF, FKF, IKS, STAT, AS, BEDR …")
    parent_organisation_number: str = fields.text("Unit it belongs to (overordnetEnhet).")
    municipality_code: str = fields.text("Municipality of its business address.")
    registered_on: date = fields.text("Day it entered the register.")
    deleted_on: date = fields.text("Day it was deleted, where it was.")


class MunicipalityCodes(Table):
    """One row per municipality number and period of validity (SSB KLASS 131)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    municipality_code: str = fields.municipality_code()
    name: str = fields.required("Name, with both languages where the municipality has two.")
    valid_from: date = fields.required("First day of the code.")
    valid_to: date = fields.text("First day after the code; empty while it holds.")


class MunicipalityChanges(Table):
    """One row per change of municipality number, as KLASS 131 tells it: a split has a row per successor."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    old_code: str = fields.municipality_code("Number before the change.")
    old_name: str = fields.required("Name before the change.")
    new_code: str = fields.municipality_code("Number after the change.")
    new_name: str = fields.required("Name after the change.")
    changed_on: date = fields.required("First day of the new number.")


class MunicipalityOrganisationNumbers(Table):
    """One row per organisation number of a municipality and period (KLASS 582 against 131)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    organisation_number: str = fields.organisation_number()
    municipality_code: str = fields.municipality_code()
    valid_from: date = fields.text("First day the pair holds.")
    valid_to: date = fields.text("First day it no longer holds; empty while it does.")


class CountyCodes(Table):
    """One row per county number and period of validity (SSB KLASS 104)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    county_code: str = pa.Field(str_matches=r"^[0-9]{2}$", description="County number, two digits.")
    name: str = fields.required("Name.")
    valid_from: date = fields.required("First day of the code.")
    valid_to: date = fields.text("First day after the code; empty while it holds.")


class Centrality(Table):
    """One row per municipality and centrality class (SSB KLASS 128): 1 most central, 6 least."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    municipality_code: str = fields.municipality_code()
    centrality_class: int = pa.Field(in_range={"min_value": 1, "max_value": 6}, description="Class, 1 to 6.")
    valid_from: date = fields.required("First day of the version of the classification.")


class Population(Table):
    """One row per municipality and year: people on 1 January (SSB table 07459)."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    municipality_code: str = fields.municipality_code()
    year: int = fields.required("Year.")
    population: int = pa.Field(ge=0, description="People on 1 January.")
