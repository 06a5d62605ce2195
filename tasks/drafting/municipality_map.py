"""Municipality numbers, the names they had, and what each became on today's map. Pure: tables of registers in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from warehouse.matching.names import spellings

Tables = Mapping[str, pl.DataFrame]
"""Rows of the registers, keyed `parsed.register_units`, `parsed.municipality_codes`, …, as the pull knows them."""
LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Period:
    """A municipality number with the name it had from a day until the day before another; None: it still has it."""

    code: str
    name: str
    since: date
    until: date | None


class MunicipalityMap:
    """Today's municipalities by number, and the way there from each earlier one."""

    def __init__(self, tables: Tables) -> None:
        codes = tables["parsed.municipality_codes"].sort("municipality_code", "valid_from")
        columns = ("municipality_code", "name", "valid_from", "valid_to")
        self.periods = [Period(*row) for row in codes.select(columns).iter_rows()]
        self.today = {each.code: each.name for each in self.periods if each.until is None}
        self.steps: dict[str, list[tuple[date, str]]] = defaultdict(list)
        changes = tables["parsed.municipality_changes"].select("changed_on", "old_code", "new_code")
        for day, old, new in changes.sort("changed_on", "old_code", "new_code").iter_rows():
            if old != new:
                self.steps[old].append((day, new))

    def became(self, code: str, since: date) -> frozenset[str]:
        """The numbers of today that a municipality of a day became; none where the registers lose sight of it."""
        later = [(day, new) for day, new in self.steps[code] if day > since]
        if not later:
            return frozenset({code} & self.today.keys())
        day = later[0][0]
        onward = {new for each, new in later if each == day}
        found: set[str] = set().union(*(self.became(new, day) for new in onward))
        is_left = any(each.code == code and each.since <= day < (each.until or date.max) for each in self.periods)
        return frozenset(found | (self.became(code, day) if is_left else set()))

    def heirs(self, period: Period) -> frozenset[str]:
        """What it became; of a split the one that kept its name, where one did."""
        found = self.became(period.code, period.since)
        same = frozenset(code for code in found if spellings(self.today[code]) & spellings(period.name))
        return same if len(same) == 1 else found

    def mergers(self, code: str) -> Iterator[tuple[date, tuple[str, ...], str]]:
        """When several became one on the way to a municipality of today: the day, their names, and its name then."""
        into: dict[tuple[date, str], set[str]] = defaultdict(set)
        known, new = {code}, [code]
        while new:
            to = new.pop()
            for old, steps in self.steps.items():
                for day in {day for day, became in steps if became == to}:
                    into[day, to].add(old)
                    new += [old] if old not in known else []
                    known.add(old)
        for (day, to), olds in sorted(into.items()):
            was_there = any(each.code == to and each.since < day for each in self.periods)
            if len(olds) + was_there > 1:
                yield day, tuple(sorted(self.name_on(old, day) for old in olds)), self.name_from(to, day)

    def name_on(self, code: str, day: date) -> str:
        """The name a number had just before a day."""
        return next((each.name for each in reversed(self.periods) if each.code == code and each.since < day), code)

    def name_from(self, code: str, day: date) -> str:
        """The name a number had from a day on."""
        return next((each.name for each in self.periods if each.code == code and day < (each.until or date.max)), code)
