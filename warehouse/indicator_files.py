"""Read what an indicator file says of itself: the comment lines at its head are TOML.

An indicator is one file, `warehouse/indicators/<indicator_id>.sql`. Its query gives one row per unit:
`unit_id, procedure_key, lot_id, occurred_on, in_base, has_data, value`. All else is derived from the file.
"""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

FOLDER = Path(__file__).parent / "indicators"


class IndicatorFileError(Exception):
    """Raised when the head of an indicator file cannot be read; says which file, line and rule."""


class Indicator(BaseModel):
    """The head of one indicator file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator_id: str
    name_nb: str
    name_en: str
    question_nb: str
    question_en: str
    theme: Literal["market", "need", "together", "quality"]
    definition_nb: str
    definition: str
    unit: Literal["procedure", "lot", "award", "notice"]
    measure: Literal["share", "mean", "count"]
    value_unit: Literal["share", "days", "tenders", "notices", "awards", "lots", "percent"]
    base_nb: str
    base: str
    fields: list[str]
    hoped: Literal["up", "down", "none"]
    otherwise_nb: str
    otherwise: str
    source_nb: str
    source: str
    negative_control: bool = False  # no course can move it
    known_as: str = ""  # each name with `(as there)`, or `(there: …; here …)` where it means something else
    breaks: list[Literal["eforms", "thresholds", "mergers", "purposes"]] = []

    @model_validator(mode="after")
    def hopes_for_nothing_that_no_course_can_move(self) -> "Indicator":
        """A negative control has no direction that is hoped for."""
        if self.negative_control and self.hoped != "none":
            raise ValueError('a negative_control has hoped = "none"')
        return self


def read_indicators(folder: Path = FOLDER) -> list[Indicator]:
    """Every indicator by the order of its file name.

    Raises:
        IndicatorFileError: the head is no TOML, or a key is missing, unknown or wrong.
    """
    return [read_head(path) for path in sorted(folder.glob("*.sql"))]


def read_head(path: Path) -> Indicator:
    """The head of one file: its first lines, as far as they begin with `--`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((place for place, line in enumerate(lines) if not line.startswith("--")), len(lines))
    try:
        head = tomllib.loads("\n".join(line.removeprefix("--").removeprefix(" ") for line in lines[:end]))
        return Indicator(indicator_id=path.stem, **head)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise IndicatorFileError(f"{path}: the comment lines at the head are TOML. {error}") from error
