"""Draw a procurement, with the course's effect in it.

Procurement number i of a seed is the same whatever the size of the sample: a small sample is the beginning of a
large one.
"""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tasks.sample.world import effect
from tasks.sample.world.buyers import Buyer, Market, co_buyers, written
from tasks.sample.world.catalogue import (
    DIALOGUE,
    DIGITAL_THINGS,
    NEED,
    NOTICE_ONLY,
    OTHER_THINGS,
    SOLUTION,
    SPECIFIED,
    Thing,
)
from tasks.sample.world.eras import NATIVE_FROM, regime_of
from tasks.sample.world.geography import FIRST_DAY, Municipality
from tasks.sample.world.procurement import Change, Lot, Plan, Procurement, Result
from tasks.sample.world.texts import addressed, descriptions, titles
from tasks.sample.world.world import LAST_DAY, Project

PROCEDURE_TYPES = {
    "eea": {"open": 0.66, "restricted": 0.07, "neg-w-call": 0.24, "comp-dial": 0.02, "innovation": 0.01},
    "national": {"open": 0.60, "restricted": 0.08, "oth-single": 0.12, "neg-w-call": 0.20},
}
MONTHS = (7, 8, 10, 9, 9, 8, 3, 8, 10, 10, 10, 7)
"""How many of a hundred competitions come in each month."""
WORKDAYS = [
    day
    for number in range((LAST_DAY - FIRST_DAY).days + 1)
    for day in (FIRST_DAY + timedelta(number),)
    if day.weekday() < 5
]
WEIGHTS = list(accumulate(MONTHS[day.month - 1] * (1 + 0.02 * (day.year - FIRST_DAY.year)) for day in WORKDAYS))
SIZES = ("micro", "small", "medium", "medium", "large", "large")


def draw(market: Market, index: int) -> Procurement:
    """Procurement number `index` of the market's world."""
    random = Random(market.world.seed * 1_000_003 + index)
    day = WORKDAYS[bisect(WEIGHTS, random.random() * WEIGHTS[-1])]
    buyer = market.draw(random, day)
    thing = random.choice(DIGITAL_THINGS if random.random() < 0.35 else OTHER_THINGS)
    return Draw(market, random, day, buyer, thing).procurement(index)


def workday(day: date) -> date:
    """The day itself, or the Monday after."""
    return day + timedelta(7 - day.weekday() if day.weekday() >= 5 else 0)


def within(day: date, holds: bool = True) -> date | None:
    """The day, or None where it lies after the last day of the sample or does not come at all."""
    return day if holds and day <= LAST_DAY else None


def pick(random: Random, shares: Mapping[str, float]) -> str:
    """One of several by their shares."""
    return random.choices(list(shares), weights=list(shares.values()))[0]


