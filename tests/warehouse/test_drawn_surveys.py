"""Surveys drawn at random, exported in every format, landed in any order: the marts say what was answered."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import duckdb
import pytest

from schemas.settings import Settings
from tasks.build.inputs import receipts_frame
from tasks.landing.store import Landing, new_receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.read.surveys import formats
from tasks.read.surveys.export import Upload
from tasks.run.folders import pack_programme
from tasks.surveys.boundary import Incoming, open_survey_boundary
from tasks.surveys.landing import land_surveys
from tests.drawn_surveys.books import folder
from tests.drawn_surveys.draw import TOOLS, drawn, truth
from tests.drawn_surveys.files import exported
from warehouse.build import build

TOGETHER = 60
"""Surveys that share a programme folder and a build."""
FIGURES = ("asked", "answered", "chose", "off_scale")
GROUPS = """
    select instrument_id, gathering_id, question_code, sum(asked) as asked, sum(answered) as answered,
        sum(chose) as chose, sum(off_scale) as off_scale, coalesce(sum(mean * chose), 0) as sum
    from staging.feedback_groups group by all
"""
CELLS = """
    select instrument_id, gathering_id, question_code, option_code, sum(answers)
    from staging.feedback_cells group by all
"""
SHOWN = """
    select count(*)
    from marts.feedback_by_gathering_question as shown
    inner join staging.feedback_groups as held using (
        programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code
    )
    where shown.asked <> held.asked or shown.answered <> held.answered or shown.chose <> held.chose
        or shown.off_scale <> held.off_scale or shown.mean <> held.mean
        or (held.answered < (select suppress_below from staging.suppression_rule) and not shown.is_suppressed)
"""


def marts(surveys, data, seed):
    """A database built of the surveys' exports, which landed in an order drawn at random."""
    files = dict(folder(surveys))
    for path, text in files.items():
        (data / "programme" / path).parent.mkdir(parents=True, exist_ok=True)
        (data / "programme" / path).write_text(text, encoding="utf-8")
    settings = Settings(data=data / "data")
    exports = [Upload(members) for survey in surveys for members in exported(survey)]
    Random(seed).shuffle(exports)
    with Landing(settings.landing, "sample") as landing:
        landing.put(pack_programme(data / "programme"), "folder", "programme", "programme")
        landing.sync()
        boundary = open_survey_boundary(settings, datetime(2026, 1, 5, 8, tzinfo=UTC))
        incoming = [Incoming("folder", "export", upload) for upload in exports]
        assert [one.refusal for one in land_surveys(landing, boundary, incoming) if one.refusal] == []
    for reader in readers(settings):
        parse.read_new(settings.landing, settings.parsed, reader)
    inputs = parse.inputs(settings.parsed, readers(settings))
    db = duckdb.connect()
    build(db, {**inputs, "parsed.receipts": receipts_frame(list(new_receipts(settings.landing)))}, world="sample")
    return db


def differences(surveys, db):
    """What the warehouse says otherwise than the truth, and how many figures were compared."""
    groups = {row[:3]: dict(zip((*FIGURES, "sum"), row[3:], strict=True)) for row in db.execute(GROUPS).fetchall()}
    cells = {row[:4]: row[4] for row in db.execute(CELLS).fetchall()}
    wrong, compared = [], 0
    for survey in surveys:
        for (gathering, question), figures in truth(survey).items():
            held = groups.pop((survey.id, gathering, question), {})
            options = {
                name.removeprefix("option "): many for name, many in figures.items() if name.startswith("option")
            }
            for name in (*FIGURES, "sum"):
                compared += 1
                if abs(float(held.get(name) or 0) - float(figures[name])) > 1e-6:
                    wrong.append((survey.tool, survey.id, gathering, question, name, held.get(name), figures[name]))
            told = {key[3]: many for key, many in cells.items() if key[:3] == (survey.id, gathering, question) and many}
            compared += len(options)
            if question not in {"hours", "comment"} and told != options:
                wrong.append((survey.tool, survey.id, gathering, question, "options", told, options))
    wrong += [("nobody answered", *key) for key, held in groups.items() if held["asked"]]
    return wrong, compared


def tried(many, seed, data):
    """Draw, export, land, build and compare some surveys at a time."""
    counts, wrong = Counter(surveys=0, exports=0, rows=0, figures=0, wrong=0), []
    for start in range(0, many, TOGETHER):
        surveys = [drawn(number, seed) for number in range(start, min(start + TOGETHER, many))]
        db = marts(surveys, data / str(start), seed)
        found, compared = differences(surveys, db)
        wrong += found
        account = db.execute("select count(*), sum(read) from staging.survey_account").fetchone()
        assert db.execute(SHOWN).fetchone() == (0,)
        counts += Counter(surveys=len(surveys), exports=account[0], rows=int(account[1]), figures=compared)
        counts["wrong"] += len(found)
        db.close()
    return counts, wrong


def test_the_marts_say_what_was_answered_in_drawn_surveys_of_every_tool(tmp_path):
    counts, wrong = tried(TOGETHER, 1, tmp_path)
    assert not wrong, "\n".join(map(str, wrong[:40]))
    assert counts["figures"] > 10 * counts["surveys"]


def test_every_format_is_among_the_drawn_surveys():
    uploads = [
        Upload(members, "cp1252", None) for number in range(len(TOOLS)) for members in exported(drawn(number, 1))
    ]
    tools = {formats.read(upload).tool for upload in uploads}
    assert tools == set(formats.NAMES)


@pytest.mark.prove
def test_the_marts_say_what_was_answered_in_some_thousand_drawn_surveys(tmp_path, proof):
    counts, wrong = tried(2_000, 2, tmp_path)
    assert not wrong, "\n".join(map(str, wrong[:200]))
    proof("surveys drawn at random, marts beside the truth", **counts)
