"""Say of a programme folder what is wrong and what is doubtful, whom it lists, and what it will take and could show."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.drafting.doubts import Rows, doubts_of_members, doubts_of_waves
from tasks.drafting.draft import landed_register
from tasks.drafting.names import KnownNames
from tasks.drafting.organisations import MUNICIPALITY, Organisation, Register
from tasks.drafting.rows import MEMBER, UNTRAINED
from tasks.programme.given_files import bytes_of, files_in
from tasks.programme.landing import EXPECTED, wrong_in
from tasks.read.problems import Problem, in_order
from tasks.read.programme.entries import PARTS, TOML, text_of, toml_in
from tasks.read.programme.reader import read_part

CALLED = {MEMBER: "members", UNTRAINED: "to compare with"}
UNKNOWN = "without a number that the registers know"
SIZES = ("small", "medium", "large", "of unknown size")


@dataclass
class Checked:
    """What a check found.

    `wrong` keeps the folder from landing, `doubtful` does not. `listed` and `merged` are lines to read. `no_registers`
    says what to do where none have landed.
    """

    wrong: list[Problem]
    doubtful: list[Problem] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    no_registers: str = ""


def checked(settings: Settings, folder: Path) -> Checked:
    """Hold a folder to its own rules and to the registers that have landed.

    Raises:
        UserError: the folder is missing, empty, or cannot be read.
    """
    files = {path.relative_to(folder).as_posix(): bytes_of(path) for path in files_in(folder, EXPECTED)}
    found = Checked(in_order(wrong_in(files)[0]))
    rows = rows_in(files)
    found.doubtful = in_order([*doubts_of_waves(rows)])
    try:
        register = landed_register(settings)
    except UserError as error:
        found.no_registers = str(error)
        return found
    found.doubtful = in_order([*found.doubtful, *doubts_of_members(rows, KnownNames(register))])
    found.listed = list(listed(rows, register))
    found.merged = list(merged(rows, register))
    return found


def rows_in(files: Mapping[str, bytes]) -> Rows:
    """The entries that can be read, by table; what cannot be is told elsewhere."""
    texts = {name: text for name, data in files.items() if isinstance(text := text_of(name, data), str)}
    toml = toml_in(TOML, texts.get(TOML, ""))
    told = toml if isinstance(toml, dict) else {}
    return {part.table: list(read_part(part, texts, told, [])) for part in PARTS}


def means(rows: Rows, register: Register, status: str) -> Iterator[tuple[int, str, Organisation | None]]:
    """Line and name of each row of a status, and the one organisation of today that its number means."""
    for row in rows["parsed.members"]:
        if row.values["status"] == status:
            found = register.by_number.get(row.values["organisation_number"] or "", ())
            yield row.entry.place.line or 0, row.entry.of, found[0] if len(found) == 1 else None


def listed(rows: Rows, register: Register) -> Iterator[str]:
    """How many members and how many to compare with, by county and size; others by what they are."""
    for status, called in CALLED.items():
        found = [organisation for _, _, organisation in means(rows, register, status)]
        towns = [each for each in found if each is not None and each.kind == MUNICIPALITY]
        kinds = Counter(UNKNOWN if each is None else each.kind.replace("_", " ") for each in found)
        del kinds[MUNICIPALITY]
        beside = "".join(f", {count} {kind}" for kind, count in sorted(kinds.items()))
        yield f"{called}: {len(towns)} {'municipality' if len(towns) == 1 else 'municipalities'}{beside}"
        for county in sorted({town.county for town in towns}):
            sizes = Counter(town.size for town in towns if town.county == county)
            told = ", ".join(f"{sizes[size]} {size}" for size in SIZES if sizes[size])
            yield f"  {county or 'county unknown'}: {sizes.total()} ({told})"


def merged(rows: Rows, register: Register) -> Iterator[str]:
    """The members into which others went since the registers begin, with the day and who."""
    for line, name, organisation in means(rows, register, MEMBER):
        if organisation is not None and organisation.code is not None:
            for day, olds, became in register.map.mergers(organisation.code):
                yield f"line {line}, {name}: {' and '.join(olds)} went into {became} on {day}"
