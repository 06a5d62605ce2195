"""Awards of real result notices, counted and added from the XML by plain Python, are those of the marts.

The count shares nothing with the warehouse: elements by their local name, one notice at a time. What differs is listed
by reason; nothing may differ without one.
"""

import hashlib
from decimal import Decimal, InvalidOperation

import pytest
from lxml import etree

MARTS = ["marts.result_awards", "marts.procedures", "marts.award_winners", "marts.notice_contradictions"]
PLACEHOLDER = Decimal(1)
"""0, 1 and -1 stand where no amount was to be said."""


def named(element, *names):
    """Children that have one of the names, then theirs."""
    found = [element]
    for name in names:
        found = [child for each in found for child in each if local(child) == name]
    return found


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text(elements):
    return (elements[0].text or "").strip() if elements else ""


def amount(elements, currency):
    """An amount and its currency; nothing for what stands where none was to be said."""
    try:
        value = Decimal(text(elements))
    except InvalidOperation:
        return None
    return (value, elements[0].get(currency)) if value > PLACEHOLDER else None


def counted(root):
    """Awards with a winner, prices by winning tender, the stated total; None for what is no result notice."""
    return of_eforms(root) if local(root) == "ContractAwardNotice" else of_ted_export(root)


def of_eforms(root):
    kind = next((each for each in root if local(each) == "NoticeTypeCode"), None)
    if kind is None or kind.get("listName") != "result":
        return None
    results = [each for each in root.iter() if local(each) == "NoticeResult"]
    if len(results) != 1:
        return None
    (result,) = results
    prices = {
        text(named(tender, "ID")): amount(named(tender, "LegalMonetaryTotal", "PayableAmount"), "currencyID")
        for tender in named(result, "LotTender")
    }
    contracts = {
        text(named(each, "ID")): [text([tender]) for tender in named(each, "LotTender", "ID")]
        for each in named(result, "SettledContract")
    }
    awards = {}
    for number, each in enumerate(named(result, "LotResult")):
        if text(named(each, "TenderResultCode")) != "selec-w":
            continue
        lot = text(named(each, "TenderLot", "ID"))
        own = [text([tender]) for tender in named(each, "LotTender", "ID")]
        signed = [text([contract]) for contract in named(each, "SettledContract", "ID")]
        for contract in signed:
            listed = contracts.get(contract, [])
            won = frozenset(tender for tender in listed if tender in own or not own)
            if own and not won:
                anywhere = {tender for tenders in contracts.values() for tender in tenders}
                won = frozenset(own) - anywhere or frozenset(own)
            awards[lot, contract, won] = won
        for tender in own if not signed else ():
            awards[lot, tender, None] = {tender}
        if not own and not signed:
            awards[lot, number, None] = set()
    winning = {tender for won in awards.values() for tender in won}
    total = amount(named(result, "TotalAmount"), "currencyID")
    return len(awards), {tender: prices.get(tender) for tender in winning}, total


def of_ted_export(root):
    forms = [form for section in named(root, "FORM_SECTION") for form in section if form.get("CATEGORY") == "ORIGINAL"]
    if not forms or forms[0].get("FORM") not in {"F03", "F06", "F13", "F21", "F22", "F23", "F25"}:
        return None
    code = next((each.get("CODE") for each in root.iter() if local(each) == "TD_DOCUMENT_TYPE"), None)
    if code not in {"7", "R"}:
        return None
    prices = {}
    awarded = [
        *named(forms[0], "AWARD_CONTRACT", "AWARDED_CONTRACT"),
        *named(forms[0], "RESULTS", "AWARDED_PRIZE"),
    ]
    for number, award in enumerate(awarded):
        totals = [
            *named(award, "VALUES", "VAL_TOTAL"),
            *named(award, "VAL_TOTAL"),
            *named(award, "VALUE", "VAL_TOTAL"),
            *named(award, "VAL_PRIZE"),
        ]
        prices[number] = amount(totals, "CURRENCY")
    return len(awarded), prices, amount(named(forms[0], "OBJECT_CONTRACT", "VAL_TOTAL"), "CURRENCY")


def compared(db, files):
    """Every result notice that was loaded: what Python counts, and what the warehouse says."""
    known = {
        sha256: rest
        for sha256, *rest in db.execute(
            """
            SELECT notice.file_sha256, notice.notice_key,
                coalesce(count(DISTINCT award.part_id || award.result_id) FILTER (award.has_winner), 0),
                coalesce(count(DISTINCT award.contract_id) FILTER (award.has_winner), 0),
                any_value(together.tenders_value), any_value(together.is_whole),
                any_value(together.tenders_currency_code), any_value(together.stated_value),
                any_value(together.stated_currency_code)
            FROM staging.notices AS notice
            LEFT JOIN staging.notice_awards AS award USING (notice_key)
            LEFT JOIN staging.notice_award_values AS together USING (notice_key)
            WHERE notice.form_type = 'result'
            GROUP BY ALL
            """
        ).fetchall()
    }
    for path in files:
        data = path.read_bytes()
        if (ours := known.get(hashlib.sha256(data).hexdigest())) is None:
            continue
        if (theirs := counted(etree.fromstring(data))) is not None:
            yield theirs, ours


def differences(theirs, ours):
    """What differs between the two counts of a notice."""
    awards, prices, total = theirs
    notice_key, rows, contracts, value, is_whole, currency, stated, stated_currency = ours
    if awards not in {rows, contracts}:
        yield notice_key, "awards", awards, rows
    known = [price for price in prices.values() if price]
    currencies = {code for _, code in known}
    if bool(is_whole) != (bool(prices) and len(known) == len(prices) and len(currencies) == 1):
        yield notice_key, "whole", prices, is_whole
    if len(currencies) == 1 and (sum(price for price, _ in known), currencies.pop()) != (value, currency):
        yield notice_key, "sum", known[:3], (value, currency)
    if total != (None if stated is None else (stated, stated_currency)):
        yield notice_key, "total", total, (stated, stated_currency)


def held(buyers_built, folder, files):
    db = buyers_built("real", MARTS, notices=folder)
    pairs = list(compared(db, files))
    return db, pairs, [each for theirs, ours in pairs for each in differences(theirs, ours)]


@pytest.mark.shared
def test_awards_of_norwegian_notices_are_those_counted_from_their_xml(buyers_built, shared):
    folder = shared / "notices" / "eforms" / "NOR"
    _, pairs, wrong = held(buyers_built, folder, folder.rglob("*.xml"))
    assert pairs
    assert wrong == []


@pytest.mark.shared
@pytest.mark.prove
def test_awards_of_every_real_notice_are_those_counted_from_its_xml(buyers_built, shared, proof):
    folder = shared / "notices"
    db, pairs, wrong = held(buyers_built, folder, folder.rglob("*.xml"))
    assert wrong == []
    beyond, told = db.execute(
        """
        SELECT count(*) FILTER (basis.factor > 1.05), count(*)
        FROM staging.notice_award_values AS basis
        INNER JOIN staging.notices AS notice USING (notice_key)
        WHERE notice.form_type = 'result' AND basis.is_comparable
        """
    ).fetchone()
    proof(
        "awards counted from the XML",
        notices=len(pairs),
        awards=sum(theirs[0] for theirs, _ in pairs),
        wrong=len(wrong),
        totals_compared=told,
        totals_beyond_5_percent=beyond,
    )
