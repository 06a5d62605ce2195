"""Draft a programme folder from lists of names, waves and gatherings, and the registers that have landed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.drafting.lists import Gathering, Line, lines_of
from tasks.drafting.names import KnownNames
from tasks.drafting.organisations import Register
from tasks.drafting.register import register_of
from tasks.drafting.rows import MEMBER, UNTRAINED, Row, others, rows_of
from tasks.landing.store import held_world, receipts
from tasks.pull.register_changes import known

ALL, BY_COUNTY = "all", "county"
NO_REGISTERS = (
    "no registers have landed in {data}, so nothing is known to look names up in. "
    "Fetch them once: bestillerpuls pull registers. Answers that lie in a folder: bestillerpuls run --registers DIR"
)


@dataclass(frozen=True)
class Wave:
    """A wave: its first day, its name, and the lines of the lists that name its members."""

    starts_on: date
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Draft:
    """What a programme folder is drafted of; `pull` says whose notices are pulled."""

    name: str
    world: str
    pull: str
    waves: tuple[Wave, ...]
    gatherings: tuple[Gathering, ...]
    rows: tuple[Row, ...]


def landed_register(settings: Settings) -> Register:
    """What the registers say that have landed.

    Raises:
        UserError: none has; says how to get them.
    """
    if not any(told.sha256 for told in receipts(settings.landing, "register")):
        raise UserError(NO_REGISTERS.format(data=settings.data))
    return register_of(known(settings.landing))


def waves_in(members: Sequence[Path], days: Sequence[date]) -> tuple[Wave, ...]:
    """The waves of the lists: a list with each day, or the days that stand in the lists themselves.

    Raises:
        UserError: a name stands in no wave, or days and lists do not go together.
    """
    if days and len(days) != len(members):
        raise UserError(
            f"--members is given {len(members)} times and --wave {len(days)} times. Give each list its wave, in the "
            "same order; or write the first day of each wave as a line above its members, and leave out --wave."
        )
    found: dict[date, tuple[str, list[Line]]] = {}
    for at, path in enumerate(members):
        day = days[at] if days else None
        for line in lines_of(path):
            if line.day is not None:
                day = line.day
                found.setdefault(day, (line.text.strip(" :-–,()"), []))
            elif day is None:
                raise UserError(
                    f"{line.place}: it is not said when its wave begins. Give the day with --wave 2024-03-01, or "
                    "write it as a line above the names."
                )
            else:
                found.setdefault(day, ("", []))[1].append(line)
    if not found:
        raise UserError(f"{', '.join(map(str, members))}: holds no name. Write one a line.")
    return tuple(
        Wave(day, name or f"Wave {number}", tuple(lines))
        for number, (day, (name, lines)) in enumerate(sorted(found.items()), start=1)
    )


def drafted(
    settings: Settings, name: str, waves: tuple[Wave, ...], gatherings: Sequence[Gathering], compare: str | None
) -> Draft:
    """Look every name up.

    Args:
        settings: where the registers have landed.
        name: of the programme.
        waves: with the lines that name their members.
        gatherings: may be none: each wave begins with one.
        compare: `all`, `county`, or a file with names of those who were not trained; None: nobody.

    Raises:
        UserError: no register has landed, or there is nobody to compare with.
    """
    register = landed_register(settings)
    names = KnownNames(register)
    rows = [
        row
        for number, wave in enumerate(waves, start=1)
        for row in rows_of(wave.lines, names, wave.starts_on, MEMBER, f"w{number}")
    ]
    if compare in {ALL, BY_COUNTY}:
        compared = [*others(register, rows, by_county=compare == BY_COUNTY)]
        if not compared:
            raise UserError(
                f"--compare {compare}: no municipality is left to compare with. "
                "Give --compare all, or a file with names."
            )
        rows += compared
    elif compare is not None and not Path(compare).is_file():
        raise UserError(f"--compare {compare}: is no file. Give all, county, or a text file with a name a line.")
    elif compare is not None:
        taken = {row.organisation_number for row in rows if row.is_decided}
        told = rows_of(lines_of(Path(compare)), names, waves[0].starts_on, UNTRAINED, "")
        rows += [row for row in told if row.organisation_number not in taken]
    return Draft(
        name,
        held_world(settings.landing) or "real",
        "all" if compare == ALL else "listed",
        waves,
        tuple(gatherings),
        tuple(rows),
    )
