"""Find themes in short Norwegian texts with a lexicon that people can read and edit: words in, themes out.

A lexicon is a TOML file of themes, each with phrases. A phrase is words in a row; a word may be cut by `*` at either
end, and `...` stands for up to `GAP` words. A word matches as written or by its dictionary form in bokmål or nynorsk.
A phrase that stands in a negation's reach does not count, unless the theme lists it under `negated`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import simplemma

GAP = 4
"""Words that `...` may stand for."""
REACH = 5
"""Words before a phrase in which a negation takes it back."""
NEGATIONS = frozenset(
    {"ikke", "ikkje", "ingen", "inga", "inkje", "ingenting", "uten", "utan", "aldri", "verken", "korkje", "lite"}
    | {"neppe", "knapt", "not", "no", "without", "never"}
)
NOT_NEGATIONS = frozenset(["bare", "berre", "minst", "only"])
"""`ikke bare`, `ikke minst` deny nothing."""
BREAKS = frozenset(".,;:!?–()\n") | {"men", "but"}
ENDS = frozenset(".!?\n")
TOKEN = re.compile(r"[\w@][\w'’@/-]*|[.,;:!?–()\n]")


class Phrase(NamedTuple):
    """Words in a row that tell a theme, plainly or only when they are negated."""

    theme: str
    words: tuple[str, ...]
    wants_negation: bool

    @property
    def says_no(self) -> bool:
        """Whether a negation is one of its own words (`ikke ... stor`), and so denies nothing of it."""
        return any(one in NEGATIONS for word in self.words for one in word.split("|"))


class Theme(NamedTuple):
    """A theme's code and its names."""

    code: str
    name_nb: str
    name_en: str


class Found(NamedTuple):
    """A theme in a text and the words that told it."""

    theme: str
    words: str


class Lexicon:
    """Themes and phrases, ready to be looked up by the word they begin with: each word is matched once, then known."""

    def __init__(self, themes: Sequence[Theme], phrases: Sequence[Phrase]) -> None:
        self.themes = themes
        self._phrases = phrases
        self._beginning: dict[str, tuple[Phrase, ...]] = {}

    def beginning(self, word: str) -> tuple[Phrase, ...]:
        """The phrases whose first word this is, in any of its forms."""
        if word not in self._beginning:
            self._beginning[word] = tuple(phrase for phrase in self._phrases if word_matches(phrase.words[0], word))
        return self._beginning[word]


@cache
def lexicon(path: Path) -> Lexicon:
    """The lexicon in a file."""
    declared = tomllib.loads(path.read_text(encoding="utf-8"))["themes"]
    phrases = [
        Phrase(one["code"], tuple(phrase.split()), wants_negation)
        for one in declared
        for kind, wants_negation in (("phrases", False), ("negated", True))
        for phrase in one.get(kind, [])
    ]
    return Lexicon([Theme(one["code"], one["nb"], one["en"]) for one in declared], phrases)


def lexicon_named(name: str) -> Lexicon:
    """A lexicon of the warehouse: themes, dialogue, need."""
    return lexicon(Path(__file__).parent / "lexicons" / f"{name}.toml")


def find(text: str, themes: Lexicon) -> list[Found]:
    """Every theme that stands in a text, once, with the first words that told it, in the lexicon's order."""
    words = tokenise(text)
    declared: dict[str, str] = {}
    for start, word in enumerate(words):
        for phrase in themes.beginning(word):
            if phrase.theme not in declared:
                end = match_at(phrase.words, words, start)
                if end is None:
                    continue
                if is_negated(words, start, start if phrase.says_no else end) == phrase.wants_negation:
                    declared[phrase.theme] = " ".join(words[start:end])
    return [Found(theme.code, declared[theme.code]) for theme in themes.themes if theme.code in declared]


def tokenise(text: str) -> list[str]:
    """Words and breaks of a text, in lower case."""
    return TOKEN.findall(unicodedata.normalize("NFC", text).casefold())


@cache
def forms(word: str) -> frozenset[str]:
    """A word and its dictionary forms in bokmål and nynorsk."""
    if not word.isalpha():
        return frozenset() if word in BREAKS else frozenset({word})
    return frozenset({word, *(simplemma.lemmatize(word, lang=lang).casefold() for lang in ("nb", "nn"))})


def match_at(phrase: Sequence[str], words: Sequence[str], at: int) -> int | None:
    """Where a phrase that begins here ends, or None when it does not stand here."""
    if not phrase:
        return at
    if phrase[0] == "...":
        for skip in range(GAP + 1):
            if any(word in ENDS for word in words[at : at + skip]):
                return None
            end = match_at(phrase[1:], words, at + skip)
            if end is not None:
                return end
        return None
    if at < len(words) and word_matches(phrase[0], words[at]):
        return match_at(phrase[1:], words, at + 1)
    return None


def word_matches(pattern: str, word: str) -> bool:
    """Whether a word of a phrase is this word, in any of its forms; `a|b` is either."""
    return any(
        fnmatchcase(form, one) if "*" in one else form == one for one in pattern.split("|") for form in forms(word)
    )


def is_negated(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a negation stands shortly before a phrase or in it (from `start` to `end`), with no break in between."""
    first = start
    while first > 0 and start - first < REACH and words[first - 1] not in BREAKS:
        first -= 1
    return any(
        word in NEGATIONS and (place + 1 >= len(words) or words[place + 1] not in NOT_NEGATIONS)
        for place, word in enumerate(words[first:end], start=first)
    )
