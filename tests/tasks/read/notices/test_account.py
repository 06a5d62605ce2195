"""Every value of a notice is read, not wanted for a reason, or lost; no amount, date, code or identifier is lost."""

from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree

from tasks.read.notices.account import Entry, account, entries
from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.parsing import RefusedError, parse
from tasks.read.notices.ted_export import TED_EXPORT
from tests.tasks.read.notices.test_golden import GOLDEN, eforms, fill

COUNTED = ("amount", "date", "code", "identifier")
LEGACY = {"form": "F03", "element": "F03_2014", "type": "7", "notice": "", "procedure": "1"}


def accounts(documents):
    """The account of all documents together; of those that are no good notices there is none."""
    found = Counter()
    for data in documents:
        try:
            found += account(*parse(data))
        except (RefusedError, etree.XMLSyntaxError):
            continue
    return found


def lost(found, kinds=COUNTED):
    return {
        (entry.kind, entry.path): times
        for entry, times in found.items()
        if entry.outcome == "lost" and entry.kind in kinds
    }


def of(found, outcome):
    return sum(times for entry, times in found.items() if entry.outcome == outcome)


def test_no_amount_date_code_or_identifier_of_the_sample_is_lost(sample_notices):
    found = accounts(sample_notices)
    assert of(found, "read") > 10_000
    assert not lost(found)


def test_no_amount_date_code_or_identifier_of_the_golden_notices_is_lost(golden_notices):
    found = accounts(golden_notices)
    assert not lost(found)
    assert {entry.kind for entry in found if entry.outcome == "read"} >= set(COUNTED)


@pytest.mark.shared
def test_no_amount_date_code_or_identifier_of_any_real_file_is_lost(shared, record_property):
    paths = sorted((shared / "notices").rglob("*.xml"))
    found = accounts(path.read_bytes() for path in paths)
    assert not lost(found)
    by_kind = Counter()
    for entry, times in found.items():
        by_kind[entry.kind, entry.outcome] += times
    record_property("values", {f"{kind} {outcome}": times for (kind, outcome), times in sorted(by_kind.items())})


def competition():
    path, words, _ = eforms("16")
    return etree.fromstring(fill(path, words), etree.XMLParser(remove_comments=True, remove_blank_text=True))


def added(root, parent, name, text, **attributes):
    """The document with an element more in the first element of a name."""
    prefix, _, local = name.partition(":")
    above = next(root.iter(f"{{*}}{parent}"))
    element = etree.SubElement(above, f"{{{EFORMS.namespaces[prefix]}}}{local}", attributes)
    element.text = text
    return root


@pytest.mark.parametrize(
    ("parent", "name", "text", "kind"),
    [
        ("RequestedTenderTotal", "cbc:MinimumAmount", "500", "amount"),
        ("TenderingTerms", "cbc:MaximumAdvertisementAmount", "500", "amount"),
        ("TenderSubmissionDeadlinePeriod", "cbc:StartDate", "2024-03-01", "date"),
        ("ProcurementProject", "cbc:QualityControlCode", "yes", "code"),
        ("ProcurementProjectLot", "cbc:UUID", "1", "text"),
    ],
)
def test_a_value_that_nobody_reads_or_excuses_is_lost(parent, name, text, kind):
    found = lost(entries(EFORMS, added(competition(), parent, name, text)), (kind,))
    assert [path.rpartition("/")[2] for _, path in found] == [name]


def test_of_two_values_in_the_place_of_one_the_second_is_lost():
    root = added(competition(), "TenderSubmissionDeadlinePeriod", "cbc:EndDate", "2024-05-01")
    ((kind, path),) = lost(entries(EFORMS, root))
    assert (kind, path.rpartition("/")[2]) == ("date", "cbc:EndDate")


def test_each_company_id_is_read():
    root = added(competition(), "PartyLegalEntity", "cbc:CompanyID", "7080000123456")
    assert not lost(entries(EFORMS, root))


def without(form, table, column):
    """A format whose declaration does not read a column."""
    return replace(
        form,
        sources=tuple(
            replace(
                rows,
                columns={name: told for name, told in rows.columns.items() if (rows.table, name) != (table, column)},
            )
            for rows in form.sources
        ),
    )


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("lots", "tender_deadline_on", "date"),
        ("lots", "estimated_value", "amount"),
        ("lots", "framework_code", "code"),
        ("award_criteria", "number_code", "code"),
        ("notices", "procedure_id", "identifier"),
        ("notice_organisations", "identifier_as_written", "identifier"),
    ],
)
def test_a_field_of_eforms_that_is_no_longer_read_is_lost(table, column, kind):
    assert kind in {kind for kind, _ in lost(entries(without(EFORMS, table, column), competition()))}


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("tenders", "value", "amount"),
        ("notices", "awarded_value", "amount"),
        ("contracts", "concluded_on", "date"),
        ("notice_organisations", "identifier_as_written", "identifier"),
        ("notice_places", "nuts_code", "code"),
    ],
)
def test_a_field_of_ted_export_that_is_no_longer_read_is_lost(table, column, kind):
    root = etree.fromstring(fill(GOLDEN / "ted_export" / "award.xml", LEGACY), etree.XMLParser(remove_comments=True))
    assert kind in {kind for kind, _ in lost(entries(without(TED_EXPORT, table, column), root))}


def test_what_is_not_wanted_has_a_reason():
    found = entries(EFORMS, competition())
    assert {bool(entry.reason) for entry in found if entry.outcome == "not_wanted"} == {True}
    assert not any(entry.reason for entry in found if entry.outcome != "not_wanted")
    assert all(isinstance(entry, Entry) for entry in found)
