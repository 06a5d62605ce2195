"""Rows of drawn surveys as each tool lays them out: headers and cells, before they become a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.drawn_surveys.draw import Row, Survey
from tests.drawn_surveys.words import CHOICES, CODES, MISSING, OFF_SCALE_CODE, OPTIONS, question, reworded

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Layout:
    """How a tool's table looks: its own columns, and how it writes times, organisations and several choices."""

    own: Callable[[Row, int], dict[str, str]]
    email: str | None
    organisation: str
    is_coded: bool = False
    several: str = "joined"
    """`joined`, or a column per option: `01`, `Y` or `label`."""
    joint: str = ", "


def iso(row: Row) -> str:
    """A local time without zone."""
    return f"{row.at:%Y-%m-%d %H:%M:%S}"


def google_time(at: datetime) -> str:
    """As the form's own CSV writes it."""
    offset = at.replace(tzinfo=OSLO).utcoffset().seconds // 3600
    return f"{at:%Y/%m/%d} {at.hour % 12 or 12}:{at:%M:%S} {'PM' if at.hour >= 12 else 'AM'} GMT+{offset}"


def unfinished(row: Row) -> bool:
    """Whether the form was only opened."""
    return row.status == "incomplete"


def plain(row: Row, place: int) -> dict[str, str]:
    """A table of somebody's own, numbered anew in each export."""
    own = {"Nr": str(place), "Tidspunkt": f"{row.at:%d.%m.%Y %H:%M:%S}"}
    return own | {"Fullført": "Nei" if unfinished(row) else "Ja", "Prøve": "x" if row.status == "test" else ""}


def qualtrics(row: Row, _: int) -> dict[str, str]:
    """Qualtrics' own columns, in words or in codes."""
    own = {
        "StartDate": iso(row),
        "EndDate": iso(row),
        "Status": "Survey Preview" if row.status == "test" else "IP Address",
    }
    own |= {"Progress": "40" if unfinished(row) else "100", "Finished": "False" if unfinished(row) else "True"}
    return own | {"ResponseId": f"R_{row.number:04}"}


LAYOUTS = {
    "google_forms": Layout(lambda row, _: {"Tidsmerke": f"{row.at:%d.%m.%Y kl. %H.%M.%S}"}, "E-postadresse", "Kommune"),
    "google_forms_own": Layout(lambda row, _: {"Timestamp": google_time(row.at)}, "Username", "Kommune", joint=";"),
    "google_forms_xlsx": Layout(lambda row, _: {"Tidsmerke": iso(row)}, "E-postadresse", "Kommune"),
    "ms_forms": Layout(
        lambda row, place: {
            "ID": str(place),
            "Starttidspunkt": iso(row),
            "Fullføringstidspunkt": iso(row),
        },
        "E-postadresse",
        "Hvor jobber du?",
        joint=";",
    ),
    "nettskjema": Layout(
        lambda row, _: {
            "$submission_id": str(31_000_000 + row.number),
            "$created": row.at.replace(tzinfo=OSLO).isoformat(),
        },
        None,
        "organisation",
        is_coded=True,
        several="01",
    ),
    "surveyxact": Layout(
        lambda row, _: {"respondent": f"k{row.number}x", "closeTime": iso(row)},
        "email",
        "orgnavn",
        is_coded=True,
        several="01",
    ),
    "limesurvey": Layout(
        lambda row, _: {
            "id": str(row.number),
            "submitdate": "" if unfinished(row) else iso(row),
            "lastpage": "2",
            "startlanguage": "nb",
            "seed": str(880_000 + row.number),
        },
        "token",
        "organisation",
        is_coded=True,
        several="Y",
    ),
    "surveymonkey": Layout(
        lambda row, _: {
            "Respondent ID": str(11_500_000_000 + row.number),
            "Collector ID": "7",
            "End Date": iso(row),
        },
        "Email Address",
        "Custom Data 1",
        several="label",
    ),
    "qualtrics": Layout(qualtrics, "RecipientEmail", "Q0", is_coded=True, joint=","),
    "plain_csv": Layout(plain, "E-post", "Arbeidsplass", several="01"),
}
LAYOUTS |= {
    "nettskjema_ndjson": LAYOUTS["nettskjema"],
    "surveyxact_xlsx": LAYOUTS["surveyxact"],
    "surveymonkey_xlsx": LAYOUTS["surveymonkey"],
    "qualtrics_xlsx": LAYOUTS["qualtrics"],
    "plain_xlsx": LAYOUTS["plain_csv"],
}


