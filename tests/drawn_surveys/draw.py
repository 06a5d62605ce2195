"""Surveys drawn at random, with what must be counted of them. Nothing here uses the code that is tried.

A survey is asked at one or two gatherings. People answer once, twice, late or half; somebody tries the form first.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

GATHERINGS = {"w1-1": date(2024, 3, 6), "w1-2": date(2024, 6, 5)}
ORGANISATIONS = ("Fjordvik", "Nøkkedal", "Skogstrand")
COMMENTS = ("Nyttig dag", "Mer tid til øvelser", "Bra; men langt, og litt varmt", "N/A", "=) «fin» dag", "7")
OWN_WORDS = (
    "Spørre brukerne, de ansatte og ledelsen",
    "Kjøpe sammen med andre, men bare når det passer",
    "Noe helt annet",
)


@dataclass(frozen=True)
class Said:
    """Answers to the five questions; None is no answer, `off` is beside the scale, `missing` a sign for no answer."""

    useful: str | None = None
    choice: str | None = None
    several: tuple[str, ...] | None = None
    own: str | None = None
    hours: str | None = None
    comment: str | None = None


@dataclass(frozen=True)
class Row:
    """A form that somebody opened: `number` and `seed` tell it from others of its form."""

    person: int
    organisation: str
    gathering: str
    at: datetime
    said: Said
    number: int
    language: str = "nb"
    status: str = "complete"

    @property
    def email(self) -> str:
        """The person's address."""
        return f"deltaker{self.person}@{self.organisation.casefold().replace('ø', 'o')}.example"


@dataclass(frozen=True)
class Survey:
    """A survey: which tool, whether it asks who answers, and the exports that were made of it, first to last."""

    number: int
    tool: str
    has_person: bool
    gatherings: tuple[str, ...]
    is_reworded_on: datetime | None
    exports: list[list[Row]] = field(repr=False)
    rows: list[Row] = field(repr=False)

    @property
    def id(self) -> str:
        """Short name of the questionnaire."""
        return f"drawn-{self.number:05}"


@dataclass(frozen=True)
class Tool:
    """What a tool's exports can hold."""

    name: str
    has_person: bool = True
    has_languages: bool = False
    tells_unfinished: bool = False
    tells_tests: bool = False
    can_choose_none: bool = False
    has_own_words: bool = False
    is_worded: bool = False


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("google_forms", has_languages=True, has_own_words=True, is_worded=True),
        Tool("google_forms_own", has_languages=True, is_worded=True),
        Tool("google_forms_xlsx", has_own_words=True, is_worded=True),
        Tool("ms_forms", has_languages=True, has_own_words=True, is_worded=True),
        Tool("nettskjema", has_person=False, can_choose_none=True),
        Tool("nettskjema_ndjson", has_person=False),
        Tool("surveyxact", can_choose_none=True),
        Tool("surveyxact_xlsx", can_choose_none=True),
        Tool("limesurvey", tells_unfinished=True),
        Tool("surveymonkey"),
        Tool("surveymonkey_xlsx"),
        Tool("qualtrics", tells_unfinished=True, tells_tests=True),
        Tool("qualtrics_xlsx", tells_unfinished=True, tells_tests=True),
        Tool("plain_csv", can_choose_none=True, tells_unfinished=True, tells_tests=True),
        Tool("plain_xlsx", can_choose_none=True, tells_unfinished=True, tells_tests=True),
    )
}


