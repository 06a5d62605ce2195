"""One vocabulary: what the warehouse compares a code with is a word that a reader writes, and the readers' own words
are asked for somewhere."""

import re
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

from schemas import catalogue
from tasks.read.notices import legacy_codes
from tasks.read.notices.codes import KNOWN, PATTERNS, RECODED
from tasks.read.notices.parsing import FORMATS
from tasks.read.notices.tables import TABLES, TYPES
from tests.warehouse.vocabulary import compared_in_python, compared_in_sql, sorts
from warehouse import graph

HERE = Path(graph.__file__).parent
OF_OTHER_SOURCES = {
    "county_code", "form_code", "municipality_code", "old_code", "new_code", "option_code", "question_code", "to_code",
    "from_code",
}  # fmt: skip
"""Codes of registers and surveys, which no reader of notices writes."""
OF_MODELS = {"outcome": {"rejected", "set_aside", "counted"}, "relation": {"same", "leads_to"}, "code": {""}}
"""Words that a model of staging writes itself."""
PREFIXES = {"legal_basis_code"}
"""Compared by how they begin."""
NOT_ASKED_FOR = {
    "ra-or-la": "regional or local is not told apart, and no figure needs it",
    "regional-agency": "neither central nor local, and no figure needs it",
    "combined": "counts as goods and services, as everything that is no works",
    "concession": "no figure of concessions",
    "dps": "no figure of dynamic purchasing systems",
}
"""Words of TED_EXPORT that no model asks for, and why."""


def vocabulary():
    """The words of each column, whichever table it stands in."""
    words = defaultdict(set, {column: set(own) for column, own in OF_MODELS.items()})
    for (_, column), codes in [*KNOWN.items(), *legacy_codes.KNOWN.items()]:
        words[column] |= set(codes)
    for schema in ("parsed", "marts"):
        for table in catalogue.tables(schema).values():
            for column, allowed in sorts(table).items():
                words[column] |= allowed
    return words


def compared():
    """File, column, code and whether it is a LIKE pattern, of each comparison in the warehouse."""
    for path in sorted([*HERE.glob("models/*/*.sql"), *HERE.glob("indicators/*.sql"), *HERE.glob("checks/*.sql")]):
        yield from ((path.name, *found) for found in compared_in_sql(path.read_text(encoding="utf-8")))
    for path in sorted(HERE.rglob("*.sql")):
        if path.is_relative_to(HERE / "export" / "ocds"):
            yield from ((path.name, *found) for found in compared_in_sql(path.read_text(encoding="utf-8")))
    for path in sorted(HERE.rglob("*.py")):
        yield from ((path.name, *found, None) for found in compared_in_python(path.read_text(encoding="utf-8")))


def is_known(column, code, is_pattern, words):
    """Whether a code is a word of its column; of a pattern, whether any word is like it."""
    if is_pattern is not None:
        pattern = code.replace("%", ".*") if is_pattern else code
        return any(re.fullmatch(pattern, word) for word in words[column])
    name = "currency_code" if column.endswith("_currency_code") else column
    if (name,) in PATTERNS:
        return PATTERNS[name,].match(code) is not None
    return code in words[column]


def test_each_code_that_the_warehouse_compares_with_is_one_that_a_reader_writes():
    words = vocabulary()
    strange = [
        f"{name}: {column} {code!r}"
        for name, column, code, is_pattern in compared()
        if (column in words or column.endswith("_code"))
        and column not in OF_OTHER_SOURCES | PREFIXES
        and not is_known(column, code, is_pattern, words)
    ]
    assert not strange


def test_a_code_that_nobody_writes_is_found_in_sql_and_in_python():
    words = {"framework_code": {"fa"}, "role": {"buyer"}}
    (like,) = compared_in_sql("select coalesce(lot.framework_code like 'fa-%', false) from lots as lot")
    assert like == ("framework_code", "fa-%", True)
    assert not is_known(*like, words)
    assert is_known("framework_code", "fa%", True, words)
    told = "select case r.role when 'buyer' then 1 end from r where role not in ('bidder') and x = 1"
    assert {found[1] for found in compared_in_sql(told)} == {"buyer", "bidder"}
    module = "A = {'fa-x': 1}\nB = ('p',)\nA.get(lot['framework_code'])\npl.col('role').is_in(B)\nrow['role'] in {'q'}"
    assert set(compared_in_python(module)) == {("framework_code", "fa-x"), ("role", "p"), ("role", "q")}


def literals():
    """Table, column and word of everything that the declarations of the formats and their spellings write."""
    for form in FORMATS:
        for rows in form.sources:
            for column, told in rows.columns.items():
                for each in told if isinstance(told, tuple) else (told,):
                    if isinstance(each, str) and each.startswith("="):
                        yield rows.table, column, each[1:]
                    elif isinstance(each, str) and " => " in each:
                        yield rows.table, column, each.rpartition(" => ")[2]
    for (table, column), spelt in [*RECODED.items(), *legacy_codes.RECODED.items()]:
        yield from ((table, column, word) for word in spelt.values() if word is not None)


def test_each_word_that_a_reader_writes_is_in_the_list_of_its_column():
    declared = catalogue.tables("parsed")
    strange = []
    for table, column, word in literals():
        listed = KNOWN.get((table, column), frozenset()) | legacy_codes.KNOWN.get((table, column), set())
        listed |= sorts(declared[f"parsed.{table}"]).get(column, set())
        if listed and word not in listed:
            strange.append(f"{table}.{column}: {word}")
        if not listed and column.endswith("_code") and (column,) not in PATTERNS:
            strange.append(f"{table}.{column} has no list")
    assert not strange


@pytest.mark.parametrize("table", sorted(TABLES))
def test_each_column_of_codes_has_a_list_or_a_pattern(table):
    exempt = {"cpv_code", "main_cpv_code", "code", "field_code", "legal_form_code", "reason_code"}
    for column in TABLES[table]:
        if column.endswith("_code") and column not in exempt and TYPES[table][column] == pl.String:
            is_currency = column.endswith("currency_code")
            assert (table, column) in KNOWN or (column,) in PATTERNS or is_currency, column


def test_each_word_of_ted_export_alone_is_asked_for_or_says_why_not():
    asked = {(column, code) for _, column, code, _ in compared()}
    forgotten = {
        word
        for (_, column), words in legacy_codes.KNOWN.items()
        for word in words
        if column != "subtype_code" and (column, word) not in asked
    }
    assert forgotten == set(NOT_ASKED_FOR)
