"""What holds in every sample, as tables: the map, its changes, purchasing units, the effect, the canaries."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tasks.sample.world.effect import EFFECTS
from tasks.sample.world.world import World


def table(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A CSV file; nothing is an empty cell, true and false are words."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([str(value).lower() if isinstance(value, bool) else value for value in row] for row in rows)
    return buffer.getvalue().encode()


def world_tables(world: World) -> Iterator[tuple[str, bytes]]:
    """Truths that hold for every size of sample: the map, its changes, purchasing units, the effect."""
    yield (
        "municipalities.csv",
        table(
            ("municipality_code", "name", "organisation_number", "valid_from", "valid_to", "population", "today"),
            (
                (
                    each.code,
                    each.name,
                    each.organisation_number,
                    each.since,
                    each.until,
                    each.population,
                    " ".join(f"{after.code}:{share:g}" for after, share in world.today(each)),
                )
                for each in world.municipalities
            ),
        ),
    )
    yield (
        "municipality_changes.csv",
        table(
            ("kind", "old_code", "old_name", "new_code", "new_name", "changed_on", "share"),
            (
                (change.kind, change.old.code, change.old.name, change.new.code, change.new.name, change.on, share)
                for change in world.changes
                for share in (change.share,)
            ),
        ),
    )
    yield (
        "purchasing_memberships.csv",
        table(
            ("unit_id", "unit_name", "unit_number", "member_number", "valid_from", "valid_to", "is_host"),
            (
                (each.unit, unit.name, unit.organisation_number, each.member, each.since, each.until, is_host)
                for unit in world.purchasing_units
                for each in world.memberships
                if each.unit == unit.unit_id
                for is_host in (each.member == unit.host,)
            ),
        ),
    )
    yield "notice_canaries.csv", table(("kind", "text"), canaries(world))
    yield (
        "effects.csv",
        table(
            ("indicator_id", "size", "unit", "meaning"),
            ((each.indicator_id, each.size, each.unit, each.meaning) for each in EFFECTS),
        ),
    )


def canaries(world: World) -> Iterator[tuple[str, str]]:
    """What notices say of people, by kind: none of it may stand in anything right of landing."""
    yield "contact person", "Kanari Kontaktperson"
    yield "e-mail", "kanari.kontakt"
    yield "e-mail in a text", "kanari.fritekst"
    yield "telephone", "+47 00"
    for supplier in world.suppliers:
        if supplier.form == "ENK":
            yield "sole trader", supplier.name
            yield "sole trader's number", supplier.organisation_number
