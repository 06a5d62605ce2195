"""Mask personal details that rules can find in free text. Names of people are not among them: no rule finds those.

Over-masking is the wanted error: eight digits may be a case number, and are masked as a telephone number all the same.
Organisation numbers (nine digits), dates and amounts in kroner stay.
"""

import re
import unicodedata
from collections.abc import Iterable

_NO_DIGIT_BEFORE = r"(?<![\d])"
_NO_DIGIT_AFTER = r"(?!\d)"
_NO_DATE = (
    r"(?!\d{4}-\d\d-\d\d(?!\d)|\d\d?[.\-]\d\d?[.\-]\d{4}(?!\d)"
    r"|(?:19|20)\d\d[ \-](?:19|20)\d\d(?!\d))"
)
"""Neither a day nor two years, such as 2023-2024."""
_NO_AMOUNT = r"(?!\s*(?:kr|nok|kroner|mill)\b)"
_STREET = (
    r"(?:veien|vegen|vei|veg|gata|gaten|gate|plassen|plass|alléen|allé|tunet|tun|bakken|bakkane|stien|haugen|"
    r"svingen|ringen|kroken|lia|åsen|toppen|brygga|torget|torg|grenda|moen|jordet|løkka|stranda|strandvegen)"
)
FULL_WIDTH = {ord("\uff01") + place: ord("!") + place for place in range(94)}
SHORTEST_NAME = 3
WORD = re.compile(r"[^\W_]+")
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Signs that nobody sees: soft hyphen, zero-width blanks and joiners, direction marks."""
BLANK = re.compile(r"[^\S\r\n\t]")
"""Every blank in a line, the unbreakable and the narrow ones too."""
_AT = r"(?:\bat\b|krøllalfa|alfakrøll|[\[(]\s*(?:at?|krøllalfa|alfakrøll)\s*[\])])"
_DOT = r"(?:\.|\s*[\[(]?\s*\b(?:dot|punktum)\b\s*[\])]?\s*)"
_SHORT_STREET = r"(?:gt|gtn|vn|vg|pl)\."

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lenke", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("e-post", re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("e-post", re.compile(r"[\w.+%'-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\s?\.\s?[a-z]{2,6}\b")),
    ("e-post", re.compile(rf"[\w.+-]+\s*{_AT}\s*[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)),
    ("ip-adresse", re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)")),
    ("ip-adresse", re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]*[0-9a-f](?!\w)", re.IGNORECASE)),
    (
        "ip-adresse",
        re.compile(
            r"(?<![\w:])(?=[0-9a-f:]*\d)(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::"
            r"(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?(?![\w:])",
            re.IGNORECASE,
        ),
    ),
    (
        "11 siffer",
        re.compile(rf"{_NO_DIGIT_BEFORE}\d\d[ .]?\d\d[ .]?\d\d\s{{0,2}}[\-–]?\s{{0,2}}\d{{3}} ?\d\d{_NO_DIGIT_AFTER}"),
    ),
    ("11 siffer", re.compile(rf"{_NO_DIGIT_BEFORE}(?:\d[ .\-/]?){{10}}\d{_NO_DIGIT_AFTER}")),
    (
        "telefon",
        re.compile(rf"(?<![\d+])(?:\+|00)\d{{1,3}}[ .\-/]?(?:\(?\d\)?[ .\-/]?){{5,11}}\d{_NO_DIGIT_AFTER}"),
    ),
    ("telefon", re.compile(rf"{_NO_DIGIT_BEFORE}{_NO_DATE}(?:\d[ .\-]?){{7}}\d{_NO_DIGIT_AFTER}{_NO_AMOUNT}")),
    ("telefon", re.compile(r"(?<![\d/])(?:\d{3}/\d\d/\d{3}|\d\d(?:/\d\d){3})(?![\d/])")),
    ("adresse", re.compile(rf"\b[A-ZÆØÅ]\w{{2,}}\s?{_SHORT_STREET}\s*\d{{1,4}}\s?[A-Za-z]?\b")),
    (
        "adresse",
        re.compile(
            rf"\b(?:[A-ZÆØÅ][\wæøåÆØÅ.\-]*\s)?[A-ZÆØÅa-zæøå][\wæøåÆØÅ.\-]*{_STREET}\s*(?:nr\.?\s*)?\d{{1,4}}\s?[A-Za-z]?\b"
            r"(?:\s*,?\s*\d{4}\s+[A-ZÆØÅ][\wæøåÆØÅ]+)?"
        ),
    ),
    (
        "adresse",
        re.compile(rf"\b[A-ZÆØÅ][\wæøåÆØÅ]*s?\s{_STREET}\s*\d{{1,4}}\s?[A-Za-z]?\b(?:\s*,?\s*\d{{4}}\s+[A-ZÆØÅ]\w+)?"),
    ),
    ("adresse", re.compile(r"\b(?:postboks|pb\.?|boks)\s*\d+\b(?:\s*,?\s*\d{4}\s+[A-ZÆØÅ]\w+)?", re.IGNORECASE)),
    ("adresse", re.compile(r"\b\d{4}\s+[A-ZÆØÅ]{3,}\b")),
)
"""What is put in place, and what it is put in place of, in this order."""


def seen(text: str) -> str:
    """The text as a reader sees it: one Unicode form, nothing invisible, one kind of blank, digits of one width."""
    text = re.sub(f"[{INVISIBLE}]", "", unicodedata.normalize("NFC", text))
    return BLANK.sub(" ", text).translate(FULL_WIDTH)


def mask(text: str) -> str:
    """The text with what the rules find replaced by a word in brackets. Masking twice changes nothing more."""
    text = seen(text)
    for name, pattern in RULES:
        text = pattern.sub(f"[{name}]", text)
    return text


class Names:
    """Values that are known to be personal, such as the names in a column, ready to be taken out of texts."""

    def __init__(self, values: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[str]] = {}
        for each in {form for value in values for form in (value, turned(value))}:
            if words := WORD.findall(each.casefold()):
                self._by_first_word.setdefault(words[0], []).append(each)

    def mask(self, text: str) -> str:
        """The text without these values, whatever their case, in the genitive too (`Kari Nordmanns innlegg`)."""
        words = set(WORD.findall(text.casefold()))
        words |= {word.removesuffix("s") for word in words}
        near = [value for word in words for value in self._by_first_word.get(word, ())]
        for value in sorted(near, key=len, reverse=True):
            spelled = r"[\s_.\-]+".join(map(re.escape, value.split()))
            text = re.sub(rf"(?<![^\W_]){spelled}(?=s?(?![^\W_]))", "[navn]", text, flags=re.IGNORECASE)
        return text


def turned(name: str) -> str:
    """A name the other way about: `Kari Nordmann` is `Nordmann, Kari`, and that is `Kari Nordmann`."""
    family, _, given = name.partition(",")
    if given.strip():
        return f"{given.strip()} {family.strip()}"
    *first, last = name.split() or [""]
    return f"{last}, {' '.join(first)}" if first else name


def name_parts(value: str) -> set[str]:
    """A person's value and the words in it: `Kari Nordmann` and `kari.nordmann@hitra.no` give `Kari` and `Nordmann`."""
    value = unicodedata.normalize("NFKC", value).strip()
    words = re.split(r"[\s.,;_+\-]+", value.split("@")[0])
    return {part for part in (value, *words) if len(part) >= SHORTEST_NAME and not part.isdigit()}
