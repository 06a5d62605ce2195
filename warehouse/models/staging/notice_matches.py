"""Choose for each planning notice and each result the competition it most likely belongs to (matching/links.py)."""

import polars as pl

from warehouse.matching import links


def model(staging__match_candidates: pl.DataFrame) -> pl.DataFrame:
    """One row per notice asked that has a clear best competition: the pair and its confidence."""
    asked = ["link", "asked_notice_id"]
    pairs = staging__match_candidates.sort(*asked, "candidate_notice_id")
    ranked = pairs.with_columns(links.confidence(pairs)).sort(
        *asked, "confidence", "days", "candidate_notice_id", descending=[False, False, True, False, False]
    )
    ahead = pl.col("confidence") - pl.col("confidence").shift(-1).over(asked).fill_null(0.0)
    threshold = pl.col("link").replace_strict(links.THRESHOLDS, return_dtype=pl.Float64)
    return (
        ranked.with_columns(ahead.alias("margin"))
        .group_by(asked, maintain_order=True)
        .first()
        .filter((pl.col("confidence") >= threshold) & (pl.col("margin") >= links.MARGIN))
        .select(*asked, "candidate_notice_id", "confidence", "margin")
    )
