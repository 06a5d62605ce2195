"""Put the effects of cells together: simple, by group, by time since training (dynamic), by calendar time.

Cells weigh as much as their wave has volume, for counts as much as was to be expected in them. A cell without a number
is left out and the others weigh more.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from warehouse.effect.group_time import Design, Numbers, Sums


class Figure(NamedTuple):
    """One figure: a kind of aggregation and the wave, event or period it is of; None for the overall figure."""

    kind: str
    key: int | None = None


OVERALL = (Figure("group"), Figure("dynamic"), Figure("calendar"))


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
    return [*layout(design), *OVERALL]


def parts_of(figure: Figure, design: Design) -> list[Figure]:
    """The figures that an overall figure of a kind is the mean of; none where it is made of cells itself."""
    parts = [part for part in layout(design) if part.kind == figure.kind]
    if figure.key is not None or figure.kind == "simple":
        return []
    return parts if figure.kind != "dynamic" else [part for part in parts if (part.key or 0) >= 0]


def weights_of_parts(figure: Figure, below: Numbers, design: Design) -> Numbers:
    """What each part of an overall figure weighs, `[..., part]`: waves by their volume, others alike."""
    parts = parts_of(figure, design)
    if figure.kind != "group":
        return np.ones((*below.shape[:-2], len(parts)))
    weights: Numbers = below[..., [part.key or 0 for part in parts], :].sum(-1)
    return weights


def aggregate(sums: Sums) -> Numbers:
    """Cells and figures, `[..., position]`: the cells in order, then the figures in the order of `figures`.

    For counts a figure is the logarithm of what was counted in all its cells over what was to be expected in them:
    the logarithm comes last, so that a cell without any is a zero and not a gap.
    """
    design = sums.design
    looks = [sums.look(cell) for cell in design.cells()]
    effects, weights = (np.stack([look[side] for look in looks], axis=-1) for side in (0, 1))
    is_log = design.link == "log"
    parts = {
        figure: mean(effects[..., positions], weights[..., positions] if is_log or figure.kind != "group" else None)
        for figure, positions in layout(design).items()
    }
    made = np.concatenate([effects, np.stack(list(parts.values()), axis=-1)], axis=-1)
    if is_log:
        made = logarithm(made)
    position = {figure: effects.shape[-1] + number for number, figure in enumerate(parts)}
    overall = [
        mean(
            made[..., [position[part] for part in parts_of(figure, design)]],
            weights_of_parts(figure, sums.below, design),
        )
        for figure in OVERALL
    ]
    return np.concatenate([made, np.stack(overall, axis=-1)], axis=-1)


def logarithm(values: Numbers) -> Numbers:
    """Natural logarithm; NaN where there is none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = np.where(values > 0, np.log(values), np.nan)
    return found


def mean(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Mean over the last axis of the values that are numbers; NaN where none is."""
    known = np.isfinite(values)
    weighed = np.where(known, 1.0 if weights is None else weights, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = (np.where(known, values, 0.0) * weighed).sum(-1) / weighed.sum(-1)
    return found
