"""docs/notices.md says what the declaration says."""

from pathlib import Path

from tasks.read.notices.fields_page import page

ROOT = Path(__file__).parents[4]


def test_the_page_is_that_of_the_declaration():
    told = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    assert told == page(), "run `python -m tasks.read.notices.fields_page > docs/notices.md`"


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
