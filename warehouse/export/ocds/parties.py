"""Organisations of a notice as OCDS parties, with the roles that the eForms profile gives them."""

import hashlib
from typing import Any

Json = dict[str, Any]

ROLES = {
    "buyer": ["buyer"],
    "lead_buyer": ["leadBuyer"],
    "awarding_central_purchasing_body": ["procuringEntity"],
    "acquiring_central_purchasing_body": ["wholesaleBuyer"],
    "tenderer": ["tenderer"],
    "winner": ["supplier"],
    "subcontractor": ["subcontractor"],
    "review_body": ["reviewBody"],
}
"""OPP-050, OPP-051, OPP-052, OPT-300, OPT-301 in the profile's terms; other parts are not told."""
REGISTER = "NO-BRC"
"""The register of legal entities in Brønnøysund, as org-id.guide names it."""


def parties(notice: Json) -> list[Json]:
    """The parties of a notice, one each however often it is named."""
    found: dict[str, Json] = {}
    for each in notice["organisations"] or []:
        roles = [role for part in (each["roles"] or "").split() for role in ROLES.get(part, [])]
        if roles:
            party = found.setdefault(party_id(each), party_of(each))
            party["roles"] = sorted({*party.get("roles", []), *roles})
    return list(found.values())


def party_of(organisation: Json) -> Json:
    """One party; a natural person has neither name nor place."""
    number = organisation["organisation_number"]
    identifier = {"scheme": REGISTER, "id": number, "legalName": organisation["name"]} if number else None
    return {
        "id": party_id(organisation),
        "name": organisation["name"],
        "identifier": identifier,
        "address": {"locality": organisation["city"], "region": organisation["nuts_code"]},
        "details": {"scale": organisation["size_code"]},
    }


def party_id(organisation: Json) -> str:
    """The same party has the same id in every notice, as far as its number, else its name, tells."""
    if number := organisation["organisation_number"]:
        return f"{REGISTER}-{number}"
    identity = organisation["person_pseudonym"] or (organisation["name"] or "").strip().lower()
    return f"X-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def reference(party: Json) -> Json:
    """What refers to a party."""
    return {"id": party["id"], "name": party["name"]}


def buyer(named: list[Json]) -> Json | None:
    """Who buys: the lead, else the first buyer."""
    buyers = [party for party in named if {"leadBuyer", "buyer"} & set(party["roles"])]
    leads = [party for party in buyers if "leadBuyer" in party["roles"]]
    return reference((leads or buyers)[0]) if buyers else None
