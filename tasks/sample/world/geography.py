"""The invented country part: municipalities and counties by period, and how each became another.

Every trap of the real map stands here once: a whole region renumbered (2018, 2020, 2024), a move to another county
(2019), a merger that keeps name but neither number nor organisation number, one that keeps both, one with a new
name, the same name with a new organisation number, a split over three, a merger undone, a second name, one name
for two.
All names are from no map, and county numbers 70–78 are not in use.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tasks.sample.world.numbers import organisation_number

FIRST_DAY = date(2017, 1, 1)
"""The map begins here: earlier changes are not told."""
UNKNOWN = "9999"
"""SSB's own code for `Uoppgitt`, which stands in every list of municipalities."""

BEGINNINGS = [
    "Troll",
    "Huldre",
    "Nøkke",
    "Draug",
    "Tusse",
    "Vette",
    "Jotun",
    "Drake",
    "Eventyr",
    "Draume",
    "Skrømt",
    "Norne",
    "Kvitebjørn",
    "Askeladd",
    "Smørbukk",
    "Veslefrikk",
    "Tyrihans",
    "Moria",
    "Lurvelegg",
    "Gullfugl",
    "Bukkebruse",
    "Nisseluve",
    "Sjumil",
    "Rokkehode",
]
ENDINGS = ["vik", "nes", "dal", "fjord", "heim", "øy", "bygd", "mo", "foss", "ås", "lund", "strand"]
COUNTIES = {
    "70": ("Gamletid", FIRST_DAY, date(2020, 1, 1)),
    "71": ("Tåkeland", FIRST_DAY, None),
    "72": ("Skoddeland", FIRST_DAY, None),
    "73": ("Måneland", FIRST_DAY, None),
    "74": ("Sagaland", date(2018, 1, 1), None),
    "75": ("Samtid", date(2020, 1, 1), date(2024, 1, 1)),
    "76": ("Nytid", date(2024, 1, 1), None),
    "77": ("Nordsaga", FIRST_DAY, date(2018, 1, 1)),
    "78": ("Sørsaga", FIRST_DAY, date(2018, 1, 1)),
}
CENTRALITY = (70_000, 35_000, 18_000, 9_000, 4_000, 0)
"""People that each centrality class, from the first, asks for here."""
FIRST_MUNICIPALITIES = {"70": 12, "71": 22, "72": 24, "73": 22, "77": 10, "78": 12}


