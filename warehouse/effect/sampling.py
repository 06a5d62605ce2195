"""Errors as if buyers were drawn from many: cluster-robust, and by resampling buyers. A check, not the headline."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, every_figure
from warehouse.effect.group_time import Design, Numbers, Sums
from warehouse.effect.panel import Panel
from warehouse.effect.slopes import Members, slopes


def influence_by_unit(panel: Panel, design: Design, figures: Sequence[Figure] | None = None) -> Numbers:
    """What each unit adds to each standard error, `[unit, position]`: the error is the root of the squares' sum.

    Args:
        panel: the units.
        design: who is compared with whom.
        figures: whose errors; those of all figures where not given.
    """
    above, below = panel.sums((panel.numerators, panel.denominators), panel.labels[None])
    sums = Sums(above, below, design)
    members = Members(panel.labels[None], panel.never)
    order = np.concatenate([*(wave[0] for wave in members.of_wave), np.arange(len(panel.units))])
    found = []
    for figure in all_figures(design) if figures is None else figures:
        moved = slopes(figure, sums, is_null=False)
        added = members.contributions(moved, panel.numerators, panel.denominators)[:, 0]
        found.append(np.bincount(order, added, len(panel.units)))
    return np.stack(found, axis=-1)


def resample(panel: Panel, design: Design, rng: np.random.Generator, resamples: int) -> Numbers:
    """The figures of panels whose buyers are drawn with replacement within wave: `[resample, position]`."""
    weights = np.zeros((resamples, len(panel.units)))
    for label in range(panel.never + 1):
        inside = panel.labels == label
        count = int(inside.sum())
        weights[:, inside] = rng.multinomial(count, np.full(count, 1 / count), size=resamples) if count else 0
    return every_figure(panel, design, panel.labels, panel.numerators, weights)


def quantile(resampled: Numbers, share: float) -> Numbers:
    """Quantile of each position over the resamples that have a figure there; NaN where none has."""
    known = np.isfinite(resampled).any(axis=0)
    found = np.full(resampled.shape[1], np.nan)
    found[known] = np.nanquantile(resampled[:, known], share, axis=0)
    return found


def wald_p(value: Numbers, errors: Numbers, smallest_wave: int) -> float:
    """Whether the figures are all nothing, by their joint errors (chi-square).

    NaN where the smallest wave has fewer than two units a figure, for the test would reject almost anything, and where
    some figures do not vary, for it cannot be computed.
    """
    known = np.isfinite(value)
    value, errors = value[known], errors[:, known]
    variance = errors.T @ errors
    if not len(value) or 2 * len(value) > smallest_wave or np.linalg.matrix_rank(variance, hermitian=True) < len(value):
        return np.nan
    return float(stats.chi2.sf(value @ np.linalg.solve(variance, value), len(value)))
