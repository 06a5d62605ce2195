"""What a programme folder says that can be read and cannot be meant: found before it lands, never afterwards.

A folder that landed before a rule was there stays in force: so these rules reject nothing that has landed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tasks.read.notices.organisation_numbers import passes as is_possible
from tasks.read.problems import Place, Problem
from tasks.read.programme.entries import COOPERATIONS, MEMBERS, TOML
from tasks.read.programme.rules import NINE_DIGITS, Row
from warehouse.indicator_files import FOLDER as INDICATORS

Rows = Mapping[str, Sequence[Row]]
"""Rows by table."""
NUMBER = re.compile(r"[0-9]{9}")
CPV = re.compile(r"[0-9]{2,8}")
UNTRAINED = "known_untrained"
KNOWN_PARTS = {"programme", "waves", "gatherings", "projects", "evaluation", "outcomes"}
MOST_PRIMARY = 3


def mistakes(rows: Rows, *, waves_are_known: bool) -> Iterator[Problem]:
    """Mistakes between the entries.

    Args:
        rows: what could be read.
        waves_are_known: whether all waves could be read, so that one that is not there is one too many.
    """
    if waves_are_known:
        yield from unknown_waves(rows)
    yield from same_members(rows["parsed.members"])
    yield from without_wave(rows["parsed.members"])
    yield from same_cooperations(rows["parsed.cooperations"])
    yield from impossible_numbers(rows)
    yield from impossible_codes(rows["parsed.projects"])
    yield from days_out_of_order(rows)
    yield from unplanned(rows["parsed.evaluations"], rows["parsed.outcomes"])


def unplanned(evaluations: Sequence[Row], outcomes: Sequence[Row]) -> Iterator[Problem]:
    """Outcomes that nobody decided on, that no indicator measures, or that are too many to be primary."""
    if outcomes and not evaluations:
        remedy = f"Say in {TOML} under [evaluation] when it was decided and by whom. See docs/programme.md."
        yield problem(outcomes[0], ("parsed.outcomes", "role"), "no_evaluation", "[evaluation] is missing", remedy)
    primary = [row for row in outcomes if row.values["role"] == "primary"]
    for row in primary[MOST_PRIMARY:]:
        message = f"role primary stands {len(primary)} times, and at most {MOST_PRIMARY} may be"
        remedy = "What is judged by everything is judged by nothing: make the others exploratory."
        yield problem(row, ("parsed.outcomes", "role"), "too_many_primary", message, remedy)
    known = {path.stem for path in INDICATORS.glob("*.sql")}
    for row in outcomes:
        indicator = row.values["indicator_id"]
        if indicator is not None and indicator not in known:
            remedy = "Name one of docs/indicators.md, such as preceded_by_early_notice."
            message = f"indicator {indicator} is not known"
            yield problem(row, ("parsed.outcomes", "indicator_id"), "unknown_indicator", message, remedy)


def other_files(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Files that look as if they were to be read, and are not."""
    for name in files:
        is_known = name in {TOML, MEMBERS, COOPERATIONS} or name.startswith("codebooks/")
        if not is_known and name.endswith((".csv", ".toml")):
            remedy = f"The folder holds {TOML}, {MEMBERS}, {COOPERATIONS} and codebooks/*.toml: rename or move it."
            yield Problem(Place(name), "not_read", "no file of this name is read", remedy)


def other_parts(parsed: Mapping[str, object]) -> Iterator[Problem]:
    """Parts of programme.toml that nothing reads."""
    for name in parsed.keys() - KNOWN_PARTS:
        remedy = (
            "Take it out, or name it rightly. Known: [programme], [[waves]], [[gatherings]], [[projects]], "
            "[evaluation] and [[outcomes]]."
        )
        yield Problem(Place(TOML), "unknown_part", f"unknown {name}", remedy)


def unknown_waves(rows: Rows) -> Iterator[Problem]:
    """Members and gatherings of a wave that is not there."""
    known = {row.values["wave_id"] for row in rows["parsed.waves"]}
    for table, key in (("parsed.gatherings", "wave"), ("parsed.members", "wave_id")):
        for row in rows[table]:
            wave = row.values["wave_id"]
            if wave is not None and wave not in known:
                message, remedy = f"{key} {wave} has no [[waves]]", f"Name a wave that is there, or add it to {TOML}."
                yield problem(row, (table, "wave_id"), "unknown_wave", message, remedy)


