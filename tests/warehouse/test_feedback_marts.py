"""The sample's surveys all the way to marts: what was put in is what comes out, and nothing gives a small cell back."""

import csv
import io
from collections import Counter

import duckdb
import polars as pl
import pytest

from schemas.settings import Settings
from tasks.build.inputs import receipts_frame
from tasks.landing.store import new_receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.run.folders import Given, land_given
from tasks.sample.world.make import make_world
from tasks.sample.world.programme import programme
from tasks.sample.world.surveys import surveys
from warehouse.build import build
from warehouse.frames import frame

GROUP = ["gathering_id", "occasion", "instrument_id", "instrument_version", "question_code"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample's programme and surveys on disk, without notices, and its truth."""
    folder, world = tmp_path_factory.mktemp("sample"), make_world(1)
    files = dict(surveys(world)) | {f"programme/{path}": data for path, data in programme(world)}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def truth(sample):
    return list(csv.DictReader(io.StringIO((sample / "truth" / "survey_responses.csv").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def marts(sample, tmp_path_factory):
    """A database built from what landed; its checks (the ledger's among them) have passed."""
    settings = Settings(data=tmp_path_factory.mktemp("world") / "data")
    assert land_given(settings, Given(programme=sample / "programme", surveys=sample / "surveys")) == []
    for reader in readers(settings):
        parse.read_new(settings.landing, settings.parsed, reader)
    inputs = parse.inputs(settings.parsed, readers(settings))
    db = duckdb.connect()
    build(db, {**inputs, "parsed.receipts": receipts_frame(list(new_receipts(settings.landing)))}, world="sample")
    return db


def test_every_submission_of_the_sample_is_loaded_once(marts, truth):
    told = Counter(row["instrument_id"] for row in truth if row["question_code"] == "comment")
    grown = [
        row for row in truth if row["instrument_id"] == "samling-forms"
    ]  # each export tells the earlier ones again
    loaded = marts.execute(
        "select instrument_id, count(*) from staging.survey_units where outcome <> 'duplicate' group by all"
    ).fetchall()
    assert dict(loaded) == told
    outcomes = dict(
        marts.execute(
            "select outcome, count(*) from staging.documents where unit = 'submission' group by all"
        ).fetchall()
    )
    first, second = (
        sum(row["question_code"] == "comment" and row["gathering_id"] == f"bolge-1-samling-{number}" for row in grown)
        for number in (1, 2)
    )
    assert outcomes == {"loaded": sum(told.values()), "duplicate": first + (first + second)}


def test_every_submission_with_a_day_finds_its_gathering(marts, truth):
    told = Counter((row["instrument_id"], row["gathering_id"]) for row in truth if row["question_code"] == "comment")
    found = marts.execute(
        "select instrument_id, gathering_id, count(*) from staging.survey_submissions group by all"
    ).fetchall()
    misplaced = {(instrument, place): n for instrument, place, n in found if told.get((instrument, place)) != n}
    last = ("samling-limesurvey", "bolge-3-samling-3")
    assert misplaced == {last: told[last] - 1}  # one was not handed in


def test_every_row_of_every_export_is_accounted_for_and_one_was_not_handed_in(marts):
    parts = "new, same_as_before, replacing, repeated_persons, incomplete, tests, left_out, rejected"
    rows = marts.execute(f"select read, {parts} from staging.survey_account").fetchall()
    assert len(rows) == 12
    assert [row for row in rows if row[0] != sum(row[1:])] == []
    assert [sum(part) for part in zip(*rows, strict=True)][3:] == [0, 0, 1, 0, 0, 0]


def test_what_is_shown_is_what_was_answered(marts, truth):
    told = Counter((row["instrument_id"], row["gathering_id"], row["question_code"], row["answer"]) for row in truth)
    shown = marts.execute(
        "select instrument_id, gathering_id, question_code, option_code, answers from marts.feedback_distribution "
        "where answers is not null and question_code <> 'changes' and instrument_id <> 'samling-limesurvey'"
    ).fetchall()
    assert len(shown) > 100
    assert [row for row in shown if told[row[:4]] != row[4]] == []


def test_no_cell_of_few_is_shown_and_none_is_given_back(marts):
    true = frame(marts, "from staging.feedback_cells")
    shown = frame(marts, "from marts.feedback_distribution").select(*GROUP, "option_code", published="answers")
    figures = frame(marts, "from marts.feedback_by_gathering_question")
    figures = figures.select(*GROUP, "mean", "recommend_score", published_answered="answered")
    cells = true.join(shown, on=[*GROUP, "option_code"]).join(figures, on=GROUP)
    assert cells.filter(pl.col("published").is_between(1, 4)).is_empty()
    hidden = 0
    for group in cells.filter(pl.col("question_kind") != "multiple").partition_by(GROUP):
        hidden += group["published"].is_null().any()
        assert solved(group) == []
    assert hidden > 20


def solved(group):
    """Small cells of a group for which what is published leaves one value only."""
    rows = group.select("step", "answers", "published").rows()
    answered, mean, score = group.select("published_answered", "mean", "recommend_score").row(0)
    unknown = [(step, answers) for step, answers, published in rows if published is None]
    if not unknown or answered is None:
        return []
    if mean is not None:
        weights, total = [step for step, _ in unknown], round(mean * answered)
        total -= sum(step * published for step, _, published in rows if published)
    elif score is not None:
        weights, total = [nps(step) for step, _ in unknown], round(score * answered / 100)
        total -= sum(nps(step) * published for step, _, published in rows if published)
    else:
        weights, total = [0] * len(unknown), 0
    people = answered - sum(published for *_, published in rows if published)
    given_back = []
    for place, (_, answers) in enumerate(unknown):
        others = ways(weights[:place] + weights[place + 1 :], people)
        fitting = [many for many in range(people + 1) if (people - many, total - weights[place] * many) in others]
        assert answers in fitting
        if 0 < answers < 5 and len(fitting) == 1:
            given_back.append((place, answers))
    return given_back


def ways(weights, people):
    """Every (people, sum) that cells with these weights can hold."""
    found = {(0, 0)}
    for weight in weights:
        found = {(n + many, total + many * weight) for n, total in found for many in range(people - n + 1)}
    return found


def nps(step):
    return 1 if step >= 9 else 0 if step >= 7 else -1


def test_no_mart_holds_a_person_an_organisation_of_a_respondent_or_a_comment(marts, sample):
    canaries = [
        row["value"] for row in csv.DictReader((sample / "truth" / "personal_canaries.csv").open(encoding="utf-8"))
    ]
    names = [
        name
        for (name,) in marts.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
    ]
    assert len(names) > 50
    for name in names:
        held = str(marts.execute(f"from {name}").fetchall())
        assert not [value for value in canaries if value in held], name
    assert marts.execute("select count(*) from marts.verbatims").fetchone() == (0,)
    columns = marts.execute(
        "select distinct column_name from information_schema.columns where table_schema = 'marts' and "
        "(table_name like 'feedback%' or table_name in ('themes_by_gathering', 'response_rates', 'intended_changes'))"
    ).fetchall()
    assert not {"respondent", "organisation_number"} & {name for (name,) in columns}


def test_the_share_who_answered_is_of_those_who_took_part(marts):
    rates = marts.execute(
        "select submissions, participants, response_rate from marts.response_rates where not is_suppressed"
    )
    for submissions, participants, rate in rates.fetchall():
        assert rate == pytest.approx(submissions / participants)
        assert 0.4 < rate <= 1


def test_other_scales_are_never_put_together(marts):
    changes = marts.execute("select count(*) from marts.feedback_change where from_mean is not null").fetchone()
    assert changes[0] > 5
    assert marts.execute("select count(*) from marts.feedback_change where to_mean > scale_maximum").fetchone() == (0,)
