"""The effect on one panel: every cell and figure, with how sure it is and what could have been seen at all."""

from dataclasses import dataclass

import numpy as np

from warehouse.effect import permutation
from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, every_figure, figures_of
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel
from warehouse.effect.randomisation import RandomisationTest, draw, joint_p, randomisation_test
from warehouse.effect.sampling import influence_by_unit, quantile, resample, wald_p
from warehouse.effect.strata import distinct_assignments, drawn_labels, spare


@dataclass(frozen=True)
class Result:
    """What was found, as arrays over positions: cells first, then figures. NaN is what the data cannot say."""

    figures: list[Figure]
    value: Numbers
    randomisation: RandomisationTest | None
    standard_error: Numbers
    bootstrap_low: Numbers
    bootstrap_high: Numbers
    drawn: Numbers
    assignments: int
    strata: int
    pretrend_p: float
    pretrend_permutation_p: float

    @property
    def smallest_p(self) -> float:
        """The smallest p-value that could have come out."""
        return permutation.smallest_p(self.assignments, len(self.drawn))


def estimate(panel: Panel, design: Design, seed: int, draws: int, resamples: int = 0) -> Result:
    """Estimate every cell and figure; the same seed gives the same numbers.

    Args:
        panel: the units.
        design: who is compared with whom.
        seed: of the draws and resamples.
        draws: assignments of waves that are drawn.
        resamples: resamples of the bootstrap; with none its interval is NaN.
    """
    rng = np.random.default_rng(seed)
    named = panel.strata
    assignments = distinct_assignments(panel.labels, named)
    can_permute = assignments >= permutation.FEWEST_ASSIGNMENTS and min(spare(named, panel.is_trained).values()) >= 0
    labels = drawn_labels(panel.labels, named, draws, rng)
    value = every_figure(panel, design, panel.labels, panel.numerators)
    sums = draw(panel, labels)
    drawn = figures_of(sums.above, sums.below, design)
    errors = influence_by_unit(panel, design, value)
    resampled = resample(panel, design, rng, resamples)
    before = [position for position, cell in enumerate(design.cells()) if cell.event < 0]
    return Result(
        figures=all_figures(design),
        value=value,
        randomisation=randomisation_test(design, value, sums, drawn) if can_permute else None,
        standard_error=np.where(np.isfinite(value), np.sqrt((errors**2).sum(0)), np.nan),
        bootstrap_low=quantile(resampled, permutation.ALPHA / 2),
        bootstrap_high=quantile(resampled, 1 - permutation.ALPHA / 2),
        drawn=drawn,
        assignments=assignments,
        strata=len(set(named)),
        pretrend_p=wald_p(value[before], errors[:, before], int(np.bincount(panel.labels)[: panel.never].min())),
        pretrend_permutation_p=joint_p(value[before], drawn[:, before]) if can_permute else np.nan,
    )
