"""Ids inside a notice are unique by kind: an exact repeat counts once, different things are told apart or refused."""

import hashlib
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.reader import read_notices

GOLDEN = Path(__file__).parent / "golden"
WORDS = {
    "root": "ContractAwardNotice",
    "customization": "eforms-sdk-1.10",
    "subtype": "29",
    "form": "result",
    "type": "can-standard",
}
PATHS = {
    "lot": "//cac:ProcurementProjectLot",
    "organisation": "//efac:Organization",
    "company": "//efac:Organization[efac:Company//cbc:ID='ORG-0003']",
    "touchpoint": "//efac:TouchPoint",
    "result": "//efac:NoticeResult/efac:LotResult",
    "tender": "//efac:NoticeResult/efac:LotTender",
    "contract": "//efac:NoticeResult/efac:SettledContract",
    "party": "//efac:NoticeResult/efac:TenderingParty",
    "buyer": "/*/cac:ContractingParty",
    "tender of a result": "//efac:LotResult/efac:LotTender",
    "tenderer": "//efac:TenderingParty/efac:Tenderer",
    "count": "//efac:ReceivedSubmissionsStatistics",
    "code": "//cac:ProcurementProjectLot//cac:MainCommodityClassification",
    "all results": "//efac:NoticeResult",
    "all organisations": "//efac:Organizations",
    "extension": "//efext:EformsExtension",
    "project of a lot": "//cac:ProcurementProjectLot/cac:ProcurementProject",
}


def golden(name="eforms/result.xml", words=WORDS):
    text = (GOLDEN / name).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace("{{" + word + "}}", value)
    return etree.fromstring(text.encode())


def at(root, path):
    return root.xpath(path, namespaces=dict(EFORMS.namespaces))


def again(element):
    """The element once more, behind itself."""
    more = deepcopy(element)
    element.addnext(more)
    return more


def read(root, tmp_path):
    data = etree.tostring(root)
    path = tmp_path / "notice.xml"
    path.write_bytes(data)
    (frames,) = read_notices([SimpleNamespace(sha256=hashlib.sha256(data).hexdigest(), path=path)], lambda _: "p", 10)
    return {name.removeprefix("parsed."): frame.drop("file_sha256", strict=False) for name, frame in frames.items()}


def rows(frames):
    """What the notice says, without what is told of it."""
    told = {"documents", "files", "rejects", "repeats", "unknown_elements"}
    return {name: frame.rows() for name, frame in frames.items() if name not in told}


@pytest.mark.parametrize("thing", PATHS)
def test_an_exact_repeat_counts_once_and_is_told(thing, tmp_path):
    once = rows(read(golden(), tmp_path))
    root = golden()
    again(at(root, PATHS[thing])[0])
    frames = read(root, tmp_path)
    assert rows(frames) == once
    assert frames["repeats"]["repeat"].to_list() == ["repeated"] * len(frames["repeats"])
    assert len(frames["repeats"])


@pytest.mark.parametrize("times", [2, 5])
def test_a_repeat_may_stand_far_away_and_more_than_once(times, tmp_path):
    once = rows(read(golden(), tmp_path))
    root = golden()
    tender = at(root, PATHS["tender"])[0]
    for _ in range(times):
        tender.getparent().append(deepcopy(tender))
    frames = read(root, tmp_path)
    assert rows(frames) == once
    assert len(frames["repeats"]) == times


def test_lots_under_one_id_that_nothing_refers_to_are_told_apart_by_their_order(tmp_path):
    root = golden()
    for lot in at(root, "//efac:NoticeResult"):
        lot.getparent().remove(lot)
    for lot in at(root, PATHS["lot"]):
        at(lot, "./cbc:ID")[0].text = " LOT-0000 "
    frames = read(root, tmp_path)
    assert frames["lots"]["lot_id"].to_list() == ["LOT-0000", "LOT-0000#2"]
    assert frames["repeats"].select("table_name", "row_id", "repeat").rows() == [("lots", "LOT-0000#2", "renamed")]
    assert set(frames["notice_texts"]["lot_id"].drop_nulls()) == {"LOT-0000", "LOT-0000#2"}


@pytest.mark.parametrize(
    ("thing", "named"),
    [
        ("lot", "lots: LOT-0001"),
        ("company", "notice_organisations: ORG-0003"),
        ("tender", "tenders: TEN-0001"),
        ("contract", "contracts: CON-0001"),
        ("party", "tendering_party_members: TPA-0001"),
    ],
)
def test_different_things_under_an_id_that_is_referred_to_take_the_notice_out(thing, named, tmp_path):
    root = golden()
    more = again(at(root, PATHS[thing])[0])
    etree.SubElement(
        more, "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}Note"
    ).text = "another"
    rejects = read(root, tmp_path)["rejects"]
    assert rejects.select("rule", "place").rows() == [("ids_clash", named)]
    assert "same id" in rejects["reason"][0]


