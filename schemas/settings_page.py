"""The page of settings, docs/settings.md, from schemas/settings.py: `python -m schemas.settings_page` writes it."""

from collections.abc import Iterator
from pathlib import Path

from schemas.settings import Settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = """\
# Settings

All come from the environment, each with a default that works on a laptop. The README lists the ten that are set most.
This page is made from `schemas/settings.py`: `python -m schemas.settings_page`.
"""
GROUPS = {
    "data": "Data and build",
    "pseudonym_key": "People and privacy",
    "prefect_port": "Server, worker and notifications",
    "doffin_url": "Notices: Doffin and TED",
    "brreg_url": "Registers: Brønnøysund and Statistics Norway",
    "survey_urls": "Survey tools",
    "contact": "HTTP: limits, timeouts and retries",
}
"""The first setting of each group, and the group's title. A new setting belongs to the group in which it is written."""


def page() -> str:
    """The page as text."""
    return HEAD + "\n".join(lines())


def lines() -> Iterator[str]:
    """One table for each group."""
    for name in Settings.model_fields:
        if name in GROUPS:
            yield from [f"\n## {GROUPS[name]}\n", "| variable | default | what |", "|---|---|---|"]
        yield row(name)
    yield ""


def row(name: str) -> str:
    """The row of one setting."""
    field = Settings.model_fields[name]
    default = "" if field.default in (None, "", {}) else f"`{field.default}`"
    return f"| `BESTILLERPULS_{name.upper()}` | {default} | {field.description} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
