"""How likely it is that a notice belongs to a competition of the same buyer: by title, CPV and time. Pure."""

import re

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import fuzz, process

from warehouse.matching.names import plain

THRESHOLDS = {"planning": 0.72, "result": 0.8}
"""Below this confidence no link is made; measured on the pairs that notices themselves link."""
MARGIN = 0.03
"""The best competition must be this much better than the next."""
DAYS = {"planning": (365.0, 730.0), "result": (365.0, 1095.0)}
"""Days within which time speaks for a link, and after which it speaks no more."""
SAME_WORD = 80.0
"""Two words are the same, but for an ending, from this ratio."""
JOURNAL_DAYS = 12
"""The Official Journal's issue number tells a publication day as nearly as this."""

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
    """0 to 1 for each pair of `asked_title`, `asked_cpv_code`, `candidate_…`, `days` and `journal_days_off`.

    A result that names a number of the Official Journal we do not have belongs to a competition of about that day.
    """
    likeness = 0.6 * title_likeness(pairs) + 0.3 * cpv_likeness(pairs) + 0.1 * time_likeness(pairs)
    likeness -= 0.6 * unshared(pairs, likeness >= min(THRESHOLDS.values()))
    off = pairs["journal_days_off"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    likeness = np.where(off > JOURNAL_DAYS, 0.0, np.where(off <= JOURNAL_DAYS, 0.6 + 0.4 * likeness, likeness))
    return pl.Series("confidence", np.round(likeness, 4))


def choose(weighed: pl.DataFrame) -> pl.DataFrame:
    """For each notice asked the best competition, where it is clear.

    It has to be likely enough, clearly ahead of the next, and no other notice of the kind likelier to belong to it.
    """
    asked = ["link", "asked_notice_id"]
    ranked = weighed.sort(
        *asked, "confidence", "days", "candidate_notice_id", descending=[False, False, True, False, False]
    )
    ahead = pl.col("confidence") - pl.col("confidence").shift(-1).over(asked).fill_null(0.0)
    threshold = pl.col("link").replace_strict(THRESHOLDS, return_dtype=pl.Float64)
    best = pl.col("confidence").max().over("link", "candidate_notice_id")
    return (
        ranked.with_columns(ahead.alias("margin"), best.alias("best"))
        .group_by(asked, maintain_order=True)
        .first()
        .filter(
            (pl.col("confidence") >= threshold)
            & (pl.col("margin") >= MARGIN)
            & (pl.col("confidence") == pl.col("best"))
        )
    )


def title_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """Words in common, whatever their order: the mean of how much of the shorter and how much of both is shared."""
    asked, candidate = ([telling(title) for title in pairs[f"{side}_title"]] for side in ("asked", "candidate"))
    if not asked:
        return np.zeros(0)
    part = process.cpdist(asked, candidate, scorer=fuzz.token_set_ratio)
    whole = process.cpdist(asked, candidate, scorer=fuzz.token_sort_ratio)
    both_given = np.array([bool(one and other) for one, other in zip(asked, candidate, strict=True)])
    return np.asarray((part + whole) / 200.0 * both_given, dtype=np.float64)


def unshared(pairs: pl.DataFrame, asked: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Part of the words of the shorter title that the longer has nothing like: *for the schools*, *for the nursery*.

    Asked only of pairs that are likely without it, because it is asked word by word.
    """
    part = np.zeros(pairs.height)
    titles = pairs.select("asked_title", "candidate_title").rows()
    for place in np.flatnonzero(asked):
        shorter, longer = sorted((telling(title).split() for title in titles[place]), key=len)
        lost = [word for word in shorter if max((fuzz.ratio(word, other) for other in longer), default=0) < SAME_WORD]
        part[place] = len(lost) / max(len(shorter), 1)
    return part


def telling(title: str | None) -> str:
    """The words of a title that say what is bought."""
    return " ".join(EMPTY_WORDS.sub(" ", plain(title or "")).split())


def cpv_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """How near the main codes are; a half where one is not said."""
    codes = zip(pairs["asked_cpv_code"], pairs["candidate_cpv_code"], strict=True)
    return np.array([CPV_DIGITS.get(shared(*each), 0.0) if all(each) else 0.5 for each in codes])


def shared(one: str, other: str) -> int:
    """Digits in common from the left; trailing zeros after the division say only that a code is general."""
    one, other = (code[:2] + code[2:].rstrip("0") for code in (one, other))
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 8 if one == other else length


def time_likeness(pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """1 within the first days of `DAYS`, falling to 0 at the last."""
    first, last = (pairs["link"].replace_strict({k: v[i] for k, v in DAYS.items()}).to_numpy() for i in (0, 1))
    return np.asarray(np.clip((last - pairs["days"].to_numpy()) / (last - first), 0.0, 1.0), dtype=np.float64)
