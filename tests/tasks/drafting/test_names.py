"""A name decides only where it is beyond doubt: every spelling of every municipality, and none that is wrong."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

BEFORE, BETWEEN, TODAY = date(2018, 3, 6), date(2021, 6, 1), date(2024, 6, 1)


def spellings(name, county):
    """The ways in which people write a municipality."""
    bare = re.sub(r" *\(.*\)", "", name)
    for each in dict.fromkeys((name, bare, *bare.split(" - "))):
        yield from (each, each.upper(), each.lower(), f"{each} kommune", f"{each.upper()} KOMMUNE", f"Kommune {each}")
        yield from (f"{each} komm.", f"{each} kom", f"{each} k.", f"  {each}\u00a0kommune ", f"{each} kommunes")
        yield from (f"{each} kommune ({county})", f"{each}, {county}", f"{each} i {county}")
        yield from (each.replace("-", " "), each.replace("-", " - "), each.replace(" og ", " & "))
        yield each.replace("ø", "o").replace("å", "a").replace("æ", "ae")
        yield from (each.replace("å", "aa").replace("Å", "Aa"), unicodedata.normalize("NFD", each))


def measured(names, towns, day):
    """How many spellings of (name, number, county) mean the right one, are left to decide, or are wrong."""
    found, wrong = Counter(), []
    for name, number, county in towns:
        for written in dict.fromkeys(spellings(name, county)):
            meaning = names.meaning(written, day)
            if meaning.chosen is None:
                found["left to decide"] += 1
                if not any(number in each.numbers for each in meaning.candidates):
                    wrong.append((written, meaning))
            elif meaning.chosen.number == number:
                found["right"] += 1
            else:
                wrong.append((written, meaning))
    return found, wrong


def towns_of(names):
    return [
        (names.register.map.today[each.code], each.number, each.county)
        for each in names.register.municipalities
        if each.number
    ]


@pytest.mark.parametrize("day", [BEFORE, BETWEEN, TODAY], ids=str)
def test_every_spelling_of_an_invented_municipality_means_it_or_is_left_to_decide_with_it_among_the_candidates(
    invented, day
):
    found, wrong = measured(invented, towns_of(invented), day)
    assert wrong == []
    assert found["right"] > 40 * found["left to decide"] > 0


@pytest.mark.parametrize("day", [BEFORE, TODAY], ids=str)
def test_so_it_is_with_a_tenth_of_the_real_ones(real, day):
    found, wrong = measured(real, towns_of(real)[::10], day)
    assert wrong == []
    assert found["right"] > 0


@pytest.mark.prove
@pytest.mark.parametrize("day", [BEFORE, BETWEEN, TODAY], ids=str)
def test_every_spelling_of_every_real_municipality_by_a_list_of_others(real, shared, proof, day):
    with (shared / "registers" / "norway_municipalities_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ours = {each.code: each.number for each in real.register.municipalities}
    towns = [
        # 1508 has the number there that its predecessor had until it was split
        (row["navn_offisielt"], ours["1508"] if row["kommunenummer"] == "1508" else row["orgnr"], row["fylke"])
        for row in rows
        if row["orgnr"]
    ]
    found, wrong = measured(real, towns, day)
    proof(f"spellings of municipalities on {day}", municipalities=len(towns), **found, wrong=len(wrong))
    assert wrong == []


def test_every_former_name_of_a_list_of_others_leads_to_what_the_list_says(real, shared):
    with (shared / "registers" / "municipality_lineage.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    became = {}
    for row in rows:
        became.setdefault(row["old_knr"], set()).add((row["new_knr"], row["new_orgnr"]))

    def today(code, number):
        """The organisation numbers at the end of the list's steps."""
        steps = became.get(code, {(code, number)})
        return {each for new, last in steps for each in ({last} if new == code else today(new, last))}

    wrong = []
    for row in rows:
        meaning = real.meaning(row["old_name"], date(2017, 6, 1))
        numbers = {number for each in meaning.candidates for number in each.numbers}
        told = {meaning.chosen.number} if meaning.chosen else numbers
        if not (
            told == today(row["old_knr"], row["old_orgnr"])
            or (meaning.chosen is None and told & today(row["old_knr"], row["old_orgnr"]))
        ):
            wrong.append((row["old_name"], told))
    assert len(rows) > 70
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Trondheim kommune", "942110464"),
        ("Tråante", "942110464"),
        ("Trondheim (Klæbu)", "942110464"),
        ("Stjørdal komm.", "939958851"),
        ("Drammen", "921234554"),
        ("Våler i Hedmark", "871034222"),
        ("Våler kommune (Østfold)", "959272581"),
        ("Våler, Innlandet fylke", "871034222"),
        ("Leksvik (til 2018)", "944305483"),
        ("Rissa (2017)", "944305483"),
        ("Kautokeino kommune", "945475056"),
        ("Kárášjohka", "963376030"),
        ("Ørland/Bjugn", "921806027"),
        ("Bø (Telemark)", "920297293"),
        ("Trøndelag fylke", "817920632"),
    ],
)
def test_a_real_name_as_people_write_it_means_its_number(real, written, number):
    assert real.meaning(written, BEFORE).chosen.number == number


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Våler", {"Våler kommune"}),
        ("Trondhjem", {"Trondheim - Tråante kommune"}),
        ("Snillfjord", {"Heim kommune", "Hitra kommune", "Orkland kommune"}),
        ("Levanger og Verdal kommune", {"Levanger - Levangke kommune", "Verdal kommune"}),
        ("Levanger kommune og Verdal kommune", {"Levanger - Levangke kommune", "Verdal kommune"}),
        ("Frosta eiendom KF", {"Frosta kommune"}),
        ("Trøndelag", {"Trøndelag fylkeskommune"}),
        ("Bø", {"Bø kommune", "Midt-Telemark kommune"}),
        ("Nord-Os", {"Nord-Odal kommune", "Nord-Fron kommune"}),
        ("Kari Nordmann", set()),
        ("Direktoratet for det som ikke finnes", set()),
        ("kommune", set()),
        ("", set()),
    ],
)
def test_a_real_name_in_doubt_is_left_to_decide(real, written, candidates):
    meaning = real.meaning(written, BEFORE)
    assert meaning.chosen is None
    assert candidates <= {each.name for each in meaning.candidates}
    assert candidates or not meaning.candidates


