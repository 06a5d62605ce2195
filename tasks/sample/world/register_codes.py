"""KLASS's answers: codes, changes and correspondences of municipalities, counties and centrality."""

from datetime import date
from typing import Any

from tasks.sample.world.geography import COUNTIES, FIRST_DAY, UNKNOWN, Municipality
from tasks.sample.world.world import LAST_DAY, World

CENTRALITY = "Mest sentrale|Nest mest sentrale|Mellomsentrale 1|Mellomsentrale 2|Nest minst sentrale|Minst sentrale"


def klass_code(code: str, name: str, since: date, until: date | None) -> dict[str, Any]:
    """One code as KLASS answers when asked for a range."""
    return {
        "code": code,
        "parentCode": None,
        "level": "1",
        "name": name,
        "shortName": "",
        "presentationName": "",
        "validFrom": None,
        "validTo": None,
        "notes": "",
        "validFromInRequestedRange": since.isoformat(),
        "validToInRequestedRange": until.isoformat() if until else None,
    }


def municipality_codes(world: World) -> list[dict[str, Any]]:
    """KLASS 131: every number and name with its period, and the code for unknown."""
    codes = [klass_code(each.code, each.name, each.since, each.until) for each in world.municipalities]
    return [*codes, klass_code(UNKNOWN, "Uoppgitt", FIRST_DAY, None)]


def county_codes() -> list[dict[str, Any]]:
    """KLASS 104."""
    codes = [klass_code(code, name, since, until) for code, (name, since, until) in COUNTIES.items()]
    return [*codes, klass_code(UNKNOWN[:2], "Uoppgitt", FIRST_DAY, None)]


def code_changes(world: World) -> list[dict[str, Any]]:
    """KLASS 131 changes: the one that keeps its number is not told, only who went into it."""
    return [
        {
            "oldCode": change.old.code,
            "oldName": change.old.name,
            "oldShortName": "",
            "newCode": change.new.code,
            "newName": change.new.name,
            "newShortName": "",
            "changeOccurred": change.on.isoformat(),
        }
        for change in world.changes
    ]


def item(source: str, source_name: str, town: Municipality, since: date, until: date | None) -> dict[str, Any]:
    """One correspondence with a municipality."""
    return {
        "sourceCode": source,
        "sourceName": source_name,
        "sourceShortName": "",
        "targetCode": town.code,
        "targetName": town.name,
        "targetShortName": "",
        "validFrom": since.isoformat(),
        "validTo": until.isoformat() if until else None,
    }


def organisation_numbers(world: World) -> list[dict[str, Any]]:
    """KLASS 582 against 131."""
    return [
        item(each.organisation_number, f"{each.short_name} kommune", each, each.since, each.until)
        for each in world.municipalities
    ]


def centrality(world: World) -> list[dict[str, Any]]:
    """KLASS 128 against 131, as of the map of 2024."""
    names = CENTRALITY.split("|")
    return [
        item(str(each.centrality), f"{names[each.centrality - 1]} kommuner", each, date(2024, 1, 1), None)
        for each in world.on(LAST_DAY)
    ]
