"""Which kinds of break each indicator knows, from the head of each indicator file."""

import polars as pl

from warehouse.indicator_files import read_indicators


def model() -> pl.DataFrame:
    """One row per indicator and kind of break."""
    rows = [(indicator.indicator_id, kind) for indicator in read_indicators() for kind in indicator.breaks]
    return pl.DataFrame(rows, schema=["indicator_id", "break_kind"], orient="row")
