"""How far one municipality can move the estimate."""

import numpy as np

from warehouse.effect.figures import every_figure
from warehouse.effect.group_time import Design, Numbers
from warehouse.effect.panel import Panel

LEFT_OUT = -1


def without_each(panel: Panel, design: Design, position: int) -> Numbers:
    """The figure at a position without each unit in turn, `[unit]`."""
    labels = np.tile(panel.labels, (len(panel.units), 1))
    np.fill_diagonal(labels, LEFT_OUT)
    return every_figure(panel, design, labels, panel.numerators)[:, position]
