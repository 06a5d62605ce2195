"""What is doubtful in a programme folder that could land: each with its line, as the registers see it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tasks.drafting.municipality_map import LONG_AGO
from tasks.drafting.names import KnownNames
from tasks.drafting.organisations import Organisation, Register
from tasks.drafting.rows import MEMBER, UNTRAINED
from tasks.read.problems import Place, Problem
from tasks.read.programme.entries import MEMBERS, TOML
from tasks.read.programme.rules import Row

BASE = timedelta(days=2 * 365)
"""What happened in the two years before the first wave is what an effect is measured against."""
Rows = Mapping[str, Sequence[Row]]
"""Entries by table, as `tasks/read/programme` reads them."""


def doubts_of_waves(rows: Rows) -> Iterator[Problem]:
    """Waves nobody is in, gatherings without a base for response rates, nobody to compare with."""
    members = [row for row in rows["parsed.members"] if row.values["status"] == MEMBER]
    taking_part = {row.values["wave_id"] for row in members}
    met = {row.values["wave_id"] for row in rows["parsed.gatherings"]}
    for row in rows["parsed.waves"]:
        wave = row.values["wave_id"]
        if wave not in taking_part:
            remedy = f"Name it as wave_id of its members in {MEMBERS}, or take it out."
            yield Problem(row.entry.place, "nobody_in_wave", "no member is in this wave", remedy, row.entry.of)
        if wave not in met:
            remedy = "Add its [[gatherings]], so that what participants said has a place."
            yield Problem(row.entry.place, "no_gathering", "this wave has no gathering", remedy, row.entry.of)
    uncounted = [row for row in rows["parsed.gatherings"] if row.values["participants"] is None]
    if uncounted:
        more = f", nor of {len(uncounted) - 1} below" if len(uncounted) > 1 else ""
        remedy = "Write participants = and how many took part, where that is known: response rates rest on it."
        at = uncounted[0].entry
        yield Problem(at.place, "no_participants", f"participants is not said{more}", remedy, at.of)
    unsure = [row for row in rows["parsed.members"] if row.values["confidence"] == "uncertain"]
    if unsure:
        message = f"from this line on {len(unsure)} are uncertain" if len(unsure) > 1 else "it is uncertain"
        remedy = "Ask those who know: then write certain or likely, or take out the line. It may stay as it is."
        yield Problem(unsure[0].entry.place, "uncertain", message, remedy, unsure[0].entry.of)
    if len(taking_part) == 1 and not any(row.values["status"] == UNTRAINED for row in rows["parsed.members"]):
        message = "nobody is known to be untrained, and there is one wave: there is nothing to compare with"
        remedy = (
            f"List those who were not trained, with status {UNTRAINED}; or draft the folder anew into another --out: "
            "bestillerpuls programme draft --members FILE --compare all"
        )
        yield Problem(Place(MEMBERS), "nobody_to_compare_with", message, remedy)


def doubts_of_members(rows: Rows, names: KnownNames) -> Iterator[Problem]:
    """Members that the registers do not know, or know otherwise than they are written."""
    starts = {row.values["wave_id"]: row.values["starts_on"] for row in rows["parsed.waves"]}
    today: dict[Organisation, list[Row]] = {}
    for row in rows["parsed.members"]:
        number = row.values["organisation_number"]
        if number is None:
            continue
        means = names.register.by_number.get(number, ())
        begun = row.values["joined_on"] or starts.get(row.values["wave_id"])
        yield from doubts_of_number(row, means, begun, names)
        for each in means:
            today.setdefault(each, []).append(row)
    for organisation, same in today.items():
        yield from put_together(organisation, same)
    yield from doubts_of_pull(rows, names.register)


def doubts_of_pull(rows: Rows, register: Register) -> Iterator[Problem]:
    """Notices under numbers of before a merger or a new number, which a pull of the listed does not ask for."""
    days = [row.values["starts_on"] for row in rows["parsed.waves"] if row.values["starts_on"]]
    if not days or [row.values["pull"] for row in rows["parsed.programmes"]] != ["listed"]:
        return
    listed = {row.values["organisation_number"]: row for row in reversed(rows["parsed.members"])}
    first, missed = min(days) - BASE, dict[int, Row]()
    for number, ended in register.ended.items():
        for each in register.by_number[number]:
            row = next((listed[now] for now in each.numbers if now in listed), None)
            if number not in listed and ended > first and row is not None:
                missed[row.entry.place.line or 0] = row
    if missed:
        row = missed[min(missed)]
        more = f", and so for {len(missed) - 1} below" if len(missed) > 1 else ""
        had = f"it or what went into it had other numbers after {first}{more}"
        message = f"{had}, and a pull of the listed does not ask for those"
        yield of_row(row, "earlier_numbers", message, f'Write pull = "all" in {TOML}.')


def doubts_of_number(
    row: Row, means: Sequence[Organisation], begun: date | None, names: KnownNames
) -> Iterator[Problem]:
    """What the registers say of a number that does not go with its row."""
    number, register = row.values["organisation_number"], names.register
    if not means:
        if number in register.units:
            return
        remedy = "Look the number up in the Brønnøysund register; or renew the registers: bestillerpuls pull registers"
        yield of_row(row, "unknown_number", "no register that has landed knows its number", remedy)
        return
    ended = register.ended.get(number)
    now = " or ".join(f"{each.name} ({' or '.join(each.numbers) or 'no number'})" for each in means)
    if ended and begun and ended <= begun:
        message = f"its number ended on {ended}, before it counts as trained ({begun})"
        yield of_row(row, "ended_before", message, f"Write the number of what it became: {now}.")
    if row.values["buyer_kind"] not in {None, *(each.kind for each in means)}:
        message, right = f"buyer_kind {row.values['buyer_kind']} is not what the registers say", means[0].kind
        yield of_row(row, "other_kind", message, f"Write {right}, or mend the number.")
    told = names.meaning(row.values["name"] or "", begun or LONG_AGO)
    said_by_name = {each for each in (told.chosen, *told.candidates) if each is not None}
    if told.chosen is not None and not said_by_name & set(means):
        message = f"its number is that of {now}, and its name that of {told.chosen.name} ({told.chosen.number})"
        yield of_row(row, "other_name", message, "Mend the number or the name.")


def put_together(organisation: Organisation, same: Sequence[Row]) -> Iterator[Problem]:
    """Rows of one municipality of today: together they count as trained from the first of them."""
    trained = [row for row in same if row.values["status"] == MEMBER]
    for row in same:
        if trained and row.values["status"] != MEMBER:
            message = f"it is one municipality today with line {trained[0].entry.place.line}, {trained[0].entry.of}"
            remedy = f"{organisation.name} counts as trained in part: is that right? Else take out the line."
            yield of_row(row, "trained_in_part", message, remedy)


def of_row(row: Row, rule: str, message: str, remedy: str) -> Problem:
    """A doubt about a row of members.csv."""
    return Problem(row.entry.place, rule, message, remedy, row.entry.of, "parsed.members", "organisation_number")
