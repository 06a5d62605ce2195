"""Choose for each planning notice the competition it most likely announced (warehouse/matching/planning.py)."""

import polars as pl

from warehouse.matching import planning


def model(staging__planning_candidates: pl.DataFrame) -> pl.DataFrame:
    """One row per planning notice that has a clear best competition: the pair and its confidence."""
    ranked = (
        staging__planning_candidates.sort("planning_notice_id", "competition_notice_id")
        .with_columns(
            planning.confidence(staging__planning_candidates.sort("planning_notice_id", "competition_notice_id"))
        )
        .sort(
            "planning_notice_id", "confidence", "days", "competition_notice_id", descending=[False, True, False, False]
        )
    )
    ahead = pl.col("confidence") - pl.col("confidence").shift(-1).over("planning_notice_id").fill_null(0.0)
    return (
        ranked.with_columns(ahead.alias("margin"))
        .group_by("planning_notice_id", maintain_order=True)
        .first()
        .filter((pl.col("confidence") >= planning.THRESHOLD) & (pl.col("margin") >= planning.MARGIN))
        .select("planning_notice_id", "competition_notice_id", "confidence", "margin")
    )