def test_a_name_that_two_had_means_the_one_that_has_it_on_the_day(real):
    assert real.meaning("Bø", BEFORE).chosen is None
    assert real.meaning("Bø", BETWEEN).chosen.county == "Nordland"
    assert real.meaning("Bø", BETWEEN).former is None


def test_a_former_name_says_until_when_it_was_used(real):
    assert real.meaning("Leksvik", TODAY).former == date(2018, 1, 1)
    assert real.meaning("Trondheim", BEFORE).former is None


def test_a_former_municipality_that_was_split_leads_to_the_one_that_kept_its_name(real):
    assert real.meaning("Ålesund", BETWEEN).chosen.number == "929911709"


def test_a_municipality_without_a_number_in_the_registers_is_left_to_decide(real):
    meaning = real.meaning("Haram", TODAY)
    assert (meaning.chosen, [each.numbers for each in meaning.candidates]) == (None, [()])


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("Direktoratet for oppdiktede saker", "510023110", "state_agency"),
        ("DIREKTORATET FOR OPPDIKTEDE SAKER (DOS)", "510023110", "state_agency"),
        ("Drømmetilsynet", "510000005", "state_agency"),
        ("Drommetilsynet", "510000005", "state_agency"),
        ("Tåkeland fylkeskommune", "410023113", "county"),
        ("Tåkeland fylke", "410023113", "county"),
    ],
)
def test_an_agency_or_county_means_its_number(invented, written, number, kind):
    chosen = invented.meaning(written, TODAY).chosen
    assert (chosen.number, chosen.kind) == (number, kind)


def test_a_department_of_a_municipality_is_no_agency(invented):
    meaning = invented.meaning("Tusseøy kommune oppvekst", TODAY)
    assert meaning.chosen.kind == "municipality"
    assert not meaning.is_exact
