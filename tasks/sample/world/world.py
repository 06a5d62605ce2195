"""The sample world: who there is, who was trained when, and what each of them is called."""

from dataclasses import dataclass, field
from datetime import date

from tasks.sample.world.geography import Change, Municipality

LAST_DAY = date(2026, 9, 30)
"""The last day on which a notice of the sample is published."""


@dataclass(frozen=True)
class Organisation:
    """Anyone who is in the register and is not a municipality; `parent` is the organisation number above it."""

    organisation_number: str
    name: str
    form: str
    seat: str
    since: date
    until: date | None = None
    parent: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in the register that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Membership:
    """A municipality (by organisation number) in a purchasing unit, from its first day to the day after its last."""

    unit: str
    member: str
    since: date
    until: date | None


@dataclass(frozen=True)
class PurchasingUnit:
    """Who buys for several: under a host municipality's number, or under a number of its own."""

    unit_id: str
    name: str
    organisation_number: str
    host: str | None


@dataclass(frozen=True)
class Wave:
    """A wave of the course and when it begins: from there its members count as trained."""

    wave_id: str
    name_nb: str
    starts_on: date


@dataclass(frozen=True)
class Gathering:
    """One gathering of a wave."""

    gathering_id: str
    wave_id: str
    held_on: date
    place: str
    theme_nb: str
    theme_en: str
    participants: int


@dataclass(frozen=True)
class Member:
    """What is known of an organisation's training; `municipality_code` is its number on today's map, if any."""

    organisation_number: str
    name: str
    buyer_kind: str
    status: str
    wave_id: str | None
    joined_on: date | None
    confidence: str
    municipality_code: str | None = None


@dataclass(frozen=True)
class Project:
    """A joint project that the programme folder names."""

    project_id: str
    name: str
    starts_on: date
    ends_on: date
    members: tuple[str, ...]
    keywords: tuple[str, ...]
    cpv_codes: tuple[str, ...]


@dataclass
class World:
    """Everything that holds in the sample; municipalities and organisations of all times."""

    seed: int
    municipalities: list[Municipality] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    counties: list[Organisation] = field(default_factory=list)
    agencies: list[Organisation] = field(default_factory=list)
    enterprises: list[Organisation] = field(default_factory=list)
    sub_units: list[Organisation] = field(default_factory=list)
    suppliers: list[Organisation] = field(default_factory=list)
    purchasing_units: list[PurchasingUnit] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    waves: list[Wave] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)

    def on(self, day: date) -> list[Municipality]:
        """The municipalities of a day."""
        return [each for each in self.municipalities if each.holds_on(day)]

    def today(self, municipality: Municipality) -> list[tuple[Municipality, float]]:
        """What became of a municipality on the last day: itself, its successor, or several with their shares."""
        return self.became(municipality, LAST_DAY)

    def became(self, town: Municipality, day: date) -> list[tuple[Municipality, float]]:
        """What a municipality is on another day; on an earlier one, whoever had its organisation number then."""
        if town.holds_on(day):
            return [(town, 1.0)]
        if day < town.since or town.until is None:
            named = (each for each in self.on(day) if each.organisation_number == town.organisation_number)
            return [(each, 1.0) for each in named]
        renamed = [each for each in self.municipalities if each.code == town.code and each.since == town.until]
        if renamed:
            return self.became(renamed[0], day)
        after = [
            (self.standing(change.new.code, change.on), change.share)
            for change in self.changes
            if change.old.code == town.code and change.on == town.until
        ]
        return [(final, share * part) for new, share in after for final, part in self.became(new, day)]

    def standing(self, code: str, day: date) -> Municipality:
        """The municipality with this number on this day."""
        return next(each for each in self.municipalities if each.code == code and each.holds_on(day))
