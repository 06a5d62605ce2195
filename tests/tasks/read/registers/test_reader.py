import json

import pytest

from schemas import catalogue
from tasks.read.registers import reader as registers
from tasks.sample.world.make import make_world
from tasks.sample.world.registers import registers as registers_of

SHA = "a" * 64


def read(answer):
    data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    frames = registers.read(SHA, data)
    for name, frame in frames.items():
        catalogue.tables("parsed")[name].validate(frame, lazy=True)
    return frames


def rules(frames):
    return frames["parsed.rejects"]["rule"].to_list()


UNIT = {
    "organisasjonsnummer": "110000008",
    "navn": "LILLEVIK KOMMUNE",
    "organisasjonsform": {"kode": "KOMM"},
    "registreringsdatoEnhetsregisteret": "2020-01-01",
    "forretningsadresse": {"kommunenummer": "3301"},
}


def cube(value, ids=("Region", "ContentsCode", "Tid"), regions=("K-3301", "K-Rest"), years=("2023", "2024")):
    size = {"Region": len(regions), "ContentsCode": 1, "Tid": len(years)}
    codes = {"Region": regions, "ContentsCode": ("Personer1",), "Tid": years}
    return {
        "class": "dataset",
        "id": list(ids),
        "size": [size[name] for name in ids],
        "dimension": {
            name: {"category": {"index": {code: at for at, code in enumerate(codes[name])}}} for name in codes
        },
        "value": value,
    }


def test_a_page_of_units_is_a_row_per_unit():
    deleted = UNIT | {"organisasjonsnummer": "110000016", "slettedato": "2019-12-31", "overordnetEnhet": "110000008"}
    frames = read({"_embedded": {"enheter": [UNIT, deleted]}, "page": {"totalElements": 2}})
    units = frames["parsed.register_units"].to_dicts()
    assert [unit["organisation_number"] for unit in units] == ["110000008", "110000016"]
    assert units[0]["municipality_code"] == "3301"
    assert str(units[1]["deleted_on"]) == "2019-12-31"
    assert units[1]["parent_organisation_number"] == "110000008"
    assert frames["parsed.documents"]["identity"].to_list()[0] == "register_units 110000008"


def test_a_sub_unit_has_the_municipality_of_where_it_lies():
    sub = UNIT | {"forretningsadresse": None, "beliggenhetsadresse": {"kommunenummer": "5001"}}
    frames = read({"_embedded": {"underenheter": [sub]}})
    assert frames["parsed.register_units"]["municipality_code"].to_list() == ["5001"]


def test_an_empty_page_holds_nothing_and_breaks_no_rule():
    frames = read({"_links": {}, "page": {"size": 20, "totalElements": 0, "totalPages": 0, "number": 0}})
    assert all(frame.is_empty() for frame in frames.values())


def test_a_sole_trader_is_rejected_and_its_name_told_nowhere():
    frames = read(UNIT | {"navn": "KARI CANARY", "organisasjonsform": {"kode": "ENK"}})
    assert rules(frames) == ["sole_trader"]
    assert "CANARY" not in str({name: frame.to_dicts() for name, frame in frames.items()})


def test_one_broken_unit_costs_that_unit_only():
    frames = read({"_embedded": {"enheter": [UNIT, {"navn": "UTEN NUMMER"}, "junk", UNIT | {"slettedato": "i fjor"}]}})
    assert len(frames["parsed.register_units"]) == 1
    assert rules(frames) == ["missing", "missing", "not_a_date"]
    assert len(frames["parsed.documents"]) == 4


def test_codes_are_municipalities_or_counties_by_their_length_and_not_stated_is_left_out():
    period = {"validFromInRequestedRange": "2017-01-01", "validToInRequestedRange": "2020-01-01"}
    codes = [{"code": code, "name": "Navn"} | period for code in ("0602", "33", "9999")]
    codes[1]["validToInRequestedRange"] = None
    frames = read({"codes": codes})
    assert frames["parsed.municipality_codes"]["municipality_code"].to_list() == ["0602"]
    assert frames["parsed.county_codes"]["valid_to"].to_list() == [None]
    assert len(frames["parsed.documents"]) == 2


