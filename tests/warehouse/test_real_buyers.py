"""The buyers of every real Norwegian notice of ../shared, checked by hand: who is a municipality or county, who not."""

import pytest

UNSEEN = {
    # A municipal enterprise and a county's unit: only the register of legal entities could tell.
    "Kvinesdal Kommunebygg": "K-4227",
    "Bybanen Utbygging": "F-46",
}
NOT_COUNTED = {
    "KS  (Kommunesektorens organisasjon)",
    "Trondheim Renholdsverk AS",
    "Indigo IKS",
    "Stavangerregionen Havn IKS",
    "Grieghallen Utbygging AS",
    "Drangsvann AS",
    "NAV Sør-Trøndelag",
    "NAV Tiltak Rogaland",
    "Stiftelsen Lillehammer museum",
    "[Test][Cloudia]TestOrg6",
}
HARD = {
    ("Tydal kommune", "2024-02-06"): ("5033", "K-5033", "correction"),
    ("Våler kommune", "2023-07-10"): ("3419", "K-3419", "name_among_cobuyers"),
    ("Oslo kommune v/ Sykehjemsetaten", "2022-11-04"): ("0301", "K-0301", "name_exact"),
    ("Oslo kommune v/ Fornebubanen", "2017-12-15"): ("0301", "K-0301", "name_exact"),
    ("VOIS - Vestfold Offentlige Innkjøpssamarbeid", "2023-12-20"): ("3804", "K-3907", "number_of_host"),
    ("Værnesregionen Innkjøp", "2024-02-06"): ("5035", "K-5035", "number_of_host"),
    ("Gjøvikregionen - Anskaffelser", "2024-02-02"): ("3407", "K-3407", "number_of_host"),
    ("Ålesund kommune", "2023-11-15"): ("1507", "K-1507", "number"),
    ("Ålesund kommune", "2024-02-19"): ("1508", "K-1508", "number"),
    ("Ullensaker Kommune", "2019-07-09"): ("0235", "K-3209", "number_outside_period"),
    ("Vestfold og Telemark fylkeskommune", "2024-02-16"): (None, "F-38", "number"),
    ("Viken fylkeskommune", "2023-08-18"): (None, "F-30", "number"),
}


@pytest.fixture(scope="module")
def real(shared, buyers_built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("norway")
    for kind in ("eforms", "ted_export"):
        (folder / kind).mkdir()
        for path in (shared / "notices" / kind / "NOR").iterdir():
            (folder / kind / path.name).write_bytes(path.read_bytes())
    return buyers_built("real", notices=folder)


def decisions(real):
    return real.execute(
        "SELECT name_as_written, published_on::VARCHAR, municipality_code, buyer_id, match_method, match_confidence"
        " FROM marts.buyer_matches"
    ).fetchall()


@pytest.mark.shared
def test_the_hard_ones_are_decided_as_by_hand(real):
    made = {(name, on): (code, buyer_id, method) for name, on, code, buyer_id, method, _ in decisions(real)}
    assert {each: made.get(each) for each in HARD} == HARD


def judged(made):
    """Decisions (name, day, municipality, buyer, method, confidence) by hand: those found, those wrong, those missed.

    Whoever is named kommune or fylkeskommune is one; the other decisions were checked one by one.
    """
    public = {row for row in made if row[3].startswith(("K-", "F-"))}
    named = {row for row in made if "kommune" in row[0].lower() and row[0] not in NOT_COUNTED | UNSEEN.keys()}
    hosts = {row for row in made if row[4] == "number_of_host"}
    missed = {row for row in made if row[0] in UNSEEN and row[3] != UNSEEN[row[0]]}
    return public, public ^ (named | hosts), missed


def test_a_decision_that_is_wrong_is_counted_as_wrong():
    right = [
        ("Havn kommune", "2024-01-01", "0001", "K-0001", "number", 1.0),
        ("Havn skole", "2024-01-01", None, "U-1", "unmatched", 0.0),
    ]
    assert judged(right) == ({right[0]}, set(), set())
    taken, left = (*right[1][:3], "K-0001", *right[1][4:]), (*right[0][:3], "U-2", *right[0][4:])
    assert judged([right[0], taken])[1] == {taken}
    assert judged([left, right[1]])[1] == {left}


@pytest.mark.shared
def test_every_municipality_and_county_is_found_and_nobody_else(real, proof):
    made = decisions(real)
    public, wrong, missed = judged(made)
    proof(
        "real Norwegian buyers",
        rows=len(made),
        municipalities_and_counties=len(public) + len(missed),
        found=len(public),
        wrong=len(wrong),
        missed=len(missed),
        unmatched=sum(row[3].startswith("U-") for row in made),
    )
    assert wrong == set()
    assert len(missed) == len(UNSEEN)


@pytest.mark.shared
def test_no_name_of_a_municipality_is_attached_to_another(real):
    """The name of the municipality on the map of its day stands in the name that the buyer wrote, or it is a host."""
    odd = real.execute("""
        SELECT match.name_as_written, place.municipality_name
        FROM staging.buyer_matches AS match
        INNER JOIN staging.municipalities AS place USING (map_on, municipality_code)
        WHERE match.match_method <> 'number_of_host'
            AND NOT contains(
                lower(match.name_as_written), lower(regexp_extract(place.municipality_name, '^(.*?)( - | \\(|$)', 1))
            )
    """).fetchall()
    assert odd == []
