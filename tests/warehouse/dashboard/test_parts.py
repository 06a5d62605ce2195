"""What the parts of the dashboard say, taken from the marts of the invented programme."""

import datetime as dt

import polars as pl
import pytest

from tests.warehouse.dashboard.world import HOSTILE, make
from warehouse.dashboard import answer, buyers, effects, missing, projects, survey_answers, trends
from warehouse.dashboard.themes_over import themes_over
from warehouse.frames import frame


@pytest.fixture(scope="module")
def marts():
    return make(30, years=4)


def headline(**more):
    row = {
        "indicator_id": "a",
        "hoped": "up",
        "estimate": 0.1,
        "p_value": 0.001,
        "pretrend_p": 0.5,
        "breakdown_relative": 1.4,
        "role": None,
        "adjusted_p": None,
        "q_value": None,
    }
    return row | {"sentence_nb": "Setning.", "sentence_en": "Sentence."} | more


def test_the_answer_is_yes_only_where_more_than_chance_would_give():
    told, sentences = answer.answer([headline(), *[headline(p_value=0.6)] * 5], "en")
    assert told.startswith("It cannot be seen"), "one of six is what chance gives often"
    told, sentences = answer.answer([headline(), headline(), *[headline(p_value=0.6)] * 4], "en")
    assert told.startswith("Yes, in some ways. 6 indicators")
    assert sentences == ["Sentence.", "Sentence."]


def test_groups_that_parted_before_the_course_are_no_yes():
    parted = headline(breakdown_relative=0.3)
    assert answer.answer([parted] * 4, "en")[0].startswith("It cannot be seen")
    assert "Of the 3, 2 go the way" in answer.answer([headline(), headline(), parted], "en")[0]


def test_no_test_is_no_answer():
    assert answer.answer([headline(p_value=None)], "en") == (answer.words("en")["answer_none"], [])


@pytest.mark.parametrize(
    ("hoped", "estimate", "as_hoped"),
    [("up", 0.1, True), ("up", -0.1, False), ("down", -0.1, True), ("none", 0.1, False)],
)
def test_an_effect_goes_as_hoped_or_not(hoped, estimate, as_hoped):
    assert answer.goes_as_hoped(headline(hoped=hoped, estimate=estimate)) is as_hoped


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.084, "share", "+8.4 percentage points"),
        (-3.0, "days", "−3.0 days"),
        (0.0953102, "log_ratio", "+10.0 per cent"),
        (None, "share", "∞"),
    ],
)
def test_an_effect_is_written_in_the_unit_it_is_shown_in(value, unit, written):
    assert effects.written(value, unit, "en") == written


def test_every_draw_is_in_one_bin_and_the_estimate_is_marked():
    drawn = [0.01 * number for number in range(-50, 51)]
    rows = list(effects.bins(headline(t_statistic=90.0), drawn, "en"))
    assert sum(row.get("times", 0) for row in rows) == len(drawn)
    assert rows[-1]["kind"] == "estimate"
    assert rows[-1]["low"] == pytest.approx(90)


def test_before_and_since_are_sums_over_sums():
    rows = pl.DataFrame(
        {
            "group_id": ["w"] * 3,
            "quarter_starts_on": [dt.date(2022, 1, 1), dt.date(2022, 4, 1), dt.date(2022, 7, 1)],
            "numerator": [1.0, 3.0, 0.0],
            "denominator": [10.0, 10.0, 30.0],
            "units_with_data": [10, 10, 30],
        }
    )
    assert trends.before_and_since(rows, "w", dt.date(2022, 5, 20), "share") == (0.1, 3 / 40)


def test_a_quarter_without_a_purchase_is_a_gap_and_not_a_zero():
    found = pl.DataFrame(
        {
            "indicator_id": ["a", "a"],
            "slice": ["all", "all"],
            "group_id": ["w", "w"],
            "quarter_starts_on": [dt.date(2022, 1, 1), dt.date(2022, 7, 1)],
            **{name: [0.5, 0.25] for name in ("value", "low", "high", "coverage")},
            "units_with_data": [2, 4],
        }
    )
    told = trends.series(found, trends.calendar(found))["a"]["all"]["w"]
    assert told["value"] == [0.5, None, 0.25]
    assert told["n"] == [2, None, 4]


def test_the_figures_of_a_buyer_add_up_to_those_of_the_mart(marts):
    shown, known = buyers.shown(marts), trends.indicators(marts)
    figures = buyers.figures(marts, shown, known)
    for indicator in known:
        lines = [line for line in figures["sums"][indicator["indicator_id"]] if line]
        above = sum(sum(line[0::2]) for line in lines)
        (expected,) = marts.execute(
            "select sum(numerator) from marts.indicator_by_buyer_quarter"
            " where indicator_id = ? and slice = 'all' and attribution = 'member' and units_in_base > 0",
            [indicator["indicator_id"]],
        ).fetchone()
        assert above == pytest.approx(expected)


