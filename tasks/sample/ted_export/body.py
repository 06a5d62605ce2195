"""Who buys what by which procedure, as the standard forms of TED_EXPORT R2.0.9 write it."""

from xml.sax.saxutils import escape

from tasks.sample.world.buyers import Party
from tasks.sample.world.notice import Notice
from tasks.sample.world.procurement import Lot

PROCEDURES = {
    "open": "PT_OPEN",
    "restricted": "PT_RESTRICTED",
    "neg-w-call": "PT_COMPETITIVE_NEGOTIATION",
    "comp-dial": "PT_COMPETITIVE_DIALOGUE",
    "innovation": "PT_INNOVATION_PARTNERSHIP",
    "neg-wo-call": "PT_AWARD_CONTRACT_WITHOUT_CALL",
}
TYPES = {
    "municipality": "REGIONAL_AUTHORITY",
    "county": "REGIONAL_AUTHORITY",
    "state_agency": "NATIONAL_AGENCY",
    "purchasing_unit": "BODY_PUBLIC",
}


def contracting_body(notice: Notice, nuts: str) -> str:
    """Buyers with a contact person each: a canary."""
    of = notice.of
    first = f"<ADDRESS_CONTRACTING_BODY>{address(notice, of.party, nuts)}</ADDRESS_CONTRACTING_BODY>"
    others = "".join(
        f"<ADDRESS_CONTRACTING_BODY_ADDITIONAL>{address(notice, party, nuts)}</ADDRESS_CONTRACTING_BODY_ADDITIONAL>"
        for party in of.others
    )
    joint = "<JOINT_PROCUREMENT_INVOLVED/>" if of.others else ""
    return (
        f"<CONTRACTING_BODY>{first}{others}{joint}"
        f'<CA_TYPE VALUE="{TYPES[of.buyer.kind]}"/><CA_ACTIVITY VALUE="GENERAL_PUBLIC_SERVICES"/></CONTRACTING_BODY>'
    )


def address(notice: Notice, party: Party, nuts: str) -> str:
    """Name, number and place of a buyer."""
    canary = f"{notice.of.index:06d}"
    number = f"<NATIONALID>{escape(party.number)}</NATIONALID>" if party.number else ""
    return (
        f"<OFFICIALNAME>{escape(party.name)}</OFFICIALNAME>{number}<ADDRESS>Oppdiktet gate 1</ADDRESS>"
        f'<TOWN>{party.seat}</TOWN><COUNTRY VALUE="NO"/>'
        f"<CONTACT_POINT>Kanari Kontaktperson {canary}</CONTACT_POINT><PHONE>+47 00{canary}</PHONE>"
        f'<E_MAIL>kanari.kontakt{canary}@sample.invalid</E_MAIL><n{nuts}:NUTS CODE="NO"/>'
        "<URL_GENERAL>https://sample.invalid</URL_GENERAL>"
    )


def paragraph(text: str) -> str:
    """Text as TED wraps it."""
    return f"<P>{escape(text)}</P>"


def object_of(notice: Notice) -> str:
    """What is bought, and each lot."""
    of = notice.of
    described = of.advice if notice.step == "planning" else of.descriptions
    value = of.value_told
    lot_drawn = f'<VAL_ESTIMATED_TOTAL CURRENCY="NOK">{value}.00</VAL_ESTIMATED_TOTAL>' if value is not None else ""
    if notice.step in {"result", "modification"}:
        total = sum(lot.awarded_value for lot in of.lots if lot.winner)
        lot_drawn = f'<VAL_TOTAL CURRENCY="NOK">{total}.00</VAL_TOTAL>' if total else ""
    division = "<LOT_DIVISION><LOT_ALL/></LOT_DIVISION>" if len(of.lots) > 1 else "<NO_LOT_DIVISION/>"
    head = (
        f"<TITLE>{paragraph(of.titles['ENG'])}</TITLE><REFERENCE_NUMBER>{of.reference}</REFERENCE_NUMBER>"
        f'<CPV_MAIN><CPV_CODE CODE="{of.thing.cpv}"/></CPV_MAIN><TYPE_CONTRACT CTYPE="{of.thing.nature.upper()}"/>'
        f"<SHORT_DESCR>{paragraph(described['ENG'])}</SHORT_DESCR>"
    )
    if notice.step == "change":
        return f"<OBJECT_CONTRACT>{head}</OBJECT_CONTRACT>"
    lots = "".join(lot(notice, each) for each in of.lots)
    return f"<OBJECT_CONTRACT>{head}{lot_drawn}{division}{lots}</OBJECT_CONTRACT>"


