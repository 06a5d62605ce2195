"""Organisations as notices name them, and the parts they play. Contact persons, e-mails and telephones are not read."""

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

ROLES = [
    "buyer",
    "lead_buyer",
    "on_behalf_of",
    "awarding_central_purchasing_body",
    "acquiring_central_purchasing_body",
    "service_provider",
    "tenderer",
    "subcontractor",
    "review_body",
    "other",
]


class NoticeOrganisations(Table):
    """One row per organisation or touchpoint of a notice; a natural person has a pseudonym for name and number."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    organisation_id: str = fields.required("Identifier inside the notice: ORG-0001, TPO-0001.")
    company_id: str = fields.text("Organisation that a touchpoint belongs to; null for an organisation itself.")
    name: str = fields.text("Name (BT-500); null for a natural person.")
    identifier_as_written: str = fields.text(
        "Identifiers (BT-501) as written, with a blank between; null for a natural person."
    )
    organisation_number: str = fields.organisation_number(nullable=True)
    identifier_problem: str = fields.text(
        "Why there is no organisation number: absent, not_nine_digits, mod11, not_a_number, several_numbers, foreign."
    )
    person_pseudonym: str = fields.text("Keyed pseudonym of a sole trader or natural person.")
    legal_form_code: str = fields.text(
        "Register form of a sole trader or natural person (ENK), where told by the notice."
    )
    country_code: str = fields.text("Country (BT-514), ISO 3166-1 alpha-3.")
    nuts_code: str = fields.text("NUTS code (BT-507).")
    city: str = fields.text("City (BT-513).")
    postcode: str = fields.text("Postcode (BT-512).")
    size_code: str = fields.text("Size of an economic operator (BT-165): micro, small, medium, large, sme.")
    is_natural_person: bool = fields.text("Natural person (BT-633); null where not said.")
    is_listed: bool = fields.text("Listed on a regulated market (BT-746); null where not said.")


class NoticeRoles(Table):
    """One row per part that an organisation plays in a notice; `scope_id` says where, for parts inside a tender."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    organisation_id: str = fields.required("Organisation or touchpoint inside the notice.")
    role: str = pa.Field(isin=ROLES, description="Part it plays.")
    scope_id: str = fields.text("Tendering party or lot the part is played in; null for the whole notice.")
