"""Results: per lot, tender, contract and tendering party, joined by their identifiers."""

from collections.abc import Sequence

from tasks.sample.eforms.lots import lot_id
from tasks.sample.eforms.values import local, texts
from tasks.sample.notices import Notice
from tasks.sample.procurement import Lot

NO_AWARD = ("all-rej", "no-rece", "chan-need", "ins-fund")


def results(notice: Notice, tongues: Sequence[str]) -> str:
    """Lot results, tenders, contracts and tendering parties, joined by their identifiers."""
    of = notice.of
    won = [place for place, each in enumerate(of.lots) if each.winner]
    total = sum(of.lots[place].awarded_value for place in won)
    amount = f'<cbc:TotalAmount currencyID="NOK">{total}</cbc:TotalAmount>' if won else ""
    buyers = 1 + len(of.others)
    return (
        f"<efac:NoticeResult>{amount}"
        + "".join(lot_result(notice, place, each) for place, each in enumerate(of.lots))
        + "".join(tender(notice, place) for place in won)
        + "".join(contract(notice, place, tongues) for place in won)
        + "".join(
            f'<efac:TenderingParty><cbc:ID schemeName="tendering-party">TPA-{place + 1:04d}</cbc:ID>'
            f'<efac:Tenderer><cbc:ID schemeName="organization">ORG-{buyers + 2 + nth:04d}</cbc:ID></efac:Tenderer>'
            "</efac:TenderingParty>"
            for nth, place in enumerate(won)
        )
        + "</efac:NoticeResult>"
    )


def lot_result(notice: Notice, place: int, told: Lot) -> str:
    """Whether there was a winner, and how many tenders came."""
    counts = ""
    if notice.of.result and notice.of.result.counts_told:
        counts = "".join(
            "<efac:ReceivedSubmissionsStatistics>"
            f'<efbc:StatisticsCode listName="received-submission-type">{code}</efbc:StatisticsCode>'
            f"<efbc:StatisticsNumeric>{count}</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
            for code, count in (("tenders", told.tenders), ("t-sme", told.sme_tenders))
        )
    chosen = "selec-w" if told.winner else "clos-nw"
    why = (
        ""
        if told.winner
        else '<efac:DecisionReason><efbc:DecisionReasonCode listName="non-award-justification">'
        f"{NO_AWARD[notice.of.index % 4]}</efbc:DecisionReasonCode></efac:DecisionReason>"
    )
    tendered = f'<efac:LotTender><cbc:ID schemeName="tender">TEN-{place + 1:04d}</cbc:ID></efac:LotTender>'
    settled = f'<efac:SettledContract><cbc:ID schemeName="contract">CON-{place + 1:04d}</cbc:ID></efac:SettledContract>'
    return (
        f'<efac:LotResult><cbc:ID schemeName="result">RES-{place + 1:04d}</cbc:ID>'
        f'<cbc:TenderResultCode listName="winner-selection-status">{chosen}</cbc:TenderResultCode>{why}'
        f"{tendered if told.winner else ''}{counts}{settled if told.winner else ''}"
        f'<efac:TenderLot><cbc:ID schemeName="Lot">{lot_id(notice, place)}</cbc:ID></efac:TenderLot></efac:LotResult>'
    )


def tender(notice: Notice, place: int) -> str:
    """The winning tender."""
    return (
        f'<efac:LotTender><cbc:ID schemeName="tender">TEN-{place + 1:04d}</cbc:ID>'
        f'<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="NOK">{notice.of.lots[place].awarded_value}'
        "</cbc:PayableAmount></cac:LegalMonetaryTotal>"
        f'<efac:TenderingParty><cbc:ID schemeName="tendering-party">TPA-{place + 1:04d}</cbc:ID></efac:TenderingParty>'
        f'<efac:TenderLot><cbc:ID schemeName="Lot">{lot_id(notice, place)}</cbc:ID></efac:TenderLot></efac:LotTender>'
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
