"""The records in an answer of a public register, known by the shape of the answer alone.

Left out on purpose: records under the municipality code that means that none is stated.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tasks.read.registers.cube import cells
from tasks.read.registers.record import NOT_STATED, Record, RecordError, day, get, text

ORGANISATION = re.compile(r"[0-9]{9}")
COUNTY = re.compile(r"[0-9]{2}")


def records_in(answer: Any) -> Iterator[Record]:
    """The records of an answer.

    Raises:
        RecordError: the answer is of no kind that is known here.
    """
    match answer:
        case {"_embedded": {"enheter": [*units]}}:
            yield from every("_embedded/enheter", units, unit_record)
        case {"_embedded": {"underenheter": [*units]}}:
            yield from every("_embedded/underenheter", units, unit_record)
        case {"page": {"totalElements": 0}}:
            return
        case {"organisasjonsnummer": _}:
            yield unit_record("", answer)
        case {"codes": [*codes]}:
            yield from every("codes", codes, code_record)
        case {"codeChanges": [*changes]}:
            yield from every("codeChanges", changes, change_record)
        case {"correspondenceItems": [*pairs]}:
            yield from every("correspondenceItems", pairs, pair_record)
        case {"class": "dataset", "dimension": {"Region": _, "Tid": _}}:
            yield from cells(answer)
        case _:
            raise RecordError(
                "unknown_shape", "No register answers like this; tasks/read/registers/reader.py has the shapes."
            )


def every(place: str, items: list[Any], record: Callable[[str, Any], Record]) -> Iterator[Record]:
    """The records of a list, each with its place, without those of the code that means not stated."""
    for at, item in enumerate(items):
        if NOT_STATED not in (get(item, "code"), get(item, "targetCode")):
            yield record(f"{place}/{at}", item)


def unit_record(member: str, item: Any) -> Record:
    """A unit of the register of legal entities, main or sub-unit."""
    return Record(member, item, "register_units", unit, ("organisation_number",))


def code_record(member: str, item: Any) -> Record:
    """A code and a period in which it held: of a county, or of a municipality."""
    if COUNTY.fullmatch(str(get(item, "code"))):
        return Record(
            member, item, "county_codes", lambda item: coded(item, "county_code"), ("county_code", "valid_from")
        )
    identity = ("municipality_code", "valid_from")
    return Record(member, item, "municipality_codes", lambda item: coded(item, "municipality_code"), identity)


def change_record(member: str, item: Any) -> Record:
    """A change of municipality number."""
    return Record(member, item, "municipality_changes", change, ("old_code", "new_code", "changed_on"))


def pair_record(member: str, item: Any) -> Record:
    """An organisation number of a municipality, or the centrality class of one."""
    if ORGANISATION.fullmatch(str(get(item, "sourceCode"))):
        identity = ("organisation_number", "municipality_code", "valid_from")
        return Record(member, item, "municipality_organisation_numbers", number_of_municipality, identity)
    return Record(member, item, "centrality", centrality, ("municipality_code", "valid_from"))


def unit(item: Any) -> dict[str, Any]:
    """Row of parsed.register_units. A sole trader's name is a person's, and is not read."""
    number, name = text(item, "organisasjonsnummer"), text(item, "navn")
    form = get(item.get("organisasjonsform"), "kode")
    if form == "ENK":
        raise RecordError("sole_trader", "The unit is a sole trader, whose name is a person's: it is not read.")
    registered = item.get("registreringsdatoEnhetsregisteret") or item.get("registreringsdatoIEnhetsregisteret")
    return {
        "organisation_number": number,
        "name": name,
        "form_code": form,
        "parent_organisation_number": item.get("overordnetEnhet"),
        "municipality_code": get(item.get("forretningsadresse") or item.get("beliggenhetsadresse"), "kommunenummer"),
        "registered_on": day(registered),
        "deleted_on": day(item.get("slettedato")),
    }


def coded(item: Any, column: str) -> dict[str, Any]:
    """Row of parsed.municipality_codes or parsed.county_codes."""
    return {
        column: text(item, "code"),
        "name": text(item, "name"),
        "valid_from": day(text(item, "validFromInRequestedRange")),
        "valid_to": day(item.get("validToInRequestedRange")),
    }


def change(item: Any) -> dict[str, Any]:
    """Row of parsed.municipality_changes."""
    return {
        "old_code": text(item, "oldCode"),
        "old_name": text(item, "oldName"),
        "new_code": text(item, "newCode"),
        "new_name": text(item, "newName"),
        "changed_on": day(text(item, "changeOccurred")),
    }


def number_of_municipality(item: Any) -> dict[str, Any]:
    """Row of parsed.municipality_organisation_numbers."""
    return {
        "organisation_number": text(item, "sourceCode"),
        "municipality_code": text(item, "targetCode"),
        "valid_from": day(item.get("validFrom")),
        "valid_to": day(item.get("validTo")),
    }


def centrality(item: Any) -> dict[str, Any]:
    """Row of parsed.centrality."""
    code = text(item, "sourceCode")
    if not code.isdecimal():
        raise RecordError("not_a_class", "A centrality class is a number from 1 to 6. Pull the register again.")
    return {
        "municipality_code": text(item, "targetCode"),
        "centrality_class": int(code),
        "valid_from": day(text(item, "validFrom")),
    }