def lot(notice: Notice, lot_drawn: Lot) -> str:
    """One lot; where there is none, its description repeats the whole."""
    of = notice.of
    several = len(of.lots) > 1
    name = f"{of.titles['ENG']}, lot {lot_drawn.ordinal}"
    head = f"<TITLE>{paragraph(name)}</TITLE><LOT_NO>{lot_drawn.ordinal}</LOT_NO>" if several else ""
    value = ""
    if of.value_told is not None and of.value_told > 1 and notice.step in {"planning", "competition"}:
        value = f'<VAL_OBJECT CURRENCY="NOK">{lot_drawn.value}.00</VAL_OBJECT>'
    more = ""
    if notice.step == "competition":
        variants = "ACCEPTED_VARIANTS" if of.is_need and of.index % 2 else "NO_ACCEPTED_VARIANTS"
        more = f'<DURATION TYPE="MONTH">48</DURATION><NO_RENEWAL/><{variants}/><NO_OPTIONS/>'
    return (
        f'<OBJECT_DESCR ITEM="{lot_drawn.ordinal}">{head}<MAIN_SITE>{paragraph(of.buyer.seat)}</MAIN_SITE>'
        f"<SHORT_DESCR>{paragraph(of.descriptions['ENG'])}</SHORT_DESCR>"
        f"{criteria(notice)}{value}{more}<NO_EU_PROGR_RELATED/></OBJECT_DESCR>"
    )


def criteria(notice: Notice) -> str:
    """Award criteria with their weights, or that they stand in the documents only."""
    if notice.step not in {"competition", "result"}:
        return ""
    quality = notice.of.quality_weight
    if quality is None:
        return "<AC><AC_PROCUREMENT_DOC/></AC>"
    if quality == 0:
        return "<AC><AC_PRICE/></AC>"
    return (
        f"<AC><AC_QUALITY><AC_CRITERION>Quality</AC_CRITERION><AC_WEIGHTING>{quality}</AC_WEIGHTING></AC_QUALITY>"
        f"<AC_PRICE><AC_WEIGHTING>{100 - quality}</AC_WEIGHTING></AC_PRICE></AC>"
    )


def procedure(notice: Notice) -> str:
    """Type of procedure, framework, earlier notice, deadline."""
    of = notice.of
    earlier = notice.earlier_journal_number
    named = f"<NOTICE_NUMBER_OJ>{earlier}</NOTICE_NUMBER_OJ>" if earlier else ""
    if notice.step == "modification":
        return f"<PROCEDURE>{named}</PROCEDURE>"
    framework = "<FRAMEWORK><SEVERAL_OPERATORS/></FRAMEWORK>" if of.is_framework else ""
    deadline = ""
    if notice.step == "competition":
        deadline = (
            f"<DATE_RECEIPT_TENDERS>{notice.deadline_on}</DATE_RECEIPT_TENDERS>"
            '<TIME_RECEIPT_TENDERS>12:00</TIME_RECEIPT_TENDERS><LANGUAGES><LANGUAGE VALUE="NO"/></LANGUAGES>'
        )
    return (
        f"<PROCEDURE><{PROCEDURES[of.procedure_type]}/>{framework}<CONTRACT_COVERED_GPA/>{named}{deadline}</PROCEDURE>"
    )