def test_a_split_has_a_row_per_successor():
    change = {"oldCode": "5012", "oldName": "Snillfjord", "newName": "Ny", "changeOccurred": "2020-01-01"}
    frames = read({"codeChanges": [change | {"newCode": code} for code in ("5054", "5055", "5056", "5059")]})
    assert frames["parsed.municipality_changes"]["new_code"].n_unique() == 4
    assert frames["parsed.documents"]["identity"].n_unique() == 4


def test_a_correspondence_is_read_by_the_length_of_its_source():
    pairs = [
        {"sourceCode": "110000008", "targetCode": "3301", "validFrom": "2020-01-01", "validTo": None},
        {"sourceCode": "02", "targetCode": "3301", "validFrom": "2020-01-01"},
        {"sourceCode": "6", "targetCode": "9999", "validFrom": "2020-01-01"},
    ]
    frames = read({"correspondenceItems": pairs})
    assert frames["parsed.municipality_organisation_numbers"]["municipality_code"].to_list() == ["3301"]
    assert frames["parsed.centrality"]["centrality_class"].to_list() == [2]


def test_population_is_read_from_the_cube_whichever_dimension_turns_fastest():
    by_year = read(cube([101, 102, 7, 8]))["parsed.population"]
    by_region = read(cube([101, 7, 102, 8], ids=("Tid", "ContentsCode", "Region")))["parsed.population"]
    assert by_year.drop("file_sha256").equals(by_region.drop("file_sha256"))
    assert by_year["population"].to_list() == [101, 102]


def test_a_year_in_which_the_municipality_did_not_exist_has_no_row():
    assert read(cube([0, 102, None, 8]))["parsed.population"]["year"].to_list() == [2024]
    assert read(cube({"1": 102}))["parsed.population"]["year"].to_list() == [2024]


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (b"<html>Vedlikehold</html>", "not_json"),
        (b'{"codes": [', "not_json"),
        (b'{"codes": NaN}', "not_json"),
        (b"[" * 100_000, "not_json"),
        ({"error": "vedlikehold"}, "unknown_shape"),
        (cube([1, 2, 3]), "not_json_stat"),
        (cube([1, 2, 3, 4]) | {"size": [2, 2, 1]}, "several_contents"),
    ],
)
def test_what_is_no_answer_of_a_register_is_one_reject_with_its_rule(answer, rule):
    frames = read(answer)
    assert rules(frames) == [rule]
    assert frames["parsed.documents"]["is_rejected"].to_list() == [True]


def test_every_record_of_the_samples_registers_is_read():
    for path, data in registers_of(make_world(1)):
        frames = read(data)
        assert frames["parsed.rejects"].is_empty(), path


@pytest.mark.shared
def test_recorded_answers_of_the_registers_are_read(shared):
    recorded = {
        "brreg/python-brreg__enheter-search-page1-response.json": "parsed.register_units",
        "brreg/python-brreg__underenheter-search-response.json": "parsed.register_units",
        "brreg/python-brreg__enheter-details-deleted-response.json": "parsed.register_units",
        "klass/opisthokonta__changetables.json": "parsed.municipality_changes",
    }
    for path, table in recorded.items():
        frames = read((shared / "registers" / path).read_bytes())
        assert len(frames[table]) == len(frames["parsed.documents"]) > 0, path
        assert frames["parsed.rejects"].is_empty(), path
    empty = read((shared / "registers/brreg/python-brreg__enheter-search-empty-response.json").read_bytes())
    assert empty["parsed.documents"].is_empty()


def test_one_strange_record_of_an_answer_costs_itself_only():
    codes = [
        {"code": code, "name": name, "validFromInRequestedRange": "2020-01-01", "validToInRequestedRange": None}
        for code, name in (("46", "Havland"), ("47", ["Fjelland"]), ("48", "\ud800land"))
    ]
    frames = registers.read(SHA, json.dumps({"codes": codes}).encode())
    assert frames["parsed.county_codes"]["county_code"].to_list() == ["46"]
    assert frames["parsed.rejects"]["rule"].to_list() == ["missing", "not_as_declared"]
    assert frames["parsed.documents"]["is_rejected"].to_list() == [False, True, True]
