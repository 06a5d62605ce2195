"""The records in an answer of a public register, known by the shape of the answer alone.

Left out on purpose: the code 9999 (not stated), regions that are no municipality, and cells without a figure or with
nought, which is how a municipality shows in a year in which it did not exist.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_STATED = "9999"
MUNICIPALITY = re.compile(r"(?:K-)?(\d{4})")
ORGANISATION = re.compile(r"\d{9}")
COUNTY = re.compile(r"\d{2}")


class RecordError(Exception):
    """Raised when a record or an answer breaks a rule: the rule's short name, then what is wrong and what to do."""


@dataclass(frozen=True)
class Record:
    """One record found in an answer: where it stands, and how it becomes a row of which table."""

    member: str
    content: Any
    table: str
    row: Callable[[Any], dict[str, Any]]
    identity: tuple[str, ...]


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
            raise RecordError("unknown_shape", "No register answers like this; tasks/read/registers.py has the shapes.")


def every(place: str, items: list[Any], record: Callable[[str, Any], Record]) -> Iterator[Record]:
    """The records of a list, each with its place, without those of the code that means not stated."""
    for at, item in enumerate(items):
        if NOT_STATED not in (_get(item, "code"), _get(item, "targetCode")):
            yield record(f"{place}/{at}", item)


def unit_record(member: str, item: Any) -> Record:
    """A unit of the register of legal entities, main or sub-unit."""
    return Record(member, item, "register_units", unit, ("organisation_number",))


def code_record(member: str, item: Any) -> Record:
    """A code and a period in which it held: of a county, or of a municipality."""
    if COUNTY.fullmatch(str(_get(item, "code"))):
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
    if ORGANISATION.fullmatch(str(_get(item, "sourceCode"))):
        identity = ("organisation_number", "municipality_code", "valid_from")
        return Record(member, item, "municipality_organisation_numbers", number_of_municipality, identity)
    return Record(member, item, "centrality", centrality, ("municipality_code", "valid_from"))


def unit(item: Any) -> dict[str, Any]:
    """Row of parsed.register_units. A sole trader's name is a person's, and is not read."""
    number, name = text(item, "organisasjonsnummer"), text(item, "navn")
    form = _get(item.get("organisasjonsform"), "kode")
    if form == "ENK":
        raise RecordError("sole_trader", "The unit is a sole trader, whose name is a person's: it is not read.")
    registered = item.get("registreringsdatoEnhetsregisteret") or item.get("registreringsdatoIEnhetsregisteret")
    return {
        "organisation_number": number,
        "name": name,
        "form_code": form,
        "parent_organisation_number": item.get("overordnetEnhet"),
        "municipality_code": _get(item.get("forretningsadresse") or item.get("beliggenhetsadresse"), "kommunenummer"),
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
        raise RecordError("not_a_class", "A centrality class is a number from 1 to 6.")
    return {
        "municipality_code": text(item, "targetCode"),
        "centrality_class": int(code),
        "valid_from": day(text(item, "validFrom")),
    }


def population(cell: Any) -> dict[str, Any]:
    """Row of parsed.population."""
    count, year = cell["population"], cell["year"]
    if isinstance(count, bool) or not isinstance(count, int | float) or count != int(count) or not year.isdecimal():
        raise RecordError("not_a_count", "People are counted in whole numbers, by years.")
    return {"municipality_code": cell["municipality_code"], "year": int(year), "population": int(count)}


def cells(cube: Any) -> Iterator[Record]:
    """The figures of a json-stat2 cube with one content, by municipality and year."""
    try:
        sizes = dict(zip(cube["id"], cube["size"], strict=True))
        regions, years = positions(cube["dimension"]["Region"]), positions(cube["dimension"]["Tid"])
        found = figures(cube["value"], math.prod(sizes.values()))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RecordError("not_json_stat", "The cube is not what json-stat2 says it is: pull it again.") from None
    if any(size != 1 for name, size in sizes.items() if name not in {"Region", "Tid"}):
        raise RecordError("several_contents", "The cube has several contents, sexes or ages: ask for the total alone.")
    years_turn_fastest = list(sizes).index("Tid") > list(sizes).index("Region")
    for region, row in regions.items():
        code = MUNICIPALITY.fullmatch(region)
        for year, column in years.items():
            at = row * sizes["Tid"] + column if years_turn_fastest else column * sizes["Region"] + row
            if code and code[1] != NOT_STATED and found.get(at):
                cell = {"municipality_code": code[1], "year": year, "population": found[at]}
                yield Record(f"{region}/{year}", cell, "population", population, ("municipality_code", "year"))


def figures(told: Any, size: int) -> dict[int, Any]:
    """The figures of a cube by position; json-stat2 writes them as a list, or as an object that leaves out the empty.

    Raises:
        ValueError: there are more or fewer than the cube has cells.
    """
    found = dict(enumerate(told)) if isinstance(told, list) else {int(at): figure for at, figure in told.items()}
    if max(found, default=0) >= size or (isinstance(told, list) and len(told) != size):
        raise ValueError(size)
    return found


def positions(dimension: Any) -> dict[str, int]:
    """Where each code of a json-stat2 dimension stands; a list says it by its order."""
    index = dimension["category"]["index"]
    return index if isinstance(index, dict) else {code: at for at, code in enumerate(index)}


def text(item: Any, name: str) -> str:
    """A text that must be there."""
    value = _get(item, name)
    if not isinstance(value, str) or not value.strip():
        raise RecordError("missing", f"The record has no {name}.")
    return value.strip()


def day(written: Any) -> date | None:
    """A date as registers write it, or None where there is none."""
    if written in {None, ""}:
        return None
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        raise RecordError("not_a_date", "A date is not written YYYY-MM-DD.") from None


def _get(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else None
