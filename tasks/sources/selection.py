"""Whose notices are wanted: everybody's, or those of the organisations that the programme folder lists."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from schemas.errors import UserError
from tasks.landing.store import object_path, receipts
from tasks.programme.landing import current_programme
from tasks.read.programme.reader import read_programme
from tasks.read.registers import reader as registers
from tasks.sources.window import Hit

OF_EVERY_NAME = {"kommune", "kommunene", "fylkeskommune", "og", "i", "as"}


class SelectionError(UserError):
    """Raised when it is not known whose notices are wanted; says what to land first."""


@dataclass(frozen=True)
class Selection:
    """Listed organisation numbers, those and the ones below them, and names; `is_all` where everybody is wanted.

    `since` says of numbers when they entered the register: before that day they have no notice.
    """

    listed: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    names: tuple[frozenset[str], ...] = ()
    is_all: bool = False
    since: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """What receipts call it: another name for each that wants other notices."""
        said = json.dumps(self.told(), sort_keys=True)
        return ALL if self.is_all else f"listed {hashlib.sha256(said.encode()).hexdigest()[:12]}"

    def told(self) -> dict[str, Any]:
        """Whom it wants, for the receipt from which a later pull knows what was wanted then."""
        return {"numbers": sorted(self.numbers), "names": sorted(sorted(words) for words in self.names)}

    def covered_before(self, told: Mapping[str, Any]) -> date:
        """The day before which all that is wanted now was wanted by another selection, from what its receipt told.

        What a number that is new would have is not there yet before it entered the register.
        """
        if not {tuple(sorted(words)) for words in self.names} <= {tuple(words) for words in told["names"]}:
            return date.min
        return min(
            (self.since.get(number, date.min) for number in self.numbers - set(told["numbers"])), default=date.max
        )

    def wants(self, hit: Hit) -> bool:
        """Whether a buyer of the notice is among them: by number however it is spelt, by name where it has none.

        One whose row names no buyer may be theirs, so it is wanted.
        """
        return self.is_all or not hit.buyers or any(self._is(number, name) for number, name in hit.buyers)

    def _is(self, number: str | None, name: str) -> bool:
        digits = organisation_number(number)
        if digits:
            return digits in self.numbers
        return any(words <= words_of(name) for words in self.names)


ALL = "all"
EVERYBODY = Selection(is_all=True)


def selection(folder: Path) -> Selection:
    """What the programme folder that is in force says, its members' sub-units as the registers know them included.

    Raises:
        SelectionError: no programme has landed.
    """
    held = current_programme(folder)
    if held is None:
        raise SelectionError("Whose notices? Land a programme folder first: bestillerpuls run --programme DIR.")
    return selection_of(read_programme(held[1]), folder)


def selection_of(tables: Mapping[str, pl.DataFrame], folder: Path) -> Selection:
    """What the tables of a programme folder say, with the registers that have landed."""
    listed = frozenset(tables["parsed.members"]["organisation_number"].to_list())
    if tables["parsed.programmes"]["pull"].to_list() == [ALL]:
        return Selection(listed, is_all=True)
    names = tuple(words_of(name) for name in tables["parsed.members"]["name"].to_list())
    told = {receipt.sha256 for receipt in receipts(folder, "register") if receipt.sha256}
    pairs, since = units_in(folder, told)
    return Selection(listed, with_sub_units(listed, pairs), tuple(words for words in names if words), since=since)


def units_in(folder: Path, objects: Iterable[str | None]) -> tuple[list[tuple[str, str]], dict[str, date]]:
    """Each unit of the landed registers with the unit it belongs to, or its municipality; and when units entered."""
    pairs: list[tuple[str, str]] = []
    since: dict[str, date] = {}
    for sha256 in objects:
        frames = registers.read(sha256 or "", object_path(folder, sha256 or "").read_bytes())
        units = frames["parsed.register_units"]
        pairs += units.select("organisation_number", "parent_organisation_number").drop_nulls().rows()
        since |= dict(units.select("organisation_number", "registered_on").drop_nulls().rows())
        numbers = frames["parsed.municipality_organisation_numbers"]
        pairs += numbers.select("organisation_number", "municipality_code").rows()
    return pairs, since


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
