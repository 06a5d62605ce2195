"""Read the name of a public buyer: which municipality or county it means. Pure; the names known come from outside."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

THRESHOLD = 85.0
"""Below this ratio (0–100) a name stays unmatched; set on the hand-checked table of real notices."""
MARGIN = 6.0
"""A close match must be this much better than that of any other municipality."""

MUNICIPAL_WORD = re.compile(
    r"\b(?:k[ou]m+[un]{2,4}[ea]n?|municipality(?: of)?|suohkan|gielda|tj[iï]elte|herad|komuuni)\b"
)
COUNTY_WORD = re.compile(r"\b(?:fylkeskommun[ea]n?|fylke)\b")
ENTERPRISE_WORD = re.compile(r"\bk\.?f\b")
FOLDED = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "ae", "á": "a", "š": "s", "ï": "i"})


@dataclass(frozen=True)
class Match:
    """What a name means. `codes` are the municipalities it may be: one is a match, place tells several apart."""

    method: str
    score: float
    codes: tuple[str, ...] = ()
    county: str | None = None
    candidate: str | None = None


def plain(name: str) -> str:
    """Lower case, one blank between words, marks gone, and text that was decoded twice put right."""
    if "Ã" in name:
        name = name.encode("cp1252", errors="ignore").decode("utf-8", errors="ignore") or name
    text = unicodedata.normalize("NFKC", name).lower()
    return " ".join(re.sub(r"[^\w/&+-]|_", " ", text).split())


def spellings(name: str) -> set[str]:
    """A municipality's name whole, and each of its languages: `Trondheim - Tråante` is two."""
    bare = re.sub(r"\(.*?\)", "", name)
    return {plain(part) for part in [bare, *re.split(r" - |/", bare)]} - {""}


def known_names(municipalities: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Spelling to the numbers of the municipalities that are spelt so, from (number, name)."""
    known: dict[str, set[str]] = defaultdict(set)
    for code, name in municipalities:
        for spelling in spellings(name):
            known[spelling].add(code)
    return {spelling: tuple(sorted(codes)) for spelling, codes in sorted(known.items())}


def match(name: str, known: Mapping[str, tuple[str, ...]], counties: Mapping[str, str]) -> Match:
    """What the name means, or `none` with the best candidate there was."""
    text = plain(name)
    if word := COUNTY_WORD.search(text):
        return county(text[: word.start()].strip(), counties)
    if heads := municipal_heads(text):
        return municipality(heads, known)
    if text in known:
        return Match("name_bare", 90.0, known[text], candidate=text)
    if word := ENTERPRISE_WORD.search(text):
        for end in range(len(words := text[: word.start()].split()), 0, -1):
            if (head := " ".join(words[:end])) in known:
                return Match("name_enterprise", 80.0, known[head], candidate=head)
    return Match("none", 0.0)


def stated_county(name: str, counties: Iterable[str]) -> tuple[str, str] | None:
    """A municipality's name without the county that it states, and that county: `Herøy kommune i Nordland`.

    Args:
        name: as written.
        counties: names of counties, plain.

    Returns:
        None where no county is stated, or nothing is left that names a municipality.
    """
    text = plain(name)
    for stated in sorted(counties, key=len, reverse=True):
        rest, times = re.subn(rf"\b(?:i )?{re.escape(stated)}(?: fylke)?\b", " ", text)
        if times and municipal_heads(rest := " ".join(rest.split())):
            return rest, stated
    return None


def municipal_heads(text: str) -> list[str]:
    """What stands before each word for a municipality, or after one that stands first: *raarvihken*, *røyrvik*."""
    words = list(MUNICIPAL_WORD.finditer(text))
    starts = [0, *(word.end() for word in words)]
    heads = [text[start : word.start()].strip(" -/") for start, word in zip(starts, words, strict=False)]
    if words and not heads[0]:
        heads[0] = text[words[0].end() :].strip(" -/")
    return [head for head in heads if head]


def municipality(heads: list[str], known: Mapping[str, tuple[str, ...]]) -> Match:
    """The municipality of a name without the word *kommune*: as spelt, without its marks, or close to one."""
    for spelling in [part.strip() for head in heads for part in [head, *re.split(r" - |/|-", head)]]:
        if spelling in known:
            return Match("name_exact", 100.0, known[spelling], candidate=spelling)
    head = heads[0]
    folded = sorted({s for s in known if s.translate(FOLDED) == head.translate(FOLDED)})
    if folded:
        meant = sorted({code for spelling in folded for code in known[spelling]})
        return Match("name_folded", 95.0, tuple(meant), candidate=folded[0])
    best: dict[tuple[str, ...], tuple[float, str]] = {}
    for spelling, score, _ in process.extract(head, list(known), scorer=fuzz.ratio, limit=10):
        best.setdefault(known[spelling], (round(score, 1), spelling))
    ranked = sorted(best.items(), key=lambda each: (-each[1][0], each[0]))
    if not ranked:
        return Match("none", 0.0)
    (codes, (score, spelling)), others = ranked[0], ranked[1:]
    clear = not others or score - others[0][1][0] >= MARGIN
    return Match("name_fuzzy" if score >= THRESHOLD and clear else "none", score, codes, candidate=spelling)


def county(head: str, counties: Mapping[str, str]) -> Match:
    """The county of a name without the word *fylkeskommune*."""
    found = process.extractOne(head, list(counties), scorer=fuzz.ratio)
    if found is None or found[1] < THRESHOLD:
        return Match("none", 0.0)
    return Match("name_county", round(found[1], 1), county=counties[found[0]], candidate=found[0])
