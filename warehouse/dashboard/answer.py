"""The answer in words, and the figures that say what it rests on."""

from collections.abc import Sequence
from typing import Any

import duckdb
from scipy.stats import binom

from warehouse.dashboard.effects import SURE, is_sure
from warehouse.dashboard.trends import FIRST
from warehouse.dashboard.words import Language, decimal, whole, words
from warehouse.frames import frame

Row = dict[str, Any]

SHOWN = 3

COUNTS = """
    select
        (select count(*) from marts.buyers where wave_id is not null and buyer_kind = 'municipality') as members,
        (select count(*) from marts.waves) as waves,
        (select count(*) from marts.gatherings) as gatherings,
        (select count(*) from marts.notices) as notices,
        (select count(*) from marts.procedures) as procedures,
"""


def counts(db: duckdb.DuckDBPyConnection, language: Language) -> list[tuple[str, str]]:
    """Key figures as number and label."""
    found = frame(db, COUNTS).to_dicts()[0]
    return [(whole(value, language), words(language)[f"count_{name}"]) for name, value in found.items()]


def answer(found: Sequence[Row], language: Language) -> tuple[str, list[str]]:
    """The answer, and the sentences of the indicators it rests on: those that nothing else explains come first.

    So many indicators are tried that some look like effects by chance: the answer is yes only where more do than
    chance would give in nineteen of twenty such programmes.
    """
    text = words(language)
    tested = [row for row in found if row["p_value"] is not None]
    sure = [row for row in tested if is_sure(row)]
    if not tested:
        return text["answer_none"], []
    hoped = [row for row in sure if goes_as_hoped(row) and not was_parting(row)]
    is_more = binom.sf(len(sure) - 1, len(tested), SURE) <= SURE
    says = text["answer_some" if is_more and hoped else "answer_nothing"].format(
        tested=len(tested),
        sure=len(sure),
        hoped=len(hoped),
        unsure=len(tested) - len(sure),
        chance=decimal(len(tested) * SURE, language, 0 if len(tested) * SURE >= 1 else 1),
    )
    first = sorted(sure or tested, key=lambda row: (was_parting(row), row["indicator_id"] != FIRST, row["p_value"]))
    return says, [row[f"sentence_{language}"] for row in first[:SHOWN] if row[f"sentence_{language}"]]


def was_parting(row: Row) -> bool:
    """Whether a parting no larger than before training would explain the figure: then it is no effect."""
    return row["breakdown_relative"] is None or row["breakdown_relative"] < 1


def goes_as_hoped(row: Row) -> bool:
    """Whether the estimate goes the way the course hopes for."""
    return bool((row["hoped"] == "up" and row["estimate"] > 0) or (row["hoped"] == "down" and row["estimate"] < 0))
