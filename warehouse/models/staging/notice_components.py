"""The procedures: what notices say themselves, and results that were matched."""

import polars as pl

from warehouse.matching.components import components


def model(staging__notices: pl.DataFrame, staging__notice_links: pl.DataFrame) -> pl.DataFrame:
    """One row per notice and the first notice of its procedure."""
    return components(staging__notices, staging__notice_links)