def test_a_suppressed_share_is_no_bar_and_says_so_in_the_table(marts):
    (first, *_) = survey_answers.survey_answers(marts, "nb")
    drawn = first["answers"]["rows"]
    assert all(row["to"] > row["from"] for row in drawn)
    assert [row["says"].endswith("skjult: for få") for row in drawn if row["level"] is None] == [True, True]
    assert sum(line[2] == "skjult: for få" for line in first["answers"]["lines"]) == 2
    assert first["comments"] == [HOSTILE]


def test_the_finding_over_the_answers_is_hidden_with_them(marts):
    rows = frame(marts, survey_answers.ANSWERS).to_dicts()
    mine = [row for row in rows if row["gathering_id"] == rows[0]["gathering_id"]]
    assert survey_answers.finding(mine, "nb").endswith("«Hvor nyttig var samlingen?»")
    hidden = [row | {"share": None, "scale_maximum": 5} for row in mine]
    assert survey_answers.finding(hidden, "nb") == "«Hvor nyttig var samlingen?» fikk 4,1 i snitt, der 5 er best"
    assert survey_answers.finding([row | {"mean": None} for row in hidden], "nb") == "Slik fordeler svarene seg"


def test_a_question_without_a_scale_is_in_the_table_and_not_among_the_bars(marts):
    rows = [row | {"question_kind": "single"} for row in frame(marts, survey_answers.ANSWERS).to_dicts()[:5]]
    told = survey_answers.spread(rows, "nb")
    assert (told["rows"], len(told["lines"])) == ([], 5)


def test_themes_over_gatherings_keep_their_order_and_their_hidden_cells(marts):
    told = themes_over(marts, "nb")
    columns = list(dict.fromkeys(row["gathering"] for row in told["rows"]))
    assert columns == sorted(columns, key=lambda name: name[6:8] + name[3:5] + name[:2])
    assert len(told["rows"]) == 3 * len(columns)
    assert told["title"] == "«Kritikk» går igjen: temaet vises i 6 av 6 runder med svar"
    (hidden,) = [row for row in told["rows"] if row["value"] is None]
    assert (hidden["name"], hidden["cell"]) == ("Praktiske verktøy", "×")
    assert [row.count("skjult: for få") for row in told["table"]["rows"]] == [0, 0, 1]


def test_every_rule_by_which_a_notice_is_rejected_has_its_words():
    from tasks.read.notices.rules import REASONS

    for language in ("nb", "en"):
        assert not [rule for rule in REASONS if f"rule_{rule}" not in missing.words(language)]
    assert missing.why("str_matches", "nb") == "Brøt en regel for en kolonne (str_matches)"


def test_the_titles_of_an_effect_say_what_its_charts_show():
    others = [headline(is_headline=False, estimate=each) for each in (0.2, -0.1, None)]
    told = effects.titles(headline(is_headline=True), others, "en")
    assert told["event"] == "Before the course there is no difference to be seen (p = 0.50)"
    assert told["chance"] == "Chance alone gives as much or more in 0.1% of draws"
    assert told["analyses"] == "1 of 2 other choices point the same way"
    assert "already" in effects.titles(headline(pretrend_p=0.01), [], "en")["event"]


def test_only_indicators_that_notices_often_leave_unsaid_are_drawn(marts):
    told = missing.coverage(marts, trends.indicators(marts), "en")
    assert 0 < len(told["rows"]) <= len(told["table"]["rows"])
    assert all(row["value"] < 0.99 for row in told["rows"])
    assert told["title"].startswith(f"{len(told['rows'])} of {len(told['table']['rows'])} indicators")


def test_unlikely_purchases_of_a_project_are_counted_and_not_listed(marts):
    (project,) = projects.projects(marts, "en", is_invented=True)
    assert [each["title"] for each in project["purchases"]] == [HOSTILE]
    assert "1 more may" in project["says"]


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("2024-123456", "https://www.doffin.no/notices/2024-123456"),
        ("00123456-2024", "https://ted.europa.eu/en/notice/-/detail/123456-2024"),
        ("6d6c6b6a-0000-4000-8000-000000000000", None),
    ],
)
def test_a_notice_is_found_at_its_source(number, address):
    assert projects.address(number) == address


def test_days_that_are_not_verified_pale_the_month(marts):
    told = missing.missing(marts, trends.indicators(marts), "en")["completeness"]["rows"]
    assert [row["value"] for row in told if row["on"] == "2025-07-01"] == [0.0]
    assert all(row["value"] == 1.0 for row in told if row["on"] != "2025-07-01")
