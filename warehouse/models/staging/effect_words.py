"""What is said of each indicator's effect, from its headline."""

import polars as pl

from warehouse.effect import threats
from warehouse.effect.words import sentence


def model(
    staging__effect_figures: pl.DataFrame, staging__effect_judged: pl.DataFrame, marts__indicators: pl.DataFrame
) -> pl.DataFrame:
    """One row per indicator."""
    headline = staging__effect_figures.filter(analysis_id="headline", aggregation="simple", wave_id="all")
    headline = headline.drop("drawn", "drawn_estimate").join(staging__effect_judged, on="indicator_id")
    heads = headline.join(marts__indicators, on="indicator_id").sort("indicator_id").to_dicts()
    return pl.DataFrame(
        {
            "indicator_id": [head["indicator_id"] for head in heads],
            "sentence_nb": [sentence("nb", head) for head in heads],
            "sentence_en": [sentence("en", head) for head in heads],
            "threats_nb": [threats.NB] * len(heads),
            "threats_en": [threats.EN] * len(heads),
        },
        schema_overrides={"indicator_id": pl.String, "sentence_nb": pl.String, "sentence_en": pl.String},
    )
