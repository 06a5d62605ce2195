"""The page of indicators, docs/indicators.md, from the heads of their files: `python -m warehouse.indicator_page`."""

from collections.abc import Iterator
from pathlib import Path

from warehouse.indicator_files import Indicator, read_indicators

PAGE = Path(__file__).parent.parent / "docs" / "indicators.md"
THEMES = {
    "market": "Marked / market",
    "need": "Behov / need",
    "together": "Sammen og videre / together and onward",
    "quality": "Kunngjøringenes kvalitet / quality of notices",
}
HOPED = {"up": "higher", "down": "lower", "none": "neither way"}
HEAD = """\
# Indicators

An indicator is one file, `warehouse/indicators/<indicator_id>.sql`: its head says what follows here, its query gives
one row per unit. This page is made from the heads: `python -m warehouse.indicator_page`.

How to read a figure: the value is the sum over the units that are known, divided by their number; a purchase counts the
same wherever it was made. Coverage is the share of the base for which the notice says anything at all: read it first.
Every unit is dated by its notice of competition where there is one, so that a purchase belongs to the time in which it
was begun; the latest quarters lack results, and their coverage shows it.

The EU Single Market Scoreboard has twelve; those that notices allow are marked below with their own names. Its third,
the publication rate, is the value advertised as a share of GDP and cannot be told from notices.
"""


def page() -> str:
    """The page as text."""
    return "\n".join([HEAD, *(line for theme in THEMES for line in of_theme(theme))])


def of_theme(theme: str) -> Iterator[str]:
    """The section of one theme."""
    yield f"## {THEMES[theme]}\n"
    for indicator in read_indicators():
        if indicator.theme == theme:
            yield from of_indicator(indicator)


def of_indicator(indicator: Indicator) -> Iterator[str]:
    """One indicator."""
    yield f"### {indicator.name_nb} / {indicator.name_en}\n"
    yield f"`{indicator.indicator_id}` · {indicator.measure} of {indicator.value_unit} · one row per {indicator.unit}\n"
    yield f"*{indicator.question_nb}* / *{indicator.question_en}*\n"
    yield f"- Definition: {indicator.definition}"
    yield f"- Base: {indicator.base}"
    yield f"- Fields: {', '.join(indicator.fields)}"
    yield f"- The course hopes for: {HOPED[indicator.hoped]}"
    if indicator.negative_control:
        yield "- No course can move it (negative control): what is found there is no effect."
    yield f"- Otherwise: {indicator.otherwise}"
    yield f"- Source: {indicator.source}"
    if indicator.known_as:
        yield f"- Known as: {indicator.known_as}"
    yield f"- Series breaks: {', '.join(indicator.breaks) or 'none known'}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
