"""What a generation says about itself: `generation.json`, and the head of every page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from warehouse.export import contract

NOTES = {
    "sample": "Invented data, made by the project to try itself on: no figure here is about anybody.",
    "real": "Made from public notices, public registers and the programme's own surveys.",
}


@dataclass(frozen=True)
class About:
    """A generation: which, of what world, from what, when built, from data as of when, and what was checked.

    `fingerprint` digests all that the marts follow from: two generations with the same one hold the same.
    `built_at` is in UTC. `rows` counts each mart (`marts.notices`), `checks` names every check that passed.
    """

    generation_id: str
    world: Literal["sample", "real"]
    built_at: datetime
    fingerprint: str = ""
    data_as_of: date | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    checks: Sequence[str] = ()
    warnings: Sequence[str] = ()

    @property
    def world_note(self) -> str:
        """One sentence on whether the figures are about anybody."""
        return NOTES[self.world]


def export_about(folder: Path, about: About) -> None:
    """Write `folder/generation.json`."""
    says = asdict(about) | {"contract": contract.version(), "note": about.world_note}
    text = json.dumps(says, indent=1, ensure_ascii=False, default=str) + "\n"
    (folder / "generation.json").write_text(text, encoding="utf-8")
