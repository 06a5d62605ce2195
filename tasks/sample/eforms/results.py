"""Results: per lot, tender, contract and tendering party, joined by their identifiers."""

from collections.abc import Sequence

from tasks.sample.eforms.lots import lot_id
from tasks.sample.eforms.parties import reference
from tasks.sample.eforms.values import local, texts
from tasks.sample.world.notice import Notice
from tasks.sample.world.procurement import Lot

NO_AWARD = ("all-rej", "no-rece", "chan-need", "ins-fund")


def results(notice: Notice, tongues: Sequence[str]) -> str:
    """The whole: total, lot results, tenders, contracts, tendering parties. An intention has no contract yet."""
    of = notice.of
    won = [place for place, each in enumerate(of.lots) if each.winner]
    total = sum(awarded(notice, place) for place in won)
    amount = f'<cbc:TotalAmount currencyID="NOK">{total}</cbc:TotalAmount>' if won and not of.is_withheld else ""
    contracts = "" if notice.step == "intention" else "".join(contract(notice, place, tongues) for place in won)
    return (
        f"<efac:NoticeResult>{amount}"
        + "".join(lot_result(notice, place, each) for place, each in enumerate(of.lots))
        + "".join(tender(notice, place) for place in won)
        + contracts
        + tendering_parties(notice)
        + "</efac:NoticeResult>"
    )


def awarded(notice: Notice, place: int) -> int:
    """The value told: ten times too large in a result that was corrected later."""
    result = notice.of.result
    is_wrong = notice.step == "result" and result is not None and result.corrected_on is not None
    return notice.of.lots[place].awarded_value * (10 if is_wrong else 1)


def tendering_parties(notice: Notice) -> str:
    """Who tendered for each lot: one, or a group with its leader."""
    elements, nth = [], 3 + len(notice.of.others)
    for lot in (lot for lot in notice.of.lots if lot.winner):
        members = [reference(f"ORG-{nth + place:04d}") for place in range(2 if lot.partner else 1)]
        leads = "<efbc:GroupLeadIndicator>{}</efbc:GroupLeadIndicator>" if lot.partner else ""
        elements.append(
            f'<efac:TenderingParty><cbc:ID schemeName="tendering-party">TPA-{lot.ordinal:04d}</cbc:ID>'
            + "".join(
                f"<efac:Tenderer>{member}{leads.format('true' if place == 0 else 'false')}</efac:Tenderer>"
                for place, member in enumerate(members)
            )
            + "</efac:TenderingParty>"
        )
        nth += len(members)
    return "".join(elements)


def lot_result(notice: Notice, place: int, lot: Lot) -> str:
    """Whether there was a winner, and how many tenders came."""
    counts = ""
    if notice.of.result and notice.of.result.counts_told and notice.step != "intention":
        counts = "".join(
            "<efac:ReceivedSubmissionsStatistics>"
            f'<efbc:StatisticsCode listName="received-submission-type">{code}</efbc:StatisticsCode>'
            f"<efbc:StatisticsNumeric>{count}</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
            for code, count in (("tenders", lot.tenders), ("t-sme", lot.sme_tenders))
        )
    chosen = "selec-w" if lot.winner else "clos-nw"
    why = (
        ""
        if lot.winner
        else '<efac:DecisionReason><efbc:DecisionReasonCode listName="non-award-justification">'
        f"{NO_AWARD[notice.of.index % 4]}</efbc:DecisionReasonCode></efac:DecisionReason>"
    )
    tendered = f'<efac:LotTender><cbc:ID schemeName="tender">TEN-{place + 1:04d}</cbc:ID></efac:LotTender>'
    settled = f'<efac:SettledContract><cbc:ID schemeName="contract">CON-{place + 1:04d}</cbc:ID></efac:SettledContract>'
    return (
        f'<efac:LotResult><cbc:ID schemeName="result">RES-{place + 1:04d}</cbc:ID>'
        f'<cbc:TenderResultCode listName="winner-selection-status">{chosen}</cbc:TenderResultCode>{why}'
        f"{tendered if lot.winner else ''}{counts}{settled if lot.winner and notice.step != 'intention' else ''}"
        f'<efac:TenderLot><cbc:ID schemeName="Lot">{lot_id(notice, place)}</cbc:ID></efac:TenderLot></efac:LotResult>'
    )


def tender(notice: Notice, place: int) -> str:
    """The winning tender; a value that is withheld is masked as TED masks it."""
    value, privacy = awarded(notice, place), ""
    if notice.of.is_withheld and notice.is_native:
        opened_on = notice.on.replace(year=notice.on.year + 3, day=1)
        value = -1
        privacy = (
            '<efac:FieldsPrivacy><efbc:FieldIdentifierCode listName="non-publication-identifier">win-ten-val'
            '</efbc:FieldIdentifierCode><cbc:ReasonCode listName="non-publication-justification">fair-comp'
            f"</cbc:ReasonCode><efbc:PublicationDate>{local(notice, opened_on)}</efbc:PublicationDate>"
            "</efac:FieldsPrivacy>"
        )
    return (
        f'<efac:LotTender>{privacy}<cbc:ID schemeName="tender">TEN-{place + 1:04d}</cbc:ID>'
        f'<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="NOK">{value}</cbc:PayableAmount>'
        f'</cac:LegalMonetaryTotal><efac:TenderingParty><cbc:ID schemeName="tendering-party">TPA-{place + 1:04d}'
        f'</cbc:ID></efac:TenderingParty><efac:TenderLot><cbc:ID schemeName="Lot">{lot_id(notice, place)}</cbc:ID>'
        "</efac:TenderLot></efac:LotTender>"
    )


def contract(notice: Notice, place: int, tongues: Sequence[str]) -> str:
    """The contract with its dates; a converted notice has no day of decision."""
    of = notice.of
    decided = (
        f"<cbc:AwardDate>{local(notice, of.result.decided_on)}</cbc:AwardDate>"
        if notice.is_native and of.result
        else ""
    )
    concluded = (
        f"<cbc:IssueDate>{local(notice, of.result.concluded_on)}</cbc:IssueDate>"
        if of.result and of.result.concluded_on
        else ""
    )
    return (
        f'<efac:SettledContract><cbc:ID schemeName="contract">CON-{place + 1:04d}</cbc:ID>{decided}{concluded}'
        f"{texts('Title', of.titles, tongues)}"
        f"<efbc:ContractFrameworkIndicator>{'true' if of.is_framework else 'false'}</efbc:ContractFrameworkIndicator>"
        f"<efac:ContractReference><cbc:ID>{of.reference}-{place + 1}</cbc:ID></efac:ContractReference>"
        f'<efac:LotTender><cbc:ID schemeName="tender">TEN-{place + 1:04d}</cbc:ID></efac:LotTender>'
        "</efac:SettledContract>"
    )
