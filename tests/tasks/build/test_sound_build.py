"""What breaks the build is followed to its documents, and the rest is built; beyond a few of them, nothing is."""

from dataclasses import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import replace

from schemas.settings import Settings
from tasks.build.inputs import BuildInputs
from tasks.build.sound_build import make_sound
from tasks.build.warehouse_file import warehouse_file
from tasks.landing.set_aside import Decision, decide, decisions_in_force, readmit_all
from tasks.landing.store import Landing
from tasks.parse import parse
from tasks.parse.readers import readers
from warehouse.build import CheckFailedError, failed, fill, load_parsed, load_seeds, tables_of
from warehouse.graph import ModelError, in_order, read_models
from warehouse.lineage import upstream
from warehouse.origins import documents_behind

GOLDEN = Path(__file__).parent.parent / "read" / "notices" / "golden" / "eforms"
WORDS = {
    "root": "ContractAwardNotice",
    "customization": "eforms-sdk-1.10",
    "subtype": "29",
    "form": "result",
    "type": "can-standard",
}
HUGE = "900000000000000000"


def result(number, amount="4200000"):
    """A result notice of two winning tenders, no total; two huge ones are together more than an amount may be."""
    text = (GOLDEN / "result.xml").read_text(encoding="utf-8").replace("11111111-2222", f"{number:08}-2222")
    named, winner = "<cbc:ID>TEN-0002</cbc:ID>\n", "<efac:LotTender><cbc:ID>TEN-0001</cbc:ID></efac:LotTender>"
    paid = f'<cbc:PayableAmount currencyID="NOK">{int(amount) + 1}</cbc:PayableAmount>'
    text = re.sub(r"<(cbc:TotalAmount|efbc:OverallMaximumFrameworkContractsAmount) .*?</\1>", "", text)
    text = text.replace(named, f"{named}<cac:LegalMonetaryTotal>{paid}</cac:LegalMonetaryTotal>")
    text = text.replace("4200000</cbc:PayableAmount", f"{amount}</cbc:PayableAmount")
    for word, value in WORDS.items():
        text = text.replace("{{" + word + "}}", value)
    return text.replace(winner, winner + winner.replace("0001", "0002")).encode()


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def build_inputs(settings):
    """Land notices and read them; what the warehouse follows from."""

    def landed(*notices):
        with Landing(settings.landing, "sample") as landing:
            for number, data in enumerate(notices):
                landing.put(data, "folder", "notices", f"{number}.xml")
        for reader in readers(settings):
            parse.read_new(settings.landing, settings.parsed, reader)
        return BuildInputs.of(settings)

    return landed


def build(db, build_inputs, *wanted, models=None):
    """Make some marts and what they rest on."""
    models = models or read_models()
    load_parsed(db, build_inputs.inputs)
    load_seeds(db, "sample")
    for schema in ("staging", "indicators", "marts"):
        db.execute(f"CREATE SCHEMA {schema}")
    needed = upstream(models, wanted)
    for model in in_order({name: models[name] for name in models if name in needed}, tables_of(db)):
        fill(db, model)


@pytest.fixture
def make(settings):
    """Make the marts of notices and hold them to a rule; `keys` are the notices of the last ones that were sound."""
    made = SimpleNamespace(keys=[], rule=None, models=None)

    def sound(build_inputs):
        with warehouse_file(settings) as db:
            build(db, build_inputs, "marts.notice_versions", models=made.models)
            if made.rule and db.execute(made.rule).fetchall():
                raise failed(db, {"a_rule": made.rule})
            keys = db.execute("SELECT notice_key FROM marts.notice_versions ORDER BY 1").fetchall()
            made.keys = [key for (key,) in keys]

    made.sound = sound
    return made


def test_what_a_model_cannot_be_made_with_is_found_and_left_out(settings, build_inputs, make):
    poison = result(7, HUGE)
    found = make_sound(
        settings, build_inputs(*(result(number) for number in range(1, 7)), poison, result(8)), make.sound
    )
    assert [(one.rule, one.member) for one in found] == [("marts.notice_versions", "")]
    assert make.keys == [f"{number:08}-2222-4333-8444-555555555555-02" for number in (1, 2, 3, 4, 5, 6, 8)]


def test_rows_that_break_a_rule_take_their_documents_out(settings, build_inputs, make):
    make.rule = "SELECT notice_key FROM marts.notice_versions WHERE notice_key[8] IN ('2', '4')"
    found = make_sound(settings, build_inputs(*(result(number) for number in range(1, 6))), make.sound)
    assert [one.rule for one in found] == ["a_rule", "a_rule"]
    assert [key[:8] for key in make.keys] == ["00000001", "00000003", "00000005"]


