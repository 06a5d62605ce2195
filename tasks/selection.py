"""Whose notices are wanted: everybody's, or those of the organisations that the programme folder lists."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UserError
from tasks.landing import object_path, receipts
from tasks.read import registers
from tasks.read.programme import read_programme
from tasks.window import Hit

OF_EVERY_NAME = {"kommune", "kommunene", "fylkeskommune", "og", "i", "as"}


class SelectionError(UserError):
    """Raised when it is not known whose notices are wanted; says what to land first."""


@dataclass(frozen=True)
class Selection:
    """Listed organisation numbers, those and the ones below them, and names.

    `name` says which selection a receipt was written under.
    """

    name: str
    listed: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    names: tuple[frozenset[str], ...] = ()

    def wants(self, hit: Hit) -> bool:
        """Whether a buyer of the notice is among them: by number however it is spelt, by name where it has none.

        One whose row names no buyer may be theirs, so it is wanted.
        """
        return self.name == ALL or not hit.buyers or any(self._is(number, name) for number, name in hit.buyers)

    def _is(self, number: str | None, name: str) -> bool:
        digits = organisation_number(number)
        if digits:
            return digits in self.numbers
        return any(words <= words_of(name) for words in self.names)


ALL = "all"
EVERYBODY = Selection(ALL)


def selection(folder: Path) -> Selection:
    """What the programme folder that was landed last says, its members' sub-units as the registers know them included.

    The name holds the listed numbers only: a new sub-unit has no older notices, so that it opens no closed window.

    Raises:
        SelectionError: no programme has landed.
    """
    told = [receipt for receipt in receipts(folder) if receipt.sha256]
    programmes = [receipt.sha256 for receipt in told if receipt.kind == "programme"]
    if not programmes:
        raise SelectionError("Whose notices? Land a programme folder first: bestillerpuls run --programme DIR.")
    tables = read_programme(object_path(folder, programmes[-1] or "").read_bytes())
    if tables["parsed.programmes"]["pull"].to_list() == [ALL]:
        return EVERYBODY
    listed = frozenset(tables["parsed.members"]["organisation_number"].to_list())
    names = tuple(words_of(name) for name in tables["parsed.members"]["name"].to_list())
    objects = {receipt.sha256 for receipt in told if receipt.kind == "register"}
    below = with_sub_units(listed, pairs_in(folder, objects))
    digest = hashlib.sha256(" ".join(sorted(listed)).encode()).hexdigest()[:12]
    return Selection(f"listed {digest}", listed, below, tuple(words for words in names if words))


def pairs_in(folder: Path, objects: Iterable[str | None]) -> list[tuple[str, str]]:
    """Each unit of the landed registers with the unit it belongs to; an organisation number with its municipality."""
    pairs: list[tuple[str, str]] = []
    for sha256 in objects:
        frames = registers.read(sha256 or "", object_path(folder, sha256 or "").read_bytes())
        units = frames["parsed.register_units"].drop_nulls("parent_organisation_number")
        pairs += units.select("organisation_number", "parent_organisation_number").rows()
        numbers = frames["parsed.municipality_organisation_numbers"]
        pairs += numbers.select("organisation_number", "municipality_code").rows()
    return pairs


def with_sub_units(listed: frozenset[str], pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The listed numbers, and every number below them or of the same municipality."""
    pairs, wanted = list(pairs), set(listed)
    wanted |= {of for number, of in pairs if number in listed and len(of) == len("3301")}
    while more := {number for number, of in pairs if of in wanted} - wanted:
        wanted |= more
    return frozenset(number for number in wanted if len(number) == len("921234554"))


def organisation_number(written: str | None) -> str | None:
    """Nine digits in whatever spelling (`964 965 137`, `NO964965137MVA`); None where there are not just nine."""
    digits = re.sub(r"\D", "", written or "")
    return digits if len(digits) == len("964965137") else None


def spellings(number: str) -> list[str]:
    """The ways buyers write an organisation number."""
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    return [number, spaced, f"NO{number}", f"NO {spaced}", f"NO{number}MVA", f"{number}MVA", f"{spaced} MVA"]


def words_of(name: str) -> frozenset[str]:
    """The words that tell a name from others."""
    return frozenset(re.findall(r"\w+", name.casefold())) - OF_EVERY_NAME
