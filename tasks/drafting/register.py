"""The registers as organisations and names. Pure: tables in, names out.

Municipalities are those of today's map; a former one leads on to what it became. A state agency is a part of the state
with a number of its own: a unit ORGL or STAT that belongs to no municipality, to no county and to none of its own name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from tasks.drafting.municipality_map import LONG_AGO, MunicipalityMap, Tables
from tasks.drafting.organisations import AGENCY, COUNTY, MUNICIPALITY, Naming, Organisation, Register
from warehouse.matching.names import COUNTY_WORD, municipal_heads, plain, spellings

STATE, LOCAL = ("ORGL", "STAT"), ("KOMM", "FYLK")
IN_BRACKETS = r"\((.*?)\)"


@dataclass(frozen=True)
class Unit:
    """A unit of the register of legal entities: its form, the number of the unit it belongs to, and its name."""

    form: str | None
    parent: str | None
    name: str


def register_of(tables: Tables) -> Register:
    """All that the registers know."""
    map_, counties = MunicipalityMap(tables), county_names(tables)
    live = tables["parsed.register_units"].filter(pl.col("deleted_on").is_null()).sort("organisation_number")
    towns = municipalities(tables, map_, live)
    found = Register([*names_of_towns(map_, towns, counties), *names_of_units(tables, live, towns)], map_)
    for naming in found.namings:
        for each in naming.means:
            found.by_number |= dict.fromkeys(each.numbers, (each,))
    found.units = dict(tables["parsed.register_units"].select("organisation_number", "name").iter_rows())
    for number, code, since, until in pairs(tables):
        if number not in found.by_number or number in found.ended:
            found.by_number[number] = tuple(towns[new] for new in sorted(map_.became(code, since)))
            found.ended[number] = max(until or date.min, found.ended.get(number, date.min))
    return found


def pairs(tables: Tables) -> Iterator[tuple[str, str, date, date | None]]:
    """Organisation numbers of municipalities with the number on the map, the first day, and the day they end."""
    columns = ("organisation_number", "municipality_code", "valid_from", "valid_to")
    for number, code, since, until in (
        tables["parsed.municipality_organisation_numbers"].select(columns).sort(columns, nulls_last=True).iter_rows()
    ):
        yield number, code, since or LONG_AGO, until


def county_names(tables: Tables) -> dict[str, frozenset[str]]:
    """By county number every name it had, in lower case, each of its languages apart."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for code, name in tables["parsed.county_codes"].select("county_code", "name").iter_rows():
        found[code] |= spellings(name)
    return found


def municipalities(tables: Tables, map_: MunicipalityMap, live: pl.DataFrame) -> dict[str, Organisation]:
    """Today's municipalities by their number on the map.

    KLASS says which organisation number is whose. One that the register of legal entities calls deleted does not
    count, and where KLASS has none, that register's own municipality at the place does.
    """
    gone = set(tables["parsed.register_units"].filter(pl.col("deleted_on").is_not_null())["organisation_number"])
    told: dict[str, set[str]] = defaultdict(set)
    for number, code, _, until in pairs(tables):
        if until is None and number not in gone:
            told[code].add(number)
    seats: dict[str, dict[str, str]] = defaultdict(dict)
    for row in live.filter(pl.col("form_code") == "KOMM", pl.col("municipality_code").is_not_null()).iter_rows(
        named=True
    ):
        seats[row["municipality_code"]][row["organisation_number"]] = plain(row["name"])
    people = tables["parsed.population"].sort("year")
    counted = dict(people.select("municipality_code", "population").iter_rows())
    today = {
        row[0]: row[1]
        for row in tables["parsed.county_codes"]
        .filter(pl.col("valid_to").is_null())
        .select("county_code", "name")
        .iter_rows()
    }
    return {
        code: Organisation(
            MUNICIPALITY,
            common_name(name, seats[code].values()),
            tuple(sorted(told[code] or seats[code].keys())),
            code,
            today.get(code[:2], ""),
            counted.get(code),
        )
        for code, name in map_.today.items()
    }


def common_name(name: str, registered: Iterable[str]) -> str:
    """A municipality as notices call it: of two languages the one that the register puts before *kommune*."""
    bare = re.sub(IN_BRACKETS, "", name).strip()
    parts = re.split(r" - |/", bare)
    called = [part for part in parts if any(f"{plain(part)} kommune" in each for each in registered)]
    return f"{called[0] if called else bare} kommune"


def names_of_towns(
    map_: MunicipalityMap, towns: Mapping[str, Organisation], counties: Mapping[str, frozenset[str]]
) -> Iterator[Naming]:
    """Every name of each municipality, of today and before, whole and in each of its languages."""
    for period in map_.periods:
        heirs = map_.heirs(period)
        near = [counties.get(code[:2], frozenset()) for code in (period.code, *heirs)]
        told = [plain(each) for each in re.findall(IN_BRACKETS, period.name)]
        means = tuple(towns[code] for code in sorted(heirs))
        for spelling in sorted(spellings(period.name)):
            yield Naming(spelling, period.since, period.until, frozenset(told).union(*near), means)


def names_of_units(tables: Tables, live: pl.DataFrame, towns: Mapping[str, Organisation]) -> Iterator[Naming]:
    """The names in the register of legal entities: of municipalities, counties and state agencies that are there."""
    by_number = {number: town for town in towns.values() for number in town.numbers}
    columns = ("organisation_number", "form_code", "parent_organisation_number", "name")
    units = {number: Unit(*rest) for number, *rest in tables["parsed.register_units"].select(columns).iter_rows()}
    for number in live["organisation_number"]:
        unit = units[number]
        above = [*units_above(number, units)]
        if unit.form == "KOMM" and number in by_number:
            town = by_number[number]
            for head in municipal_heads(plain(unit.name)):
                yield Naming(head, LONG_AGO, None, frozenset({plain(town.county)} - {""}), (town,))
        elif unit.form == "FYLK":
            parts = [plain(part) for part in re.split(r" - |/", unit.name)]
            heads = [part[: word.start()].strip() for part in parts if (word := COUNTY_WORD.search(part))]
            yield from of_unit(number, COUNTY, [f"{head} fylkeskommune" for head in heads] or parts)
        elif unit.form in STATE and not any(each.form in LOCAL or each.name == unit.name for each in above):
            yield from of_unit(
                number, AGENCY, dict.fromkeys([plain(re.sub(IN_BRACKETS, "", unit.name)), plain(unit.name)])
            )


def of_unit(number: str, kind: str, names: Iterable[str]) -> Iterator[Naming]:
    """The names of a unit that is known by its own number alone, the one it is called by first."""
    names = list(names)
    organisation = Organisation(kind, names[0].capitalize(), (number,))
    for name in names:
        yield Naming(name, LONG_AGO, None, frozenset(), (organisation,))


def units_above(number: str, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """The units that a unit belongs to, the nearest first; a circle ends where it began."""
    seen, parent = {number}, units[number].parent
    while parent is not None and parent in units and parent not in seen:
        seen.add(parent)
        yield units[parent]
        parent = units[parent].parent
