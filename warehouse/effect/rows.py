"""Results as rows of staging.effect_figures."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from warehouse.effect.aggregate import Figure
from warehouse.effect.analyses import Analysis
from warehouse.effect.estimate import Result
from warehouse.effect.figures import CELL
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel
from warehouse.effect.pretrend import NOTHING_BEFORE

DECIMALS = 9
ALL = "all"
SIMPLE = Figure("simple")
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "indicator_id": pl.String,
    "analysis_id": pl.String,
    "aggregation": pl.String,
    "wave_id": pl.String,
    "event_half_years": pl.Int64,
    "period_starts_on": pl.Date,
    "estimate": pl.Float64,
    "interval_low": pl.Float64,
    "interval_high": pl.Float64,
    "interval_method": pl.String,
    "p_value": pl.Float64,
    "t_statistic": pl.Float64,
    "minimum_detectable_effect": pl.Float64,
    "standard_error": pl.Float64,
    "bootstrap_low": pl.Float64,
    "bootstrap_high": pl.Float64,
    "distinct_assignments": pl.Float64,
    "smallest_p": pl.Float64,
    "strata": pl.Int64,
    "volume_classes": pl.Int64,
    "volume_classes_kept": pl.Int64,
    "widest_stratum": pl.Float64,
    "share_drawn_in_county": pl.Float64,
    "effective_trained": pl.Float64,
    "untested": pl.String,
    "draws": pl.Int64,
    "pretrend_p": pl.Float64,
    "pretrend_wald_p": pl.Float64,
    "detectable_pretrend": pl.Float64,
    "error_of_pretrend": pl.Float64,
    "breakdown_relative": pl.Float64,
    "breakdown_smooth": pl.Float64,
    "trained_buyers": pl.Int64,
    "control_buyers": pl.Int64,
    "level_before": pl.Float64,
    "empty_share": pl.Float64,
    "placebos": pl.Int64,
    "placebos_found": pl.Int64,
    "detail": pl.String,
    "problem": pl.String,
    "data_version": pl.String,
    "method_version": pl.String,
    "assignments": pl.String,
    "drawn": pl.List(pl.Float64),
    "drawn_estimate": pl.List(pl.Float64),
}


def rows(
    indicator_id: str, analysis: Analysis, panel: Panel, design: Design, result: Result
) -> Iterator[dict[str, Any]]:
    """A row for each figure: all of the headline's, the overall ones of the others."""
    common = {"indicator_id": indicator_id, "analysis_id": analysis.analysis_id, **describe_result(panel, result)}
    for position, figure in enumerate(result.figures):
        if figure != SIMPLE and analysis.analysis_id != "headline":
            continue
        found = result.randomisation
        low, high, p_value, seen, t_statistic = (
            (
                number(each[position])
                for each in (
                    found.low,
                    found.high,
                    found.p_value,
                    found.minimum_detectable_effect,
                    found.t_statistic,
                )
            )
            if found
            else (None,) * 5
        )
        drawn = found if figure == SIMPLE else None
        yield {
            **common,
            **key(figure, panel, design),
            "estimate": number(result.value[position]),
            "interval_low": low,
            "interval_high": high,
            "interval_method": "permutation" if low is not None or high is not None else None,
            "p_value": p_value,
            "t_statistic": t_statistic,
            "minimum_detectable_effect": seen,
            "standard_error": number(result.standard_error[position]),
            "bootstrap_low": number(result.bootstrap_low[position]),
            "bootstrap_high": number(result.bootstrap_high[position]),
            "drawn": [number(each) for each in drawn.drawn] if drawn else None,
            "drawn_estimate": [number(each) for each in drawn.drawn_value] if drawn else None,
        }


def key(figure: Figure, panel: Panel, design: Design) -> dict[str, Any]:
    """What a figure is of."""
    wave = event = period = None
    if figure.kind == CELL and figure.key is not None:
        cell = design.cells()[figure.key]
        wave, event, period = cell.wave, cell.event, cell.period
    elif figure.kind == "group":
        wave = figure.key
    elif figure.kind == "dynamic":
        event = figure.key
    elif figure.kind == "calendar":
        period = figure.key
    return {
        "aggregation": figure.kind,
        "wave_id": ALL if wave is None else panel.waves[wave],
        "event_half_years": event,
        "period_starts_on": None if period is None else panel.periods[period],
    }


def describe_result(panel: Panel, result: Result) -> dict[str, Any]:
    """What all figures of a panel have in common."""
    before = result.randomisation.pretrend if result.randomisation else NOTHING_BEFORE
    is_before = np.arange(len(panel.periods)) < np.array([*panel.starts, 0])[panel.labels][:, None]
    known = (panel.denominators * is_before).sum()
    return {
        "distinct_assignments": float(min(result.assignments, 10**300)),
        "smallest_p": number(result.smallest_p),
        "strata": result.strata,
        "volume_classes": result.given_up.classes,
        "volume_classes_kept": result.given_up.classes_kept,
        "widest_stratum": number(result.given_up.widest),
        "share_drawn_in_county": number(result.given_up.in_county),
        "effective_trained": number(result.effective_trained),
        "untested": result.untested,
        "assignments": result.drawn_as,
        "draws": result.draws,
        "pretrend_p": number(before.p_value),
        "pretrend_wald_p": number(result.pretrend_wald_p),
        "detectable_pretrend": number(before.detectable),
        "error_of_pretrend": number(before.left_in_headline),
        "breakdown_relative": number(result.breakdown.relative),
        "breakdown_smooth": number(result.breakdown.smooth),
        "trained_buyers": sum(panel.is_trained),
        "control_buyers": len(panel.units) - sum(panel.is_trained),
        "level_before": number((panel.numerators * is_before).sum() / known) if known else None,
        "empty_share": number((panel.denominators == 0).mean()),
        "data_version": digest(panel),
        "method_version": method_version(),
    }


def number(value: float | np.floating[Any]) -> float | None:
    """A number that is the same to the byte on any machine, or none."""
    return round(float(value), DECIMALS) + 0.0 if np.isfinite(value) else None


def digest(panel: Panel) -> str:
    """Which data an estimate was made of."""
    digested = hashlib.sha256(
        repr((panel.units, panel.counties, panel.volumes_before, panel.waves, panel.starts)).encode()
    )
    arrays: list[Numbers] = [panel.numerators, panel.denominators, panel.labels.astype(float)]
    for each in arrays:
        digested.update(each.round(DECIMALS).tobytes())
    return digested.hexdigest()[:16]


def method_version() -> str:
    """Which code an estimate was made by."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]
