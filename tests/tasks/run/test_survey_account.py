"""What becomes of each row of each export, told to the operator alone."""

import stat

import duckdb
import pytest

from schemas.settings import Settings
from tasks.build.inputs import receipts_frame
from tasks.landing.store import new_receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.run import survey_account
from tasks.run.folders import Given, land_given
from tests.drawn_surveys.books import folder
from warehouse.build import build
from warehouse.frames import frame

BOOK = """
id = "after"
[submission]
id = ["Svar", "Dato"]
submitted_at = ["Dato"]
complete = "Ferdig"
test = "Prøve"
[identity]
columns = ["E-post"]
[organisation]
columns = ["Kommune"]
[[questions]]
code = "useful"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["Nyttig?"]
"""
HEAD = "Svar;Dato;Ferdig;Prøve;E-post;Kommune;Nyttig?;Notat"
FIRST = """
a;06.03.2024 10:00;Ja;;ada@fjordvik.example;Fjordvik;5;
b;06.03.2024 10:01;Ja;;bo@fjordvik.example;Fjordvik;4;
c;06.03.2024 10:02;Nei;;cai@fjordvik.example;Fjordvik;;
d;06.03.2024 10:03;Ja;x;kontor@fjordvik.example;Fjordvik;1;
e;06.03.2024 10:04;Ja;;;Fjordvik;3;
f;06.03.2024 10:04;Ja;;;Fjordvik;3;
g;06.03.2024 10:05;Ja;;;Ukjendvik;9;
Totalt;;;;;;16;
"""
SECOND = """
a;06.03.2024 10:00;Ja;;ada@fjordvik.example;Fjordvik;5;
b;06.03.2024 10:01;Ja;;bo@fjordvik.example;Fjordvik;2;
h;07.03.2024 10:00;Ja;;ada@fjordvik.example;Fjordvik;3;
i;07.03.2024 10:01;Ja;;dag@fjordvik.example;Ukjendvik;3;
"""


@pytest.fixture
def settings(tmp_path):
    """A data folder in which two exports of one form have landed and been built."""
    for path, text in [*folder([]), ("codebooks/after.toml", BOOK)]:
        (tmp_path / "programme" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "programme" / path).write_text(text, encoding="utf-8")
    settings = Settings(data=tmp_path / "data")
    for number, rows in enumerate((FIRST, SECOND), start=1):
        (tmp_path / f"surveys{number}").mkdir()
        (tmp_path / f"surveys{number}" / f"svar{number}.csv").write_text(HEAD + rows, encoding="utf-8")
        assert land_given(settings, Given(tmp_path / "programme", surveys=tmp_path / f"surveys{number}")) == []
    return settings


@pytest.fixture
def db(settings):
    for reader in readers(settings):
        parse.read_new(settings.landing, settings.parsed, reader)
    inputs = parse.inputs(settings.parsed, readers(settings))
    db = duckdb.connect()
    build(db, {**inputs, "parsed.receipts": receipts_frame(list(new_receipts(settings.landing)))}, world="sample")
    survey_account.save(settings, db)
    return db


def test_every_row_has_its_part_and_the_operator_alone_is_told(settings, db):
    first, *beside_first, second, _, unknown = survey_account.told(settings)
    assert first.partition("): ")[2] == (
        "rows read 8 = new 4 + same as before 0 + replacing 0 + repeated persons 0 + incomplete 1 + tests 1 "
        "+ left out 1 + rejected 1"
    )
    assert second.partition("): ")[2] == (
        "rows read 4 = new 1 + same as before 1 + replacing 1 + repeated persons 1 + incomplete 0 + tests 0 "
        "+ left out 0 + rejected 0"
    )
    assert "(svar1.csv)" in first
    assert [line.split()[0] for line in beside_first] == ["1", "columns", "organisation"]
    assert beside_first[1] == "  columns not read: H"
    assert unknown.startswith("  organisation not recognised: line 5. Spelt otherwise than in members.csv")
    assert stat.S_IMODE(settings.survey_account.stat().st_mode) == 0o600
    published = db.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    assert not [name for (name,) in published if "account" in name]


def test_the_figures_are_of_people_and_of_their_newest_answers(db):
    (group,) = frame(db, "from staging.feedback_groups").to_dicts()
    assert (group["asked"], group["answered"], group["mean"]) == (5, 5, (3 + 2 + 3 + 3 + 3) / 5)
    (rate,) = frame(db, "from marts.response_rates").to_dicts()
    assert rate["submissions"] == 5


def test_no_account_is_told_before_a_build(settings):
    assert list(survey_account.told(settings)) == []
