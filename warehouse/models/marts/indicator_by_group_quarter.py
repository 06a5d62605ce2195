"""Every indicator by group of buyers and quarter: sums over sums, with an interval fit for small counts."""

import numpy as np
import polars as pl

from warehouse import intervals

DECIMALS = 9
METHODS = {"share": "wilson", "mean": "student", "count": "poisson_exact"}


def model(
    staging__indicator_group_counts: pl.DataFrame,
    staging__indicator_group_sums: pl.DataFrame,
) -> pl.DataFrame:
    """One row per indicator, group, quarter, attribution and slice."""
    sums = pl.concat([staging__indicator_group_sums, staging__indicator_group_counts], how="vertical_relaxed")
    numerator, denominator = sums["numerator"].to_numpy(), sums["denominator"].to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        value = numerator / denominator
        whole = denominator**2 / sums["parts_squared"].to_numpy()
        spread = (sums["squares"].to_numpy() / denominator - value**2).clip(0) * whole / (whole - 1)
    ends = {
        "share": intervals.wilson(value * whole, whole),
        "mean": intervals.student(value, spread, whole),
        "count": intervals.poisson_exact(numerator, denominator),
    }
    measure = sums["measure"].to_numpy()
    low, high = (np.select([measure == each for each in ends], [pair[end] for pair in ends.values()]) for end in (0, 1))
    return sums.with_columns(
        rounded("value", value),
        rounded("interval_low", low),
        rounded("interval_high", high),
        pl.when(pl.col("measure") == "mean").then("median_value").alias("median_value"),
        (pl.col("units_with_data") / pl.col("units_in_base")).fill_nan(None).alias("coverage"),
        pl.col("measure").replace_strict(METHODS, return_dtype=pl.String).alias("interval_method"),
    ).drop("measure", "parts_squared", "squares")


def rounded(name: str, numbers: intervals.Numbers) -> pl.Series:
    """A column that is the same to the byte on any machine, null where there is no number."""
    return pl.Series(name, numbers.round(DECIMALS), nan_to_null=True)
