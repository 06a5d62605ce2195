"""How a figure moves with the sums it is made of: its derivatives, for one assignment of labels or for thousands.

What a unit adds to a figure's error is what it adds to the sums, times these derivatives. A trained unit's departure is
counted from the level that its wave was to have untrained, so that the error of an assignment is that of a programme
in which nothing was done (`is_null`); or from its wave's own level, as the paper does.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from warehouse.effect.aggregate import Figure, logarithm, mean, parts_of, weights_of_parts
from warehouse.effect.figures import cells_of
from warehouse.effect.group_time import Cell, Numbers, Sums
from warehouse.effect.strata import Labels


class Moved(NamedTuple):
    """A figure, `[assignment]`, and its derivatives by numerators and denominators, `[group, period, assignment]`."""

    value: Numbers
    by_above: Numbers
    by_below: Numbers


def slopes(figure: Figure, sums: Sums, *, is_null: bool) -> Moved:
    """A figure with its derivatives.

    Args:
        figure: which one.
        sums: `[assignment, group, period]`.
        is_null: what the trained depart from: the level they were to have untrained, or their wave's own.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = parts_of(figure, sums.design)
        return of_parts(figure, parts, sums, is_null) if parts else of_cells(figure, sums, is_null)


def of_parts(figure: Figure, parts: list[Figure], sums: Sums, is_null: bool) -> Moved:
    """A mean of figures, weighed by their volume or alike."""
    found = [of_cells(part, sums, is_null) for part in parts]
    values = np.stack([each.value for each in found], axis=-1)
    weights = np.where(np.isfinite(values), weights_of_parts(figure, sums.below, sums.design), 0.0)
    total = weights.sum(-1)
    whole = mean(values, weights)
    by_above, by_below = zeros(sums), zeros(sums)
    for position, each in enumerate(found):
        share = np.where(weights[:, position] > 0, weights[:, position] / total, 0.0)
        by_above += share * each.by_above
        by_below += share * each.by_below
        if figure.kind == "group":
            heavier = np.where(weights[:, position] > 0, (values[:, position] - whole) / total, 0.0)
            by_below[parts[position].key or 0] += heavier
    return Moved(whole, by_above, by_below)


def of_cells(figure: Figure, sums: Sums, is_null: bool) -> Moved:
    """A figure that is made of cells."""
    every_cell = sums.design.cells()
    cells = [every_cell[position] for position in cells_of(figure, sums.design)]
    return mean_of_cells(cells, sums, is_null=is_null, is_weighed=figure.kind != "group")


def mean_of_cells(cells: Sequence[Cell], sums: Sums, *, is_null: bool, is_weighed: bool = True) -> Moved:
    """A mean of cells; for counts what was counted in them over what was to be expected, as a logarithm."""
    design, is_log = sums.design, sums.design.link == "log"
    looks = [sums.look(cell) for cell in cells]
    effects = np.stack([look.effect for look in looks], axis=-1)
    weights = np.stack([look.weight for look in looks], axis=-1)
    if not (is_weighed or is_log):
        weights = np.ones_like(weights)
    known = np.isfinite(effects) & (weights > 0)
    weights = np.where(known, weights, 0.0)
    total = weights.sum(-1)
    whole = mean(effects, weights)
    by_above, by_below = zeros(sums), zeros(sums)
    for position, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        share = weights[:, position] / total
        for number, (members, periods, sign) in enumerate(design.terms(cell)):
            above, below = sums.summed(members, periods)
            is_own = number == 0
            if is_log:
                counted = look.weight if is_null else look.weight * whole
                up, down = sign * share / (counted if is_own else above), sign * share / below
            else:
                up = sign * share / below
                down = up * (look.expected if is_own and is_null else above / below)
            is_there = known[:, position] & np.isfinite(up) & np.isfinite(down)
            up, down = np.where(is_there, up, 0.0), np.where(is_there, down, 0.0)
            for group in members:
                by_above[group, periods] += up
                by_below[group, periods] -= down
    if not is_log and is_weighed:
        for wave in {cell.wave for cell in cells}:
            mine = [position for position, cell in enumerate(cells) if cell.wave == wave]
            heavier = np.where(known[:, mine], effects[:, mine] - whole[:, None], 0.0).sum(-1) / total
            by_below[wave] += heavier
    return Moved(logarithm(whole) if is_log else whole, by_above, by_below)


class Members:
    """Who is in which group under each assignment, found once for many figures."""

    def __init__(self, labels: Labels, waves: int) -> None:
        """Take labels, `[assignment, unit]`, of which every assignment has as many of each."""
        self.of_wave = [np.nonzero(labels == wave)[1].reshape(len(labels), -1) for wave in range(waves)]
        self.is_never = (labels == waves).T.astype(float)

    def contributions(self, moved: Moved, numerators: Numbers, denominators: Numbers) -> Numbers:
        """What each unit adds to a figure's departure: of each wave, then of all, 0 for who is in a wave.

        Args:
            moved: the figure's derivatives.
            numerators: `[unit, period]`.
            denominators: `[unit, period]`.

        Returns:
            `[contribution, assignment]`.
        """
        found = []
        for group, members in enumerate([*self.of_wave, None]):
            added: Numbers | float = 0.0
            for slope, values in ((moved.by_above[group], numerators), (moved.by_below[group], denominators)):
                periods = np.flatnonzero(slope.any(axis=1))
                # einsum, not matmul: the same bytes whatever BLAS, and no threads to wait for.
                if members is None:
                    added += np.einsum("up,pa->ua", values[:, periods], slope[periods])
                else:
                    added += np.einsum("amp,pa->ma", values[:, periods][members], slope[periods])
            found.append(added * self.is_never if members is None else added)
        return np.concatenate(found)


def zeros(sums: Sums) -> Numbers:
    """Derivatives of nothing, `[group, period, assignment]`."""
    return np.zeros((*sums.above.shape[1:], sums.above.shape[0]))
