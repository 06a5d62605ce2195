"""What the registers say of an organisation, where one says more than another or otherwise."""

import json
from datetime import date

import polars as pl
import pytest

from tasks.drafting.names import KnownNames
from tasks.drafting.register import register_of
from tasks.read.registers import reader

DAY = date(2024, 6, 1)
OLD, NEW, TWIN, PART = "110000006", "110000014", "110000022", "110000030"


def code(number, name, until=None):
    return {"code": number, "name": name, "validFromInRequestedRange": "2017-01-01", "validToInRequestedRange": until}


def unit(number, name, form, **told):
    return {"organisasjonsnummer": number, "navn": name, "organisasjonsform": {"kode": form}} | told


def pair(number, town, until=None):
    return {"sourceCode": number, "targetCode": town, "validFrom": "2017-01-01", "validTo": until}


@pytest.fixture
def names():
    """Names of a register that has these units, and one municipality, Havbygd, with these organisation numbers."""

    def of(units, pairs=()):
        answers = [
            {"codes": [code("7101", "Havbygd - Davvebygd")]},
            {"codes": [code("71", "Havland")]},
            {"correspondenceItems": list(pairs)},
            {"_embedded": {"enheter": units}},
        ]
        frames = [reader.read("", json.dumps(answer).encode()) for answer in answers]
        return KnownNames(register_of({name: pl.concat([frame[name] for frame in frames]) for name in reader.TABLES}))

    return of


SEAT = {"forretningsadresse": {"kommunenummer": "7101"}}


def test_a_municipality_that_klass_has_no_number_for_has_that_of_the_register_of_legal_entities(names):
    known = names([unit(NEW, "HAVBYGD KOMMUNE", "KOMM", **SEAT)])
    assert known.meaning("Havbygd", DAY).chosen.number == NEW
    assert known.meaning("Davvebygd", DAY).chosen.name == "Havbygd kommune"


def test_a_number_that_the_register_of_legal_entities_has_deleted_gives_way_to_the_one_that_lives(names):
    units = [
        unit(NEW, "HAVBYGD KOMMUNE", "KOMM", **SEAT),
        unit(OLD, "HAVBYGD KOMMUNE", "KOMM", slettedato="2020-01-01"),
    ]
    assert names(units, [pair(OLD, "7101")]).meaning("Havbygd", DAY).chosen.number == NEW


def test_two_numbers_that_both_live_are_left_to_decide(names):
    meaning = names([], [pair(OLD, "7101"), pair(NEW, "7101")]).meaning("Havbygd", DAY)
    assert (meaning.chosen, [each.numbers for each in meaning.candidates]) == (None, [(OLD, NEW)])


def test_without_any_number_it_is_left_to_decide(names):
    assert names([]).meaning("Havbygd", DAY).chosen is None


def test_the_name_in_the_register_of_legal_entities_counts_in_each_language(names):
    known = names([unit(NEW, "HAVBYGD KOMMUNE/DAVVEBYGDEN TJÏELTE", "KOMM", **SEAT)], [pair(NEW, "7101")])
    assert known.meaning("Davvebygden tjïelte", DAY).chosen.number == NEW
    assert known.meaning("Havbygd kommune/Davvebygden tjïelte", DAY).chosen.number == NEW


def test_a_part_of_an_agency_that_has_its_name_is_not_the_agency(names):
    known = names([unit(PART, "HAVTILSYNET", "ORGL", overordnetEnhet=NEW), unit(NEW, "HAVTILSYNET", "ORGL")])
    assert known.meaning("Havtilsynet", DAY).chosen.number == NEW


def test_two_agencies_of_one_name_are_left_to_decide(names):
    known = names([unit(TWIN, "HAVTILSYNET", "ORGL"), unit(NEW, "HAVTILSYNET", "ORGL")])
    meaning = known.meaning("Havtilsynet", DAY)
    assert (meaning.chosen, len(meaning.candidates)) == (None, 2)


@pytest.mark.parametrize("written", ["Direktoratet for hav, sjø og vann", "Direktoratet for hav, sjø og vann (DHSV)"])
def test_an_agency_is_known_with_and_without_its_short_name(names, written):
    known = names([unit(NEW, "DIREKTORATET FOR HAV, SJØ OG VANN (DHSV)", "ORGL")])
    assert known.meaning(written, DAY).chosen.number == NEW


@pytest.mark.parametrize("written", ["Havland fylkeskommune", "Davveland fylkeskommune", "Havland fylke"])
def test_a_county_is_known_in_each_language(names, written):
    known = names([unit(NEW, "HAVLAND FYLKESKOMMUNE/DAVVELAND FYLKESKOMMUNE", "FYLK")])
    chosen = known.meaning(written, DAY).chosen
    assert (chosen.number, chosen.name) == (NEW, "Havland fylkeskommune")


def test_units_that_belong_to_one_another_in_a_circle_end(names):
    units = [
        unit(NEW, "HAVTILSYNET", "ORGL", overordnetEnhet=OLD),
        unit(OLD, "SJØTILSYNET", "ORGL", overordnetEnhet=NEW),
    ]
    assert names(units).meaning("Sjøtilsynet", DAY).chosen.number == OLD
