"""Who answers in the sample, and what: invented people from the member organisations, one of them per file a canary.

A canary has a value of its own in every personal field, so that a search can tell whether one came through.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tasks.sample.world import survey_texts
from tasks.sample.world.world import Gathering, Member, World

FIRST = (
    "Aslaug",
    "Birger",
    "Dagny",
    "Eivind",
    "Frøydis",
    "Gaute",
    "Hallgjerd",
    "Idar",
    "Jorunn",
    "Kåre",
    "Liv",
    "Åshild",
)
LAST = ("Bekkelund", "Drømmedal", "Eventyrhaug", "Fjelltåke", "Havblikk", "Lyngmo", "Skogstjern", "Tåkevik", "Øysand")
RESPONSE_RATE = 0.7
WRITES = 0.7


@dataclass(frozen=True)
class Response:
    """One person's answers: steps and option codes by question, and a comment with its themes."""

    name: str
    email: str
    phone: str
    address: str
    national_number: str
    ip_address: str
    organisation: str
    started_at: datetime
    answers: dict[str, str]
    changes: tuple[str, ...]
    comment: str
    themes: tuple[str, ...] = ()
    is_canary: bool = False

    @property
    def finished_at(self) -> datetime:
        """Four minutes later."""
        return self.started_at + timedelta(minutes=4)

    @property
    def personal(self) -> dict[str, str]:
        """Everything that may not pass."""
        return {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "address": self.address,
            "national_number": self.national_number,
            "ip_address": self.ip_address,
        }


@dataclass
class Crowd:
    """Draws responses; the same world and occasion give the same people."""

    world: World
    occasion: str
    random: Random = field(init=False)
    known: set[tuple[str, str, str]] = field(init=False, default_factory=set)
    """First name, last name and organisation of who has answered: nobody has a colleague of the same name."""

    def __post_init__(self) -> None:
        self.random = Random(f"surveys {self.world.seed} {self.occasion}")

    def responses(self, gathering: Gathering, from_day: date, *, later: bool = False) -> list[Response]:
        """Those who answered about a gathering, from a day on, in the order in which they did."""
        members = [member for member in self.world.members if member.wave_id == gathering.wave_id]
        many = max(1, round(gathering.participants * RESPONSE_RATE * self.random.uniform(0.85, 1.1)))
        answered = [
            self.response(members[place % len(members)], from_day, is_canary=place == 0, later=later)
            for place in range(min(many, gathering.participants))
        ]
        return sorted(answered, key=lambda one: one.started_at)

    def response(self, member: Member, from_day: date, *, is_canary: bool, later: bool) -> Response:
        """One person's."""
        random = self.random
        first, last, number = random.choice(FIRST), random.choice(LAST), random.randrange(1000, 9999)
        while (first, last, member.name) in self.known:
            last = LAST[(LAST.index(last) + 1) % len(LAST)]
        self.known.add((first, last, member.name))
        if is_canary:
            first, last = f"Kanarine{letters(number)}", f"Fuglebur{letters(number // 7)}"
        started = datetime.combine(from_day, datetime.min.time()) + timedelta(seconds=random.randrange(28_800, 250_000))
        text, themes = survey_texts.comment(random) if random.random() < WRITES else ("", ())
        person = {
            "name": f"{first} {last}",
            "email": f"{slug(first)}.{slug(last)}{number}@{domain(member.name)}",
            "phone": f"1{number % 10} {number} {number % 97:02d}"[:11],
            "address": f"{last}veien {number % 190 + 1}",
            "national_number": national_number(number),
            "ip_address": f"192.0.2.{number % 250 + 1}",
        }
        if is_canary:
            text = " ".join((text, survey_texts.PERSONAL.format(number=person["national_number"], **person))).strip()
        answers, changes = self.answers(later=later)
        return Response(
            **person,
            organisation=member.name,
            started_at=started,
            answers=answers,
            changes=changes,
            comment=text,
            themes=themes,
            is_canary=is_canary,
        )

    def answers(self, *, later: bool) -> tuple[dict[str, str], tuple[str, ...]]:
        """Steps and options: rather content, three in four intend to change, and half a year later more have."""
        random = self.random
        mood = random.choice((-1, 0, 0, 1, 1))
        benchmark = (0.35, 0.4, 0.25) if not later else (0.5, 0.35, 0.15)
        intends = random.choices(("yes", "partly", "no", "unknown"), (0.5, 0.25, 0.15, 0.1))[0]
        answers = {
            "usefulness": str(bounded(4 + mood, 1, 5)),
            "relevance": str(bounded(4 + mood + random.choice((-1, 0, 0)), 1, 5)),
            "concrete_tools": str(bounded(3 + mood, 1, 4)),
            "competence": str(bounded((4 if later else 3) + mood + random.choice((-1, 0, 1)), 1, 6)),
            "recommend": str(bounded(8 + mood + random.choice((-2, 0, 1)), 0, 10)),
            "intention": intends,
        }
        for item in ("took_part_in_need", "worked_with_it_department", "talked_with_suppliers"):
            answers[item] = random.choices(("fully", "partly", "not"), benchmark)[0]
        many = random.randrange(1, 4) if intends in {"yes", "partly"} else 0
        return answers, tuple(sorted(random.sample(("need", "dialogue", "together", "plan", "it_department"), many)))


def bounded(value: int, low: int, high: int) -> int:
    """The value, within the scale."""
    return max(low, min(high, value))


def letters(number: int) -> str:
    """A number as letters, since names have no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def national_number(number: int) -> str:
    """Eleven digits of the kind that is made for tests: 80 is added to the month."""
    return f"{number % 28 + 1:02d}8{number % 9 + 1}{number % 80 + 10}{number * 7 % 80_000 + 10_000}"


def slug(name: str) -> str:
    """A name as it stands in an address."""
    return name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a").replace(" ", "")


def domain(organisation: str) -> str:
    """An organisation's e-mail domain; `.example` belongs to nobody."""
    return f"{slug(organisation.removesuffix(' kommune'))}.kommune.example"
