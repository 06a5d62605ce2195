"""Values that stand where another notice has them elsewhere: in the text, without a wrapper, in the form alone."""

from decimal import Decimal

import pytest

from tests.tasks.read.notices.test_golden import GOLDEN, eforms, fill, read

LEGACY = {"type": "7", "notice": "", "procedure": "1"}


def legacy(golden, form, element, tmp_path, *changes, procedure="1"):
    words = LEGACY | {"form": form, "element": element, "procedure": procedure}
    data = fill(GOLDEN / "ted_export" / f"{golden}.xml", words)
    for old, new in changes:
        assert old in data
        data = data.replace(old, new)
    return read(data, tmp_path)


@pytest.mark.parametrize(
    ("written", "amount"), [("174500.00", 174500), ("1 750 000,50", Decimal("1750000.50")), ("90\u00a0000,5", 90000.5)]
)
def test_an_amount_of_a_defence_notice_is_its_text_where_the_attribute_is_absent(written, amount, tmp_path):
    path = GOLDEN / "ted_export" / "defence_award.xml"
    data = fill(path, LEGACY | {"form": "18", "element": "CONTRACT_AWARD_DEFENCE"}).decode()
    start = data.index("<VALUE_COST", data.index("CONTRACT_VALUE_INFORMATION"))
    end = data.index("</VALUE_COST>", start)
    frames = read(f"{data[:start]}<VALUE_COST>{written}{data[end:]}".encode(), tmp_path)
    assert frames["parsed.tenders"]["value"].to_list() == [amount]


def test_a_notice_of_intent_decides_and_concludes_nothing(tmp_path):
    frames = legacy("award", "F15", "F15_2014", tmp_path)
    contracts = frames["parsed.contracts"]
    assert contracts["concluded_on"].null_count() == contracts.height
    assert contracts["decided_on"].null_count() == 0


@pytest.mark.parametrize(
    ("element", "code"),
    [
        (b"<PT_OPEN/>", "open"),
        (b"<PT_INVOLVING_NEGOTIATION/>", "neg-w-call"),
        (b"<PT_COMPETITIVE_TENDERING/>", "comp-tend"),
        (b"<DIRECTIVE_2014_24_EU><PT_COMPETITIVE_DIALOGUE/></DIRECTIVE_2014_24_EU>", "comp-dial"),
    ],
)
@pytest.mark.parametrize("coded", ["9", "Z", "N"])
def test_a_form_says_the_type_of_procedure_where_the_coded_section_has_no_code(element, code, coded, tmp_path):
    changes = (b"<PT_OPEN/>", element)
    frames = legacy("competition", "F21", "F21_2014", tmp_path, changes, procedure=coded)
    assert frames["parsed.notices"]["procedure_type_code"].to_list() == [code]


def test_the_deadline_of_two_stages_keeps_its_time(tmp_path):
    changes = (b"<PT_OPEN/>", b"<PT_RESTRICTED/>")
    lots = legacy("competition", "F02", "F02_2014", tmp_path, changes)["parsed.lots"]
    assert lots["participation_deadline_time"].null_count() == 0
    assert lots["tender_deadline_time"].null_count() == lots.height


def test_a_section_is_read_with_and_without_the_element_around_it(tmp_path):
    path, words, _ = eforms("99")
    data = fill(path, words)
    bare = data.replace(b"<efac:ChangedSection>", b"").replace(b"</efac:ChangedSection>", b"")
    assert bare != data
    for written in (data, bare):
        changes = read(written, tmp_path)["parsed.notice_changes"]
        assert changes["section_id"].to_list() == ["LOT-0001 LOT-0002"]