def table(survey: Survey, rows: list[Row], language: str) -> list[dict[str, str]]:
    """The rows with a cell for each header; every row has the same headers."""
    layout = LAYOUTS[survey.tool]
    is_changed = survey.is_reworded_on is not None and any(is_after(survey, row) for row in rows)
    places = {row.number: place for place, row in enumerate(sorted(rows, key=lambda row: row.at), start=1)}
    return [cells(survey, layout, row, places[row.number], language, is_changed) for row in rows]


def is_after(survey: Survey, row: Row) -> bool:
    """Whether the form was worded otherwise by then; the one in nynorsk never was."""
    return survey.is_reworded_on is not None and row.language == "nb" and row.at >= survey.is_reworded_on


def cells(survey: Survey, layout: Layout, row: Row, place: int, language: str, is_changed: bool) -> dict[str, str]:
    """One row."""
    told = layout.own(row, place)
    if layout.email and survey.has_person:
        told[layout.email] = row.email
    told[layout.organisation] = organisation(row)
    useful = step(row, layout, language)
    named = {code: header(survey, layout, code, language) for code in ("useful", "choice", "hours", "comment")}
    told[named["useful"]] = "" if is_after(survey, row) else useful
    if is_changed:
        told[reworded(survey.number)] = useful if is_after(survey, row) else ""
    choice = row.said.choice
    told[named["choice"]] = (CODES[choice] if layout.is_coded else CHOICES[language][choice]) if choice else ""
    told |= several(survey, layout, row, language)
    told[named["hours"]] = (row.said.hours or "").replace(".", ",")
    told[named["comment"]] = row.said.comment or ""
    return told


def header(survey: Survey, layout: Layout, code: str, language: str) -> str:
    """How a question's column is called."""
    return f"q{survey.number}_{code}" if layout.is_coded else question(code, survey.number, language)


def organisation(row: Row) -> str:
    """As people spell where they work."""
    spelt = (
        f"{row.organisation} kommune",
        row.organisation.upper(),
        f" {row.organisation}\u00a0kommune",
        row.organisation,
    )
    return spelt[row.number % len(spelt)]


def step(row: Row, layout: Layout, language: str) -> str:
    """The answer on the scale."""
    if row.said.useful == "off":
        return OFF_SCALE_CODE if layout.is_coded else CHOICES[language]["off"]
    return MISSING[row.number % len(MISSING)] if row.said.useful == "missing" else row.said.useful or ""


def option_header(survey: Survey, layout: Layout, option: str) -> str:
    """How the column of one option is called."""
    if layout.several == "label":
        return f"{question('several', survey.number)} – {OPTIONS[option]}"
    mark = {"Y": f"q{survey.number}_several[{option}]", "01": f"q{survey.number}_several.{option}"}
    return mark[layout.several]


def several(survey: Survey, layout: Layout, row: Row, language: str) -> dict[str, str]:
    """The question with several choices, in one cell or in a column for each."""
    chosen = row.said.several
    if layout.several == "joined":
        words = [spelt(OPTIONS[option], row) for option in chosen or ()]
        words += [row.said.own] if row.said.own else []
        end = ";" if survey.tool == "ms_forms" and words else ""
        return {header(survey, layout, "several", language): layout.joint.join(words) + end}
    ticks = {"01": ("1", "0", ""), "Y": ("Y", "", "N/A"), "label": (None, "", "")}[layout.several]
    told = {}
    for option in OPTIONS:
        tick = OPTIONS[option] if ticks[0] is None else ticks[0]
        is_blank = chosen is None
        told[option_header(survey, layout, option)] = ticks[2] if is_blank else tick if option in chosen else ticks[1]
    return told


def spelt(words: str, row: Row) -> str:
    """Words as programs spell them: other quotes, blanks that do not break."""
    if row.number % 3 == 0:
        return words.replace("«", "“").replace("»", "”").replace("behovet først", "behovet\u00a0først")
    return words


def utc(at: datetime) -> datetime:
    """A local time in UTC."""
    return at.replace(tzinfo=OSLO).astimezone(UTC)