def same_members(members: Sequence[Row]) -> Iterator[Problem]:
    """A member that stands twice in one wave, and one that is said to be untrained beside."""
    first: dict[tuple[str, str | None], Row] = {}
    statuses: dict[str, dict[str, Row]] = {}
    for row in members:
        number, status, wave = (row.values[name] for name in ("organisation_number", "status", "wave_id"))
        if number is None or status is None:
            continue
        earlier = first.setdefault((number, wave), row)
        known = statuses.setdefault(number, {})
        other = next((known[each] for each in known if UNTRAINED in {each, status} and each != status), None)
        if earlier is not row and earlier.values["status"] == status:
            message = f"organisation_number stands in line {earlier.entry.place.line} already"
            yield problem(
                row, ("parsed.members", "organisation_number"), "stands_twice", message, "Take one of the two out."
            )
        elif other is not None:
            message = f"status {status}, but line {other.entry.place.line} says {other.values['status']}"
            yield problem(row, ("parsed.members", "status"), "contradicts", message, "Take one of the two out.")
        known.setdefault(status, row)


def without_wave(members: Sequence[Row]) -> Iterator[Problem]:
    """Members of whom it is not said since when."""
    for row in members:
        if row.values["status"] == "member" and row.values["wave_id"] is None and row.values["joined_on"] is None:
            remedy = "Name its wave, so that it is known from when it counts as trained."
            yield problem(row, ("parsed.members", "wave_id"), "no_wave", "wave_id is empty for a member", remedy)


def same_cooperations(cooperations: Sequence[Row]) -> Iterator[Problem]:
    """A membership of a cooperation that stands twice."""
    first: dict[tuple[object, ...], Row] = {}
    for row in cooperations:
        key = tuple(row.values[name] for name in ("cooperation_id", "member_number", "valid_from"))
        earlier = first.setdefault(key, row)
        if earlier is not row and None not in key[:2]:
            message = f"member_number stands in line {earlier.entry.place.line} already"
            yield problem(row, ("parsed.cooperations", "member_number"), "stands_twice", message, "Take one out.")


def impossible_numbers(rows: Rows) -> Iterator[Problem]:
    """Organisation numbers that no organisation can have: a digit is wrong, and they would find nobody."""
    for table, column in (
        ("parsed.members", "organisation_number"),
        ("parsed.cooperations", "published_under"),
        ("parsed.cooperations", "member_number"),
        ("parsed.projects", "members"),
    ):
        for row in rows[table]:
            for number in re.split(r"[; ]+", row.values[column] or ""):
                if number and not NUMBER.fullmatch(number):
                    message = f"{column} has a number that is not nine digits"
                    yield problem(row, (table, column), "not_nine_digits", message, NINE_DIGITS)
                elif number and not is_possible(number):
                    message = f"{column} {number} is no organisation number: its last digit does not go with the others"
                    remedy = "A digit is wrong: look the number up in the Brønnøysund register."
                    yield problem(row, (table, column), "wrong_digit", message, remedy)


def impossible_codes(projects: Sequence[Row]) -> Iterator[Problem]:
    """CPV codes in a spelling that finds nothing."""
    for row in projects:
        for code in re.split(r"[; ]+", row.values["cpv_codes"] or ""):
            if code and not CPV.fullmatch(code):
                remedy = "Write two to eight digits, without the check digit: 72, 72200000."
                message = "cpv_codes has a code that is not two to eight digits"
                yield problem(row, ("parsed.projects", "cpv_codes"), "not_cpv", message, remedy)


def days_out_of_order(rows: Rows) -> Iterator[Problem]:
    """What ends before it begins, and what happens in a wave before its first day."""
    starts = {row.values["wave_id"]: row.values["starts_on"] for row in rows["parsed.waves"]}
    for table, column in (("parsed.gatherings", "held_on"), ("parsed.members", "joined_on")):
        for row in rows[table]:
            begun = starts.get(row.values["wave_id"])
            if is_before(row.values[column], begun):
                message = f"{column} is before its wave begins ({begun})"
                remedy = "Mend the day, or starts_on of the wave: the first day of its first gathering."
                yield problem(row, (table, column), "days_out_of_order", message, remedy)
    for table, first, last in (
        ("parsed.projects", "starts_on", "ends_on"),
        ("parsed.cooperations", "valid_from", "valid_to"),
    ):
        for row in rows[table]:
            if is_before(row.values[last], row.values[first]):
                message = f"{last} is before {first}"
                yield problem(row, (table, last), "days_out_of_order", message, "Mend one of the two days.")


def is_before(one: date | None, other: date | None) -> bool:
    """Whether both are known and the first is the earlier."""
    return one is not None and other is not None and one < other


def problem(row: Row, at: tuple[str, str], rule: str, message: str, remedy: str) -> Problem:
    """A problem of a row, in a table and column."""
    return Problem(row.entry.place, rule, message, remedy, row.entry.of, *at)
