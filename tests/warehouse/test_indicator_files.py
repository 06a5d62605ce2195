"""An indicator is one file: its head is read, held to its rules, and its test is there."""

import re
from pathlib import Path

import pytest

from warehouse.indicator_files import FOLDER, IndicatorFileError, read_head, read_indicators
from warehouse.indicator_page import PAGE, page

MODELS = Path(__file__).parent.parent / "models"


@pytest.mark.parametrize("indicator", read_indicators(), ids=lambda each: each.indicator_id)
def test_every_indicator_has_a_golden_test(indicator):
    assert list(MODELS.glob(f"indicators.{indicator.indicator_id}/*/expect.csv"))


@pytest.mark.parametrize("indicator", read_indicators(), ids=lambda each: each.indicator_id)
def test_every_indicator_names_what_it_needs_and_who_sees_it_otherwise(indicator):
    assert indicator.fields
    assert all(field.startswith(("BT-", "OPP-", "OPT-", "text:", "register:")) for field in indicator.fields)
    assert indicator.otherwise.endswith(".")
    assert indicator.definition.endswith(".")


@pytest.mark.parametrize("indicator", read_indicators(), ids=lambda each: each.indicator_id)
def test_an_indicator_has_nothing_left_to_fill_in(indicator):
    assert "TODO" not in (FOLDER / f"{indicator.indicator_id}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "indicator", [each for each in read_indicators() if each.known_as], ids=lambda each: each.indicator_id
)
def test_a_name_that_is_borrowed_means_the_same_or_says_how_it_differs(indicator):
    names = re.split(r"(?<=\)); ", indicator.known_as)
    assert not [name for name in names if not re.search(r"\((as there|there: .+; here .+)\)$", name)]


def test_a_head_with_an_unknown_key_is_refused_by_name(tmp_path):
    text = (FOLDER / "competition_notices.sql").read_text(encoding="utf-8")
    file = tmp_path / "wrong.sql"
    file.write_text('-- colour = "red"\n' + text, encoding="utf-8")
    with pytest.raises(IndicatorFileError, match=r"wrong\.sql.*TOML[\s\S]*colour"):
        read_head(file)


def test_the_page_of_indicators_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m warehouse.indicator_page"
