"""One currency a row: that of its first amount; an amount in another is null in its column, and told.

Each amount keeps the currency that stands at it, in the column `<amount>_currency_code`.
"""

from collections.abc import Iterator

import polars as pl

from tasks.read.notices.omissions import ROW_IDS
from tasks.read.notices.tables import TABLES

ENDING = "_currency_code"
AMOUNTS = {
    name: [column.removesuffix(ENDING) for column in columns if column.endswith(ENDING)]
    for name, columns in TABLES.items()
}
"""The amounts of each table that has several, the first of which decides."""


def one_currency(made: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Give each row its currency, take out amounts in another, and give what is told of these, a frame a column."""
    for name, amounts in AMOUNTS.items():
        if not amounts or not made[name].height:
            continue
        known = [pl.when(pl.col(amount).is_not_null()).then(pl.col(amount + ENDING)) for amount in amounts]
        frame = made[name].with_columns(currency_code=pl.coalesce(*known, *(pl.col(a + ENDING) for a in amounts)))
        for amount in amounts:
            other = pl.col(amount).is_not_null() & pl.col(amount + ENDING).ne_missing(pl.col("currency_code"))
            if frame.select(other.any()).item():
                yield frame.filter(other).select(
                    "document",
                    table_name=pl.lit(name),
                    column_name=pl.lit(amount),
                    row_id=pl.col(ROW_IDS[name]) if name in ROW_IDS else pl.lit(None, pl.String),
                    reason=pl.lit("other_currency"),
                )
                frame = frame.with_columns(pl.when(~other).then(pl.col(amount)).alias(amount))
        made[name] = frame
