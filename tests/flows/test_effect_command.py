"""`bestillerpuls effect` and `bestillerpuls export ocds` on a published file."""

import duckdb
import pytest
from typer.testing import CliRunner

from flows.commands.cli import app
from schemas import catalogue, ddl
from schemas.errors import UserError
from schemas.settings import load_settings

ROWS = """
    insert into file.effect_estimates by name
    select
        unnest(['early', 'early']) as indicator_id, unnest(['headline', 'donut']) as analysis_id,
        unnest(['Hovedanslag', 'Uten halvåret']) as analysis_name_nb, unnest(['Headline', 'Donut']) as analysis_name_en,
        'simple' as aggregation, 'all' as wave_id, 'share' as estimate_unit, unnest([0.1, 0.2]) as estimate,
        unnest([true, false]) as is_headline,
        unnest(['Varslet: ingenting under 9 prosentpoeng.', null]) as sentence_nb,
        unnest(['Preceded: nothing below 9 points.', null]) as sentence_en,
        unnest(['De meldte seg selv på.', null]) as threats_nb, unnest(['They chose themselves.', null]) as threats_en
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a data folder in which marts are published."""
    current = tmp_path / "published" / "current"
    current.mkdir(parents=True)
    with duckdb.connect() as db:
        db.execute(f"attach '{current}/marts.duckdb' as file")
        for name, table in catalogue.tables("marts").items():
            db.execute(ddl.create_table(table, f"file.{name.removeprefix('marts.')}"))
        db.execute(ROWS)
    monkeypatch.setenv("BESTILLERPULS_DATA", str(tmp_path))
    load_settings.cache_clear()
    yield lambda *words: CliRunner().invoke(app, words)
    load_settings.cache_clear()


def test_each_indicator_has_its_sentence_in_both_languages_and_the_threats_stand_below(run):
    said = run("effect").output
    assert "Varslet: ingenting under 9 prosentpoeng." in said
    assert "Preceded: nothing below 9 points." in said
    assert said.index("Preceded") < said.index("They chose themselves.")


def test_one_indicator_is_shown_in_every_way_it_was_looked_at(run):
    said = run("effect", "--indicator", "early", "--language", "en").output
    assert "Donut" in said
    assert "Varslet" not in said


def test_an_unknown_indicator_is_refused_with_where_they_are_listed(run):
    with pytest.raises(UserError, match=r"No indicator nothing\. .*marts\.indicators"):
        raise run("effect", "--indicator", "nothing").exception


def test_what_was_said_beforehand_is_printed_with_its_digest_and_what_was_known_then(run, tmp_path):
    assert "No plan has landed" in run("analysis-plan").output
    with duckdb.connect(tmp_path / "published" / "current" / "marts.duckdb") as db:
        db.execute("""
            insert into evaluation_plan by name
            select
                unnest(['d2', 'd1']) as plan_digest, 'early' as indicator_id, unnest([true, false]) as is_current,
                unnest([timestamp '2024-03-02 08:00', timestamp '2024-01-02 08:00']) as landed_at,
                date '2024-01-01' as decided_on, 'Styret' as decided_by, unnest([6, null]) as half_years,
                'dialogue' as family, 'primary' as role, 'up' as direction, unnest([40, 7]) as notices_landed_before,
                unnest([false, true]) as is_before_training
        """)
    said = run("analysis-plan").output
    assert said.index("d2 (in force)") < said.index("d1 (earlier)")
    assert "40 notices had landed before it; the first wave had begun" in said
    assert "7 notices had landed before it; the first wave had not begun" in said
    assert "counts 6 half-years" in said
    assert "counts all half-years" in said


def test_an_export_without_procedures_is_an_empty_package(run, tmp_path):
    assert "0 releases, 0 records" in run("export", "ocds", "--out", str(tmp_path / "ocds")).output
    assert (tmp_path / "ocds" / "records.json").read_text(encoding="utf-8").endswith('"records": [\n]}\n')
