"""How likely it is that a planning notice announced a competition of the same buyer: by title, CPV and time. Pure."""

import re

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import fuzz, process

from warehouse.matching.names import plain

THRESHOLD = 0.62
"""Below this confidence no link is made; measured on the pairs that notices themselves link."""
MARGIN = 0.03
"""The best competition must be this much better than the next."""

EMPTY_WORDS = re.compile(
    r"""\b(?:anskaffelse|anskaffelsen|innkjøp|kjøp|av|for|og|til|på|i|om|med|det|en|et|ny|nytt|nye|rammeavtale|avtale
    |veiledende|kunngjøring|forhåndskunngjøring|invitasjon|dialogkonferanse|dialogmøte|markedsdialog|leverandørdialog
    |leverandørkonferanse|høring|forespørsel|rfi|informasjonsinnhenting|kommune|kommunen|konkurranse|konkurransen
    |prior|information|notice|request|procurement|of|the|and|to)\b""",
    re.VERBOSE,
)
"""Words that stand in the titles of all kinds of purchases."""
CPV_DIGITS = {8: 1.0, 7: 1.0, 6: 0.95, 5: 0.9, 4: 0.75, 3: 0.55, 2: 0.3}
"""Digits two CPV codes share from the left, and what that is worth."""


def confidence(pairs: pl.DataFrame) -> pl.Series:
    """0 to 1 for each pair of `planning_title`, `planning_cpv_code`, `competition_…`, `days`."""
    return pl.Series(
        "confidence",
        np.round(0.6 * title_likeness(pairs) + 0.3 * cpv_likeness(pairs) + 0.1 * time_likeness(pairs), 4),
    )


def title_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """Words in common, whatever their order: the mean of how much of the shorter and how much of both is shared."""
    planning, competition = (
        [telling(title) for title in pairs[f"{side}_title"]] for side in ("planning", "competition")
    )
    if not planning:
        return np.zeros(0)
    part = process.cpdist(planning, competition, scorer=fuzz.token_set_ratio)
    whole = process.cpdist(planning, competition, scorer=fuzz.token_sort_ratio)
    said = np.array([bool(one and other) for one, other in zip(planning, competition, strict=True)])
    return np.asarray((part + whole) / 200.0 * said, dtype=np.float64)


def telling(title: str | None) -> str:
    """The words of a title that say what is bought."""
    return " ".join(EMPTY_WORDS.sub(" ", plain(title or "")).split())


def cpv_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """How near the main codes are; a half where one is not said."""
    codes = zip(pairs["planning_cpv_code"], pairs["competition_cpv_code"], strict=True)
    return np.array([CPV_DIGITS.get(shared(*each), 0.0) if all(each) else 0.5 for each in codes])


def shared(one: str, other: str) -> int:
    """Digits in common from the left; trailing zeros say only that a code is general."""
    one, other = one.rstrip("0"), other.rstrip("0")
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 8 if one == other else length


def time_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """1 for a competition within the year, falling to 0 after two."""
    days = pairs["days"].to_numpy().astype(np.float64)
    return np.clip((730.0 - days) / 365.0, 0.0, 1.0)
