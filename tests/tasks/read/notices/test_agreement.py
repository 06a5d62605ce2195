"""Each value of a notice is what plain XPath finds in it, or null and told; and the comparison finds what is not."""

import copy
from collections import Counter
from datetime import date, time
from decimal import Decimal
from itertools import combinations

import pytest

from tests.agreement import agreement, compare, read


def hold(compared):
    """Hold all of it together: no value is wrong; fields, values and what differs by reason."""
    fields, values, reasons = set(), 0, Counter()
    for name, comparison in compared:
        assert not comparison.wrong, f"{name}: {'; '.join(map(str, comparison.wrong))[:2000]}"
        fields |= comparison.fields
        values += comparison.values
        for finding in comparison.findings:
            reasons.update(finding.reason.split(", ") if finding.kind == "told" else ["first of several"])
    return fields, values, reasons


def compared(documents):
    for number, (data, reading) in enumerate(zip(documents, read(documents), strict=True)):
        assert reading.rule is None
        yield number, compare(data, reading)


def test_each_value_of_the_samples_notices_is_what_plain_xpath_finds(sample_notices):
    fields, values, _ = hold(compared(sample_notices))
    assert len(fields) > 150
    assert values > 10_000


def test_each_value_of_the_golden_notices_is_what_plain_xpath_finds(golden_notices):
    fields, *_ = hold(compared(golden_notices))
    assert len(fields) > 240


@pytest.mark.shared
def test_each_value_of_some_real_files_is_what_plain_xpath_finds(shared):
    fields, *_ = hold(agreement(sorted((shared / "notices").rglob("*.xml"))[::20]))
    assert len(fields) > 200


@pytest.mark.shared
@pytest.mark.prove
def test_each_value_of_every_real_file_is_what_plain_xpath_finds(shared, proof):
    made = list(agreement(sorted((shared / "notices").rglob("*.xml"))))
    fields, values, reasons = hold(made)
    for form in ("eforms", "ted_export"):
        assert sum(field[0] == form for field in fields) >= 120
    proof(
        "values of real files by the reader and by plain XPath",
        files=len(made),
        fields=len(fields),
        values=values,
        wrong=sum(len(comparison.wrong) for _, comparison in made),
    )
    proof("what differs there, by reason", **{reason.replace(" ", "_"): reasons[reason] for reason in sorted(reasons)})


def another(value):
    """A value of the same type that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float, Decimal)):
        return value + 1
    if isinstance(value, date):
        return value.replace(year=value.year + 1, day=1)
    if isinstance(value, time):
        return value.replace(minute=(value.minute + 1) % 60)
    return f"{value}x"


def tampered(reading, table, column, change):
    """The reading with the first value of a column changed; None where it gives none."""
    wrong = copy.deepcopy(reading)
    row = next((row for row in wrong.rows[table] if row[column] is not None), None)
    if row is None:
        return None
    row[column] = change(row[column])
    return wrong


def exchanged(reading, table, column):
    """The reading with the different values of two rows exchanged, where the rows differ elsewhere too; or None."""
    wrong = copy.deepcopy(reading)
    for one, other in combinations(wrong.rows[table], 2):
        if one[column] != other[column] and sum(one[name] != other[name] for name in one) > 1:
            one[column], other[column] = other[column], one[column]
            return wrong
    return None


def test_a_value_that_is_wrong_or_gone_without_a_word_is_found_in_every_field(golden_notices):
    tried = set()
    for data, reading in zip(golden_notices, read(golden_notices), strict=True):
        for form, table, column in compare(data, reading).fields - tried:
            if another_one := tampered(reading, table, column, another):
                gone = tampered(reading, table, column, lambda _: None)
                assert compare(data, another_one).wrong, f"{form} {table}.{column}"
                assert compare(data, gone).wrong, f"{form} {table}.{column}"
                tried.add((form, table, column))
    assert len(tried) > 240


def test_a_row_that_is_gone_or_doubled_or_has_the_value_of_another_is_found(golden_notices):
    mixed = set()
    for data, reading in zip(golden_notices, read(golden_notices), strict=True):
        fields = compare(data, reading).fields
        for table in {table for _, table, _ in fields}:
            gone, doubled = copy.deepcopy(reading), copy.deepcopy(reading)
            gone.rows[table].pop()
            doubled.rows[table].append(dict(doubled.rows[table][0]))
            assert compare(data, gone).wrong, table
            assert compare(data, doubled).wrong, table
        for _, table, column in fields - mixed:
            if wrong := exchanged(reading, table, column):
                assert compare(data, wrong).wrong, f"{table}.{column}"
                mixed.add((table, column))
    assert len(mixed) > 50


def test_a_value_that_is_null_and_told_is_not_wrong(golden_notices):
    for data, reading in zip(golden_notices, read(golden_notices), strict=True):
        if told := tampered(reading, "notices", "estimated_value", lambda _: None):
            told.told["notices", "estimated_value", "not_a_number"] += 1
            assert not compare(data, told).wrong
            return
    pytest.fail("no golden notice has an estimated value")
