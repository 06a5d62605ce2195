"""Every effect: indicator by indicator, the headline with all its figures, then each choice made otherwise."""

from dataclasses import replace

import polars as pl

from warehouse.effect.analyse import analyse
from warehouse.effect.analyses import ANALYSES
from warehouse.effect.plan import half_years_of
from warehouse.effect.rows import SCHEMA


def model(
    marts__indicators: pl.DataFrame,
    marts__indicator_by_buyer_quarter: pl.DataFrame,
    staging__effect_units: pl.DataFrame,
    staging__evaluation_versions: pl.DataFrame,
) -> pl.DataFrame:
    """One row per indicator, analysis and figure."""
    quarters = marts__indicator_by_buyer_quarter.partition_by("indicator_id", as_dict=True)
    window = half_years_of(staging__evaluation_versions)
    ways = [replace(analysis, half_years=window) for analysis in ANALYSES]
    none = marts__indicator_by_buyer_quarter.clear()
    made = [
        row
        for indicator_id, measure in marts__indicators.sort("indicator_id")
        .select("indicator_id", "measure")
        .iter_rows()
        for analysis in ways
        for row in analyse(indicator_id, measure, analysis, quarters.get((indicator_id,), none), staging__effect_units)
    ]
    return pl.DataFrame(made, schema=SCHEMA)
