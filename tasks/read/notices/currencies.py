"""Each amount has the currency that stands at it, in `<amount>_currency_code`.

`currency_code` of a row with several amounts is the currency that all of them have; null where they differ.
"""

import polars as pl

from tasks.read.notices.tables import TABLES

ENDING = "_currency_code"
AMOUNTS = {
    name: [column.removesuffix(ENDING) for column in columns if column.endswith(ENDING)]
    for name, columns in TABLES.items()
}
"""The amounts of each table that has several."""


def common_currency(made: dict[str, pl.DataFrame]) -> None:
    """Give each row with several amounts the currency that all of them have."""
    for name, amounts in AMOUNTS.items():
        if not amounts or not made[name].height:
            continue
        known = [pl.when(pl.col(amount).is_not_null()).then(pl.col(amount + ENDING)) for amount in amounts]
        first = pl.coalesce(*known, *(pl.col(amount + ENDING) for amount in amounts))
        differs = [pl.col(amount).is_not_null() & pl.col(amount + ENDING).ne_missing(first) for amount in amounts]
        made[name] = made[name].with_columns(currency_code=pl.when(~pl.any_horizontal(differs)).then(first))
