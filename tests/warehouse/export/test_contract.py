import json
from pathlib import Path

import pytest

from warehouse.export import contract

ROOT = Path(__file__).parents[3]
TABLE = {
    "key": ["notice_id"],
    "columns": {
        "notice_id": {"type": "VARCHAR", "nullable": False},
        "value_nok": {"type": "DECIMAL(20,2)", "nullable": True},
    },
}


def changed(**columns):
    return {"marts.notices": TABLE | {"columns": TABLE["columns"] | columns}}


def test_the_declarations_keep_every_promise_of_the_contract():
    broken = list(contract.breaks(contract.stored()["tables"], contract.declared()))
    assert not broken, "Keep it, or: python -m warehouse.export.contract --breaking, and a line in CHANGELOG.md"


def test_the_stored_contract_says_what_is_declared():
    assert contract.stored()["tables"] == contract.declared(), "run: python -m warehouse.export.contract"


def test_the_changelog_tells_of_each_contract_that_broke_readers():
    major = int(contract.version().split(".")[0])
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8") if major > 1 else ""
    for number in range(2, major + 1):
        assert f"Contract {number}.0" in changelog


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ({}, "the table is gone"),
        ({"marts.notices": TABLE | {"columns": {"notice_id": TABLE["columns"]["notice_id"]}}}, "the column is gone"),
        (changed(value_nok={"type": "DOUBLE", "nullable": True}), "its type was DECIMAL(20,2) and is DOUBLE"),
        (changed(notice_id={"type": "VARCHAR", "nullable": True}), "was never empty and now may be"),
        ({"marts.notices": TABLE | {"key": ["notice_id", "notice_version"]}}, "its grain was"),
    ],
    ids=["table gone", "column gone or renamed", "retyped", "may be empty", "grain changed"],
)
def test_what_breaks_a_reader_is_a_break(new, says):
    (broken,) = contract.breaks({"marts.notices": TABLE}, new)
    assert says in broken


def test_what_is_added_breaks_nobody():
    added = changed(lots={"type": "BIGINT", "nullable": True}) | {"marts.lots": TABLE}
    assert not list(contract.breaks({"marts.notices": TABLE}, added))


@pytest.fixture
def promised(tmp_path, monkeypatch):
    def promise(tables):
        path = tmp_path / "contract.json"
        path.write_text(json.dumps({"version": "1.4", "tables": tables}))
        monkeypatch.setattr(contract, "STORED", path)
        return path

    return promise


def test_a_break_is_refused_until_it_is_asked_for(promised):
    path = promised(contract.declared() | {"marts.gone": TABLE})
    before = path.read_bytes()
    with pytest.raises(SystemExit, match=r"marts\.gone: the table is gone"):
        contract.main([])
    assert path.read_bytes() == before
    contract.main(["--breaking"])
    assert contract.version() == "2.0"


def test_an_addition_raises_the_minor_version(promised):
    tables = contract.declared()
    tables.popitem()
    promised(tables)
    contract.main([])
    assert contract.stored() == {"version": "1.5", "tables": contract.declared()}


def test_nothing_changed_is_nothing_written(promised):
    path = promised(contract.declared())
    before = path.read_bytes()
    contract.main([])
    assert path.read_bytes() == before
