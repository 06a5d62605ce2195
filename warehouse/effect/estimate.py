"""The effect on one panel: every cell and figure, with how sure it is and what could have been seen at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, every_figure
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel
from warehouse.effect.parallel_trends import NORMAL, UNKNOWN, Breakdown, breakdown
from warehouse.effect.randomisation import SIMPLE, RandomisationTest, randomisation_test
from warehouse.effect.sampling import influence_by_unit, quantile, resample, wald_p
from warehouse.effect.spans import spans
from warehouse.effect.strata import GivenUp, distinct_assignments, drawn_labels, given_up, spare
from warehouse.effect.studentised import Drawn

FEWEST_TRAINED = 2.0
"""Trained municipalities of equal volume below which a figure's error says too little of how noisy it is."""


@dataclass(frozen=True)
class Result:
    """What was found, as arrays over positions: cells first, then figures. NaN is what the data cannot say."""

    figures: list[Figure]
    value: Numbers
    randomisation: RandomisationTest | None
    standard_error: Numbers
    bootstrap_low: Numbers
    bootstrap_high: Numbers
    assignments: int
    draws: int
    strata: int
    given_up: GivenUp
    pretrend_wald_p: float
    breakdown: Breakdown
    effective_trained: float
    drawn_as: str
    untested: str | None

    @property
    def smallest_p(self) -> float:
        """The smallest p-value that could have come out."""
        return permutation.smallest_p(self.assignments, self.draws)


def estimate(panel: Panel, design: Design, seed: int, draws: int, resamples: int = 0) -> Result:
    """Estimate every cell and figure; the same seed gives the same numbers.

    Args:
        panel: the units.
        design: who is compared with whom.
        seed: of the draws and resamples.
        draws: assignments of waves that are drawn.
        resamples: resamples of the bootstrap; with none its interval is NaN, and only `simple` is tested.
    """
    rng, is_whole = np.random.default_rng(seed), resamples > 0
    named = panel.strata
    assignments = distinct_assignments(panel.labels, named)
    untested = why_untested(panel, named, assignments)
    labels = np.vstack([panel.labels, drawn_labels(panel.labels, named, draws, rng)])
    value = every_figure(panel, design, panel.labels, panel.numerators)
    figures = all_figures(design)
    before = [position for position, cell in enumerate(design.cells()) if cell.event < 0]
    wanted = range(len(figures)) if is_whole else [figures.index(SIMPLE)]
    errors = np.full((len(panel.units), len(figures)), np.nan)
    errors[:, wanted] = influence_by_unit(panel, design, [figures[position] for position in wanted])
    tested = None if untested else randomisation_test(design, Drawn(panel, design, labels), is_whole=is_whole)
    resampled = resample(panel, design, rng, resamples)
    return Result(
        figures=figures,
        value=value,
        randomisation=tested,
        standard_error=np.where(np.isfinite(value), np.sqrt((errors**2).sum(0)), np.nan),
        bootstrap_low=quantile(resampled, permutation.ALPHA / 2),
        bootstrap_high=quantile(resampled, 1 - permutation.ALPHA / 2),
        assignments=assignments,
        draws=draws,
        strata=len(set(named)),
        given_up=given_up(panel.volumes_before, panel.counties, panel.is_trained, named),
        pretrend_wald_p=wald_p(value[before], errors[:, before], int(np.bincount(panel.labels)[: panel.never].min())),
        breakdown=breakdown_of_headline(panel, design, tested) if is_whole and tested else UNKNOWN,
        effective_trained=effective_trained(panel),
        drawn_as=hashlib.sha256(repr(panel.units).encode() + labels.tobytes()).hexdigest()[:16],
        untested=untested,
    )


def breakdown_of_headline(panel: Panel, design: Design, tested: RandomisationTest) -> Breakdown:
    """How far trends may part before the headline's conclusion falls, with errors that reach as far as its own."""
    found, position = spans(panel, design), all_figures(design).index(SIMPLE)
    half = (tested.high[position] - tested.low[position]) / 2
    error = float(np.sqrt(found.covariance[-1, -1]))
    if not np.isfinite(half):
        return Breakdown(0.0, 0.0) if len(found.before) else UNKNOWN
    return breakdown(found, max(NORMAL, float(half / error))) if error > 0 else UNKNOWN


def headline_p(panel: Panel, design: Design, seed: int, draws: int) -> tuple[float, float]:
    """The headline and its p-value alone; NaN where there is none."""
    named = panel.strata
    labels = np.vstack([panel.labels, drawn_labels(panel.labels, named, draws, np.random.default_rng(seed))])
    statistic = Drawn(panel, design, labels).statistic(SIMPLE)
    is_tested = why_untested(panel, named, distinct_assignments(panel.labels, named)) is None
    is_tested = is_tested and bool(np.isfinite(statistic.at(0.0)[0]))
    return float(statistic.value[0]), permutation.p_at(statistic, 0.0) if is_tested else np.nan


def effective_trained(panel: Panel) -> float:
    """How many trained municipalities of equal volume the figures rest on: one giant among many counts as few more."""
    volumes = panel.weights.sum(1)[np.array(panel.is_trained)]
    return float(volumes.sum() ** 2 / (volumes**2).sum()) if volumes.any() else 0.0


def why_untested(panel: Panel, named: Sequence[str], assignments: int) -> str | None:
    """Why no p-value can be given, where none can."""
    if min(spare(named, panel.is_trained).values()) < 0:
        return "few_untrained"
    if assignments < permutation.FEWEST_ASSIGNMENTS:
        return "few_assignments"
    return "few_trained" if effective_trained(panel) < FEWEST_TRAINED else None
