"""Who announces: every buyer of a day with its weight, whom it buys with, and how its name and number are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate
from random import Random

from tasks.sample.world.geography import FIRST_DAY, Municipality
from tasks.sample.world.world import Organisation, PurchasingUnit, World


@dataclass(frozen=True)
class Party:
    """An organisation as a notice writes it: `number` may be spaced, wrong or missing."""

    name: str
    number: str | None
    seat: str


@dataclass(frozen=True)
class Buyer:
    """Who buys, in truth.

    `code` is the municipality number of that day, `unit_id` what today's map calls it, `since` the first day of its
    organisation number.
    """

    kind: str
    organisation_number: str
    name: str
    seat: str
    code: str | None
    unit_id: str
    trained_from: date | None
    since: date
    purchasing_unit: str | None = None


@dataclass(frozen=True)
class Habits:
    """How a buyer buys without the course: what differs between buyers and stays over time."""

    preceded: float
    window: float
    tenders: float


@dataclass
class Market:
    """All buyers by stretches of time in which the map stands still."""

    world: World
    habits: dict[str, Habits] = field(default_factory=dict)

    @cached_property
    def days(self) -> list[date]:
        """Days on which the map or a purchasing unit changes, from the first."""
        towns = {each.since for each in self.world.municipalities}
        counties = {each.since for each in self.world.counties}
        members = {day for each in self.world.memberships for day in (each.since, each.until) if day}
        return sorted(towns | counties | members | {FIRST_DAY})

    @cached_property
    def stretches(self) -> dict[date, tuple[list[Buyer], list[float]]]:
        """Buyers and their cumulated weights from each of those days on."""
        trained = self.trained_from()
        return {day: self.buyers_of(day, trained) for day in self.days}

    def trained_from(self) -> dict[str, date]:
        """Day of training by organisation number; those trained elsewhere had it there."""
        return {each.organisation_number: each.joined_on for each in self.world.members if each.joined_on}

    def buyers_of(self, day: date, trained: dict[str, date]) -> tuple[list[Buyer], list[float]]:
        """Municipalities by size, and beside them counties, agencies and purchasing units."""
        weighted = [(self.municipality(town, trained), town.population**0.5 / 80) for town in self.world.on(day)]
        many = sum(weight for _, weight in weighted)
        others = [
            *((self.other("county", each, trained), 0.05) for each in self.world.counties if each.holds_on(day)),
            *((self.other("state_agency", each, trained), 0.05) for each in self.world.agencies),
            *((self.unit(each, day, trained), 0.05) for each in self.world.purchasing_units),
        ]
        total = sum(share for _, share in others)
        weighted += [(buyer, many * 0.14 * share / total) for buyer, share in others]
        return [buyer for buyer, _ in weighted], list(accumulate(weight for _, weight in weighted))

    def municipality(self, town: Municipality, trained: dict[str, date]) -> Buyer:
        """A municipality as buyer; what it becomes on today's map decides when it is trained."""
        after = self.world.today(town)
        number = town.organisation_number
        since = min(each.since for each in self.world.municipalities if each.organisation_number == number)
        unit = after[0][0] if len(after) == 1 else None
        return Buyer(
            "municipality",
            number,
            f"{town.short_name} kommune",
            town.short_name,
            town.code,
            f"K-{unit.code}" if unit else f"split-{town.code}",
            trained.get(unit.organisation_number) if unit else None,
            since,
        )

    def other(self, kind: str, body: Organisation, trained: dict[str, date]) -> Buyer:
        """A county authority or a state agency as buyer."""
        number = body.organisation_number
        return Buyer(kind, number, body.name, body.seat, None, f"O-{number}", trained.get(number), body.since)

    def unit(self, unit: PurchasingUnit, day: date, trained: dict[str, date]) -> Buyer:
        """A purchasing unit as buyer: a host buys as itself for all, an own unit was never trained."""
        host = next((town for town in self.world.on(day) if town.organisation_number == unit.host), None)
        return Buyer(
            "purchasing_unit",
            unit.organisation_number,
            unit.name,
            host.short_name if host else "Skoddelandby",
            host.code if host else None,
            f"K-{self.world.today(host)[0][0].code}" if host else f"O-{unit.organisation_number}",
            trained.get(unit.organisation_number),
            FIRST_DAY,
            unit.unit_id,
        )

    def draw(self, random: Random, day: date) -> Buyer:
        """A buyer of that day."""
        stretch = max(start for start in self.days if start <= day)
        buyers, weights = self.stretches[stretch]
        return random.choices(buyers, cum_weights=weights)[0]

    def habits_of(self, buyer: Buyer) -> Habits:
        """The buyer's habits, drawn once per buyer on today's map."""
        if buyer.unit_id not in self.habits:
            random = Random(f"habits {self.world.seed} {buyer.unit_id}")
            self.habits[buyer.unit_id] = Habits(
                random.uniform(0.08, 0.20), random.uniform(-4.0, 4.0), random.uniform(-0.5, 0.5)
            )
        return self.habits[buyer.unit_id]

    def members_on(self, unit_id: str, day: date) -> list[Municipality]:
        """Municipalities that a purchasing unit buys for on a day."""
        numbers = {
            each.member
            for each in self.world.memberships
            if each.unit == unit_id and each.since <= day and (each.until is None or day < each.until)
        }
        return [town for town in self.world.on(day) if town.organisation_number in numbers]

    def neighbours(self, random: Random, buyer: Buyer, day: date) -> list[Municipality]:
        """Two to four municipalities of the same county to buy with."""
        county = (buyer.code or "71")[:2]
        near = [each for each in self.world.on(day) if each.county == county and each.code != buyer.code]
        return random.sample(near, min(len(near), random.randint(2, 4)))


