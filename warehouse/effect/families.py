"""Many indicators, one programme: p-values adjusted for how many were looked at.

Within a family the primary indicators are held against the same draws, so what belongs together stays together: the
step-down maximum (Westfall and Young 1993) costs nothing and loses less than Holm's rule, which stands in where the
panels of a family do not have the same municipalities. All else is exploratory, with a false-discovery rate.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from warehouse.effect.group_time import Numbers
from warehouse.effect.permutation import TIE


class Headline(NamedTuple):
    """A headline that was tested.

    Attributes:
        indicator_id: the indicator.
        p_value: its own.
        t_statistic: figure over error.
        drawn: the same under each draw.
        assignments: digest of the draws; two with the same were drawn together.
    """

    indicator_id: str
    p_value: float
    t_statistic: float
    drawn: Numbers
    assignments: str


def adjusted(family: Sequence[Headline]) -> dict[str, float]:
    """The adjusted p-value of each indicator of a family."""
    if len({each.assignments for each in family}) == 1:
        return step_down_maximum(family)
    return holm(family)


def step_down_maximum(family: Sequence[Headline]) -> dict[str, float]:
    """Each held against the largest of itself and those after it, in every draw."""
    order = sorted(family, key=lambda each: (-abs(each.t_statistic), each.indicator_id))
    drawn = np.abs(np.stack([each.drawn for each in order]))
    largest = np.maximum.accumulate(drawn[::-1])[::-1]
    found, least = {}, 0.0
    for each, most in zip(order, largest, strict=True):
        as_far = int((most >= abs(each.t_statistic) - TIE).sum())
        least = max(least, (1 + as_far) / (1 + len(most)))
        found[each.indicator_id] = least
    return found


def holm(family: Sequence[Headline]) -> dict[str, float]:
    """Each multiplied by how many are left."""
    order = sorted(family, key=lambda each: (each.p_value, each.indicator_id))
    found, least = {}, 0.0
    for place, each in enumerate(order):
        least = max(least, min(1.0, (len(order) - place) * each.p_value))
        found[each.indicator_id] = least
    return found


def false_discovery_rate(tested: Sequence[Headline]) -> dict[str, float]:
    """Of those with as small a p-value, the share that would be found by chance (Benjamini and Hochberg 1995)."""
    order = sorted(tested, key=lambda each: (-each.p_value, each.indicator_id))
    found, least = {}, 1.0
    for place, each in enumerate(order):
        least = min(least, each.p_value * len(order) / (len(order) - place))
        found[each.indicator_id] = least
    return found
