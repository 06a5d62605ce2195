"""docs/notices.md says what the declaration says."""

from pathlib import Path

import pytest

from tasks.read.notices.fields_page import page, places
from tasks.read.notices.parsing import FORMATS
from tasks.read.notices.tables import TABLES
from tests.agreement import TABLES as WRITTEN
from tests.agreement import read

ROOT = Path(__file__).parents[4]


def test_the_page_is_that_of_the_declaration():
    told = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    assert told == page(), "run `python -m tasks.read.notices.fields_page > docs/notices.md`"


def test_a_column_has_nothing_left_to_fill_in():
    assert "TODO" not in page()


def test_every_declared_column_is_read_in_some_format():
    worked_out = {
        "notices": {"is_untried", "read_as", "is_converted", "is_national"},
        "notice_organisations": {"organisation_number", "identifier_problem", "person_pseudonym", "legal_form_code"},
    }
    for table, lines in by_table(page()).items():
        for line in lines:
            column, _, *paths = (cell.strip() for cell in line.strip("|").split(" | "))
            if table not in {"withheld_fields", "nulled_values", "repeats", "unknown_codes", "unknown_elements"}:
                known = worked_out.get(table, set()) | {"currency_code"}  # that of all amounts of the row
                assert any(paths) or column in known, f"{table}.{column} is read nowhere"


def by_table(text):
    parts = text.split("## ")[1:]
    return {part.split("\n", 1)[0]: [line for line in part.splitlines() if line.startswith("| ")][2:] for part in parts}


@pytest.fixture(scope="module")
def golden_values(golden_notices):
    """The columns that have a value in a golden notice of a format; what the reader gives there, test_golden holds."""
    readings = zip(golden_notices, read(golden_notices), strict=True)
    return {
        (reading.rows["notices"][0]["format"], table, column)
        for _, reading in readings
        for table, rows in reading.rows.items()
        for row in rows
        for column, value in row.items()
        if value is not None
    }


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_column_has_a_value_in_a_golden_notice_of_each_format_that_has_it(form, golden_values):
    declared = [
        (form.name, table, column) for table in TABLES for column in TABLES[table] if list(places(form, table, column))
    ]
    assert len(declared) > 100
    assert not [f"{table}.{column}" for name, table, column in declared if (name, table, column) not in golden_values]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_column_has_an_xpath_of_its_own_in_each_format_that_has_it(form):
    missing = {
        f"{table}.{column}"
        for table in TABLES
        for column in TABLES[table]
        if list(places(form, table, column)) and not any(column in found for _, found in WRITTEN[form.name][table])
    }
    assert not {
        each for each in missing if not each.endswith("currency_code")
    }  # the comparison reads them with amounts
