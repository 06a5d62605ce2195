"""Which organisation a name means, as people write it. Pure: a name and the names of the registers in.

A name decides only where it is one that the registers have or had, letter by letter or without its marks, and where all
that is written goes with it. Whatever is merely like one is a candidate, and a person has to choose.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import sub

from rapidfuzz import fuzz, process

from tasks.drafting.organisations import AGENCY, COUNTY, MUNICIPALITY, Naming, Organisation, Register
from tasks.drafting.written_name import WrittenName, taken_apart
from warehouse.matching.names import plain

LIKE = 75.0
"""Ratio (0–100) from which a name is like another."""
CANDIDATES = 4
FOLDED = str.maketrans({"ø": "o", "æ": "ae", "ä": "ae", "đ": "d", "ŧ": "t", "ŋ": "n"})
Names = Mapping[str, Sequence[Naming]]


@dataclass(frozen=True)
class Meaning:
    """What a name means: `chosen`, or nothing and the `candidates`, the likest first.

    `former` is the day from which the name is no longer in use. `is_exact`: it is spelt as registered, nothing is
    written beside it, and it is in use.
    """

    chosen: Organisation | None
    candidates: tuple[Organisation, ...] = ()
    former: date | None = None
    is_exact: bool = False


def key(name: str) -> str:
    """A name without what people write in different ways: case, dashes, blanks, *og* and *&*."""
    return " ".join(sub(r"[-/+]", " ", plain(name).replace("&", " og ")).split())


def folded(name: str) -> str:
    """A key without its marks; *aa* is *å*, and so *a*."""
    marked = unicodedata.normalize("NFKD", key(name).translate(FOLDED))
    return "".join(letter for letter in marked if not unicodedata.combining(letter)).replace("aa", "a")


class KnownNames:
    """The names of a register, ready to be asked."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.spelt: dict[Callable[[str], str], dict[str, list[Naming]]] = {key: {}, folded: {}}
        for naming in register.namings:
            for spell, names in self.spelt.items():
                names.setdefault(spell(naming.written), []).append(naming)

    def meaning(self, written: str, on: date) -> Meaning:
        """What a name means to somebody who writes it on a day.

        As it is spelt before without its marks; each on the map of that day before any other. A year beside a name
        is the day's.
        """
        name = taken_apart(written, self.register.counties)
        if key(written) in self.spelt[key]:  # a comma in it belongs to it
            name = WrittenName((written,), frozenset({MUNICIPALITY, COUNTY, AGENCY}))
        day = date(name.year, 1, 1) if name.year else on
        for spell, names in self.spelt.items():
            for is_of_the_day in (True, False):
                found = [
                    [each for each in names[head] if fits(each, name, day) is is_of_the_day]
                    for head in self.known(name.heads, spell)
                ]
                if any(found):
                    return self.decided(name, [each for some in found for each in some], is_exact=spell is key)
        return Meaning(None, self.like(name))

    def known(self, heads: Sequence[str], spell: Callable[[str], str]) -> Iterator[str]:
        """The names in a name: the whole, else each of its languages where all are known."""
        names = self.spelt[spell]
        for head in heads:
            for way in ([head], head.replace("/", " - ").split(" - "), head.replace("/", "-").split("-")):
                parts = [spell(part) for part in way]
                if all(part in names for part in parts):
                    yield from parts
                    break

    def decided(self, name: WrittenName, found: Sequence[Naming], *, is_exact: bool) -> Meaning:
        """The one organisation that is meant; or several, or none that has one number, to choose from."""
        means = tuple(dict.fromkeys(each for naming in found for each in naming.means))
        others = [each for part in self.beside(name) for each in self.meant_by(part) if each not in means]
        if len(means) != 1 or others or means[0].number is None or name.is_enterprise:
            return Meaning(None, tuple(dict.fromkeys([*means, *others])))
        former = self.ended(found)
        return Meaning(means[0], (), former, is_exact=is_exact and former is None and not name.beside)

    def ended(self, found: Sequence[Naming]) -> date | None:
        """The day from which none of these names is in use for what it means."""
        used = [each for naming in found for each in self.spelt[key][key(naming.written)] if each.means == naming.means]
        ends = [each.until for each in used]
        return None if None in ends else max(end for end in ends if end)

    def beside(self, name: WrittenName) -> Iterator[str]:
        """What is written beside the name, and the parts of it that are no name themselves."""
        yield from name.beside
        for head in name.heads:
            if not list(self.known([head], folded)):
                yield head

    def meant_by(self, text: str) -> Sequence[Organisation]:
        """The municipalities whose names stand in what is written beside a name."""
        names, words = self.spelt[folded], folded(text).split()
        runs = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
        return [each for run in sorted(runs & names.keys()) for naming in names[run] for each in naming.means]

    def like(self, name: WrittenName) -> tuple[Organisation, ...]:
        """Organisations whose names are like it by letters, and those whose names stand in it."""
        names, found = self.spelt[folded], list[Naming]()
        for head in map(folded, name.heads):
            found += names.get(f"{head} fylkeskommune", [])
            near = process.extract(head, list(names), scorer=fuzz.ratio, score_cutoff=LIKE, limit=CANDIDATES)
            found += [naming for each, _, _ in near for naming in names[each]]
        means = [each for naming in found for each in naming.means]
        means += [each for head in name.heads for each in self.meant_by(head)]
        return tuple(dict.fromkeys(each for each in means if each.kind in name.kinds))[:CANDIDATES]


def fits(naming: Naming, name: WrittenName, day: date) -> bool | None:
    """Whether a name held on the day; None where it is of another kind, or lies in no county that is written."""
    if not {each.kind for each in naming.means} & name.kinds:
        return None
    if name.counties and not set(name.counties) & naming.counties:
        return None
    return naming.since <= day < (naming.until or date.max)
