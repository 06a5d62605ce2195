"""How the trained and the untrained buy, indicator by indicator and quarter by quarter."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl

from warehouse import intervals
from warehouse.dashboard.words import Language, amount, words

SLICES = ("all", "digital")
UNTRAINED = "never_trained"

Row = dict[str, Any]

QUARTERS = """
    select
        counted.indicator_id,
        counted.slice,
        counted.group_id,
        counted.quarter_starts_on,
        indicator.measure,
        sum(counted.numerator) as numerator,
        -- Counts are divided by the buyers of the group, who are the same under each attribution.
        if(any_value(indicator.measure) = 'count', max(counted.denominator), sum(counted.denominator)) as denominator,
        sum(counted.units_in_base)::bigint as units_in_base,
        sum(counted.units_with_data)::bigint as units_with_data,
        sqrt(sum(pow((counted.interval_high - counted.interval_low) / 2 * counted.denominator, 2))) as half_width,
    from marts.indicator_by_group_quarter as counted
    inner join marts.indicators as indicator using (indicator_id)
    where
        counted.group_kind = 'cohort'
        and counted.slice in ('all', 'digital')
        -- A purchase is a buyer's own or its members': together each purchase once.
        and counted.attribution in ('own', 'member')
    group by all
    order by all
"""


def indicators(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every indicator as its file describes it, with its series breaks."""
    rows = db.execute("from marts.indicators order by theme, indicator_id").pl().to_dicts()
    breaks = db.execute("from marts.series_breaks order by breaks_on").pl().to_dicts()
    return [row | {"breaks": [each for each in breaks if each["indicator_id"] == row["indicator_id"]]} for row in rows]


def waves(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every wave with its gatherings, in the order in which they began."""
    found = db.execute("from marts.waves order by starts_on, wave_id").pl().to_dicts()
    gatherings = db.execute("from marts.gatherings order by held_on").pl().to_dicts()
    return [wave | {"gatherings": [each for each in gatherings if each["wave_id"] == wave["wave_id"]]} for wave in found]


def quarters(db: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Value, interval and coverage by indicator, slice, group and quarter."""
    sums = db.execute(QUARTERS).pl()
    numerator, denominator = (sums[name].cast(pl.Float64).to_numpy() for name in ("numerator", "denominator"))
    measure = sums["measure"].to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        value = numerator / denominator
        half = sums["half_width"].cast(pl.Float64).to_numpy() / denominator
    wilson, poisson = intervals.wilson(numerator, denominator), intervals.poisson_exact(numerator, denominator)
    low, high = (
        np.select([measure == "share", measure == "count"], [wilson[end], poisson[end]], value + (2 * end - 1) * half)
        for end in (0, 1)
    )
    return sums.with_columns(
        *(pl.Series(name, array.round(4), nan_to_null=True) for name, array in (("value", value), ("low", low), ("high", high))),
        (pl.col("units_with_data") / pl.col("units_in_base")).fill_nan(None).round(3).alias("coverage"),
    )


def calendar(found: pl.DataFrame) -> list[date]:
    """Every quarter from the first with a figure to the last, without a gap."""
    if found.is_empty():
        return []
    first, last = found["quarter_starts_on"].min(), found["quarter_starts_on"].max()
    return pl.date_range(first, last, "1q", eager=True).to_list()  # type: ignore[arg-type]


def series(found: pl.DataFrame, days: Sequence[date]) -> dict[str, Any]:
    """`{indicator: {slice: {group: {"from": index of the first quarter, "value": [...], "low": [...], ...}}}}`."""
    place = {when: number for number, when in enumerate(days)}
    told: dict[str, Any] = {}
    grouped = found.partition_by("indicator_id", "slice", "group_id", as_dict=True, maintain_order=True)
    for (indicator, part, group), rows in grouped.items():
        whole = rows.select("quarter_starts_on").upsample("quarter_starts_on", every="1q").join(
            rows, on="quarter_starts_on", how="left", maintain_order="left"
        )
        told.setdefault(indicator, {}).setdefault(part, {})[group] = {
            "from": place[whole["quarter_starts_on"][0]],
            **{name: whole[name].to_list() for name in ("value", "low", "high", "coverage")},
            "n": whole["units_with_data"].to_list(),
        }
    return told


def findings(found: pl.DataFrame, known: Sequence[Row], led: Sequence[Row], language: Language) -> Iterator[Row]:
    """For each indicator, slice and wave one sentence: before and since, the wave beside the untrained."""
    text = words(language)
    by_indicator = {row["indicator_id"]: row for row in known}
    for (indicator, part), rows in found.partition_by("indicator_id", "slice", as_dict=True, maintain_order=True).items():
        unit, measure = by_indicator[indicator]["value_unit"], by_indicator[indicator]["measure"]
        for wave in led:
            pairs = [before_and_since(rows, group, wave["starts_on"], measure) for group in (wave["wave_id"], UNTRAINED)]
            written = [[amount(value, unit, language) if value is not None else text["unknown"] for value in pair] for pair in pairs]
            yield {
                "indicator": indicator,
                "slice": part,
                "wave": wave["wave_id"],
                "says": text["trend_finding"].format(
                    wave=wave["wave_name"], before=written[0][0], since=written[0][1], others=written[1][0], then=written[1][1]
                ),
            }


def before_and_since(rows: pl.DataFrame, group: str, starts_on: date, measure: str) -> tuple[float | None, float | None]:
    """Value of a group over all quarters before a day's quarter, and over those from it on."""
    mine = rows.filter(pl.col("group_id") == group)
    is_since = pl.col("quarter_starts_on").dt.offset_by("1q") > starts_on
    return over(mine.filter(~is_since), measure), over(mine.filter(is_since), measure)


def over(rows: pl.DataFrame, measure: str) -> float | None:
    """Sum over sum; a count is per buyer and quarter."""
    below = float(rows["denominator"].sum())
    return float(rows["numerator"].sum()) / below if below and (measure == "count" or rows["units_with_data"].sum()) else None