def test_an_id_that_may_hold_anything_is_not_said(tmp_path):
    root = golden()
    name = "Kari Nordmann, Storgata 1"
    for place in at(root, "//cbc:ID[.='ORG-0003']"):
        place.text = name
    again(at(root, f"//efac:Organization[efac:Company//cbc:ID='{name}']")[0]).set("different", "yes")
    assert read(root, tmp_path)["rejects"]["place"].to_list() == ["notice_organisations: an id"]


@pytest.mark.parametrize("thing", ["all results", "project of a lot", "extension"])
def test_what_stands_once_and_says_two_things_takes_the_notice_out(thing, tmp_path):
    root = golden()
    more = again(at(root, PATHS[thing])[0])
    more.set("different", "yes")
    assert read(root, tmp_path)["rejects"]["rule"].to_list() == ["stands_twice"]


@pytest.mark.parametrize(
    ("path", "table", "column"),
    [
        ("//efac:NoticeResult/efac:LotTender[cbc:ID='TEN-0001']//cbc:PayableAmount", "tenders", "value"),
        ("//efac:NoticeResult/efac:LotTender[cbc:ID='TEN-0001']/cac:LegalMonetaryTotal", "tenders", "value"),
    ],
)
def test_two_amounts_in_the_place_of_one_are_none_and_both_are_told(path, table, column, tmp_path):
    root = golden()
    more = again(at(root, path)[0])
    amount = more if more.get("currencyID") else at(more, ".//cbc:PayableAmount")[0]
    amount.text = "77"
    frames = read(root, tmp_path)
    (told,) = frames["repeats"].filter(repeat="contradictory").to_dicts()
    assert (told["table_name"], told["second_value"]) == (table, "77 NOK")
    assert told["first_value"].endswith(" NOK")
    assert frames[table][column].null_count() > 0
    assert not frames["rejects"].height


def test_two_counts_of_the_same_tenders_are_none(tmp_path):
    root = golden()
    more = again(at(root, PATHS["count"])[0])
    at(more, "./efbc:StatisticsNumeric")[0].text = "99"
    code = at(more, "./efbc:StatisticsCode")[0].text
    frames = read(root, tmp_path)
    assert code not in frames["tender_counts"].filter(result_id="RES-0001")["count_code"].to_list()
    told = frames["nulled_values"].filter(reason="contradictory")
    assert set(told.select("table_name", "row_id").rows()) == {("tender_counts", "RES-0001")}


@pytest.fixture
def award():
    """A legacy award notice."""
    text = (GOLDEN / "ted_export" / "award.xml").read_text(encoding="utf-8")
    for word, value in {"form": "F03", "type": "7", "notice": "", "element": "F03_2014", "procedure": ""}.items():
        text = text.replace("{{" + word + "}}", value)
    return etree.fromstring(text.encode())


def local(root, name):
    return root.xpath(f"//*[local-name()='{name}']")


@pytest.mark.parametrize(
    "thing", ["AWARD_CONTRACT", "OBJECT_DESCR", "CONTRACTOR", "CONTRACTING_BODY", "OBJECT_CONTRACT", "FORM_SECTION"]
)
def test_an_exact_repeat_in_a_legacy_notice_counts_once(thing, award, tmp_path):
    once = rows(read(deepcopy(award), tmp_path))
    again((award.xpath(f"//*[@CATEGORY='ORIGINAL']//*[local-name()='{thing}']") or local(award, thing))[0])
    frames = read(award, tmp_path)
    assert rows(frames) == once
    assert len(frames["repeats"])


def test_two_awards_under_one_item_are_told_apart_by_their_order(award, tmp_path):
    results = len(read(deepcopy(award), tmp_path)["lot_results"])
    more = again(local(award, "AWARD_CONTRACT")[0])
    title = etree.SubElement(more, more.tag.replace("AWARD_CONTRACT", "OTHER"))
    title.text = "another"
    frames = read(award, tmp_path)
    assert len(frames["lot_results"]) == results + 1
    assert frames["repeats"]["repeat"].to_list() == ["renamed"]


def test_legacy_lots_without_a_number_keep_what_is_theirs(award, tmp_path):
    lots = local(award, "OBJECT_DESCR")
    for number in local(award, "LOT_NO"):
        number.getparent().remove(number)
    more = again(lots[-1])
    more.set("ITEM", "77")
    frames = read(award, tmp_path)
    named = frames["lots"]["lot_id"].to_list()
    assert len(set(named)) == len(named) == len(lots) + 1
    assert f"LOT-P{len(named):04}" in set(frames["notice_cpv_codes"]["lot_id"].drop_nulls()) | set(named)


def test_an_amount_in_another_currency_than_its_row_keeps_its_own(tmp_path):
    root = golden()
    at(root, "//efac:LotResult//cbc:MaximumValueAmount")[0].set("currencyID", "EUR")
    frames = read(root, tmp_path)
    result = frames["lot_results"].row(0, named=True)
    assert result["framework_maximum_value"] is not None
    assert result["framework_maximum_value_currency_code"] == "EUR"
    assert (result["lowest_tender_value_currency_code"], result["currency_code"]) == ("NOK", None)
    assert "other_currency" not in set(frames["nulled_values"]["reason"])
