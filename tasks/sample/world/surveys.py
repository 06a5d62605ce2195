"""The sample's surveys: eight tools' real export formats for an invented course, their codebooks, and the truth.

Wave 1 answers in Microsoft Forms, whose export grows from gathering to gathering; wave 2 in Nettskjema, where a
question is renamed, another moved and one added at the third gathering; wave 3 in Google Forms, SurveyXact and
LimeSurvey. Before the course there is a spreadsheet, and half a year later a CSV and SurveyMonkey.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from tasks.sample.world import survey_exports as exports
from tasks.sample.world.survey_exports import items
from tasks.sample.world.survey_people import Crowd, Response, domain
from tasks.sample.world.survey_questions import BY_CODE, CHANGES, ITEMS, codebook
from tasks.sample.world.world import Gathering, World

BENCHMARK = ("took_part_in_need", "worked_with_it_department", "talked_with_suppliers")
AFTER = tuple(item.code for item in ITEMS if item.code not in BENCHMARK)
BEFORE = ("competence", *BENCHMARK)
LATER = ("competence", "intention", *BENCHMARK, "comment")
RENAMED = "Hvor nyttig var denne samlingen for jobben din?"
HALF_A_YEAR = timedelta(days=182)
COLUMNS = {item.code: item.text for item in ITEMS}
CODED = {item.code: item.code for item in ITEMS}

ResponsesMade = list[tuple[str, str, Response]]
"""Instrument, gathering and response: what the marts must count."""


def surveys(world: World) -> Iterator[tuple[str, bytes]]:
    """Every file as path and bytes: `surveys/…`, `programme/codebooks/…`, and the truth in `truth/…`."""
    responses_made: ResponsesMade = []
    waves = dict.fromkeys(gathering.wave_id for gathering in world.gatherings)
    first, second, third = (
        sorted((each for each in world.gatherings if each.wave_id == wave), key=lambda each: each.held_on)
        for wave in waves
    )
    yield from forms(world, first, responses_made)
    yield from nettskjema(world, second, responses_made)
    yield from one_tool_each(world, third, responses_made)
    yield from around(world, [first, second, third], responses_made)
    for name, text in codebooks(world).items():
        yield f"programme/codebooks/{name}.toml", text.encode()
    yield "truth/survey_responses.csv", table(truth_rows(responses_made))
    yield "truth/personal_canaries.csv", table(canary_rows(responses_made))


def forms(world: World, gatherings: Sequence[Gathering], responses_made: ResponsesMade) -> Iterator[tuple[str, bytes]]:
    """One form for the wave: each export holds what the earlier ones held, and more."""
    so_far: list[Response] = []
    for number, gathering in enumerate(gatherings, start=1):
        new = Crowd(world, gathering.gathering_id).responses(gathering, gathering.held_on)
        so_far += new
        responses_made += [("samling-forms", gathering.gathering_id, one) for one in new]
        yield f"surveys/Evaluering samling {number}.xlsx", exports.ms_forms(items(*AFTER), COLUMNS, so_far)


def nettskjema(
    world: World, gatherings: Sequence[Gathering], responses_made: ResponsesMade
) -> Iterator[tuple[str, bytes]]:
    """A form per gathering, of which the last has another order and one question more."""
    for number, gathering in enumerate(gatherings, start=1):
        new = Crowd(world, gathering.gathering_id).responses(gathering, gathering.held_on)
        asked = list(AFTER) if number < len(gatherings) else ["comment", *AFTER[:-1], BENCHMARK[2]]
        responses_made += [("samling-nettskjema", gathering.gathering_id, one) for one in new]
        data = exports.nettskjema(items(*asked), new, 30_000_000 + 1000 * number)
        yield f"surveys/data-{400_000 + number}-{gathering.held_on}.txt", data


def one_tool_each(
    world: World, gatherings: Sequence[Gathering], responses_made: ResponsesMade
) -> Iterator[tuple[str, bytes]]:
    """Google Forms, SurveyXact and LimeSurvey."""
    answers = [Crowd(world, each.gathering_id).responses(each, each.held_on) for each in gatherings]
    names = ("samling-google", "samling-surveyxact", "samling-limesurvey")
    for name, gathering, responses in zip(names, gatherings, answers, strict=True):
        responses_made += [(name, gathering.gathering_id, one) for one in responses]
    yield "surveys/Skjemasvar 1.csv", exports.google_forms(items(*AFTER), answers[0])
    for name, data in exports.surveyxact(items(*AFTER), answers[1]).items():
        yield f"surveys/surveyxact/{name}", data
    yield "surveys/results-survey.csv", exports.limesurvey(items(*AFTER), answers[2])


def around(
    world: World, waves: Sequence[Sequence[Gathering]], responses_made: ResponsesMade
) -> Iterator[tuple[str, bytes]]:
    """What was asked before the course and half a year after its last gathering."""
    before, later = [], []
    for gatherings in waves:
        start, end = gatherings[0], gatherings[-1]
        asked_on = start.held_on - timedelta(days=14)
        before += [(start, one) for one in Crowd(world, f"before {start.wave_id}").responses(start, asked_on)]
        asked_on = end.held_on + HALF_A_YEAR
        later.append(Crowd(world, f"later {end.wave_id}").responses(end, asked_on, later=True))
        tool = "oppfolging-surveymonkey" if gatherings is waves[-1] else "oppfolging-csv"
        responses_made += [(tool, end.gathering_id, one) for one in later[-1]]
    responses_made += [("for-kurset", gathering.gathering_id, one) for gathering, one in before]
    yield "surveys/Før kurset.xlsx", exports.plain_xlsx(items(*BEFORE), [one for _, one in before])
    yield "surveys/oppfølging.csv", exports.plain_csv(items(*LATER), [one for wave in later[:-1] for one in wave])
    yield "surveys/Survey Data.csv", exports.surveymonkey(items(*LATER), later[-1])


def codebooks(world: World) -> dict[str, str]:
    """A codebook per questionnaire and tool. None names a gathering: submissions go by their date."""
    domains = {domain(member.name): member.organisation_number for member in world.members if member.wave_id}
    after, later = items(*AFTER), items(*LATER)
    return {
        "samling-forms": codebook(
            "samling-forms",
            "ms_forms",
            after,
            COLUMNS | {"usefulness": (COLUMNS["usefulness"], RENAMED)},
            submission={
                "id": ["ID", "Starttidspunkt"],
                "submitted_at": ["Fullføringstidspunkt"],
                "ignore": ["Tidspunkt for siste endring"],
            },
            identity={"columns": ["E-postadresse", "Navn"]},
            organisation={"columns": ["Hvor jobber du?"], "email": ["E-postadresse"], "domains": domains},
        ),
        "samling-nettskjema": codebook(
            "samling-nettskjema",
            "nettskjema",
            [*after, replace(BY_CODE[BENCHMARK[2]], is_optional=True)],
            CODED,
            {change: f"changes.{change}" for change in CHANGES},
            submission={"id": ["$submission_id"], "submitted_at": ["$created"], "ignore": ["$answer_time_ms"]},
            organisation={"columns": ["organisation"]},
        ),
        "samling-google": codebook(
            "samling-google",
            "google_forms",
            after,
            COLUMNS,
            submission={"id": ["Tidsmerke", "E-postadresse"], "submitted_at": ["Tidsmerke"]},
            identity={"columns": ["E-postadresse"]},
            organisation={"columns": ["Kommune"], "email": ["E-postadresse"], "domains": domains},
        ),
        "samling-surveyxact": codebook(
            "samling-surveyxact",
            "surveyxact",
            after,
            CODED,
            {change: f"changes_{place}" for place, change in enumerate(CHANGES, start=1)},
            submission={
                "id": ["email"],
                "submitted_at": ["closeTime"],
                "complete": "stato_4",
                "complete_values": ["1"],
            },
            identity={"columns": ["email", "forn", "ettern"]},
            organisation={"columns": ["orgnavn"]},
        ),
        "samling-limesurvey": codebook(
            "samling-limesurvey",
            "limesurvey",
            after,
            CODED,
            {change: f"changes[{change}]" for change in CHANGES},
            submission={
                "id": ["id", "seed"],
                "submitted_at": ["submitdate"],
                "complete": "submitdate",
                "ignore": ["lastpage", "startlanguage"],
            },
            identity={"columns": ["token", "ipaddr"]},
            organisation={"columns": ["organisation"], "email": ["token"], "domains": domains},
        ),
        "for-kurset": codebook(
            "for-kurset",
            "plain_xlsx",
            items(*BEFORE),
            COLUMNS,
            occasion="before",
            submission={"id": ["Nr", "Svart"], "submitted_at": ["Svart"]},
            identity={"columns": ["Navn"]},
            organisation={"columns": ["Arbeidsplass"]},
        ),
        "oppfolging-csv": codebook(
            "oppfolging-csv",
            "plain_csv",
            later,
            COLUMNS,
            occasion="later",
            file={"encoding": "cp1252", "delimiter": ";"},
            submission={"id": ["Nr", "Dato"], "submitted_at": ["Dato"], "ignore": ["Timer brukt"]},
            identity={"columns": ["E-post"]},
            organisation={"columns": ["Arbeidsplass"]},
        ),
        "oppfolging-surveymonkey": codebook(
            "oppfolging-surveymonkey",
            "surveymonkey",
            later,
            COLUMNS,
            occasion="later",
            submission={
                "id": ["Respondent ID"],
                "submitted_at": ["End Date"],
                "ignore": ["Collector ID", "Start Date"],
            },
            identity={"columns": ["Email Address", "First Name", "Last Name", "IP Address"]},
            organisation={"columns": ["Custom Data 1"]},
        ),
    }


def truth_rows(responses_made: ResponsesMade) -> Iterator[Sequence[object]]:
    """Answers by instrument and gathering."""
    yield ["instrument_id", "gathering_id", "question_code", "answer", "themes"]
    for instrument, gathering, one in responses_made:
        for question, answer in one.answers.items():
            yield [instrument, gathering, question, answer, ""]
        yield [instrument, gathering, "changes", " ".join(one.changes), ""]
        yield [instrument, gathering, "comment", "", " ".join(one.themes)]


def canary_rows(responses_made: ResponsesMade) -> Iterator[Sequence[object]]:
    """Personal values that no file but a raw export may hold."""
    yield ["instrument_id", "field", "value"]
    for instrument, _, one in responses_made:
        if one.is_canary:
            yield from ([instrument, name, value] for name, value in one.personal.items())


def table(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
