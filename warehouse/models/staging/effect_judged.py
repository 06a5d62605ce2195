"""Each indicator's headline judged by what was said beforehand: its role, and its p-value among the others."""

import polars as pl

from warehouse.effect.plan import judge

SCHEMA = {
    "indicator_id": pl.String,
    "role": pl.String,
    "adjusted_p": pl.Float64,
    "q_value": pl.Float64,
    "plan_note": pl.String,
}


def model(staging__effect_figures: pl.DataFrame, staging__evaluation_versions: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator."""
    headline = staging__effect_figures.filter(analysis_id="headline", aggregation="simple", wave_id="all")
    judged = judge(headline.sort("indicator_id").to_dicts(), staging__evaluation_versions)
    return pl.DataFrame([{"indicator_id": name, **row} for name, row in judged.items()], schema=SCHEMA)
