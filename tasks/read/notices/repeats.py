"""Rows that say the same again count once; rows that would share a key take their notice out."""

from collections.abc import Iterator, Mapping

import polars as pl

COUNTED_ONCE = (
    "notice_texts",
    "notice_cpv_codes",
    "notice_purposes",
    "notice_places",
    "notice_roles",
    "notice_references",
    "tender_counts",
    "result_tenders",
    "result_contracts",
    "contract_tenders",
    "tendering_party_members",
)
"""Tables in which saying a thing twice says no more than saying it once."""
KEYS = {
    "lots": "lot_id",
    "notice_organisations": "organisation_id",
    "lot_results": "result_id",
    "tenders": "tender_id",
    "contracts": "contract_id",
}
"""What tells the rows of one notice apart."""


def count_once(made: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Take repeated rows out of the tables, and give what is told of it, a frame a table."""
    for name in COUNTED_ONCE:
        again = made[name].select(~pl.struct(pl.all()).is_first_distinct()).to_series()
        if again.any():
            yield repeated(name, made[name].filter(again))
            made[name] = made[name].filter(~again)
    yield from members_once(made)
    yield from contradictory_counts(made)


def members_once(made: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """An organisation is in a tendering party once; it leads it where one of its rows says so."""
    name, key = "tendering_party_members", ["document", "party_id", "organisation_id", "is_subcontractor"]
    again = made[name].select(~pl.struct(key).is_first_distinct()).to_series()
    if again.any():
        yield repeated(name, made[name].filter(again))
        made[name] = made[name].with_columns(pl.col("is_leader").max().over(key)).filter(~again)


def repeated(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """What is told of rows of a table that stand again."""
    nothing = pl.lit(None, pl.String)
    return rows.select(
        "document",
        table_name=pl.lit(name),
        row_id=nothing,
        repeat=pl.lit("repeated"),
        first_value=nothing,
        second_value=nothing,
    )


def contradictory_counts(made: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Two counts of the same tenders of a result: neither is known to be right, so none is kept."""
    counts = made["tender_counts"]
    several = pl.struct("document", "result_id", "count_code").is_duplicated()
    if counts.height and counts.select(several.any()).item():
        yield counts.filter(several).select(
            "document",
            table_name=pl.lit("tender_counts"),
            column_name=pl.lit("count"),
            row_id="result_id",
            reason=pl.lit("contradictory"),
        )
        made["tender_counts"] = counts.filter(~several)


def clashes(made: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Documents in which two rows of a table have the same id: number of the document, rule, place."""
    for name, key in KEYS.items():
        doubled = made[name].filter(pl.struct("document", key).is_duplicated() & pl.col(key).is_not_null())
        yield doubled.select("document", rule=pl.lit("ids_clash"), place=pl.lit(name)).unique(maintain_order=True)
