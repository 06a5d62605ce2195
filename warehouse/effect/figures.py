"""Every figure of a panel in one array: the cells first, then what is put together from them."""

from warehouse.effect.aggregate import Figure, aggregate, figures, layout, parts_of
from warehouse.effect.group_time import Design, Numbers, Sums
from warehouse.effect.panel import Panel
from warehouse.effect.strata import Labels

CELL = "group_time"


def all_figures(design: Design) -> list[Figure]:
    """What stands at each position of the array."""
    return [*(Figure(CELL, position) for position in range(len(design.cells()))), *figures(design)]


def is_placebo(design: Design) -> list[bool]:
    """Which positions speak of the time before training only."""
    before = [cell.event < 0 for cell in design.cells()]
    return before + [figure.kind == "dynamic" and (figure.key or 0) < 0 for figure in figures(design)]


def is_overall(figure: Figure) -> bool:
    """Whether a figure speaks of all cells after training, or of one wave's."""
    return figure.kind == "group" or (figure.kind != CELL and figure.key is None)


def every_figure(
    panel: Panel, design: Design, labels: Labels, numerators: Numbers, weights: Numbers | None = None
) -> Numbers:
    """Cells and figures, `[..., position]`, for one assignment of labels or for many.

    Args:
        panel: the units.
        design: who is compared with whom.
        labels: `[unit]` or `[draw, unit]`.
        numerators: the panel's own or others of their shape.
        weights: `[draw, unit]`, how often each unit counts; once where not given.
    """
    above, below = panel.sums((numerators, panel.denominators), labels, weights)
    return figures_of(above, below, design)


def figures_of(above: Numbers, below: Numbers, design: Design) -> Numbers:
    """Cells and figures, `[..., position]`, of sums by group and period, `[..., group, period]`."""
    return aggregate(Sums(above, below, design))


def cells_of(figure: Figure, design: Design) -> list[int]:
    """The cells that a figure is made of."""
    if figure.kind == CELL:
        return [figure.key or 0]
    made_of = layout(design)
    parts = parts_of(figure, design) or [figure]
    return sorted({cell for part in parts for cell in made_of[part]})
