"""The organisations that the registers know, each with every name it goes or went by."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tasks.drafting.municipality_map import MunicipalityMap

MUNICIPALITY, COUNTY, AGENCY = "municipality", "county", "state_agency"
SIZES = ((5_000, "small"), (20_000, "medium"))
"""People below which a municipality is small or medium, as the marts have it."""


@dataclass(frozen=True)
class Organisation:
    """A municipality of today's map, a county municipality or a state agency.

    `numbers` are those it may have today: one where the registers agree, none where they have none.
    """

    kind: str
    name: str
    numbers: tuple[str, ...]
    code: str | None = None
    county: str = ""
    population: int | None = None

    @property
    def number(self) -> str | None:
        """Its organisation number, where that is beyond doubt."""
        return self.numbers[0] if len(self.numbers) == 1 else None

    @property
    def size(self) -> str:
        """Its size class."""
        if self.population is None:
            return "of unknown size"
        return next((size for limit, size in SIZES if self.population < limit), "large")


@dataclass(frozen=True)
class Naming:
    """A name, when it held, in which counties, and what it means today: several where a municipality was split."""

    written: str
    since: date
    until: date | None
    counties: frozenset[str]
    means: tuple[Organisation, ...]


@dataclass
class Register:
    """Names, and organisations by number.

    `ended` has the numbers of municipalities that are gone, and since when; `units` every number that is known, with
    the name it has in the register of legal entities, where it stands there.
    """

    namings: list[Naming]
    map: MunicipalityMap
    by_number: dict[str, tuple[Organisation, ...]] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @cached_property
    def municipalities(self) -> list[Organisation]:
        """Those of today's map, in the order of their numbers on it."""
        found = {each for naming in self.namings for each in naming.means if each.kind == MUNICIPALITY}
        return sorted(found, key=lambda each: each.code or "")

    @cached_property
    def counties(self) -> frozenset[str]:
        """Every name of a county, in lower case."""
        return frozenset().union(*(naming.counties for naming in self.namings))
