"""Where nothing should be found: training two years too early, and untrained counties as if they had been trained."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from warehouse.effect.group_time import Design
from warehouse.effect.panel import Panel

EARLIER = 4
"""Half-years by which training is moved."""
FEWEST_IN_COUNTY = 3
"""A county of fewer never-trained is no programme."""


def too_early(panel: Panel) -> Panel | None:
    """The panel as if each wave had been trained two years before it was, and seen only until it was.

    None where no wave has a half-year before that.
    """
    kept = [wave for wave, start in enumerate(panel.starts) if start - EARLIER >= 1]
    if not kept:
        return None
    is_in = np.isin(panel.labels, [*kept, panel.never])
    inside = panel.without([unit for unit, stays in zip(panel.units, is_in, strict=True) if not stays])
    labels = np.array([kept.index(label) if label in kept else len(kept) for label in inside.labels], dtype=np.intp)
    real = np.array([*(panel.starts[wave] for wave in kept), len(panel.periods)])[labels]
    seen = np.arange(len(panel.periods)) < real[:, None]
    return replace(
        inside,
        labels=labels,
        waves=tuple(panel.waves[wave] for wave in kept),
        starts=tuple(panel.starts[wave] - EARLIER for wave in kept),
        numerators=inside.numerators * seen,
        denominators=inside.denominators * seen,
    )


def counties_as_trained(panel: Panel) -> Iterator[tuple[str, Panel]]:
    """Each county's never-trained as if they had been the first wave, beside the never-trained of all others."""
    trained = [unit for unit, is_trained in zip(panel.units, panel.is_trained, strict=True) if is_trained]
    never = panel.without(trained)
    counties = np.array(never.counties)
    for county in sorted(set(never.counties)):
        inside = counties == county
        if FEWEST_IN_COUNTY <= inside.sum() <= len(counties) / 2:
            labels = np.where(inside, 0, 1).astype(np.intp)
            yield county, replace(never, labels=labels, waves=(county,), starts=panel.starts[:1])


def design_of(panel: Panel, design: Design) -> Design:
    """The headline's design on a placebo's panel, without a time before to be tested."""
    return replace(design, starts=panel.starts, has_before=False)
