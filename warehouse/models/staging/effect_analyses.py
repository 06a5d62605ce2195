"""The ways an effect is looked at, with their names."""

import polars as pl

from warehouse.effect.analyses import ANALYSES, COUNTIES, LEAVE_ONE_OUT, TOO_EARLY


def model() -> pl.DataFrame:
    """One row per analysis."""
    ways = [*ANALYSES, LEAVE_ONE_OUT, TOO_EARLY, COUNTIES]
    return pl.DataFrame(
        {name: [getattr(way, name) for way in ways] for name in ("analysis_id", "name_nb", "name_en")}
    ).rename({"name_nb": "analysis_name_nb", "name_en": "analysis_name_en"})
