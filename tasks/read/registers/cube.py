"""The figures of a json-stat2 cube: people by municipality and year.

Left out on purpose: regions that are no municipality, and cells without a figure or with nought, which is how a
municipality shows in a year in which it did not exist.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

from tasks.read.registers.record import NOT_STATED, Record, RecordError

MUNICIPALITY = re.compile(r"(?:K-)?([0-9]{4})")


def population(cell: Any) -> dict[str, Any]:
    """Row of parsed.population."""
    count, year = cell["population"], cell["year"]
    if isinstance(count, bool) or not isinstance(count, int | float) or count != int(count) or not year.isdecimal():
        raise RecordError("not_a_count", "People are counted in whole numbers, by years. Pull the register again.")
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


def figures(values: Any, size: int) -> dict[int, Any]:
    """The figures of a cube by position; json-stat2 writes them as a list, or as an object that leaves out the empty.

    Raises:
        ValueError: there are more or fewer than the cube has cells.
    """
    found = dict(enumerate(values)) if isinstance(values, list) else {int(at): figure for at, figure in values.items()}
    if max(found, default=0) >= size or (isinstance(values, list) and len(values) != size):
        raise ValueError(size)
    return found


def positions(dimension: Any) -> dict[str, int]:
    """Where each code of a json-stat2 dimension stands; a list says it by its order."""
    index = dimension["category"]["index"]
    return index if isinstance(index, dict) else {code: at for at, code in enumerate(index)}
