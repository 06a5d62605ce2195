"""PxWeb's answer: people by municipality and year, as json-stat2."""

from datetime import date
from typing import Any

from tasks.sample.world.geography import FIRST_DAY
from tasks.sample.world.world import LAST_DAY, World


def population(world: World) -> dict[str, Any]:
    """SSB table 07459 as json-stat2: people on 1 January, with a point where the number was not in use."""
    codes = sorted({each.code for each in world.municipalities})
    years = [str(year) for year in range(FIRST_DAY.year, LAST_DAY.year + 1)]
    values = [people(world, code, int(year)) for code in codes for year in years]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, statistikkvariabel og år (oppdiktet)",
        "source": "Statistisk sentralbyrå (oppdiktet utvalg)",
        "updated": "2026-02-24T07:00:00Z",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [len(codes), 1, len(years)],
        "dimension": {
            "Region": dimension("region", {code: town_name(world, code) for code in codes}),
            "ContentsCode": dimension("statistikkvariabel", {"Personer1": "Personer"}),
            "Tid": dimension("år", {year: year for year in years}),
        },
        "value": values,
        "status": {str(place): "." for place, value in enumerate(values) if value is None},
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "extension": {"px": {"tableid": "07459", "decimals": 0}},
    }


def dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    """One dimension of json-stat2."""
    index = {code: place for place, code in enumerate(categories)}
    return {"label": label, "category": {"index": index, "label": categories}}


def town_name(world: World, code: str) -> str:
    """The last name of a number."""
    return [each for each in world.municipalities if each.code == code][-1].name


def people(world: World, code: str, year: int) -> int | None:
    """People on 1 January, or None where the number was not in use; those who came by a merger count from then."""
    day = date(year, 1, 1)
    found = [each for each in world.municipalities if each.code == code and each.holds_on(day)]
    if not found:
        return None
    came_later = sum(
        change.old.population * change.share
        for change in world.changes
        if change.new.code == code and change.kind in {"absorbed", "split"} and change.on > day >= found[0].since
    )
    return round((found[0].population - came_later) * (1 + 0.004 * (year - LAST_DAY.year)))
