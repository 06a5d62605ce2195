"""The event study in spans as long as the base: what the groups did before is held to what they may have done after.

A half-year of a few small municipalities is noise; a span of two years is what the headline's base is. The span before
training is the base itself, so the headline is a mean of the spans after, each compared with the base.
"""

from dataclasses import dataclass

import numpy as np

from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import cells_of
from warehouse.effect.group_time import Design, Numbers, Span, Sums
from warehouse.effect.panel import Panel
from warehouse.effect.slopes import Members, Moved, mean_of_cells, slopes

SIMPLE = Figure("simple")


@dataclass(frozen=True)
class Spans:
    """What parallel trends are held against.

    Attributes:
        before: how far each span before the base was from the base, against the controls; the oldest first.
        estimate: the headline.
        covariance: of `before` and the headline, as if municipalities were sampled.
        weights: what each span after training weighs in the headline; they sum to 1.
    """

    before: Numbers
    estimate: float
    covariance: Numbers
    weights: Numbers

    @property
    def steps(self) -> Numbers:
        """How far the groups parted from each span to the next before training."""
        return np.diff(np.append(self.before, 0.0))

    @property
    def reach(self) -> float:
        """How far the headline is off if the groups part by 1 from each span to the next after training."""
        return float(self.weights @ np.arange(1, len(self.weights) + 1))


def spans(panel: Panel, design: Design) -> Spans:
    """The spans of a panel."""
    above, below = panel.sums((panel.numerators, panel.denominators), panel.labels[None])
    sums, members = Sums(above, below, design), Members(panel.labels[None], panel.never)
    order = np.concatenate([*(wave[0] for wave in members.of_wave), np.arange(len(panel.units))])
    length = design.base_periods
    found: list[Moved] = []
    for back in range(max(design.starts) // length, 0, -1):
        ends = [(wave, start, start - length * back) for wave, start in enumerate(design.starts)]
        cells = [Span(wave, start, max(0, end - length), end) for wave, start, end in ends if end > 0]
        if cells:
            with np.errstate(invalid="ignore", divide="ignore"):
                moved = mean_of_cells(cells, sums, is_null=False)
            if np.isfinite(moved.value[0]):
                found.append(moved)
    headline = slopes(SIMPLE, sums, is_null=False)
    added = [
        np.bincount(order, members.contributions(each, panel.numerators, panel.denominators)[:, 0], len(panel.units))
        for each in (*found, headline)
    ]
    influence = np.stack(added, axis=-1)
    return Spans(
        before=np.array([each.value[0] for each in found]),
        estimate=float(headline.value[0]),
        covariance=np.einsum("ua,ub->ab", influence, influence),
        weights=weights_after(sums),
    )


def weights_after(sums: Sums) -> Numbers:
    """What each span after training weighs in the headline."""
    design = sums.design
    cells = [design.cells()[position] for position in cells_of(SIMPLE, design)]
    looks = [sums.look(cell) for cell in cells]
    weights = np.array([float(look.weight[0]) if np.isfinite(look.effect[0]) else 0.0 for look in looks])
    span = np.array([cell.event // design.base_periods for cell in cells])
    counted = np.bincount(span, np.nan_to_num(weights))
    found: Numbers = counted / counted.sum()
    return found
