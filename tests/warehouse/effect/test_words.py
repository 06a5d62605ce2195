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
    "untested": None,
    "role": "primary",
    "adjusted_p": 0.0024,
    "q_value": None,
    "breakdown_relative": 1.34,
    "error_of_pretrend": 0.02,
}


def test_a_found_effect_is_told_with_its_figures():
    assert sentence("nb", HEADLINE) == (
        "Bare ett tilbud: en virkning på 6,1 prosentpoeng eller mer kunne ventes å bli sett; anslaget er −8,2"
        " prosentpoeng, lavere enn det ellers ville vært (95 %-intervall −12,0 til −4,0, p = 0,001; valgt på"
        " forhånd, justert p = 0,002);"
        " det holder med mindre gruppene etter kurset skilte lag mer enn 1,3 ganger så mye som de noen gang gjorde før."
    )


def test_what_chance_could_do_is_not_called_an_effect():
    said = sentence("en", HEADLINE | {"p_value": 0.2, "adjusted_p": 0.2, "interval_high": None})
    assert "cannot be told from chance" in said
    assert "an effect of 6.1 percentage points or more could be expected to be seen" in said
    assert "−12.0 to ∞" in said


def test_an_exploratory_find_is_told_by_its_false_discovery_rate():
    row = HEADLINE | {"role": "exploratory", "adjusted_p": None, "q_value": 0.04}
    assert "exploratory, false-discovery rate 0.040" in sentence("en", row)
    assert "cannot be told from chance" in sentence("en", row | {"q_value": 0.3, "p_value": 0.03})


def test_what_a_parting_no_larger_than_before_would_explain_is_no_effect():
    said = sentence("en", HEADLINE | {"breakdown_relative": 0.42})
    assert "0.4 times as far as they ever did before would be enough" in said
    assert "cannot be read as an effect" in said


def test_an_effect_without_a_time_before_it_is_none():
    assert "is not known, so the figure cannot be read" in sentence("en", HEADLINE | {"breakdown_relative": None})


@pytest.mark.parametrize("error", [0.09, -0.09, None])
def test_a_test_of_the_time_before_that_was_blind_is_said(error):
    assert "could not have seen a trend" in sentence("en", HEADLINE | {"error_of_pretrend": error})


def test_a_ratio_of_counts_is_told_in_per_cent():
    assert "the estimate is +49.2 per cent, higher" in sentence("en", HEADLINE | {"measure": "count", "estimate": 0.4})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"problem": "no_data_of_trained"}, "kursede kommuner sier ingenting"),
        ({"estimate": None}, "for få kjøp"),
        ({"p_value": None, "untested": "few_assignments", "distinct_assignments": 12.0}, "ulike fordelinger: 12"),
        ({"p_value": None, "untested": "few_untrained"}, "færre kommuner som vi vet ikke er kurset, enn kursede"),
        ({"p_value": None, "untested": "few_trained"}, "færre enn to kommuner"),
    ],
)
def test_what_cannot_be_told_is_told(row, words):
    assert words in sentence("nb", HEADLINE | row)
