"""How the trained and the untrained buy, indicator by indicator and quarter by quarter."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

import duckdb
import polars as pl

from warehouse.dashboard.words import Language, amount, words
from warehouse.frames import frame

SLICES = ("all", "digital")
UNTRAINED = "never_trained"

FIRST = "preceded_by_early_notice"
"""The course's own first concern: that the market hears early."""

Row = dict[str, Any]

QUARTERS = """
    select
        indicator_id,
        slice,
        group_id,
        quarter_starts_on,
        numerator,
        denominator,
        units_with_data,
        round(value, 4) as value,
        round(interval_low, 4) as low,
        round(interval_high, 4) as high,
        round(coverage, 3) as coverage,
    from marts.indicator_by_group_quarter
    where group_kind = 'cohort' and slice in ('all', 'digital') and attribution = 'member'
    order by indicator_id, slice, group_id, quarter_starts_on
"""


def indicators(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every indicator as its file describes it, with its series breaks."""
    rows = frame(db, "from marts.indicators order by theme, indicator_id").to_dicts()
    breaks = frame(db, "from marts.series_breaks order by breaks_on").to_dicts()
    return [row | {"breaks": [each for each in breaks if each["indicator_id"] == row["indicator_id"]]} for row in rows]


def first(known: Sequence[Row]) -> str | None:
    """The indicator that is shown before anybody has chosen: a share that the course hopes to raise."""
    hoped = [row["indicator_id"] for row in known if row["measure"] == "share" and row["hoped"] == "up"]
    return next(
        iter([*(each for each in hoped if each == FIRST), *hoped, *(row["indicator_id"] for row in known)]), None
    )


def waves(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every wave with its gatherings, in the order in which they began."""
    found = frame(db, "from marts.waves order by starts_on, wave_id").to_dicts()
    gatherings = frame(db, "from marts.gatherings order by held_on").to_dicts()
    return [
        wave | {"gatherings": [each for each in gatherings if each["wave_id"] == wave["wave_id"]]} for wave in found
    ]


def quarters(db: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Value, interval and coverage by indicator, slice, group and quarter; joint purchases count for each member."""
    return frame(db, QUARTERS)


def calendar(found: pl.DataFrame) -> list[date]:
    """Every quarter from the first with a figure to the last, without a gap."""
    if found.is_empty():
        return []
    first, last = cast("date", found["quarter_starts_on"].min()), cast("date", found["quarter_starts_on"].max())
    return list(pl.date_range(first, last, "1q", eager=True))


def series(found: pl.DataFrame, days: Sequence[date]) -> dict[str, Any]:
    """`{indicator: {slice: {group: {"from": index of the first quarter, "value": [...], "low": [...], ...}}}}`."""
    place = {when: number for number, when in enumerate(days)}
    drawn: dict[str, Any] = {}
    grouped = found.partition_by("indicator_id", "slice", "group_id", as_dict=True, maintain_order=True)
    for (indicator, part, group), rows in grouped.items():
        whole = (
            rows.select("quarter_starts_on")
            .upsample("quarter_starts_on", every="1q")
            .join(rows, on="quarter_starts_on", how="left", maintain_order="left")
        )
        drawn.setdefault(indicator, {}).setdefault(part, {})[group] = {
            "from": place[whole["quarter_starts_on"][0]],
            **{name: whole[name].to_list() for name in ("value", "low", "high", "coverage")},
            "n": whole["units_with_data"].to_list(),
        }
    return drawn


def findings(found: pl.DataFrame, known: Sequence[Row], led: Sequence[Row], language: Language) -> Iterator[Row]:
    """For each indicator, slice and wave one sentence: before and since, the wave beside the untrained."""
    text = words(language)
    by_indicator = {row["indicator_id"]: row for row in known}
    for (indicator, part), rows in found.partition_by(
        "indicator_id", "slice", as_dict=True, maintain_order=True
    ).items():
        unit, measure = by_indicator[indicator]["value_unit"], by_indicator[indicator]["measure"]
        for wave in led:
            both = {"trained": wave["wave_id"], "others": UNTRAINED}
            levels = {name: before_and_since(rows, group, wave["starts_on"], measure) for name, group in both.items()}
            before, since, others, then = (
                text["unknown"] if value is None else amount(value, unit, language)
                for pair in levels.values()
                for value in pair
            )
            says = text["trend_finding"].format(
                wave=wave["wave_name"], before=before, since=since, others=others, then=then
            )
            yield {"indicator": indicator, "slice": part, "wave": wave["wave_id"], "says": says, "levels": levels}


def before_and_since(
    rows: pl.DataFrame, group: str, starts_on: date, measure: str
) -> tuple[float | None, float | None]:
    """Value of a group over all quarters before a day's quarter, and over those from it on."""
    mine = rows.filter(pl.col("group_id") == group)
    is_since = pl.col("quarter_starts_on").dt.offset_by("1q") > starts_on
    return over(mine.filter(~is_since), measure), over(mine.filter(is_since), measure)


def over(rows: pl.DataFrame, measure: str) -> float | None:
    """Sum over sum; a count is per buyer and quarter."""
    below = float(rows["denominator"].sum())
    return (
        float(rows["numerator"].sum()) / below
        if below and (measure == "count" or rows["units_with_data"].sum())
        else None
    )
