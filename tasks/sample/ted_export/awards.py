"""What came of a competition, and what was corrected or modified, as TED_EXPORT R2.0.9 writes it."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tasks.sample.world.notice import Notice
from tasks.sample.world.procurement import Lot
from tasks.sample.world.world import Organisation


def awards(notice: Notice) -> str:
    """One AWARD_CONTRACT per lot."""
    return "".join(award(notice, lot) for lot in notice.of.lots)


def award(notice: Notice, lot: Lot) -> str:
    """Tenders, winner, value and date, or why there was no award."""
    of, result = notice.of, notice.of.result
    number = f"<LOT_NO>{lot.ordinal}</LOT_NO>" if len(of.lots) > 1 else ""
    head = f'<AWARD_CONTRACT ITEM="{lot.ordinal}"><CONTRACT_NO>{of.reference}-{lot.ordinal}</CONTRACT_NO>{number}'
    if lot.winner is None or result is None:
        why = "PROCUREMENT_UNSUCCESSFUL" if of.index % 2 else "PROCUREMENT_DISCONTINUED"
        return f"{head}<NO_AWARDED_CONTRACT><{why}/></NO_AWARDED_CONTRACT></AWARD_CONTRACT>"
    counts = (
        f"<TENDERS><NB_TENDERS_RECEIVED>{lot.tenders}</NB_TENDERS_RECEIVED>"
        f"<NB_TENDERS_RECEIVED_SME>{lot.sme_tenders}</NB_TENDERS_RECEIVED_SME></TENDERS>"
        if result.counts_told
        else ""
    )
    return (
        f"{head}<AWARDED_CONTRACT><DATE_CONCLUSION_CONTRACT>{result.concluded_on}</DATE_CONCLUSION_CONTRACT>{counts}"
        f"{contractors([each for each in (lot.winner, lot.partner) if each], lot.winner_size)}"
        f'<VALUES><VAL_TOTAL CURRENCY="NOK">{lot.awarded_value}.00</VAL_TOTAL></VALUES></AWARDED_CONTRACT>'
        "</AWARD_CONTRACT>"
    )


def contractors(winners: Sequence[Organisation], size: str) -> str:
    """Who won, alone or as a group."""
    group = "<AWARDED_TO_GROUP/>" if len(winners) > 1 else "<NO_AWARDED_TO_GROUP/>"
    return (
        f"<CONTRACTORS>{group}"
        + "".join(
            f"<CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{escape(winner.name)}</OFFICIALNAME>"
            f"<NATIONALID>{winner.organisation_number}</NATIONALID><TOWN>{winner.seat}</TOWN>"
            f'<COUNTRY VALUE="NO"/></ADDRESS_CONTRACTOR><{"NO_SME" if size == "large" else "SME"}/></CONTRACTOR>'
            for winner in winners
        )
        + "</CONTRACTORS>"
    )


def corrections(notice: Notice) -> str:
    """F14: the notice corrected, the place in it, the value before and after."""
    change = notice.of.change
    body = (
        f"<COMPLEMENTARY_INFO><DATE_DISPATCH_NOTICE>{notice.on}</DATE_DISPATCH_NOTICE>"
        f"<NOTICE_NUMBER_OJ>{notice.earlier_journal_number}</NOTICE_NUMBER_OJ></COMPLEMENTARY_INFO>"
    )
    if change and change.deadline_on:
        inside = (
            "<CHANGE><WHERE><SECTION>IV.2.2</SECTION></WHERE>"
            f"<OLD_VALUE><DATE>{notice.of.deadline_on}</DATE></OLD_VALUE>"
            f"<NEW_VALUE><DATE>{change.deadline_on}</DATE></NEW_VALUE></CHANGE>"
        )
    elif change and change.kind == "cancelled":
        inside = "<INFO_ADD><P>The procedure is cancelled.</P></INFO_ADD>"
    else:
        inside = "<INFO_ADD><P>An annex is corrected.</P></INFO_ADD>"
    return f"{body}<CHANGES>{inside}</CHANGES>"


def modifications(notice: Notice) -> str:
    """F20: what was modified, why, and the value before and after."""
    of = notice.of
    lot = next(lot for lot in of.lots if lot.winner)
    raised = 1_000 * round(lot.awarded_value * 1.1 / 1_000)
    return (
        "<MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT>"
        f'<CPV_MAIN><CPV_CODE CODE="{of.thing.cpv}"/></CPV_MAIN>'
        f"<SHORT_DESCR><P>{escape(of.titles['ENG'])}</P></SHORT_DESCR>"
        f'<VALUES><VAL_TOTAL CURRENCY="NOK">{raised}.00</VAL_TOTAL></VALUES></DESCRIPTION_PROCUREMENT>'
        "<INFO_MODIFICATIONS><SHORT_DESCR><P>More of the same.</P></SHORT_DESCR><ADDITIONAL_NEED>"
        "<P>New needs after the conclusion of the contract.</P></ADDITIONAL_NEED>"
        f'<VALUES><VAL_TOTAL_BEFORE CURRENCY="NOK">{lot.awarded_value}.00</VAL_TOTAL_BEFORE>'
        f'<VAL_TOTAL_AFTER CURRENCY="NOK">{raised}.00</VAL_TOTAL_AFTER></VALUES></INFO_MODIFICATIONS>'
        "</MODIFICATIONS_CONTRACT>"
    )
