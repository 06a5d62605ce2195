"""Within which bounds the waves could have been drawn otherwise: strata of volume before training, then of county.

How much a municipality buys says how noisy its figures are, so small ones are drawn against small ones. The rule:

1. municipalities fall into classes by what they bought before the first wave began, each class twice the one below;
2. while a class has fewer never-trained than trained, the lowest such class joins the neighbour above or below that has
   more never-trained to spare;
3. within a class, a county that has as many never-trained as trained is a stratum of its own, and all others are one;
4. where those others are short, the county with the most never-trained to spare joins them, again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial, log2, prod
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.intp]
Name = TypeVar("Name", int, str)


def strata(volumes: Sequence[float], counties: Sequence[str], is_trained: Sequence[bool]) -> list[str]:
    """The stratum of each unit."""
    classes = volume_classes(volumes, is_trained)
    named = [""] * len(classes)
    for volume_class in sorted(set(classes)):
        inside = [position for position, each in enumerate(classes) if each == volume_class]
        together = by_county([counties[position] for position in inside], [is_trained[position] for position in inside])
        for position, name in zip(inside, together, strict=True):
            named[position] = f"{volume_class} {name}".strip()
    return named


def doublings(volumes: Sequence[float]) -> list[int]:
    """The class of each volume before any is joined: 0, 1 to 2, 3 to 6, 7 to 14 and so on."""
    return [int(log2(1 + max(volume, 0.0))) for volume in volumes]


def volume_classes(volumes: Sequence[float], is_trained: Sequence[bool]) -> list[int]:
    """The class of each unit, named by the lowest doubling in it, after joining."""
    named = doublings(volumes)
    while len(left := spare(named, is_trained)) > 1 and min(left.values()) < 0:
        ladder = sorted(left)
        position = next(step for step, name in enumerate(ladder) if left[name] < 0)
        neighbours = [ladder[step] for step in (position - 1, position + 1) if 0 <= step < len(ladder)]
        joins = {ladder[position], max(neighbours, key=lambda name: (left[name], -name))}
        named = [min(joins) if name in joins else name for name in named]
    return named


def by_county(counties: Sequence[str], is_trained: Sequence[bool]) -> list[str]:
    """The counties of one class that can stand alone; none for the others."""
    left = spare(counties, is_trained)
    with_trained = {county for county, trained in zip(counties, is_trained, strict=True) if trained}
    alone = {county for county, count in left.items() if county in with_trained and count >= 0}
    others = sum(count for county, count in left.items() if county not in alone)
    while others < 0 and alone:
        joins = min(alone, key=lambda county: (-left[county], county))
        alone.remove(joins)
        others += left[joins]
    return [county if county in alone else "" for county in counties]


def spare(named: Sequence[Name], is_trained: Sequence[bool]) -> dict[Name, int]:
    """How many more never-trained than trained each stratum has."""
    left: dict[Name, int] = {}
    for name, trained in zip(named, is_trained, strict=True):
        left[name] = left.get(name, 0) + (-1 if trained else 1)
    return left


@dataclass(frozen=True)
class GivenUp:
    """What the rule for strata had to give up in a programme.

    Attributes:
        classes: volume classes that municipalities fall into.
        classes_kept: classes left after joining.
        widest: how many times the smallest volume (plus one) the largest is, in the widest stratum with trained ones.
        in_county: share of the trained that are drawn against never-trained of their own county alone.
    """

    classes: int
    classes_kept: int
    widest: float
    in_county: float


def given_up(
    volumes: Sequence[float], counties: Sequence[str], is_trained: Sequence[bool], named: Sequence[str]
) -> GivenUp:
    """What was given up in these strata."""
    inside: dict[str, list[int]] = {}
    for position, name in enumerate(named):
        inside.setdefault(name, []).append(position)
    with_trained = [members for members in inside.values() if any(is_trained[position] for position in members)]
    widths = [
        (1 + max(volumes[position] for position in members)) / (1 + min(volumes[position] for position in members))
        for members in with_trained
    ]
    alone = [
        sum(is_trained[position] for position in members)
        for members in with_trained
        if len({counties[position] for position in members}) == 1
    ]
    return GivenUp(
        classes=len(set(doublings(volumes))),
        classes_kept=len(set(volume_classes(volumes, is_trained))),
        widest=max(widths, default=1.0),
        in_county=sum(alone) / max(sum(is_trained), 1),
    )


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
