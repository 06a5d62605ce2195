"""Measure a lexicon on sentences labelled by hand: precision and recall of each theme, and what it got wrong."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.themes import find, lexicon_named

HERE = Path(__file__).parent
LEXICONS = ("themes", "dialogue", "need", "intention")
ALL = "all themes"


@dataclass(frozen=True)
class Labelled:
    """A text and the themes that a person found in it."""

    split: str
    text: str
    themes: frozenset[str]


@dataclass
class Score:
    """How often a theme was found rightly, wrongly, or overlooked."""

    theme: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None when nothing was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None when there is nothing."""
        there = self.right + len(self.missed)
        return self.right / there if there else None


def labelled(name: str) -> list[Labelled]:
    """The labelled sentences of a lexicon."""
    with (HERE / "labels" / f"{name}.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [Labelled(row["split"], row["text"], frozenset(row["themes"].split(";")) - {""}) for row in rows]


def measure(name: str, texts: Iterable[Labelled]) -> Sequence[Score]:
    """Scores of each theme of a lexicon on labelled texts, and of all themes together at the end."""
    themes = lexicon_named(name)
    scores = {theme.code: Score(theme.code) for theme in themes.themes}
    for one in texts:
        found = {each.theme for each in find(one.text, themes)}
        for code, score in scores.items():
            score.right += code in found & one.themes
            if code in found - one.themes:
                score.wrong.append(one.text)
            if code in one.themes - found:
                score.missed.append(one.text)
    together = Score(ALL, sum(score.right for score in scores.values()))
    for score in scores.values():
        together.wrong += score.wrong
        together.missed += score.missed
    return [*scores.values(), together]
