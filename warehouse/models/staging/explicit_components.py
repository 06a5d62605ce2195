"""The procedures that notices themselves make, by procedure id and reference."""

import polars as pl

from warehouse.matching.components import components


def model(staging__notices: pl.DataFrame, staging__explicit_links: pl.DataFrame) -> pl.DataFrame:
    """One row per notice and the first notice of what it says it belongs to."""
    return components(staging__notices, staging__explicit_links)
