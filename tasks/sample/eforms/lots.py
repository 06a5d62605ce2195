"""Lots of a competition or result, parts of a planning notice."""

from collections.abc import Sequence

from tasks.sample.eforms.project import place_of, project
from tasks.sample.eforms.values import EXTENSION, local, offset, texts
from tasks.sample.world.notice import Notice
from tasks.sample.world.procurement import Lot


def lot_id(notice: Notice, place: int) -> str:
    """`LOT-0000` where there is one lot, else LOT-0001 and on; a planning notice has parts."""
    prefix = "PAR" if notice.step == "planning" else "LOT"
    return f"{prefix}-{place + 1 if len(notice.of.lots) > 1 else 0:04d}"


def lot(notice: Notice, place: int, lot_drawn: Lot, tongues: Sequence[str]) -> str:
    """One lot (in a planning notice one part)."""
    of = notice.of
    scheme = "Part" if notice.step == "planning" else "Lot"
    names = of.titles
    if len(of.lots) > 1:
        words = {"NOB": "del", "NNO": "del", "ENG": "lot"}
        names = {tongue: f"{name}, {words[tongue]} {lot_drawn.ordinal}" for tongue, name in names.items()}
    described = of.advice if notice.step == "planning" else of.descriptions
    value = None if of.value_told is None else of.value_told if of.value_told < 2 else lot_drawn.value
    period = '<cac:PlannedPeriod><cbc:DurationMeasure unitCode="MONTH">48</cbc:DurationMeasure></cac:PlannedPeriod>'
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{scheme}">{lot_id(notice, place)}</cbc:ID>'
        f"{terms(notice, tongues)}{process_of_lot(notice)}"
        f'<cac:ProcurementProject><cbc:ID schemeName="InternalID">{of.reference}</cbc:ID>'
        f"{texts('Name', names, tongues)}{texts('Description', described, tongues)}"
        f"{project(notice, value, purposes(notice))}{place_of(notice)}"
        f"{period if notice.step != 'planning' else ''}</cac:ProcurementProject></cac:ProcurementProjectLot>"
    )


def purposes(notice: Notice) -> str:
    """Strategic and innovative purposes, told in native competitions only."""
    if not (notice.is_native and notice.is_competition):
        return ""
    innovative = "prod-innov" if notice.of.procedure_type == "innovation" else "none"
    return "".join(
        f'<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="{listed}">{code}</cbc:ProcurementTypeCode>'
        "</cac:ProcurementAdditionalType>"
        for listed, code in (("strategic-procurement", "none"), ("innovative-acquisition", innovative))
    )


def terms(notice: Notice, tongues: Sequence[str]) -> str:
    """Terms of a lot: variants, award criteria, review."""
    review = (
        '<cac:AppealTerms><cac:AppealReceiverParty><cac:PartyIdentification><cbc:ID schemeName="organization">'
        f"ORG-{2 + len(notice.of.others):04d}</cbc:ID></cac:PartyIdentification></cac:AppealReceiverParty>"
        "</cac:AppealTerms>"
    )
    if not notice.is_competition:
        return f"<cac:TenderingTerms>{review}</cac:TenderingTerms>"
    variants = "allowed" if notice.of.is_need and notice.of.index % 2 else "not-allowed"
    return (
        f'<cac:TenderingTerms><cbc:VariantConstraintCode listName="permission">{variants}</cbc:VariantConstraintCode>'
        f"{criteria(notice, tongues)}{review}</cac:TenderingTerms>"
    )


def criteria(notice: Notice, tongues: Sequence[str]) -> str:
    """Price alone, or price and quality with weights; nothing where they stand in the documents only."""
    quality = notice.of.quality_weight
    if quality is None:
        return ""
    words = {
        "price": {"NOB": "Pris", "NNO": "Pris", "ENG": "Price"},
        "quality": {"NOB": "Kvalitet", "NNO": "Kvalitet", "ENG": "Quality"},
    }
    lot_drawn = []
    for kind, weight in (("price", 100 - quality), ("quality", quality)):
        if weight:
            number = (
                f'<efac:AwardCriterionParameter><efbc:ParameterCode listName="number-weight">per-exa'
                f"</efbc:ParameterCode><efbc:ParameterNumeric>{weight}</efbc:ParameterNumeric>"
                "</efac:AwardCriterionParameter>"
            )
            lot_drawn.append(
                f"<cac:SubordinateAwardingCriterion>{EXTENSION.format(inside=number)}"
                '<cbc:AwardingCriterionTypeCode listName="award-criterion-type">'
                f"{kind}</cbc:AwardingCriterionTypeCode>{texts('Name', words[kind], tongues)}"
                f"{texts('Description', words[kind], tongues)}</cac:SubordinateAwardingCriterion>"
            )
    return f"<cac:AwardingTerms><cac:AwardingCriterion>{''.join(lot_drawn)}</cac:AwardingCriterion></cac:AwardingTerms>"


def process_of_lot(notice: Notice) -> str:
    """Earlier notices, deadline, techniques."""
    schemes = {True: "ojs-notice-id", False: "notice-id-ref"}
    named = "".join(
        f'<cac:NoticeDocumentReference><cbc:ID schemeName="{schemes["/S " in name]}">{name}</cbc:ID>'
        "</cac:NoticeDocumentReference>"
        for kind, name in notice.refers_to
        if kind in {"planning", "previous"}
    )
    if notice.step == "planning":
        return ""
    deadline = ""
    if notice.is_competition:
        day = notice.deadline_on or notice.of.deadline_on
        deadline = (
            f"<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{local(notice, day)}</cbc:EndDate>"
            f"<cbc:EndTime>12:00:00{offset(notice, day)}</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>"
        )
    framework = "fa-wo-rc" if notice.of.is_framework else "none"
    systems = "".join(
        f'<cac:ContractingSystem><cbc:ContractingSystemTypeCode listName="{listed}">{code}'
        "</cbc:ContractingSystemTypeCode></cac:ContractingSystem>"
        for listed, code in (("dps-usage", "none"), ("framework-agreement", framework))
    )
    return f"<cac:TenderingProcess>{deadline}{named}{systems}</cac:TenderingProcess>"
