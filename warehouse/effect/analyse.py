"""Analyse one indicator in one way: from quarters of buyers to rows, or to why there is none."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from schemas.settings import load_settings
from warehouse.effect.analyses import COUNTIES, ELSEWHERE, HEADLINE, LEAVE_ONE_OUT, TOO_EARLY, Analysis
from warehouse.effect.estimate import estimate, headline_p
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.leave_one_out import without_each
from warehouse.effect.panel import Panel, make_panel
from warehouse.effect.permutation import ALPHA
from warehouse.effect.placebos import counties_as_trained, design_of, too_early
from warehouse.effect.rows import ALL, SIMPLE, describe_result, number, rows

SEED = 1
OTHERWISE = 4
"""A choice made otherwise is compared with the headline, not tested anew: a quarter of the draws do."""
PLACEBO = 10
"""Placebos are many, and counted rather than quoted: a tenth of the draws do."""
NOTHING = 1e-9
RESAMPLES = 499


def analyse(
    indicator_id: str, measure: str, analysis: Analysis, quarters: pl.DataFrame, municipalities: pl.DataFrame
) -> Iterator[dict[str, Any]]:
    """The rows of one indicator analysed in one way.

    Args:
        indicator_id: the indicator.
        measure: share, mean or count.
        analysis: the way.
        quarters: marts.indicator_by_buyer_quarter of that indicator.
        municipalities: staging.effect_units.
    """
    units = analysis.units(municipalities)
    cells = quarters.filter(
        pl.col("attribution") == analysis.attribution,
        pl.col("slice") == analysis.slice,
        pl.col("buyer_id").is_in(units["buyer_id"].implode()),
    ).select("buyer_id", "quarter_starts_on", "numerator", "denominator")
    if measure == "count":
        cells = with_zeros(cells, units)
    row = {"indicator_id": indicator_id, "analysis_id": analysis.analysis_id, "aggregation": "simple", "wave_id": ALL}
    if problem := why_not(cells, units) or same_as_headline(analysis, municipalities):
        yield row | {"problem": problem}
        return
    panel = make_panel(cells, units)
    design = analysis.design(panel, "log" if measure == "count" else "difference")
    if not any(cell.event >= design.first_event for cell in design.cells()):
        yield row | {"problem": "no_before_and_after"}
        return
    if is_alike(panel):
        yield row | {"problem": "no_variation"}
        return
    is_headline = analysis.analysis_id == HEADLINE.analysis_id
    draws = load_settings().effect_draws
    result = (
        estimate(panel, design, SEED, draws, RESAMPLES)
        if is_headline
        else estimate(panel, design, SEED, (draws + 1) // OTHERWISE - 1)
    )
    yield from rows(indicator_id, analysis, panel, design, result)
    if is_headline:
        position = result.figures.index(SIMPLE)
        moved = furthest(panel, float(result.value[position]), without_each(panel, design, position))
        yield row | {"analysis_id": LEAVE_ONE_OUT.analysis_id} | describe_result(panel, result) | moved
        yield from placebos(row, panel, design, (draws + 1) // PLACEBO - 1)


def placebos(row: dict[str, Any], panel: Panel, design: Design, draws: int) -> Iterator[dict[str, Any]]:
    """Where nothing should be found: how many such figures were tested, and how many were found."""
    tested = {COUNTIES.analysis_id: [each for _, each in counties_as_trained(panel)]}
    if (early := too_early(panel)) is not None:
        tested[TOO_EARLY.analysis_id] = [early]
    for analysis_id, panels in tested.items():
        found = [headline_p(each, design_of(each, design), SEED, draws) for each in panels if not is_alike(each)]
        found = [(value, p) for value, p in found if np.isfinite(p)]
        is_one = analysis_id == TOO_EARLY.analysis_id and bool(found)
        yield row | {
            "analysis_id": analysis_id,
            "estimate": number(found[0][0]) if is_one else None,
            "p_value": number(found[0][1]) if is_one else None,
            "draws": draws,
            "placebos": len(found),
            "placebos_found": sum(p <= ALPHA for _, p in found),
            "problem": None if found else "no_placebo",
        }


def with_zeros(cells: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """A count of nothing is a zero: every buyer in every quarter, each of which is one to divide by."""
    grid = units.select("buyer_id").join(cells.select("quarter_starts_on").unique(), how="cross")
    counted = cells.select("buyer_id", "quarter_starts_on", "numerator")
    filled = grid.join(counted, on=["buyer_id", "quarter_starts_on"], how="left").with_columns(denominator=1.0)
    return filled.with_columns(pl.col("numerator").fill_null(0.0))


def why_not(cells: pl.DataFrame, units: pl.DataFrame) -> str | None:
    """Why nothing can be estimated, if nothing can."""
    if units["wave_id"].null_count() == len(units):
        return "no_trained"
    if units["wave_id"].null_count() == 0:
        return "no_never_trained"
    seen = units.filter(pl.col("buyer_id").is_in(cells.filter(pl.col("denominator") > 0)["buyer_id"].implode()))
    if seen["wave_id"].drop_nulls().is_empty():
        return "no_data_of_trained"
    return "no_data_of_never_trained" if seen["wave_id"].null_count() == 0 else None


def is_alike(panel: Panel) -> bool:
    """Whether every unit has the same value in every period: then there is nothing to compare."""
    known = panel.denominators > 0
    return not known.any() or float(np.ptp(panel.numerators[known] / panel.denominators[known])) < NOTHING


def same_as_headline(analysis: Analysis, municipalities: pl.DataFrame) -> str | None:
    """Whether a way that leaves somebody out, or takes somebody in, has nobody to do it to."""
    elsewhere = municipalities.filter(pl.col("wave_id") == ELSEWHERE)
    if analysis.counts_elsewhere and elsewhere.is_empty():
        return "nobody_trained_elsewhere"
    return "nobody_to_leave_out" if analysis.left_out and not municipalities[analysis.left_out].any() else None


def furthest(panel: Panel, estimated: float, without: Numbers) -> dict[str, Any]:
    """The estimate that one municipality moves most, which one it is, and the range of them all."""
    known = np.where(np.isfinite(without), without, estimated)
    position = int(np.argmax(np.abs(known - estimated).round(9)))
    return {
        "estimate": number(known[position]),
        "interval_low": number(known.min()),
        "interval_high": number(known.max()),
        "interval_method": "range",
        "detail": panel.units[position],
    }
