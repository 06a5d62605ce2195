"""Buyers as marts: who can be counted, how each was recognised, and municipalities from map to map."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

KINDS = ["municipality", "county", "state_agency", "other"]
SIZES = ["small", "medium", "large"]
RELATIONS = ["same", "renumbered", "merged", "split", "part_of"]


class Buyers(Table):
    """One row per buyer that can be counted: every municipality and county of today's map, and whoever else bought."""

    buyer_id: str = fields.required(
        "`K-` municipality on today's map, `F-` county, `O-` other organisation by its number, `U-` a name unmatched."
    )
    buyer_name: str = fields.required("Name; for a buyer outside the registers as it wrote it last.")
    buyer_kind: str = pa.Field(isin=KINDS, description="Municipality, county, state agency or other.")
    municipality_code: str = fields.municipality_code(nullable=True)
    county_code: str = fields.text("County number.")
    county_name: str = fields.text("County.")
    population: int = fields.text("People on 1 January of the newest year known.")
    size_class: str = pa.Field(
        isin=SIZES, nullable=True, description="small: below 5 000 people, medium: below 20 000, large."
    )
    centrality_class: int = fields.text("Centrality (SSB KLASS 128), 1 most central to 6.")
    is_on_todays_map: bool = fields.required("Whether it is a municipality of today; one that was split is not.")
    wave_id: str = fields.text("Wave of the course it was trained in first.")
    trained_from: date = fields.text("Day from which it counts as trained.")
    group_id: str = fields.required("Wave, never_trained, trained_elsewhere, state_agencies or unknown.")

    class Config(Table.Config):
        """Key."""

        unique = ["buyer_id"]


class BuyerMatches(Table):
    """One row per notice version and organisation that buys in it: whom it was taken for, and why."""

    notice_key: str = fields.required("Version of a notice.")
    organisation_id: str = fields.required("Organisation inside the notice.")
    published_on: date = fields.text("Day the notice was published: the map it is matched on.")
    name_as_written: str = fields.text("Name (BT-500).")
    identifier_as_written: str = fields.text("Identifier (BT-501).")
    identifier_problem: str = fields.text("Why the identifier is no organisation number.")
    organisation_number: str = fields.organisation_number(
        "Organisation number used: written, corrected, in the name, or seen with the name.", nullable=True
    )
    buyer_id: str = fields.required("Buyer on today's map.")
    buyer_kind: str = pa.Field(isin=[*KINDS, "unmatched"], description="Kind, or unmatched.")
    municipality_code: str = fields.municipality_code("Municipality of the notice's own day.", nullable=True)
    county_code: str = fields.text("County of the notice's own day.")
    match_method: str = fields.required(
        "correction, number, sub_unit, enterprise_address (each also _outside_period), name_exact, name_folded,"
        " name_fuzzy, name_bare, name_enterprise, name_county, name_over_number, name_seen_with_number,"
        " organisation_number, ambiguous, unmatched."
    )
    match_confidence: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, description="How sure, 0 to 1.")
    candidate: str = fields.text("Best candidate among the names, matched or not.")
    candidate_score: float = fields.text("How close it is, 0 to 1.")
    correction_id: str = fields.text("Correction that was applied.")
    is_lead: bool = fields.required("Whether it leads the buyers (OPP-050).")
    is_on_behalf_of: bool = fields.required("Whether the purchase is made on its behalf by another.")
    is_buyer: bool = fields.required("Whether it is named as a buyer.")
    is_central_purchasing_body: bool = fields.required("Whether it is a central purchasing body (OPP-051, OPP-052).")

    class Config(Table.Config):
        """Key."""

        unique = ["notice_key", "organisation_id"]


class MunicipalityMap(Table):
    """One row per municipality of one map and municipality it is, or is a part of, on another map."""

    municipality_code: str = fields.municipality_code()
    municipality_name: str = fields.text("Name on its own map.")
    from_map_on: date = fields.required("First day of its own map.")
    to_map_on: date = fields.required("First day of the other map.")
    to_municipality_code: str = fields.municipality_code("Number on the other map.")
    to_municipality_name: str = fields.text("Name on the other map.")
    relation: str = pa.Field(
        isin=RELATIONS,
        description="same, renumbered or merged (forward) are whole; split and part_of are not.",
    )
    is_whole: bool = fields.required("Whether all of it is that one municipality, so that its notices can be moved.")

    class Config(Table.Config):
        """Key."""

        unique = ["from_map_on", "municipality_code", "to_map_on", "to_municipality_code"]


class BuyerYears(Table):
    """One row per municipality of today's map and year: its people on 1 January, and its size class that year."""

    buyer_id: str = fields.required("Buyer (`K-`).")
    year: int = fields.required("Year.")
    population: int = pa.Field(ge=0, description="People; before a merger the sum of those that merged.")
    size_class: str = pa.Field(isin=SIZES, description="small: below 5 000 people, medium: below 20 000, large.")

    class Config(Table.Config):
        """Key."""

        unique = ["buyer_id", "year"]
