"""One row: how many people a published cell has at the least, `suppress_below`; a setting, and never under three."""

import polars as pl

from schemas.settings import load_settings

FLOOR = 3


def model() -> pl.DataFrame:
    """Column suppress_below."""
    return pl.DataFrame({"suppress_below": [max(FLOOR, load_settings().suppress_below)]})