def spaced(number: str) -> str:
    """`312345678` as `312 345 678`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def misspelt(random: Random, name: str) -> str:
    """The name with one letter dropped, doubled or swapped, never the first."""
    place = random.randrange(2, len(name) - 1)
    return random.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:],
            name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :],
        )
    )


WRITINGS = {
    "exact": 0.62,
    "spaced": 0.13,
    "vat": 0.03,
    "capitals": 0.06,
    "department": 0.03,
    "sub_unit": 0.04,
    "enterprise": 0.02,
    "no_number": 0.03,
    "misspelt": 0.02,
    "junk_number": 0.01,
    "name_as_number": 0.01,
}


def written(random: Random, world: World, buyer: Buyer, day: date) -> tuple[Party, str]:
    """The buyer as the notice writes it, and the kind of writing; a sub-unit has its own number."""
    writing = random.choices(list(WRITINGS), weights=list(WRITINGS.values()))[0]
    number = buyer.organisation_number
    if writing in {"sub_unit", "enterprise"}:
        parts = [
            part
            for part in (world.sub_units if writing == "sub_unit" else world.enterprises)
            if part.parent == number and part.holds_on(day)
        ]
        if buyer.purchasing_unit is None and parts:
            part = random.choice(parts)
            return Party(part.name, part.organisation_number, buyer.seat), writing
        writing = "exact"
    if buyer.purchasing_unit is not None or (buyer.kind != "municipality" and writing in {"misspelt", "department"}):
        writing = "exact"
    name = {
        "capitals": buyer.name.upper(),
        "department": f"{buyer.name} v/ innkjøpsavdelingen",
        "misspelt": misspelt(random, buyer.seat) + " kommune",
    }.get(writing, buyer.name)
    as_written = {
        "spaced": spaced(number),
        "vat": f"NO {spaced(number)} MVA",
        "no_number": None,
        "misspelt": None,
        "junk_number": number[:6],
        "name_as_number": buyer.name,
    }.get(writing, number)
    return Party(name, as_written, buyer.seat), writing


def co_buyers(random: Random, towns: Sequence[Municipality], with_numbers: bool) -> list[Party]:
    """The others of a joint procurement as the notice writes them."""
    return [
        Party(
            f"{town.short_name} kommune",
            random.choice((town.organisation_number, spaced(town.organisation_number))) if with_numbers else None,
            town.short_name,
        )
        for town in towns
    ]
