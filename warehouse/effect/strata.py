"""Within which bounds the waves could have been drawn otherwise: strata of county and size, merged by a fixed rule.

The rule, until every stratum has at least as many never-trained as trained:

1. a stratum is a size class in a county;
2. where one is short, the size classes of its county become one;
3. counties that are still short become one;
4. where that is short too, the stratum with the most never-trained to spare joins it, again and again.
"""

from collections.abc import Sequence
from math import factorial, prod

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.intp]
SHORT = "short counties"


def strata(counties: Sequence[str], sizes: Sequence[str], is_trained: Sequence[bool]) -> list[str]:
    """The stratum of each unit, after merging."""
    named = [f"{county} {size}" for county, size in zip(counties, sizes, strict=True)]
    short = {county for county, name in zip(counties, named, strict=True) if spare(named, is_trained)[name] < 0}
    named = [county if county in short else name for county, name in zip(counties, named, strict=True)]
    left = spare(named, is_trained)
    named = [SHORT if left[name] < 0 else name for name in named]
    while (left := spare(named, is_trained)).get(SHORT, 0) < 0 and len(left) > 1:
        joins = min(left.keys() - {SHORT}, key=lambda name: (-left[name], name))
        named = [SHORT if name == joins else name for name in named]
    return named


def spare(named: Sequence[str], is_trained: Sequence[bool]) -> dict[str, int]:
    """How many more never-trained than trained each stratum has."""
    left: dict[str, int] = {}
    for name, trained in zip(named, is_trained, strict=True):
        left[name] = left.get(name, 0) + (-1 if trained else 1)
    return left


def distinct_assignments(labels: Labels, named: Sequence[str]) -> int:
    """In how many different ways the labels could have fallen within the strata."""
    names = np.array(named)
    return prod(orders(labels[names == name]) for name in set(named))


def orders(labels: Labels) -> int:
    """Different orders of labels of which some are equal."""
    return factorial(len(labels)) // prod(factorial(int(count)) for count in np.unique(labels, return_counts=True)[1])


def drawn_labels(labels: Labels, named: Sequence[str], draws: int, rng: np.random.Generator) -> Labels:
    """Labels shuffled within strata: `[draw, unit]`."""
    names = np.array(named)
    found = np.tile(labels, (draws, 1))
    for name in sorted(set(named)):
        inside = names == name
        found[:, inside] = rng.permuted(found[:, inside], axis=1)
    return found