@dataclass(frozen=True)
class Municipality:
    """A municipality as long as its number, name and organisation number stay the same; `until` is the day after."""

    code: str
    name: str
    organisation_number: str
    since: date
    until: date | None
    population: int
    centrality: int
    is_nynorsk: bool

    @property
    def county(self) -> str:
        """County number."""
        return self.code[:2]

    @property
    def short_name(self) -> str:
        """The name in Norwegian where there are two, without the county that tells it from another."""
        return self.name.split(" - ")[0].split(" (")[0]

    def holds_on(self, day: date) -> bool:
        """Whether this is the municipality of that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Change:
    """One old number that became one new one; a split has a row per successor, and says which share went there."""

    kind: str
    old: Municipality
    new: Municipality
    on: date
    share: float


class Map:
    """The map while it is being drawn: what holds now, what held before, and each change."""

    def __init__(self) -> None:
        self.now: dict[str, Municipality] = {}
        self.past: list[Municipality] = []
        self.changes: list[Change] = []
        self._numbers = 31_000_000

    def number(self) -> str:
        """The next organisation number of a municipality."""
        self._numbers += 4_137
        return organisation_number(self._numbers)

    def end(self, code: str, day: date) -> Municipality:
        """Close a municipality and give it back as it was."""
        old = self.now.pop(code)
        self.past.append(replace(old, until=day))
        return self.past[-1]

    def renumber(self, old_code: str, new_code: str, day: date) -> None:
        """Another number, the same municipality."""
        old = self.end(old_code, day)
        self.now[new_code] = replace(old, code=new_code, since=day, until=None)
        self.changes.append(Change("renumbered", old, self.now[new_code], day, 1.0))

    def rename(self, code: str, name: str, day: date) -> None:
        """Another official name, the same number: KLASS tells no change of code."""
        old = self.end(code, day)
        self.now[code] = replace(old, name=name, since=day, until=None)

    def merge(self, olds: Sequence[str], new_code: str, name: str, day: date, kind: str = "merged") -> None:
        """Several become one that is new: number and organisation number."""
        parts = [self.end(code, day) for code in olds]
        largest = max(parts, key=lambda part: part.population)
        self.now[new_code] = replace(
            largest,
            code=new_code,
            name=name,
            organisation_number=self.number(),
            since=day,
            until=None,
            population=sum(part.population for part in parts),
        )
        self.changes += [Change(kind, part, self.now[new_code], day, 1.0) for part in parts]

    def absorb(self, keeper: str, others: Sequence[str], day: date) -> None:
        """One takes in others and keeps number and organisation number: only the others are told as changed."""
        parts = [self.end(code, day) for code in others]
        old = self.now[keeper]
        self.now[keeper] = replace(old, population=old.population + sum(part.population for part in parts))
        self.changes += [Change("absorbed", part, self.now[keeper], day, 1.0) for part in parts]

    def split(self, old_code: str, shares: Mapping[str, float], day: date) -> None:
        """One is shared out over others that are already there."""
        old = self.end(old_code, day)
        for code, share in shares.items():
            grown = replace(self.now[code], population=self.now[code].population + round(old.population * share))
            self.now[code] = grown
            self.changes.append(Change("split", old, grown, day, share))

    def undo(self, old_code: str, news: Mapping[str, tuple[str, float]], day: date) -> None:
        """A merger undone: one becomes several that are new, each with its name and share."""
        old = self.end(old_code, day)
        for code, (name, share) in news.items():
            self.now[code] = replace(
                old,
                code=code,
                name=name,
                organisation_number=self.number(),
                since=day,
                until=None,
                population=round(old.population * share),
            )
            self.changes.append(Change("undone", old, self.now[code], day, share))


def names() -> Iterator[str]:
    """Names that exist on no map, each once."""
    for number in range(len(BEGINNINGS) * len(ENDINGS)):
        beginning = number % len(BEGINNINGS)
        yield BEGINNINGS[beginning] + ENDINGS[(5 * beginning + 7 * (number // len(BEGINNINGS))) % len(ENDINGS)]


def draw_map(seed: int) -> Map:
    """The map from `FIRST_DAY` on, the same for a seed."""
    drawn = Map()
    random = Random(f"geography {seed}")
    name = names()
    for county, municipalities in FIRST_MUNICIPALITIES.items():
        for ordinal in range(1, municipalities + 1):
            population = min(90_000, max(700, round(random.lognormvariate(8.7, 1.0))))
            drawn.now[f"{county}{ordinal:02d}"] = Municipality(
                code=f"{county}{ordinal:02d}",
                name=next(name),
                organisation_number=drawn.number(),
                since=FIRST_DAY,
                until=None,
                population=population,
                centrality=next(place for place, floor in enumerate(CENTRALITY, 1) if population >= floor),
                is_nynorsk=county in {"72", "77"} and ordinal % 3 != 0,
            )
    shared = drawn.now["7120"].name  # two of one name, as Norway has: told apart by number, or by county in KLASS
    for code in ("7120", "7322"):
        drawn.now[code] = replace(drawn.now[code], name=f"{shared} ({COUNTIES[code[:2]][0]})")
    reform(drawn)
    return drawn


def reform(drawn: Map) -> None:
    """Everything that happens to the map, in its order."""
    day = date(2018, 1, 1)
    for code in sorted(code for code in drawn.now if code[:2] in {"77", "78"}):
        drawn.renumber(code, f"74{int(code[2:]) + (30 if code[:2] == '78' else 0):02d}", day)
    drawn.renumber("7122", "7260", date(2019, 1, 1))  # to another county
    day = date(2020, 1, 1)
    first = drawn.now["7001"].name
    drawn.merge(["7001", "7002", "7003"], "7501", first, day, "merged_keeps_name")
    for code in sorted(code for code in drawn.now if code[:2] == "70"):
        drawn.renumber(code, f"75{code[2:]}", day)
    drawn.merge(["7105", "7106"], "7157", drawn.now["7105"].name, day, "merged_keeps_name")
    drawn.merge(["7403", "7404"], "7458", drawn.now["7403"].name, day, "merged_keeps_name")
    drawn.absorb("7201", ["7202"], day)
    drawn.absorb("7301", ["7302", "7303"], day)
    drawn.merge(["7406", "7107"], "7455", "Dovregubbheim", day)  # one of them from another county
    drawn.merge(["7409", "7410"], "7459", "Reveenkland", day)
    drawn.split("7405", {"7455": 0.35, "7408": 0.4, "7459": 0.25}, day)
    drawn.merge(["7210", "7211"], "7270", "Fanitullmark", day)
    undone = drawn.now["7316"].name
    kept = drawn.now["7315"].name
    drawn.merge(["7315", "7316"], "7350", kept, day, "merged_keeps_name")
    drawn.rename("7104", f"{drawn.now['7104'].name} - Drømmefåesie", date(2023, 1, 1))
    day = date(2024, 1, 1)
    for code in sorted(code for code in drawn.now if code[:2] == "75"):
        drawn.renumber(code, f"76{code[2:]}", day)
    drawn.undo("7350", {"7351": (kept, 0.7), "7380": (undone, 0.3)}, day)
