"""The programme folder of the sample, as a programme office would write it."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from tasks.sample.world.world import World

BEFORE = timedelta(days=30)
DECIDED_BY = "Styringsgruppa (oppdiktet)"
OUTCOMES = (
    ("preceded_by_early_notice", "dialogue", "primary", "up"),
    ("invites_to_dialogue", "dialogue", "primary", "up"),
    ("single_bidder", "market", "primary", "down"),
    ("tenders_received", "market", "exploratory", "up"),
)
SOURCE = "Oppdiktet for utvalget (invented for the sample)"


def programme(world: World) -> Iterator[tuple[str, bytes]]:
    """`programme.toml` and its CSV files as path and bytes; codebooks stand with the surveys they explain."""
    yield "programme.toml", toml(world).encode()
    yield "members.csv", members(world).encode()
    yield "cooperations.csv", cooperations(world).encode()


def toml(world: World) -> str:
    """Programme, waves, gatherings and projects."""
    lines = [
        "# Everything here is invented: no such programme, no such municipality, no such person.",
        "[programme]",
        'id = "bestillerkurs-oppdiktet"',
        'name = "Bedre bestillerkompetanse (oppdiktet)"',
        'world = "sample"',
        'pull = "all"',
        "verbatims_reviewed = false",
    ]
    for wave in world.waves:
        lines += ["", "[[waves]]", *pairs(id=wave.wave_id, name=wave.name_nb), f"starts_on = {wave.starts_on}"]
    for each in world.gatherings:
        lines += ["", "[[gatherings]]", *pairs(id=each.gathering_id, wave=each.wave_id, place=each.place)]
        lines += [f"held_on = {each.held_on}", *pairs(theme_nb=each.theme_nb, theme_en=each.theme_en)]
        lines += [f"participants = {each.participants}"]
    for each_project in world.projects:
        lines += ["", "[[projects]]", *pairs(id=each_project.project_id, name=each_project.name)]
        lines += [f"starts_on = {each_project.starts_on}", f"ends_on = {each_project.ends_on}"]
        lines += pairs(
            members=" ".join(each_project.members),
            keywords=";".join(each_project.keywords),
            cpv_codes=" ".join(each_project.cpv_codes),
        )
    lines += ["", "[evaluation]", f"decided_on = {world.waves[0].starts_on - BEFORE}", *pairs(decided_by=DECIDED_BY)]
    for indicator, family, role, direction in OUTCOMES:
        lines += ["", "[[outcomes]]", *pairs(indicator=indicator, family=family, role=role, direction=direction)]
    return "\n".join(lines) + "\n"


def pairs(**texts: str) -> list[str]:
    """Lines of TOML for texts without quotation marks."""
    return [f'{key} = "{text}"' for key, text in texts.items()]


def members(world: World) -> str:
    """Who was trained when, who certainly was not; who is not listed is unknown."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(
        ["organisation_number", "name", "buyer_kind", "status", "wave_id", "joined_on", "source", "confidence"]
    )
    for each in world.members:
        writer.writerow(
            [
                each.organisation_number,
                each.name,
                each.buyer_kind,
                each.status,
                each.wave_id or "",
                each.joined_on or "",
                SOURCE,
                each.confidence,
            ]
        )
    return buffer.getvalue()


def cooperations(world: World) -> str:
    """Who buys together, under whose number: an office without a number has none here either."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(
        ["cooperation_id", "cooperation_name", "published_under", "member_number", "valid_from", "valid_to", "source"]
    )
    names = {unit.unit_id: (unit.name, unit.organisation_number) for unit in world.purchasing_units}
    for each in world.memberships:
        name, number = names[each.unit]
        writer.writerow([each.unit, name, number or "", each.member, each.since, each.until or "", SOURCE])
    return buffer.getvalue()
