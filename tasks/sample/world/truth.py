"""What was put into the sample, as tables, so that a test can ask whether the marts find it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tasks.sample.world.buyers import Market
from tasks.sample.world.eras import NATIONAL_THRESHOLD
from tasks.sample.world.notice import Notice
from tasks.sample.world.procurement import Procurement
from tasks.sample.world.truth_of_world import table, world_tables


@dataclass(frozen=True)
class Document:
    """A document of a notice, where it lies, and of which other document it is an exact copy."""

    notice: Notice
    source: str
    format: str
    path: str
    member: str
    data: bytes = field(repr=False)
    copy_of: "Document | None" = None

    @property
    def notice_id(self) -> str:
        """The id the document itself tells: a legacy notice has its publication number."""
        return str(self.notice.ted_number) if self.format == "ted_export" else self.notice.notice_id


def procurement_row(market: Market, of: Procurement, announced: Sequence[Notice]) -> dict[str, Any]:
    """One row of procurements.csv; a step that was not announced has no day."""
    days = {notice.step: notice.on for notice in announced}
    result = of.result if "result" in days else None
    change = of.change if "change" in days else None
    last = (change and (change.reopened_deadline_on or change.deadline_on)) or of.deadline_on
    return {
        "procurement": of.index,
        "buyer_number": of.buyer.organisation_number,
        "buyer_name": of.buyer.name,
        "buyer_kind": of.buyer.kind,
        "municipality_code": of.buyer.code,
        "unit_today": of.buyer.unit_id,
        "writing": of.writing,
        "joint": of.joint,
        "is_treated": of.is_treated,
        "usual_preceded": round(market.habits_of(of.buyer).preceded, 4),
        "is_digital": of.thing.is_digital,
        "is_disguised": of.thing.is_disguised,
        "main_cpv_code": of.thing.cpv,
        "regime": of.regime if of.regime == "eea" or of.value >= NATIONAL_THRESHOLD else "below_threshold",
        "procedure_type_code": of.procedure_type,
        "value_nok": of.value,
        "is_value_told": of.value_told == of.value,
        "lots": len(of.lots),
        "project_id": of.project_id,
        "planning_on": days.get("planning"),
        "is_dialogue": of.plan.is_dialogue if of.plan else None,
        "is_linked_by_reference": of.plan.is_linked if of.plan else None,
        "competition_on": days.get("competition"),
        "direct_on": days.get("intention"),
        "deadline_on": of.deadline_on if "competition" in days and not of.is_open_ended else None,
        "change": change.kind if change else None,
        "change_on": days.get("change"),
        "reopened_on": days.get("reopened"),
        "last_deadline_on": last if "competition" in days and not of.is_open_ended else None,
        "is_need": of.is_need,
        "quality_weight": of.quality_weight,
        "is_framework": of.is_framework,
        "tenders": " ".join(str(lot.tenders) for lot in of.lots) if result and result.counts_told else None,
        "result_on": days.get("result"),
        "is_awarded": of.is_awarded if result else None,
        "decided_on": result.decided_on if result else None,
        "awarded_value_nok": sum(lot.awarded_value for lot in of.lots) if result and of.is_awarded else None,
        "correction_on": days.get("correction"),
        "modification_on": days.get("modification"),
        "completion_on": days.get("completion"),
    }


def joint_rows(market: Market, of: Procurement) -> Iterator[dict[str, Any]]:
    """Rows of joint_purchases.csv: each municipality a joint procurement was made for, and its part."""
    if of.joint == "own":
        return
    row = {"procurement": of.index, "joint": of.joint}
    if of.joint != "unit":
        lead = of.buyer
        yield row | {"part": "lead", "organisation_number": lead.organisation_number} | codes(lead.code, lead.unit_id)
    for code in of.others_codes:
        town = market.world.standing(code, of.drawn_on)
        part = "host" if town.organisation_number == of.buyer.organisation_number else "member"
        unit = market.municipality(town, {}).unit_id
        yield row | {"part": part, "organisation_number": town.organisation_number} | codes(code, unit)


def municipality_on(market: Market, notice: Notice) -> str | None:
    """Number, on the day of the notice, of the municipality that buys; None for others, and where it was split."""
    of = notice.of
    if of.buyer.kind != "municipality" or of.buyer.code is None:
        return None
    became = market.world.became(market.world.standing(of.buyer.code, of.drawn_on), notice.on)
    return became[0][0].code if len(became) == 1 else None


def codes(code: str | None, unit: str) -> dict[str, Any]:
    """A municipality by its number of that day, and what today's map calls it."""
    return {"municipality_code": code, "unit_today": unit}


class Told:
    """The truth about notices, gathered while they are written."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("procurements", "joint_purchases", "notices", "links", "duplicates", "broken")
        }

    def procurement(self, of: Procurement, announced: Sequence[Notice]) -> None:
        """One procurement and how its notices hang together."""
        self.rows["procurements"].append(procurement_row(self.market, of, announced))
        self.rows["joint_purchases"] += joint_rows(self.market, of)
        first = next((notice for notice in announced if notice.step in {"competition", "intention"}), None)
        for notice in announced:
            if first and notice is not first:
                self.rows["links"].append(
                    {
                        "procurement": of.index,
                        "step": notice.step,
                        "notice_id": notice.notice_id,
                        "to_notice_id": first.notice_id,
                        "by": link(notice, first),
                    }
                )

    def document(self, document: Document) -> None:
        """One document, or one more of the same."""
        notice = document.notice
        where = {"path": document.path, "member": document.member}
        if document.copy_of:
            same_file = document.copy_of.member == ""
            of = {"of_path": document.copy_of.path, "of_member": document.copy_of.member, "same_file": same_file}
            self.rows["duplicates"].append(where | of)
            return
        self.rows["notices"].append(
            where
            | {
                "format": document.format,
                "source": document.source,
                "notice_id": document.notice_id,
                "notice_version": 1 if document.format == "ted_export" else notice.version,
                "same_as": notice.notice_id,
                "procurement": notice.of.index,
                "step": notice.step,
                "published_on": notice.on,
                "municipality_code": municipality_on(self.market, notice),
                "procedure_id": notice.procedure_id,
                "doffin_id": notice.doffin_id,
                "ted_number": notice.ted_number,
                "is_eea": notice.is_eea,
                "subtype_code": notice.subtype,
                "changes": notice.changes,
            }
        )

    def fault(self, path: str, rule: str) -> None:
        """One file that cannot be read, and the rule to be named."""
        self.rows["broken"].append({"path": path, "rule": rule})

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """Every truth as file name and CSV."""
        yield from world_tables(self.market.world)
        for name, rows in self.rows.items():
            yield f"{name}.csv", table(tuple(rows[0]) if rows else (), (row.values() for row in rows))


def link(notice: Notice, first: Notice) -> str:
    """What joins a notice to the first competition of its procurement: an id, a reference, or nothing but its text."""
    if notice.step == "planning":
        return "reference" if notice.of.plan and notice.of.plan.is_linked else "text"
    if notice.is_native and first.is_native:
        return "procedure_id"
    return "reference" if notice.changes or notice.refers_to else "text"
