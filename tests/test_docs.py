"""What the README promises is what there is."""

import re
from pathlib import Path

import pytest

from schemas import settings_page
from schemas.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


TEN = re.findall(r"\| `BESTILLERPULS_.*\|", README)


def test_the_page_of_settings_is_what_the_settings_say():
    assert settings_page.PAGE.read_text(encoding="utf-8") == settings_page.page()


def test_each_group_of_settings_begins_with_a_setting_there_is():
    assert set(settings_page.GROUPS) <= set(Settings.model_fields)
    assert next(iter(settings_page.GROUPS)) == next(iter(Settings.model_fields))


def test_the_readme_lists_ten_settings_as_the_page_does():
    assert len(TEN) == 10
    assert not set(TEN) - set(settings_page.PAGE.read_text(encoding="utf-8").splitlines())


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        if "://" not in link:
            file = page.parent / path if path else page
            assert file.exists(), link
            assert not heading or heading in headings(file), link


def headings(page):
    """The names under which GitHub links the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_folder_at_the_top_is_told_in_the_readme():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    ours = folders - {"data", "build"} - {name for name in folders if name.endswith(".egg-info")}
    assert not [name for name in ours if f"`{name}/`" not in README and name != "__pycache__"]


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_dated_listed_and_says_what_would_change_our_mind(page):
    text, index = page.read_text(encoding="utf-8"), (page.parent / "README.md").read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    decided = re.search(r"^Decided (\d{4}-\d{2}-\d{2})\.$", text, re.MULTILINE)[1]
    assert f"| {decided} | [{title}]({page.name}) |" in index
    assert "**What else there was.**" in text
    assert "**What would change our mind.**" in text


def test_decisions_are_numbered_without_a_gap():
    assert [int(page.name[:2]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
