"""The catalogue of indicators, from the head of each indicator file."""

import polars as pl

from warehouse.indicator_files import read_indicators


def model() -> pl.DataFrame:
    """One row per indicator file."""
    return pl.DataFrame(
        {
            **indicator.model_dump(exclude={"fields", "breaks", "known_as", "negative_control"}),
            "fields_needed": " ".join(indicator.fields),
            "is_negative_control": indicator.negative_control,
            "known_as": indicator.known_as or None,
        }
        for indicator in read_indicators()
    )