def drawn(number: int, seed: int) -> Survey:
    """A survey; the tools take turns."""
    random = Random(f"{seed} {number}")
    tool = list(TOOLS.values())[number % len(TOOLS)]
    gatherings = tuple(random.choice((["w1-1"], ["w1-1", "w1-2"])))
    has_person = tool.has_person and random.random() < 0.6
    rows = sorted(answered(random, tool, gatherings, has_person=has_person), key=lambda row: row.at)
    rows = [replace(row, number=place) for place, row in enumerate(rows, start=1)]
    changed_on = rows[len(rows) // 2].at if tool.is_worded and random.random() < 0.3 else None
    return Survey(number, tool.name, has_person, gatherings, changed_on, exports(random, rows), rows)


def answered(random: Random, tool: Tool, gatherings: tuple[str, ...], *, has_person: bool) -> list[Row]:
    """The forms that were opened, each at a second of its own."""
    rows: list[Row] = []
    for gathering in gatherings:
        start = datetime.combine(GATHERINGS[gathering], datetime.min.time()) + timedelta(hours=14)
        for person in range(random.choice((2, 5, 9, 14, 22))):
            late = random.choice((0, 0, 0, random.randrange(1, 20)))
            at = start + timedelta(days=late, seconds=2 * person + 1, minutes=random.randrange(90))
            language = random.choice(("nb", "nb", "nn")) if tool.has_languages else "nb"
            organisation = ORGANISATIONS[person % len(ORGANISATIONS)]
            row = Row(person, organisation, gathering, at, said(random, tool), 0, language)
            half = tool.tells_unfinished and random.random() < 0.15
            rows.append(replace(row, status="incomplete") if half else row)
            if half and random.random() < 0.5:
                rows.append(replace(row, at=at + timedelta(hours=25, seconds=1), said=said(random, tool)))
            elif not half and has_person and random.random() < 0.2:
                rows.append(replace(row, at=at + timedelta(hours=30), said=said(random, tool)))
        if tool.tells_tests and random.random() < 0.5:
            trial = said(random, tool)
            rows.append(Row(99, ORGANISATIONS[0], gathering, start - timedelta(minutes=5), trial, 0, status="test"))
    return rows


def said(random: Random, tool: Tool) -> Said:
    """What one form says."""
    useful = random.choice(("1", "2", "3", "4", "4", "5", "5", "off", "missing", None))
    several = tuple(sorted(random.sample(("need", "dialogue", "together"), random.randrange(4))))
    own = random.choice(OWN_WORDS) if tool.has_own_words and random.random() < 0.2 else None
    is_unanswered = not several and own is None and (not tool.can_choose_none or random.random() < 0.5)
    return Said(
        useful=useful,
        choice=random.choice(("yes", "no", "no", "off", None)),
        several=None if is_unanswered else several,
        own=own,
        hours=random.choice(("2", "2.5", "10", None)),
        comment=random.choice((*COMMENTS, None)),
    )


def exports(random: Random, rows: list[Row]) -> list[list[Row]]:
    """The rows of each export: one, one that grew, one per gathering, or the same again in another order."""
    half = rows[: len(rows) // 2]
    kind = random.choice(("once", "grew", "apart", "again"))
    if kind == "grew" and half and rows[-1].at > half[-1].at and rows[-1].status == "complete":
        return [half, rows]
    if kind == "apart":
        return [part for name in GATHERINGS if (part := [row for row in rows if row.gathering == name])]
    return [rows, rows[::-1]] if kind == "again" else [rows]


def counted(survey: Survey) -> list[Row]:
    """The rows that every figure must be made of: handed in, and of each person and gathering the newest."""
    complete = [row for row in survey.rows if row.status == "complete"]
    if not survey.has_person:
        return complete
    newest = {(row.gathering, row.person): row for row in sorted(complete, key=lambda row: row.at)}
    return list(newest.values())


def truth(survey: Survey) -> dict[tuple[str, str], dict[str, float]]:
    """Asked, answered, chose, off the scale, sum of numbers and answers by option, for each gathering and question."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in counted(survey):
        for question, (state, options, number) in answers(row.said).items():
            cell = found.setdefault((row.gathering, question), Counter())
            cell["asked"] += 1
            cell["answered"] += state in {"chose", "none"}
            cell["chose"] += state == "chose"
            cell["off_scale"] += state == "off"
            cell["sum"] += number
            for option in options:
                cell[f"option {option}"] += 1
    return found


def answers(told: Said) -> dict[str, tuple[str, tuple[str, ...], float]]:
    """For each question: unanswered, off, none or chose; the options; the number."""
    several = (*(told.several or ()), *(("other",) if told.own else ()))
    is_step = told.useful not in {None, "off", "missing"}
    return {
        "useful": (
            "chose" if is_step else "off" if told.useful == "off" else "unanswered",
            (str(told.useful),) if is_step else (),
            float(told.useful or 0) if is_step else 0,
        ),
        "choice": (
            {None: "unanswered", "off": "off"}.get(told.choice, "chose"),
            (told.choice,) if told.choice in {"yes", "no"} else (),
            0,
        ),
        "several": ("unanswered" if told.several is None else "chose" if several else "none", several, 0),
        "hours": ("chose" if told.hours else "unanswered", (), float(told.hours or 0)),
        "comment": ("chose" if told.comment else "unanswered", (), 0),
    }
