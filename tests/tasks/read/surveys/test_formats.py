"""There is one list of survey tools, and each has its test."""

from pathlib import Path

import pytest

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.codebook import CodebookError

HERE = Path(__file__).parent
ROOT = HERE.parents[3]


@pytest.mark.parametrize("module", [*formats.TOOLS, *formats.PLAIN], ids=lambda module: module.__name__)
def test_every_format_has_a_test_that_runs_without_shared_files(module):
    name = module.__name__.rpartition(".")[2]
    path = HERE / f"test_{'plain' if name.startswith('plain') else name}.py"
    assert "mark.shared" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", formats.NAMES)
def test_every_tool_can_be_named_by_a_codebook_and_stands_in_its_pages(tool):
    text = f"id = 'x'\ntool = '{tool}'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Q']"
    assert codebook.parse(text.encode(), "x.toml").tool == tool
    assert tool in (ROOT / "tasks/read/surveys/codebook_example.toml").read_text(encoding="utf-8")
    assert f"`{tool}`" in (ROOT / "docs/surveys.md").read_text(encoding="utf-8")


def test_a_tool_that_is_none_is_told_with_those_that_are():
    text = "id = 'x'\ntool = 'qualtrix'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Q']"
    with pytest.raises(CodebookError, match=r"tool is one of nettskjema, ms_forms.*plain_csv"):
        codebook.parse(text.encode(), "x.toml")
