"""A name as people write it, taken apart: *Våler kommune (Østfold)*, *Stjørdal komm.*, *Leksvik (til 2018)*. Pure."""

import re
from dataclasses import dataclass

from tasks.drafting.organisations import AGENCY, COUNTY, MUNICIPALITY
from warehouse.matching.names import COUNTY_WORD, ENTERPRISE_WORD, MUNICIPAL_WORD, plain

SHORT_FOR_MUNICIPALITY = re.compile(r"\b(?:kommunes|kommuner|komm|kom)\b|(?<=\S )k$")
YEAR = re.compile(r"\(?\s*\b(?:(?:fram |frem )?til|t\.?o\.?m\.?|i|før|before|until)?\s*\b((?:19|20)[0-9]{2})\b\s*\)?")
COMPANY = re.compile(r"\b(?:iks|as|asa|sa|fkf|ikpr)\b")


@dataclass(frozen=True)
class WrittenName:
    """The parts of a name.

    `heads`: what may be its name, more than one where each language has a word for municipality. `kinds` of
    organisation that it may be. `counties` and `beside`: what is written beside it, counties apart from the rest.
    """

    heads: tuple[str, ...]
    kinds: frozenset[str]
    counties: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    year: int | None = None
    is_enterprise: bool = False


def taken_apart(written: str, counties: frozenset[str]) -> WrittenName:
    """The parts of a name; `counties` are the names that counties have or had, in lower case."""
    year = YEAR.search(written)
    text = YEAR.sub(" ", written) if year else written
    brackets = re.findall(r"\((.*?)\)", text)
    text, *after = re.sub(r"\(.*?\)", " ", text).split(",")
    beside = [plain(each) for each in (*brackets, *after)]
    bare = plain(text).strip(" -/")
    if (place := re.fullmatch(r"(.+?) i (.+)", bare)) and COUNTY_WORD.sub("", place[2]).strip() in counties:
        bare, beside = place[1], [*beside, place[2]]
    if word := COUNTY_WORD.search(bare):
        heads, kinds = [f"{bare[: word.start()].strip()} fylkeskommune"], frozenset({COUNTY})
        beside.append(bare[word.end() :])
    else:
        heads, tail = before_municipality(SHORT_FOR_MUNICIPALITY.sub("kommune", bare))
        kinds = frozenset({MUNICIPALITY}) if heads else frozenset({MUNICIPALITY, COUNTY, AGENCY})
        heads = heads or [bare]
        beside.append(tail)
    near = {each: COUNTY_WORD.sub("", each).strip() for each in beside if each.strip()}
    return WrittenName(
        tuple(filter(None, heads)),
        kinds,
        tuple(name for name in near.values() if name in counties),
        tuple(each for each, name in near.items() if name not in counties),
        int(year[1]) if year else None,
        any(ENTERPRISE_WORD.search(each) or COMPANY.search(each) for each in (bare, *beside)),
    )


def before_municipality(text: str) -> tuple[list[str], str]:
    """What stands before each word for municipality, or after one that stands first; and what follows the last."""
    words = list(MUNICIPAL_WORD.finditer(text))
    if not words:
        return [], ""
    starts = [0, *(word.end() for word in words)]
    heads = [text[start : word.start()] for start, word in zip(starts, words, strict=False)]
    heads, tail = (
        [re.sub(r"^\s*(?:og|and)\b", "", head).strip(" -/") for head in heads],
        text[starts[-1] :].strip(" -/"),
    )
    if not heads[0]:
        heads[0], tail = (tail, "") if len(words) == 1 else (heads[0], tail)
    return [head for head in heads if head], tail
