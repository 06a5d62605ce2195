"""What was put into the sample, as tables, so that a test can ask whether the marts find it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tasks.sample.buyers import Market
from tasks.sample.effect import EFFECTS
from tasks.sample.notices import Notice
from tasks.sample.procurement import Procurement
from tasks.sample.world import World

NOTICE_COLUMNS = (
    "path",
    "member",
    "notice_id",
    "notice_version",
    "procurement",
    "step",
    "format",
    "published_on",
    "source",
    "doffin_id",
    "ted_number",
    "is_eea",
    "subtype_code",
    "names",
)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file; nothing is an empty cell, true and false are words."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([str(value).lower() if isinstance(value, bool) else value for value in row] for row in rows)
    return told.getvalue().encode()


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
    yield (
        "effects.csv",
        table(
            ("effect_id", "size", "unit", "meaning"),
            ((each.effect_id, each.size, each.unit, each.meaning) for each in EFFECTS),
        ),
    )


PROCUREMENT_COLUMNS = (
    "procurement",
    "procedure_id",
    "buyer_number",
    "buyer_name",
    "buyer_kind",
    "municipality_code",
    "unit_today",
    "writing",
    "joint",
    "is_treated",
    "is_digital",
    "is_disguised",
    "main_cpv_code",
    "regime",
    "procedure_type_code",
    "value_nok",
    "lots",
    "planning_on",
    "is_dialogue",
    "is_linked_by_reference",
    "competition_on",
    "deadline_on",
    "change",
    "change_on",
    "last_deadline_on",
    "is_need",
    "quality_weight",
    "is_framework",
    "tenders",
    "result_on",
    "is_awarded",
    "decided_on",
    "modification_on",
    "completion_on",
)


def procurement_row(of: Procurement, announced: Sequence[Notice]) -> tuple[Any, ...]:
    """One row of procurements.csv; a step that was not announced has no day."""
    days = {notice.step: notice.on for notice in announced}
    procedure = [notice.procedure_id for notice in announced if notice.procedure_id]
    return (
        of.index,
        procedure[0] if procedure else None,
        of.buyer.organisation_number,
        of.buyer.name,
        of.buyer.kind,
        of.buyer.code,
        of.buyer.unit_id,
        of.writing,
        of.joint,
        of.is_treated,
        of.thing.is_digital,
        of.thing.is_disguised,
        of.thing.cpv,
        of.regime,
        of.procedure_type,
        of.value,
        len(of.lots),
        days.get("planning"),
        of.plan.is_dialogue if of.plan else None,
        of.plan.is_linked if of.plan else None,
        days.get("competition"),
        of.deadline_on if "competition" in days else None,
        of.change.kind if of.change and "change" in days else None,
        days.get("change"),
        (of.change and of.change.deadline_on) or of.deadline_on,
        of.is_need,
        of.quality_weight,
        of.is_framework,
        " ".join(str(lot.tenders) for lot in of.lots) if of.result and of.result.counts_told else None,
        days.get("result"),
        of.is_awarded if of.result else None,
        of.result.decided_on if of.result else None,
        days.get("modification"),
        days.get("completion"),
    )


def joint_rows(market: Market, of: Procurement) -> Iterator[tuple[Any, ...]]:
    """Rows of joint_purchases.csv: each municipality a joint procurement was made for, and its part."""
    if of.joint == "own" or of.competition_on is None:
        return
    if of.joint != "unit":
        yield of.index, "lead", of.joint, of.buyer.organisation_number, of.buyer.code, of.buyer.unit_id
    for code in of.others_codes:
        town = market.world.standing(code, of.competition_on)
        part = "host" if town.organisation_number == of.buyer.organisation_number else "member"
        yield of.index, part, of.joint, town.organisation_number, code, market.municipality(town, {}).unit_id


JOINT_COLUMNS = ("procurement", "part", "joint", "organisation_number", "municipality_code", "unit_today")
