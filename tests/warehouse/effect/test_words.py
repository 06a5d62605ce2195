"""What is said must follow from the figures: chance is called chance, and no effect is claimed where groups parted."""

import pytest

from warehouse.effect.words import sentence

HEADLINE = {
    "name_nb": "Bare ett tilbud",
    "name_en": "Single bidder",
    "measure": "share",
    "value_unit": "share",
    "problem": None,
    "estimate": -0.0823,
    "interval_low": -0.12,
    "interval_high": -0.04,
    "p_value": 0.0012,
    "minimum_detectable_effect": 0.061,
    "pretrend_p": 0.4,
    "distinct_assignments": 1e12,
}


def test_a_found_effect_is_told_with_its_figures():
    assert sentence("nb", HEADLINE) == (
        "Bare ett tilbud: en virkning på 6,1 prosentpoeng eller mer kunne ventes å bli sett; anslaget er −8,2"
        " prosentpoeng, lavere enn det ellers ville vært (95 %-intervall −12,0 til −4,0, p = 0,001)."
    )


def test_what_chance_could_do_is_not_called_an_effect():
    said = sentence("en", HEADLINE | {"p_value": 0.2, "interval_high": None})
    assert "cannot be told from chance" in said
    assert "an effect of 6.1 percentage points or more could be expected to be seen" in said
    assert "−12.0 to ∞" in said


def test_groups_that_parted_before_are_no_effect():
    assert "cannot be read as an effect" in sentence("en", HEADLINE | {"pretrend_p": 0.03})


def test_a_ratio_of_counts_is_told_in_per_cent():
    assert "the estimate is +49.2 per cent, higher" in sentence("en", HEADLINE | {"measure": "count", "estimate": 0.4})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"problem": "no_data_of_trained"}, "kursede kommuner sier ingenting"),
        ({"estimate": None}, "for få kjøp"),
        ({"p_value": None, "distinct_assignments": 12.0}, "ulike fordelinger: 12"),
    ],
)
def test_what_cannot_be_told_is_told(row, words):
    assert words in sentence("nb", HEADLINE | row)
