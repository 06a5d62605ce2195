"""What the README promises is what there is."""

import re
from pathlib import Path

import pytest

from schemas.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table():
    """The README's table of settings; `python tests/test_docs.py` prints it anew."""
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        yield f"| `BESTILLERPULS_{name.upper()}` | {default} | {field.description} |"


@pytest.mark.parametrize("row", list(settings_table()))
def test_every_setting_stands_in_the_readme_with_its_default(row):
    assert row in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(link):
    assert (ROOT / link).exists()


def test_every_folder_at_the_top_is_told_in_the_readme():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    ours = folders - {"data", "build"} - {name for name in folders if name.endswith(".egg-info")}
    assert not [name for name in ours if f"`{name}/`" not in README and name != "__pycache__"]


if __name__ == "__main__":
    print("\n".join(settings_table()))