def test_rows_that_lead_to_no_document_are_our_fault(settings, build_inputs, make):
    make.rule = "SELECT 1 AS left_over"
    with pytest.raises(CheckFailedError, match="left_over"):
        make_sound(settings, build_inputs(result(1)), make.sound)
    make.rule = "SELECT 'nobody' AS notice_key"
    with pytest.raises(CheckFailedError, match="nobody"):
        make_sound(settings, build_inputs(result(1)), make.sound)


def test_a_check_whose_rows_name_no_document_is_followed_to_the_first_that_breaks_it(settings, build_inputs, make):
    make.rule = "SELECT count(*) AS notices FROM marts.notice_versions WHERE notice_key[8] = '3' HAVING count(*) > 0"
    found = make_sound(settings, build_inputs(*(result(number) for number in range(1, 6))), make.sound)
    assert [one.rule for one in found] == ["a_rule"]
    assert [key[7] for key in make.keys] == ["1", "2", "4", "5"]


def test_more_than_a_few_documents_are_our_fault(tmp_path, build_inputs, make):
    make.rule = "SELECT notice_key FROM marts.notice_versions"
    given = build_inputs(*(result(number) for number in range(1, 4)))
    with pytest.raises(CheckFailedError):
        make_sound(Settings(data=tmp_path / "data", set_aside_at_most=2), given, make.sound)
    assert len(make_sound(Settings(data=tmp_path / "data", set_aside_at_most=3), given, make.sound)) == 3


def test_a_model_that_breaks_without_a_document_is_our_fault(settings, build_inputs, make, monkeypatch):
    make.models = read_models() | {"staging.lots": replace(read_models()["staging.lots"], made_by="SELECT error('us')")}
    monkeypatch.setattr("warehouse.bisect.read_models", lambda: make.models)
    with pytest.raises(ModelError, match="us"):
        make_sound(settings, build_inputs(result(1)), make.sound)


def test_a_constraint_names_the_documents_of_the_rows_it_refuses(settings, build_inputs):
    lots = read_models()["marts.lots"]
    second = "if(lot.notice_key like '00000002%', null, lot.lot_id) as lot_id,"
    spoiled = replace(lots, made_by=lots.made_by.replace("lot.lot_id,", second, 1))
    with (
        warehouse_file(settings) as db,
        pytest.raises(CheckFailedError, match=r"marts\.lots\.lot_id") as caught,
    ):
        build(db, build_inputs(result(1), result(2)), "marts.lots", models=read_models() | {"marts.lots": spoiled})
    (documents,) = caught.value.documents.values()
    assert len(documents) == 1


def test_a_row_without_a_way_back_leads_nowhere(settings, build_inputs):
    given = build_inputs(result(1))
    with warehouse_file(settings) as db:
        load_parsed(db, given.inputs)
        assert documents_behind(db, "SELECT 'x' AS notice_key", ["notice_key"]) == []  # no notices are built yet
        assert documents_behind(db, "SELECT 1 AS rows", ["rows"]) == []


def test_a_decision_holds_for_the_code_that_made_it_and_a_persons_for_all(tmp_path):
    decided = Decision("a" * 64, "", "a_rule", "why", "2026-01-01T00:00:00+00:00", "this code")
    persons = Decision("b" * 64, None, "set_aside_by_a_person", "why", "2026-01-01T00:00:00+00:00")
    decide(tmp_path, [decided, persons])
    assert decisions_in_force(tmp_path, "this code") == [decided, persons]
    assert decisions_in_force(tmp_path, "another code") == [persons]
    readmit_all(tmp_path, [persons])
    assert decisions_in_force(tmp_path, "this code") == [decided]


def test_readmitting_a_file_readmits_every_document_of_it(tmp_path):
    document = Decision("a" * 64, "1.xml", "a_rule", "why", "2026-01-01T00:00:00+00:00", "code")
    whole = Decision("a" * 64, None, "set_aside_by_a_person", "why", "2026-01-01T00:00:00+00:00")
    decide(tmp_path, [document, whole])
    readmit_all(tmp_path, [whole])
    assert decisions_in_force(tmp_path, "code") == []


def test_what_is_set_aside_changes_what_the_marts_follow_from(settings, build_inputs):
    given = build_inputs(result(1))
    (sha256,) = (receipt.sha256 for receipt in given.told)
    decide(settings.landing, [Decision(sha256, None, "set_aside_by_a_person", "why", "2026-01-01T00:00:00+00:00")])
    assert BuildInputs.of(settings).fingerprint != given.fingerprint
