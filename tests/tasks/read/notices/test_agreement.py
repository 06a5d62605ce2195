"""On real files each field is filled as often as an independent plain XPath says; the first that is not fails."""

import pytest

from tests.agreement import agreement


def hold(paths):
    fields = set()
    for path, form, table, column, there, got in agreement(paths):
        assert there == got, f"{path.name}: {table}.{column} stands there {there} times and was read {got} times"
        fields.add((form, table, column))
    return fields


@pytest.mark.shared
def test_counts_agree_on_a_sample(shared):
    assert len(hold(sorted((shared / "notices").rglob("*.xml"))[::20])) > 150


@pytest.mark.shared
@pytest.mark.prove
def test_counts_agree_on_every_file(shared, proof):
    paths = sorted((shared / "notices").rglob("*.xml"))
    fields = hold(paths)
    proof("filled values counted by the reader and by plain XPath", files=len(paths), fields=len(fields), disagreed=0)