@dataclass
class Draw:
    """One draw: chance, day, buyer and thing; each method decides one part of the procurement."""

    market: Market
    random: Random
    day: date
    buyer: Buyer
    thing: Thing

    def __post_init__(self) -> None:
        self.is_treated = self.buyer.trained_from is not None and self.buyer.trained_from <= self.day
        self.habits = self.market.habits_of(self.buyer)

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self.random.random() < share

    def procurement(self, index: int) -> Procurement:
        """All of it. One in twenty-five stays a plan; one above the threshold in twenty is awarded directly."""
        random = self.random
        party, writing = written(random, self.market.world, self.buyer, self.day)
        joint, others = self.joint()
        centre = 15.9 if self.thing.nature == "works" else 14.6
        value = 100_000 * round(random.lognormvariate(centre, 0.9) / 100_000)
        value = max(600_000, min(400_000_000, value))
        regime = regime_of(self.day, value, self.thing.nature)
        is_need = self.chance(0.30 + effect.NEED.size * self.is_treated)
        place = random.randrange(8)
        is_direct = regime == "eea" and self.chance(0.05)
        is_abandoned = not is_direct and self.chance(0.04)
        plan = None if is_direct else self.plan(is_certain=is_abandoned)
        project = None if is_direct else self.project()
        usual = (33.0 if regime == "eea" else 22.0) + self.habits.window + effect.WINDOW.size * self.is_treated
        deadline = workday(self.day + timedelta(max(8, round(random.gauss(usual, 5.0)))))
        change = None if is_direct or is_abandoned else self.change(deadline)
        drawn = random.random()
        name = self.buyer.name
        met_on = f"{self.day - timedelta(20):%d.%m.%Y}"
        named = SOLUTION if self.thing.is_digital else SPECIFIED
        advice = DIALOGUE if plan and plan.is_dialogue else NOTICE_ONLY
        return Procurement(
            index=index,
            drawn_on=self.day,
            buyer=self.buyer,
            party=party,
            writing=writing,
            joint=joint,
            others=tuple(co_buyers(random, others, joint == "numbers")) if joint in {"numbers", "names"} else (),
            others_codes=tuple(town.code for town in others),
            thing=self.thing,
            language="NNO" if self.chance(0.25) else "NOB",
            titles=titles(self.thing, place, self.buyer.seat, f"{project.keywords[1]}: " if project else ""),
            descriptions=addressed(
                descriptions(random, self.thing, place, name, wordings=NEED if is_need else named), index
            ),
            advice=descriptions(random, self.thing, place, name, wordings=advice, day=met_on),
            reference=f"{self.day.year % 100}/{1000 + random.randrange(9000)}",
            regime=regime,
            procedure_type="neg-wo-call" if is_direct else pick(random, PROCEDURE_TYPES[regime]),
            value=value,
            value_told=None if drawn < 0.25 else random.choice((0, 1)) if drawn < 0.27 else value,
            lots=self.lots(value, is_awarded=is_direct or self.chance(0.93)),
            quality_weight=self.quality_weight(),
            is_framework=self.chance(0.05 if self.thing.nature == "works" else 0.30),
            is_need=is_need,
            is_treated=self.is_treated,
            plan=plan,
            competition_on=None if is_abandoned or is_direct else self.day,
            direct_on=self.day if is_direct else None,
            deadline_on=deadline,
            project_id=project.project_id if project else None,
            change=change,
            result=None if is_abandoned else self.result(regime, change, deadline),
        )

    def joint(self) -> tuple[str, list[Municipality]]:
        """Whether others take part: named with numbers, named without, or behind a purchasing unit."""
        if self.buyer.purchasing_unit is not None:
            return "unit", self.market.members_on(self.buyer.purchasing_unit, self.day)
        drawn = self.random.random()
        if self.buyer.kind != "municipality" or drawn > 0.07:
            return "own", []
        kind = "numbers" if drawn < 0.045 else "names"
        return kind, self.market.neighbours(self.random, self.buyer, self.day)

    def plan(self, *, is_certain: bool) -> Plan | None:
        """Whether an advisory notice came first. One that the course brought about came after its first day."""
        usual = self.habits.preceded + 0.006 * (self.day.year - FIRST_DAY.year)
        drawn, lead = self.random.random(), self.random.randint(25, 160)
        invites = self.chance(0.55 + effect.DIALOGUE.size * self.is_treated)
        is_linked = self.chance(0.6)
        if drawn >= usual + effect.PRECEDED.size * self.is_treated and not is_certain:
            return None
        if drawn >= usual and self.buyer.trained_from is not None:
            lead = min(lead, max(7, (self.day - self.buyer.trained_from).days))
        on = workday(max(self.day - timedelta(lead), FIRST_DAY, self.buyer.since))
        return Plan(on, invites, is_linked) if on < self.day else None

    def change(self, deadline: date) -> Change | None:
        """Whether the competition was changed before its deadline."""
        drawn = self.random.random()
        on = workday(self.day + timedelta(self.random.randint(3, max(4, (deadline - self.day).days - 2))))
        longer = workday(deadline + timedelta(self.random.choice((7, 10, 14, 21))))
        if drawn > 0.16 or on >= deadline or on > LAST_DAY:
            return None
        if drawn >= 0.035:
            return Change("extended", on, longer) if drawn < 0.12 else Change("corrected", on)
        again = workday(on + timedelta(self.random.randint(20, 90)))
        if self.day < NATIVE_FROM or again > LAST_DAY or self.chance(0.5):
            return Change("cancelled", on)
        return Change("cancelled", on, None, again, workday(again + (deadline - self.day)))

    def project(self) -> Project | None:
        """The joint project that it belongs to: digital purchases of its members while it runs."""
        is_drawn = self.chance(0.4)
        for project in self.market.world.projects:
            is_member = self.buyer.organisation_number in project.members
            if is_drawn and is_member and self.thing.is_digital and project.starts_on <= self.day <= project.ends_on:
                return project
        return None

    def quality_weight(self) -> int | None:
        """Weight of quality in percent, 0 for price alone, None where the notice does not tell criteria."""
        price_only = self.chance(0.24 + effect.PRICE_ONLY.size * self.is_treated)
        weight = 0 if price_only else self.random.choice((30, 40, 40, 50, 60, 70))
        return weight if self.chance(0.8) else None

    def lots(self, value: int, *, is_awarded: bool) -> tuple[Lot, ...]:
        """One lot, or several; one tender or more for each."""
        many = self.random.choice((2, 2, 3, 4)) if self.chance(0.15) else 1
        return tuple(self.lot(ordinal + 1, value / many, is_awarded) for ordinal in range(many))

    def lot(self, ordinal: int, value: float, is_awarded: bool) -> Lot:
        """One lot and what came of it."""
        mean = 3.2 + self.habits.tenders + effect.TENDERS.size * self.is_treated
        tenders = 1 + sum(self.chance((mean - 1) / 8) for _ in range(8))
        suppliers = self.market.world.suppliers
        winner, partner = self.random.choice(suppliers), self.random.choice(suppliers)
        is_group = self.chance(0.06) and winner.form == partner.form == "AS" and winner != partner
        return Lot(
            ordinal=ordinal,
            value=round(value),
            tenders=tenders,
            sme_tenders=sum(self.chance(0.6) for _ in range(tenders)),
            winner=winner if is_awarded else None,
            partner=partner if is_awarded and is_group else None,
            winner_size=self.random.choice(SIZES),
            awarded_value=1000 * round(value * self.random.uniform(0.75, 1.12) / 1000),
        )

    def result(self, regime: str, change: Change | None, deadline: date) -> Result | None:
        """Whether a result was announced: more often above the threshold, never for what was cancelled."""
        last = (change and (change.deadline_on or change.reopened_deadline_on)) or deadline
        decided = last + timedelta(max(10, round(self.random.lognormvariate(3.9, 0.5))))
        concluded = decided + timedelta(self.random.randint(11, 25))
        on = workday(concluded + timedelta(self.random.randint(2, 28)))
        modified = workday(on + timedelta(self.random.randint(60, 400)))
        completed = workday(on + timedelta(self.random.randint(120, 700)))
        is_told = self.chance(0.62 if regime == "eea" else 0.34)
        corrected = workday(on + timedelta(self.random.randint(2, 20)))
        counts_told, is_corrected = self.chance(0.75), self.chance(0.04) and on >= NATIVE_FROM
        is_modified, is_completed = self.chance(0.06), self.chance(0.03)
        if not is_told or on > LAST_DAY or (change and change.kind == "cancelled" and not change.reopened_on):
            return None
        return Result(
            on,
            decided,
            concluded,
            counts_told,
            within(corrected, is_corrected),
            within(modified, is_modified),
            within(completed, is_completed),
        )
