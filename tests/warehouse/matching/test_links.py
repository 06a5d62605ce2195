import polars as pl
import pytest

from warehouse.matching import links


def pair(asked, candidate, cpv=("48000000", "48613000"), days=90, **told):
    return pl.DataFrame(
        {
            "link": [told.get("link", "planning")],
            "asked_title": [asked],
            "candidate_title": [candidate],
            "asked_cpv_code": [cpv[0]],
            "candidate_cpv_code": [cpv[1]],
            "days": [days],
            "journal_days_off": [told.get("journal")],
        },
        schema_overrides={"journal_days_off": pl.Int64},
    )


def confidence(*args, **kwargs):
    return links.confidence(pair(*args, **kwargs))[0]


def test_words_that_every_notice_has_say_nothing():
    assert links.telling("Veiledende kunngjøring: anskaffelse av nytt arkivsystem") == "arkivsystem"
    assert confidence("Veiledende kunngjøring", "Anskaffelse av", cpv=("48000000", "48000000")) < 0.5


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [("48000000", "48613000", 2), ("48613000", "48613000", 8), ("30000000", "30200000", 2)],
)
def test_cpv_codes_are_as_near_as_the_digits_they_share(one, other, digits):
    assert links.shared(one, other) == digits


def test_trailing_zeros_are_no_agreement():
    assert links.shared("30000000", "39000000") == 1


def test_a_nearer_title_code_and_day_are_each_more_likely():
    base = confidence("Sak- og arkivsystem", "Arkivsystem")
    assert confidence("Arkivsystem", "Arkivsystem") > base
    assert confidence("Sak- og arkivsystem", "Arkivsystem", cpv=("48613000", "48613000")) > base
    assert confidence("Sak- og arkivsystem", "Arkivsystem", days=700) < base


def test_a_journal_number_of_another_day_rules_a_competition_out():
    same = {"link": "result", "cpv": ("48000000", "48000000")}
    assert confidence("Arkivsystem", "Arkivsystem", journal=90, **same) == 0
    assert confidence("Arkivsystem", "Arkivsystem", journal=3, **same) > links.THRESHOLDS["result"]


def test_a_missing_code_or_title_is_no_error():
    assert 0 <= confidence(None, "Arkivsystem", cpv=(None, "48000000")) < 0.5
