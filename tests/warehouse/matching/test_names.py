import pytest

from warehouse.matching import names

TOWNS = [
    ("0301", "Oslo"),
    ("1108", "Sandnes"),
    ("1119", "Hå"),
    ("1515", "Herøy"),
    ("1818", "Herøy"),
    ("1804", "Bodø"),
    ("3050", "Flesberg"),
    ("5001", "Trondheim - Tråante"),
    ("5036", "Frosta"),
    ("5043", "Raarvihke - Røyrvik"),
    ("5056", "Hitra"),
    ("5057", "Ørland"),
    ("3451", "Nord-Aurdal"),
    ("4020", "Midt-Telemark"),
]
KNOWN = names.known_names(TOWNS)
COUNTIES = {"trøndelag": "Trøndelag", "møre og romsdal": "Møre og Romsdal"}


@pytest.mark.parametrize(
    ("written", "method", "codes"),
    [
        ("Sandnes kommune", "name_exact", ("1108",)),
        ("SANDNES KOMMUNE", "name_exact", ("1108",)),
        ("Sandnes kommnune", "name_exact", ("1108",)),
        ("Sandnes kommuna", "name_exact", ("1108",)),
        ("Trondheim kommune/Tråanten tjïelte", "name_exact", ("5001",)),
        ("Tråanten tjïelte / Trondheim kommune", "name_exact", ("5001",)),
        ("Municipality of Hitra", "name_exact", ("5056",)),
        ("Hå kommune", "name_exact", ("1119",)),
        ("Nord-Aurdal kommune", "name_exact", ("3451",)),
        ("Oslo kommune v/ Sykehjemsetaten", "name_exact", ("0301",)),
        ("Herøy kommune", "name_exact", ("1515", "1818")),
        ("Orland kommune", "name_folded", ("5057",)),
        ("Trondhem kommune", "name_fuzzy", ("5001",)),
        ("Trondheim", "name_bare", ("5001",)),
        ("Frosta eiendom KF", "name_enterprise", ("5036",)),
    ],
)
def test_a_municipality_is_recognised(written, method, codes):
    found = names.match(written, KNOWN, COUNTIES)
    assert (found.method, found.codes) == (method, codes)


@pytest.mark.parametrize(
    "written",
    [
        "KS (Kommunesektorens organisasjon)",
        "Trondheim Renholdsverk AS",
        "Kvinesdal Kommunebygg",
        "Oslo Universitetssykehus HF",
        "Ås kommune",
        "Hole kommune",
        "Kommune",
        "",
        "Midt-Norge kommunerevisjon",
    ],
)
def test_what_is_not_among_the_municipalities_stays_unmatched(written):
    assert names.match(written, KNOWN, COUNTIES).method == "none"


def test_what_is_close_to_two_is_matched_with_neither():
    known = names.known_names([("1", "Nordfjord"), ("2", "Nordfjard")])
    assert names.match("Nordfjerd kommune", known, {}).method == "none"


def test_an_unmatched_name_tells_its_best_candidate():
    found = names.match("Flekkeberg kommune", KNOWN, COUNTIES)
    assert (found.method, found.candidate) == ("none", "flesberg")
    assert 0 < found.score < names.THRESHOLD


def test_a_county_is_no_municipality():
    assert names.match("Møre og Romsdal fylkeskommune", KNOWN, COUNTIES).county == "Møre og Romsdal"
    assert names.match("Sandnes fylkeskommune", KNOWN, COUNTIES).method == "none"


def test_text_that_was_decoded_twice_is_put_right():
    assert names.plain("Bodø kommune".encode().decode("cp1252")) == "bodø kommune"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Herøy kommune i Nordland", ("herøy kommune", "nordland")),
        ("HERØY (MØRE OG ROMSDAL) KOMMUNE", ("herøy kommune", "møre og romsdal")),
        ("Herøy kommune, Nordland fylke", ("herøy kommune", "nordland")),
        ("Oslo kommune", None),
        ("Nordland fylkeskommune", None),
        ("Herøy kommune", None),
    ],
)
def test_a_county_that_a_municipalitys_name_states_is_told(written, expected):
    assert names.stated_county(written, ["nordland", "møre og romsdal", "oslo"]) == expected
