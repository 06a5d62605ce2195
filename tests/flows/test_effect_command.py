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


def test_an_export_without_procedures_is_an_empty_package(run, tmp_path):
    assert "0 releases, 0 records" in run("export", "ocds", "--out", str(tmp_path / "ocds")).output
    assert (tmp_path / "ocds" / "records.json").read_text(encoding="utf-8").endswith('"records": [\n]}\n')
