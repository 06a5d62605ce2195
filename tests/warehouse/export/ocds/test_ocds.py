"""The export is valid by the standard's own schemas, says what the marts say, and others read it as we do."""

import json
from pathlib import Path

import jsonschema
import ocdscardinal
import pytest
from referencing import Registry, Resource

from warehouse.export.ocds.filled import FILLED
from warehouse.export.ocds.merge import compiled, pruned

HERE = Path(__file__).parent
RECORD = "https://standard.open-contracting.org/schema/1__2__0/record-schema.json"


@pytest.fixture(scope="session")
def validator(shared):
    """A validator by the standard's file of a name. The record package points to a schema of 1.2 that is not there:
    in its place stands what 1.1 says of a record, by the release schema."""
    schemas = {path.name: json.loads(path.read_text()) for path in (shared / "ocds").glob("*.json")}
    release = schemas["release-schema.json"]["id"]
    record = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "required": ["ocid", "releases"],
        "properties": {
            "ocid": {"type": "string", "minLength": 1},
            "releases": {"type": "array", "minItems": 1, "items": {"$ref": release}},
            "compiledRelease": {"$ref": release},
        },
    }
    known = {schema["id"]: schema for schema in schemas.values()} | {RECORD: record}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in known.items())

    def validator(name):
        checker = jsonschema.Draft4Validator.FORMAT_CHECKER
        return jsonschema.Draft4Validator(schemas[name], registry=registry, format_checker=checker)

    return validator


def test_a_release_for_each_notice_and_a_record_for_each_procedure(exported):
    notices = exported.db.execute("select count(*) from marts.procedure_notices").fetchone()[0]
    procedures = exported.db.execute("select count(*) from marts.procedures").fetchone()[0]
    assert exported.counts == {"releases": notices, "records": procedures}
    assert len(exported.read("releases.json")["releases"]) == notices
    assert len(exported.read("records.json")["records"]) == procedures


@pytest.mark.shared
def test_the_packages_are_valid_by_the_schemas_of_the_standard(exported, validator):
    for kind in ("release", "record"):
        errors = list(validator(f"{kind}-package-schema.json").iter_errors(exported.read(f"{kind}s.json")))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.shared
def test_a_package_that_is_not_valid_is_found_out(sample, validator):
    package = sample.read("releases.json")
    del package["releases"][0]["ocid"]
    package["releases"][1]["tender"]["procurementMethod"] = "secret"
    assert len(list(validator("release-package-schema.json").iter_errors(package))) == 2


def fields_cardinal_finds(exported):
    found = ocdscardinal.coverage(str(exported.folder / "compiled_releases.jsonl"))
    inner = {path for path in found if f"{path}/" in found or f"{path}[]/" in found}
    return {path for path in found if path and not path.endswith(("/", "[]"))} - inner


def test_cardinal_finds_no_field_that_we_do_not_say_we_fill(exported):
    assert fields_cardinal_finds(exported) <= FILLED.keys()


@pytest.mark.shared
def test_cardinal_finds_every_field_that_we_say_we_fill(sample, real):
    assert fields_cardinal_finds(sample) | fields_cardinal_finds(real) == FILLED.keys()


def flags(exported, name):
    query = (HERE / f"{name}.sql").read_text(encoding="utf-8")
    rows = exported.db.execute(query, {"file": str(exported.folder / "compiled_releases.jsonl")})
    return {row[0]: row[1:] for row in rows.fetchall()}


def ours(exported, indicator):
    rows = exported.db.execute(
        "select procedure_key, list(value) from marts.indicator_units where indicator_id = ? and has_data group by 1",
        [indicator],
    )
    return dict(rows.fetchall())


def test_r003_over_the_exported_json_agrees_case_by_case_with_the_short_window(exported):
    told, own = flags(exported, "r003"), ours(exported, "short_window")
    common = told.keys() & own.keys()
    assert common
    assert {key: told[key][0] for key in common} == {key: own[key] == [1.0] for key in common}
    assert not [key for key in told.keys() - own.keys() if told[key][0] is False]


def test_r018_over_the_exported_json_agrees_case_by_case_with_the_single_bidder(exported):
    told, own = flags(exported, "r018"), ours(exported, "single_bidder")
    common = told.keys() & own.keys()
    assert common
    assert {key: told[key][0] for key in common} == {key: set(own[key]) == {1.0} for key in common}
    for key in told.keys() - own.keys():
        _, is_awarded, is_framework = told[key]
        assert is_framework or not is_awarded, key


def test_awards_suppliers_and_sums_of_the_compiled_releases_are_those_of_the_marts(exported):
    told = {}
    for line in (exported.folder / "compiled_releases.jsonl").read_text(encoding="utf-8").splitlines():
        release = json.loads(line)
        active = [each for each in release.get("awards", ()) if each.get("status") == "active"]
        values = [each["value"] for each in active if "value" in each]
        told[release["tender"]["id"]] = (
            len(active),
            len({supplier["id"] for each in active for supplier in each.get("suppliers", ())}),
            round(sum(value["amount"] for value in values if value["currency"] == "NOK"), 2),
        )
    rows = exported.db.execute("""
        SELECT award.procedure_key, count(DISTINCT award.award_id), count(DISTINCT winner.winner_key),
            coalesce(any_value(sums.value_nok), 0)::DOUBLE
        FROM marts.result_awards AS award
        LEFT JOIN marts.award_winners AS winner USING (award_id)
        LEFT JOIN (
            SELECT procedure_key, sum(awarded_value_nok) AS value_nok
            FROM marts.result_awards
            GROUP BY procedure_key
        ) AS sums USING (procedure_key)
        WHERE award.has_winner
        GROUP BY award.procedure_key
    """).fetchall()
    expected = {key: tuple(rest) for key, *rest in rows}
    assert expected
    assert {key: told[key] for key in expected} == expected
    assert {key for key, (active, *_) in told.items() if active} == expected.keys()


def test_later_says_over_earlier_thing_by_thing():
    early = {"ocid": "o", "id": "1", "date": "2020", "tag": ["tender"], "lots": [{"id": "a", "x": 1, "y": 1}], "n": [1]}
    late = {
        "ocid": "o",
        "id": "2",
        "date": "2021",
        "tag": ["award"],
        "lots": [{"id": "b"}, {"id": "a", "x": 2}],
        "n": [2],
    }
    assert compiled([early, late]) == {
        "id": "o-2021",
        "date": "2021",
        "tag": ["compiled"],
        "ocid": "o",
        "lots": [{"id": "a", "x": 2, "y": 1}, {"id": "b"}],
        "n": [2],
    }


def test_empty_values_are_not_told():
    assert pruned({"a": None, "b": {"c": [], "d": {"e": ""}}, "f": 0, "g": False}) == {"f": 0, "g": False}
