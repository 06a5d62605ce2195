import datetime as dt
import re

import pytest

from warehouse.dashboard import words
from warehouse.dashboard.words import LANGUAGES

PLACE = re.compile(r"\{\w+\}")


def test_both_languages_hold_the_same_texts():
    assert set(words.words("nb")) == set(words.words("en"))
    assert set(words.evidence_words()["nb"]) == set(words.evidence_words()["en"])


@pytest.mark.parametrize("key", words.words("nb"))
def test_a_text_has_the_same_places_to_fill_in_both_languages(key):
    assert sorted(PLACE.findall(words.words("nb")[key])) == sorted(PLACE.findall(words.words("en")[key]))


@pytest.mark.parametrize(
    ("made", "nb", "en"),
    [
        (lambda to: words.decimal(-1234.56, to), "−1\u202f234,6", "−1,234.6"),
        (lambda to: words.percent(0.314, to), "31\u202f%", "31%"),
        (lambda to: words.amount(34.25, "days", to), "34,2 dager", "34.2 days"),
        (lambda to: words.amount(0.05, "share", to), "5\u202f%", "5%"),
        (lambda to: words.day(dt.date(2026, 3, 3), to), "3. mars 2026", "3 March 2026"),
    ],
    ids=["decimal", "percent", "days", "share", "day"],
)
def test_numbers_and_days_are_written_as_the_language_writes_them(made, nb, en):
    assert [made(language) for language in LANGUAGES] == [nb, en]
