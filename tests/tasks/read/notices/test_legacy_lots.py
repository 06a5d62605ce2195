"""Which lots a legacy award names, however it is written."""

import pytest

from tasks.read.notices.legacy_lots import lot_ids
from tests.tasks.read.notices.test_golden import GOLDEN, fill, read

FIVE = {f"LOT-{number:04}" for number in range(1, 6)}
WORDS = {"form": "F03", "element": "F03_2014", "type": "7", "notice": "", "procedure": "1"}


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("1", [1]),
        ("02", [2]),
        ("Lot 1", [1]),
        ("Del nr. 4", [4]),
        ("1 - Renhold", [1]),
        ("1, 2 og 3", [1, 2, 3]),
        ("Del 1, Del 2", [1, 2]),
        ("1; 2 and 4", [1, 2, 4]),
        ("1/5", [1, 5]),
        ("1-3", [1, 2, 3]),
        ("Lots 2 to 4", [2, 3, 4]),
        ("1 og 3-5", [1, 3, 4, 5]),
        ("alle deler", [1, 2, 3, 4, 5]),
    ],
)
def test_a_text_is_each_of_the_lots_it_names(written, numbers):
    assert lot_ids(f"LOT-{written}", FIVE) == [f"LOT-{number:04}" for number in numbers]


@pytest.mark.parametrize("written", ["1, 2 og 9", "Renhold, nord", "2.1", "9", "1-90"])
def test_what_is_no_list_of_lots_of_the_notice_stays_as_it_is_written(written):
    assert lot_ids(f"LOT-{written}", FIVE) == [f"LOT-{written}"]


def test_a_lot_that_is_called_like_a_list_is_one_lot():
    assert lot_ids("LOT-1-3", {"LOT-1-3", "LOT-0001"}) == ["LOT-1-3"]
    assert lot_ids("LOT-a", {"LOT-A"}) == ["LOT-A"]


def test_a_list_of_numbers_counts_where_the_notice_describes_no_lots():
    assert lot_ids("LOT-1, 2", ()) == ["LOT-0001", "LOT-0002"]
    assert lot_ids("LOT-Nord, sør", ()) == ["LOT-Nord, sør"]


def test_an_award_of_two_lots_is_a_result_of_each_with_one_contract_and_one_tender(tmp_path):
    data = fill(GOLDEN / "ted_export" / "award.xml", WORDS)
    both = data.replace(
        b"<CONTRACT_NO>AVT-9</CONTRACT_NO><LOT_NO>1<", b"<CONTRACT_NO>AVT-9</CONTRACT_NO><LOT_NO>1 og 2<"
    )
    assert both != data
    frames = read(both, tmp_path)
    results = frames["parsed.lot_results"].select("result_id", "lot_id").rows()
    assert {("RES-1", "LOT-0001"), ("RES-1-2", "LOT-0002")} <= set(results)
    tenders = frames["parsed.tenders"].select("tender_id", "lot_id").rows()
    assert ("TEN-1", None) in tenders
    for table, linked in (("result_tenders", "TEN-1"), ("result_contracts", "CON-1")):
        links = {row[2:] for row in frames[f"parsed.{table}"].rows()}
        assert {("RES-1", linked), ("RES-1-2", linked)} <= links
    counted = frames["parsed.tender_counts"].filter(count_code="tenders").select("result_id", "count").rows()
    assert dict(counted)["RES-1"] == dict(counted)["RES-1-2"]
