"""What was said beforehand of each indicator, what is said now, and what that makes of its p-value."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from warehouse.effect.families import Headline, adjusted, false_discovery_rate
from warehouse.effect.rows import number

Row = dict[str, Any]

SAID = ("role", "family", "direction", "half_years")
EXPLORATORY = "exploratory"


def half_years_of(versions: pl.DataFrame) -> int | None:
    """How many half-years from training count, as the plan in force says; none where it does not."""
    current = versions.filter("is_current")["half_years"].drop_nulls()
    return None if current.is_empty() else int(current[0])


def judge(heads: Sequence[Row], versions: pl.DataFrame) -> dict[str, Row]:
    """Role, adjusted p-value, false-discovery rate and what was changed, by indicator.

    Args:
        heads: the headline of each indicator, a row of staging.effect_figures.
        versions: staging.evaluation_versions.
    """
    current = {row["indicator_id"]: row for row in versions.filter("is_current").to_dicts()}
    role = {head["indicator_id"]: current.get(head["indicator_id"], {}).get("role", EXPLORATORY) for head in heads}
    tested = [as_tested(head) for head in heads if head["p_value"] is not None]
    families: dict[str, list[Headline]] = {}
    for each in tested:
        if role[each.indicator_id] != EXPLORATORY:
            families.setdefault(current[each.indicator_id]["family"], []).append(each)
    p_values = {name: p for family in families.values() for name, p in adjusted(family).items()}
    rates = false_discovery_rate([each for each in tested if role[each.indicator_id] == EXPLORATORY])
    return {
        name: {
            "role": role[name],
            "adjusted_p": number(p_values.get(name, np.nan)),
            "q_value": number(rates.get(name, np.nan)),
            "plan_note": changes(name, versions),
        }
        for name in role
    }


def as_tested(head: Row) -> Headline:
    """A headline with its draws."""
    drawn = np.array([np.inf if each is None else each for each in head["drawn"]])
    return Headline(head["indicator_id"], head["p_value"], head["t_statistic"], drawn, head["assignments"])


def changes(indicator_id: str, versions: pl.DataFrame) -> str | None:
    """What an earlier plan said otherwise of an indicator, the oldest first; none where nothing was."""
    said = versions.sort("landed_at", "file_sha256")
    files = said.unique("file_sha256", maintain_order=True).select("file_sha256", "landed_at", "is_current").to_dicts()
    of_indicator = {row["file_sha256"]: row for row in said.filter(indicator_id=indicator_id).to_dicts()}
    now = next((of_indicator.get(each["file_sha256"]) for each in files if each["is_current"]), None)
    told: list[str] = []
    for each in files:
        then = of_indicator.get(each["file_sha256"])
        if not each["is_current"] and what(then) != what(now):
            line = f"{each['landed_at']:%Y-%m-%d}: {what(then)}"
            told += [] if told and told[-1].partition(": ")[2] == what(then) else [line]
    return "\n".join(told) or None


def what(row: Row | None) -> str:
    """What a plan says of an indicator, in a line."""
    return "-" if row is None else ", ".join(f"{name} {row[name]}" for name in SAID if row[name] is not None)
