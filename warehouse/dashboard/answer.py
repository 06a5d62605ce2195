"""The answer in words, and the figures that say what it rests on."""

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.dashboard.effects import is_sure
from warehouse.dashboard.trends import FIRST
from warehouse.dashboard.words import Language, whole, words

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
    found = db.execute(COUNTS).pl().to_dicts()[0]
    return [(whole(value, language), words(language)[f"count_{name}"]) for name, value in found.items()]


def answer(found: Sequence[Row], language: Language) -> tuple[str, list[str]]:
    """The answer, and the sentences of the indicators it rests on: those that chance does not explain come first."""
    text = words(language)
    tested = [row for row in found if row["p_value"] is not None]
    sure = [row for row in tested if is_sure(row)]
    if not tested:
        return text["answer_none"], []
    hoped = [row for row in sure if goes_as_hoped(row)]
    says = text["answer_some" if sure else "answer_nothing"].format(
        tested=len(tested), sure=len(sure), hoped=len(hoped), unsure=len(tested) - len(sure), all=len(found)
    )
    first = sorted(sure or tested, key=lambda row: (row["indicator_id"] != FIRST, row["p_value"]))[:SHOWN]
    return says, [row[f"sentence_{language}"] for row in first if row[f"sentence_{language}"]]


def goes_as_hoped(row: Row) -> bool:
    """Whether the estimate goes the way the course hopes for."""
    return bool((row["hoped"] == "up" and row["estimate"] > 0) or (row["hoped"] == "down" and row["estimate"] < 0))
