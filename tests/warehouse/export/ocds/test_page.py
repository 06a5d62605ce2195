"""docs/ocds.md lists the fields that are filled; docs/effect.md the threats that stand beside every figure."""

from pathlib import Path

from warehouse.effect import threats
from warehouse.export.ocds.filled import FILLED

DOCS = Path(__file__).parents[4] / "docs"


def test_every_field_that_is_filled_stands_on_the_page():
    page = (DOCS / "ocds.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("- `/")] == [
        f"- `{field}`: {what}" for field, what in FILLED.items()
    ]


def test_every_threat_stands_on_the_page():
    page = (DOCS / "effect.md").read_text(encoding="utf-8")
    assert [f"- {threat}" for threat in threats.EN.splitlines() if f"- {threat}\n" not in page] == []
