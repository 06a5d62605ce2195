"""Themes are found by words that people can read; a negation takes them back; how good it is, is measured."""

import csv

import pytest

from warehouse.measure_themes import ALL, HERE, LEXICONS, labelled, measure
from warehouse.models.staging.notice_kinds import intention
from warehouse.themes import find, lexicon, lexicon_named


@pytest.fixture
def themes(tmp_path):
    path = tmp_path / "lexicon.toml"
    path.write_text(
        """
[[themes]]
code = "tools"
nb = "Verktøy"
en = "Tools"
phrases = ["verktøy*", "kan ... brukes|brukast"]
[[themes]]
code = "critique"
nb = "Kritikk"
en = "Critique"
phrases = ["for lang*|kort"]
negated = ["nyttig*"]
""",
        encoding="utf-8",
    )
    return lexicon(path)


def codes(text, themes):
    return [found.theme for found in find(text, themes)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gode verktøy", ["tools"]),
        ("VERKTØYKASSE!", ["tools"]),
        ("Dette kan faktisk brukes", ["tools"]),
        ("Dette kan sikkert ein gong i framtida brukast", []),
        ("Dette kan vi. Det brukes", []),
        ("Ingen nye verktøy", []),
        ("Jeg fikk ikke noen verktøy", []),
        ("Ikke bare verktøy, også inspirasjon", ["tools"]),
        ("Det var ikke kjedelig, gode verktøy", ["tools"]),
        ("Ikke nyttig", ["critique"]),
        ("Nyttig", []),
        ("Ikkje særleg nyttig", ["critique"]),
        ("For langt og for kort", ["critique"]),
        ("Verktøy, men ikke nyttig", ["tools", "critique"]),
        ("", []),
    ],
)
def test_phrases_gaps_and_negations(themes, text, expected):
    assert codes(text, themes) == expected


def test_bokmal_and_nynorsk_forms_of_a_word_are_one():
    themes = lexicon_named("themes")
    for text in ("Vi må kartlegge behovet", "Me må kartleggje behova", "Kartlegging av behov"):
        assert "need_exploration" in codes(text, themes)


def test_the_words_that_told_a_theme_are_given(themes):
    (found,) = find("Mange gode verktøy i dag", themes)
    assert found.words == "verktøy"


@pytest.mark.parametrize("name", LEXICONS)
def test_every_theme_is_measured_on_sentences_that_were_held_out(name):
    held_out = [one for one in labelled(name) if one.split == "held_out"]
    known = {theme.code for theme in lexicon_named(name).themes}
    assert set().union(*(one.themes for one in held_out)) == known
    together = {score.theme: score for score in measure(name, held_out)}[ALL]
    assert together.precision >= 0.85
    assert together.recall >= 0.6


def test_the_ten_published_comments_are_read(shared):
    lines = (shared / "surveys" / "lup" / "lup_blog_26_kommuner.txt").read_text(encoding="utf-8").splitlines()
    comments = [line.split(" ", 1)[1] for line in lines if line[:1].isdigit()]
    found = {code for comment in comments for code in codes(comment, lexicon_named("themes"))}
    assert len(comments) == 10
    assert {"practical_tools", "project_start", "lifted_gaze", "plan_changed", "culture"} <= found
    assert "smaller_can_contribute" in found


REAL_NOTICES = {
    "2023-100966": True,
    "2023-307227": True,
    "2023-100372": True,
    "2024-102005": True,
    "2023-100363": True,
    "2023-102906": True,
    "2023-626911": True,
    "2023-607152": True,
    "2023-674343": True,
    "2022-947105": False,
    "2023-673152": False,
    "2023-661116": False,
    "2022-394467": False,
    "2022-967371": False,
    "2023-620727": False,
    "2023-624725": False,
    "2022-366668": False,
    "2022-976327": False,
    "2024-104961": False,
    "2022-970816": False,
    "2022-642893": False,
    "2023-653367": False,
    "2023-659744": False,
}
"""Norwegian planning notices by Doffin number, read by a person: whether each invites suppliers to dialogue."""


@pytest.mark.shared
def test_real_planning_notices_are_classed_as_a_person_classes_them(shared, record_property):
    from lxml import etree

    right, wrong = 0, []
    for number, invites in REAL_NOTICES.items():
        (path,) = (path for path in (shared / "notices" / "eforms" / "NOR").iterdir() if number in path.name)
        root = etree.parse(path).getroot()
        query = "//*[local-name()='ProcurementProject']/*[local-name()='Name' or local-name()='Description']/text()"
        found = bool(find("\n".join(root.xpath(query)), lexicon_named("dialogue")))
        right += found == invites
        wrong += [number] if found != invites else []
    record_property("classed_right", f"{right} of {len(REAL_NOTICES)}")
    assert len(wrong) <= 3, wrong


@pytest.mark.shared
def test_intentions_among_real_advisory_notices_are_found_as_a_person_finds_them(shared, record_property):
    from lxml import etree

    with (HERE / "labels" / "advisory_notices.csv").open(encoding="utf-8") as file:
        labels = {row["publication_number"]: row["notice_kind"] for row in csv.DictReader(skip_comments(file))}
    paths = [path for folder in ("eforms", "ted_export") for path in (shared / "notices" / folder / "NOR").iterdir()]
    found = {}
    for number in labels:
        path = next(path for path in paths if number in path.name)
        names = ("Name", "Description", "TITLE", "SHORT_DESCR")
        around = "//*[local-name()='ProcurementProject' or @CATEGORY='ORIGINAL']"
        query = f"{around}//*[{' or '.join(f'local-name()={name!r}' for name in names)}]//text()"
        found[number] = intention("\n".join(etree.parse(path).xpath(query))) is not None
    told = {number for number, is_told in found.items() if is_told}
    there = {number for number, kind in labels.items() if kind == "intention"}
    record_property("intentions", f"{len(told & there)} right of {len(told)} found and {len(there)} there")
    assert there
    assert told == there


def skip_comments(lines):
    return (line for line in lines if not line.startswith("#"))
