"""The programme folder of drawn surveys: who was invited, the gatherings, and a codebook for each survey."""

from collections.abc import Iterable, Iterator
from json import dumps

from tests.drawn_surveys.draw import GATHERINGS, ORGANISATIONS, Survey
from tests.drawn_surveys.files import PLAIN_CSV
from tests.drawn_surveys.tables import LAYOUTS, header, option_header
from tests.drawn_surveys.words import CHOICES, CODES, OFF_SCALE_CODE, OPTIONS, question, reworded

IDS = {
    "google_forms": ["Tidsmerke"],
    "google_forms_own": ["Timestamp"],
    "google_forms_xlsx": ["Tidsmerke"],
    "ms_forms": ["ID", "Starttidspunkt"],
    "nettskjema": ["$submission_id"],
    "nettskjema_ndjson": ["$submission_id"],
    "surveyxact": ["respondent"],
    "surveyxact_xlsx": ["respondent"],
    "limesurvey": ["id", "seed"],
    "surveymonkey": ["Respondent ID"],
    "surveymonkey_xlsx": ["Respondent ID"],
    "qualtrics": ["ResponseId"],
    "qualtrics_xlsx": ["ResponseId"],
    "plain_csv": ["Nr", "Tidspunkt"],
    "plain_xlsx": ["Nr", "Tidspunkt"],
}
TIMES = {
    "google_forms": "Tidsmerke",
    "google_forms_own": "Timestamp",
    "google_forms_xlsx": "Tidsmerke",
    "ms_forms": "Fullføringstidspunkt",
    "nettskjema": "$created",
    "nettskjema_ndjson": "$created",
    "surveyxact": "closeTime",
    "surveyxact_xlsx": "closeTime",
    "limesurvey": "submitdate",
    "surveymonkey": "End Date",
    "surveymonkey_xlsx": "End Date",
    "qualtrics": "EndDate",
    "qualtrics_xlsx": "EndDate",
    "plain_csv": "Tidspunkt",
    "plain_xlsx": "Tidspunkt",
}
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def folder(surveys: Iterable[Survey]) -> Iterator[tuple[str, str]]:
    """Every file of the programme folder: path and text."""
    head = ['[programme]\nid = "drawn"\nname = "Drawn"\nworld = "sample"\npull = "listed"\nverbatims_reviewed = true']
    head.append('[[waves]]\nid = "w1"\nname = "Wave"\nstarts_on = 2024-03-06')
    head += [
        f'[[gatherings]]\nid = "{name}"\nwave = "w1"\nheld_on = {day}\nplace = "Fjordvik"\ntheme_nb = "Behov"\n'
        f'theme_en = "Need"\nparticipants = 400'
        for name, day in GATHERINGS.items()
    ]
    yield "programme.toml", "\n\n".join(head) + "\n"
    rows = (f"{number_of(place)},{name} kommune,municipality,member,w1,,drawn,certain" for place, name in numbered())
    columns = "organisation_number,name,buyer_kind,status,wave_id,joined_on,source,confidence"
    yield "members.csv", "\n".join([columns, *rows]) + "\n"
    for survey in surveys:
        yield f"codebooks/{survey.id}.toml", codebook(survey)


def numbered() -> Iterator[tuple[int, str]]:
    """Organisations with their place."""
    return iter(enumerate(ORGANISATIONS))


def number_of(place: int) -> str:
    """An organisation number whose last digit goes with the others."""
    for eight in range(31_100_000 + 1_000 * place, 31_200_000):
        rest = sum(int(digit) * weight for digit, weight in zip(str(eight), WEIGHTS, strict=True)) % 11
        if rest != 1:
            return f"{eight}{(11 - rest) % 11}"
    raise ValueError(place)


def codebook(survey: Survey) -> str:
    """The codebook of one survey."""
    layout = LAYOUTS[survey.tool]
    tool = survey.tool.removesuffix("_own").removesuffix("_xlsx").removesuffix("_ndjson")
    tool = "plain_xlsx" if survey.tool == "plain_xlsx" else tool
    lines = [f'id = "{survey.id}"', f'tool = "{tool}"', 'language = "nb"']
    if survey.tool == "plain_csv" and PLAIN_CSV[survey.number // 15 % len(PLAIN_CSV)][1] == "cp1252":
        lines += ["[file]", 'encoding = "cp1252"', 'delimiter = ";"']
    ids = IDS[survey.tool] + ([layout.email] if layout.email and survey.has_person and "Forms" in survey.tool else [])
    lines += ["[submission]", f"id = {dumps(ids)}", f'submitted_at = ["{TIMES[survey.tool]}"]']
    if tool.startswith("plain"):
        lines += ['complete = "Fullført"', 'test = "Prøve"']
    if layout.email and survey.has_person:
        lines += ["[identity]", f'columns = ["{layout.email}"]']
    lines += ["[organisation]", f'columns = ["{layout.organisation}"]']
    for code, kind in (("useful", "scale"), ("choice", "single"), ("several", "multiple"), ("hours", "number")):
        lines += ["[[questions]]", f'code = "{code}"', f'kind = "{kind}"', *question_lines(survey, code)]
    lines += ["[[questions]]", 'code = "comment"', 'kind = "text"', *columns(survey, "comment")]
    return "\n".join(lines) + "\n"


def columns(survey: Survey, code: str) -> list[str]:
    """The headers of a question, in every wording and language."""
    layout = LAYOUTS[survey.tool]
    names = [header(survey, layout, code, "nb")]
    if not layout.is_coded:
        names += [reworded(survey.number)] if code == "useful" else []
        names.append(question(code, survey.number, "nn"))
    return [f"columns = {dumps(names, ensure_ascii=False)}", optional(survey)]


def optional(survey: Survey) -> str:
    """Whether an export may lack the question: not where a question that nobody answered has no column."""
    return "optional = false" if survey.tool == "nettskjema_ndjson" else "optional = true"


def question_lines(survey: Survey, code: str) -> list[str]:
    """What a codebook says of a question beside its code and kind."""
    layout = LAYOUTS[survey.tool]
    if code == "useful":
        off = [f'off_scale = ["{OFF_SCALE_CODE}"]'] if layout.is_coded else []
        return [*columns(survey, code), "scale = { minimum = 1, maximum = 5 }", *off]
    if code == "choice":
        words = [
            f'{{ code = "{each}", label = "{CHOICES["nb"][each]}", also = ["{CODES[each]}", "{CHOICES["nn"][each]}"] }}'
            for each in ("yes", "no")
        ]
        return [*columns(survey, code), f"options = [{', '.join(words)}]", f'off_scale = ["{OFF_SCALE_CODE}"]']
    if code == "several":
        words = [f'{{ code = "{each}", label = "{label}" }}' for each, label in OPTIONS.items()]
        listed = [f"options = [{', '.join(words)}]"]
        if layout.several == "joined":
            return [*columns(survey, code), *listed, "other = true"]
        named = [f"{each} = {dumps(option_header(survey, layout, each), ensure_ascii=False)}" for each in OPTIONS]
        return [f"option_columns = {{ {', '.join(named)} }}", *listed, optional(survey)]
    return columns(survey, code)
