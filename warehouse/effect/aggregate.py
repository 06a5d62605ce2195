"""Put the effects of cells together: simple, by group, by time since training (dynamic), by calendar time.

Cells weigh as much as their wave has volume. A cell without a number is left out and the others weigh more.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from warehouse.effect.group_time import Design, Numbers

STEP = 1e-20


class Figure(NamedTuple):
    """One figure: a kind of aggregation and the wave, event or period it is of; None for the overall figure."""

    kind: str
    key: int | None = None


@cache
def layout(design: Design) -> dict[Figure, list[int]]:
    """The cells of every figure that has a key, and of `simple`."""
    cells = design.cells()
    after = [position for position, cell in enumerate(cells) if cell.event >= design.first_event]
    found = {Figure("simple"): after}
    for position in after:
        found.setdefault(Figure("group", cells[position].wave), []).append(position)
        found.setdefault(Figure("calendar", cells[position].period), []).append(position)
    for position, cell in enumerate(cells):
        if cell.event < 0 or cell.event >= design.first_event:
            found.setdefault(Figure("dynamic", cell.event), []).append(position)
    return dict(sorted(found.items(), key=lambda item: (item[0].kind, item[0].key or 0)))


def figures(design: Design) -> list[Figure]:
    """Every figure in the order in which `aggregate` gives them."""
    return [*layout(design), Figure("group"), Figure("dynamic"), Figure("calendar")]


def aggregate(effects: Numbers, volumes: Numbers, design: Design) -> Numbers:
    """The figures.

    Args:
        effects: `[..., cell]`.
        volumes: `[..., wave]`, what each wave weighs.
        design: who is compared with whom.

    Returns:
        `[..., figure]`, in the order of `figures`.
    """
    waves = np.array([cell.wave for cell in design.cells()], dtype=int)
    by_volume = volumes[..., waves]
    parts = {
        figure: mean(effects[..., positions], by_volume[..., positions] if figure.kind != "group" else None)
        for figure, positions in layout(design).items()
    }
    of_group = [figure for figure in parts if figure.kind == "group"]
    of_event = [figure for figure in parts if figure.kind == "dynamic" and (figure.key or 0) >= 0]
    of_period = [figure for figure in parts if figure.kind == "calendar"]
    weights = volumes[..., [figure.key or 0 for figure in of_group]]
    overall = [
        mean(np.stack([parts[figure] for figure in of_group], axis=-1), weights),
        *(mean(np.stack([parts[figure] for figure in of], axis=-1)) for of in (of_event, of_period)),
    ]
    return np.stack([*parts.values(), *overall], axis=-1)


def mean(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Mean over the last axis of the values that are numbers; NaN where none is."""
    known = np.isfinite(values)
    weighed = np.where(known, 1.0 if weights is None else weights, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = (np.where(known, values, 0.0) * weighed).sum(-1) / weighed.sum(-1)
    return found


def influence_of_figures(
    effects: Numbers, volumes: Numbers, of_cells: Numbers, of_volumes: Numbers, design: Design
) -> Numbers:
    """What each unit adds to each figure's error, the estimated weights' part included.

    The derivatives are taken by a complex step, which is exact for sums and ratios: no second set of formulas.

    Args:
        effects: `[cell]`.
        volumes: `[wave]`.
        of_cells: `[unit, cell]`, from `influence`.
        of_volumes: `[unit, wave]`, each unit's own volume in its wave.
        design: who is compared with whom.

    Returns:
        `[unit, figure]`.
    """
    inputs = np.concatenate([effects, volumes]).astype(complex)
    moved = inputs + 1j * STEP * np.eye(len(inputs))
    slopes = aggregate(moved[:, : len(effects)], moved[:, len(effects) :], design).imag / STEP
    parts = np.nan_to_num(np.concatenate([of_cells, of_volumes], axis=1))
    found: Numbers = parts @ slopes
    return found
