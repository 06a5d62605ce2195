"""Names of lists as rows of members.csv: the number where it is beyond doubt, else what is left to decide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tasks.drafting.lists import Line
from tasks.drafting.names import KnownNames, Meaning
from tasks.drafting.organisations import COUNTY, MUNICIPALITY, Organisation, Register
from tasks.drafting.written_name import taken_apart
from tasks.read.programme.rules import UNDECIDED
from warehouse.matching.names import plain, spellings

SHORT = re.compile(r"\b(?:komm|kom|k)\.?$", re.IGNORECASE)
NINE = re.compile(r"\b\d{3} ?\d{3} ?\d{3}\b")
MEMBER, UNTRAINED = "member", "known_untrained"
NOBODY_SAID = "programme draft, by where it lies; nobody has said that it was not trained"


@dataclass(frozen=True)
class Row:
    """A row of members.csv, in the order of its columns; `candidates` are who may be meant where that is in doubt."""

    organisation_number: str
    name: str
    buyer_kind: str
    status: str
    wave_id: str
    source: str
    confidence: str
    candidates: tuple[Organisation, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """As the file has them."""
        return (
            *(self.organisation_number, self.name, self.buyer_kind, self.status, self.wave_id, ""),
            *(self.source, self.confidence),
        )

    @property
    def is_decided(self) -> bool:
        """Whether its number is beyond doubt."""
        return not self.organisation_number.startswith(UNDECIDED)


def rows_of(lines: Iterable[Line], names: KnownNames, on: date, status: str, wave: str) -> list[Row]:
    """A row for each organisation that the lines name; who is named twice has one row with both places."""
    rows: dict[str, Row] = {}
    for line in lines:
        for text in names_in(line, names, on):
            row = replace(row_of(line, text, names, on), status=status, wave_id=wave)
            same = f"{row.organisation_number} {row.name if not row.is_decided else ''}"
            earlier = rows.get(same)
            rows[same] = replace(earlier, source=f"{earlier.source}; {row.source}") if earlier else row
    return list(rows.values())


def names_in(line: Line, names: KnownNames, on: date) -> list[str]:
    """The names in a line: parted by semicolons or tabs; by commas where each part is a name beyond doubt.

    What has no letter, and is no organisation number, is no name.
    """
    found = []
    for part in map(str.strip, re.split(r"[;\t|]", line.text)):
        if not re.search(r"[^\W\d_]", part) and not NINE.search(part):
            continue  # a number of participants, or nothing
        single = [each.strip() for each in part.split(",") if each.strip()]
        is_several = len(single) > 1 and all(names.meaning(each, on).chosen for each in single)
        found += single if is_several and names.meaning(part, on).chosen is None else [part]
    return found


def meaning(text: str, names: KnownNames, on: date) -> Meaning:
    """What a name means; a number beside it decides, where the registers know it as that of what is named."""
    number = NINE.search(text)
    if number is None:
        return names.meaning(text, on)
    rest = NINE.sub(" ", text).strip(" ,.:-()")
    known = names.register.by_number.get(number[0].replace(" ", ""), ())
    told = names.meaning(rest, on) if rest else None
    said = {told.chosen, *told.candidates} if told else set(known)
    if len(known) == 1 and known[0] in said and known[0].number:
        return Meaning(known[0], is_exact=told is None or told.is_exact)
    return Meaning(None, tuple(dict.fromkeys([*known, *(each for each in said if each is not None)])))


def row_of(line: Line, text: str, names: KnownNames, on: date) -> Row:
    """A name with what it means, of no status and no wave yet."""
    found = meaning(text, names, on)
    source = f"{line.file} line {line.number}"
    if found.chosen is None:
        kinds = {each.kind for each in found.candidates}
        kind = kinds.pop() if len(kinds) == 1 else ""
        return Row(to_decide(found.candidates), text, kind, "", "", source, "uncertain", found.candidates)
    if found.former:
        source += f": {text}, so called until {found.former}"
    elif not found.is_exact:
        source += f": {text}"
    parts = taken_apart(text, names.register.counties)
    is_bare = found.is_exact and len(parts.heads) == 1 and not (parts.counties or parts.year or NINE.search(text))
    kept = SHORT.sub("kommune", text) if is_bare else found.chosen.name
    confidence = "certain" if found.is_exact else "likely"
    return Row(found.chosen.number or "", kept, found.chosen.kind, "", "", source, confidence)


def to_decide(candidates: Sequence[Organisation]) -> str:
    """What stands in place of a number that is in doubt: whose it may be."""
    told = []
    for each in candidates:
        numbers = " or ".join(each.numbers) or "no number in the registers:"
        told.append(f"{numbers} {each.name}{f' in {each.county}' if each.county else ''}")
    return f"{UNDECIDED}: {'; '.join(told) or 'nothing in the registers is like it'}"


def others(register: Register, members: Sequence[Row], by_county: bool) -> Iterator[Row]:
    """A row for each municipality that is no member and may not be meant by what is left to decide.

    Args:
        register: what is known.
        members: the members.
        by_county: whether only those of the members' counties are wanted.
    """
    mine = {row.organisation_number for row in members}
    counties = {each.county for row in members for each in register.by_number.get(row.organisation_number, ())}
    counties |= {plain(row.name).removesuffix(" fylkeskommune") for row in members if row.buyer_kind == COUNTY}
    near = frozenset().union(*map(spellings, counties))
    doubtful = {number for row in members for each in row.candidates for number in each.numbers}
    for town in register.municipalities:
        if town.number is None or town.number in mine | doubtful or (by_county and not near & spellings(town.county)):
            continue
        yield Row(town.number, town.name, MUNICIPALITY, UNTRAINED, "", NOBODY_SAID, "uncertain")
