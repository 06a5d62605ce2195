"""Which cells of a small table may be published: none of few people, and none that a sum would give back.

What a reader knows of a group: how many answered, the mean (or the recommend score), and the cells that are shown.
A cell of few people is hidden, and with it every cell of nobody: a hidden cell may then hold nobody, so five hidden
cells of five people are not one each. Further cells are hidden, smallest first, until what is known fits with more
than one value of every cell of few. If hiding all of them is not enough, the mean goes too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

PROMOTER, PASSIVE = 9, 7


@dataclass(frozen=True)
class Cell:
    """An option with how many chose it, and its step on a scale."""

    code: str
    count: int
    step: float | None = None


@dataclass(frozen=True)
class Decided:
    """Codes of the hidden cells, and whether the group's mean or score, and how many chose none, are hidden too."""

    cells: frozenset[str]
    is_mean_hidden: bool
    is_none_hidden: bool = False
    is_group_hidden: bool = False
    """Whether how many answered is hidden too."""


def hidden(cells: Sequence[Cell], answered: int, below: int, *, is_sum_known: bool, is_score: bool = False) -> Decided:
    """What to hide of a group.

    Args:
        cells: every option, chosen or not.
        answered: how many answered; under `below` everything is hidden.
        below: fewest people of a cell that is shown; nobody at all is shown too, where no cell is hidden.
        is_sum_known: whether the cells add up to `answered` (not so where several options can be chosen).
        is_score: whether the recommend score is published and not the mean.
    """
    everything = frozenset(cell.code for cell in cells)
    if answered < below:
        return Decided(everything, is_mean_hidden=True, is_none_hidden=True)
    few = [cell for cell in cells if 0 < cell.count < below]
    if not is_sum_known:
        return hidden_of_several(cells, answered, below, chose=answered)
    if not few:
        return Decided(frozenset(), is_mean_hidden=False)
    below_floor = [cell for cell in cells if cell.count < below]
    shown = sorted((cell for cell in cells if cell.count >= below), key=lambda cell: (cell.count, cell.code))
    for is_mean_hidden in (False, True):
        for more in range(len(shown) + 1):
            unknown = below_floor + shown[:more]
            if not any(is_determined(cell, unknown, use_mean=not is_mean_hidden, is_score=is_score) for cell in few):
                return Decided(frozenset(cell.code for cell in unknown), is_mean_hidden)
    return Decided(everything, is_mean_hidden=True)


def hidden_of_several(cells: Sequence[Cell], answered: int, below: int, *, chose: int) -> Decided:
    """What to hide where several options can be chosen: cells of few, and `chose` where few chose none, or few some.

    Whoever chose has chosen something: cells add up to `chose` at the least, and none is larger. Where that leaves one
    value for a cell of few, or for how many chose none, the largest cells are hidden until it does not, then `chose`,
    then the whole question.

    Args:
        cells: every option, chosen or not.
        answered: how many answered; under `below` everything is hidden.
        below: fewest people of a cell that is shown.
        chose: how many chose something; it is published, and `answered` less it is how many chose none.
    """
    if answered < below:
        everything = frozenset(cell.code for cell in cells)
        return Decided(everything, is_mean_hidden=True, is_none_hidden=True, is_group_hidden=True)
    few = [cell for cell in cells if 0 < cell.count < below]
    shown = sorted((cell for cell in cells if cell not in few), key=lambda cell: (cell.count, cell.code))
    is_chose_hidden = 0 < answered - chose < below or 0 < chose < below
    unknown = list(few)
    known = Known(answered, chose, below, is_chose_hidden, has_further=False)
    while is_told(known, few, unknown, shown):
        if shown:
            unknown.append(shown.pop())
            known = replace(known, has_further=True)
        elif not known.is_chose_hidden and chose < answered:
            known = replace(known, is_chose_hidden=True)
        else:
            everything = frozenset(cell.code for cell in cells)
            return Decided(everything, is_mean_hidden=True, is_none_hidden=True, is_group_hidden=True)
    codes = frozenset(cell.code for cell in unknown)
    return Decided(codes, is_mean_hidden=False, is_none_hidden=known.is_chose_hidden)


@dataclass(frozen=True)
class Known:
    """What a reader knows of a question with several choices beside the cells that are shown."""

    answered: int
    chose: int
    below: int
    is_chose_hidden: bool
    has_further: bool
    """Whether cells are hidden that are not of few."""


def is_told(known: Known, few: Sequence[Cell], unknown: Sequence[Cell], shown: Sequence[Cell]) -> bool:
    """Whether one value alone is left for a cell of few, or for how many chose none."""
    most = known.answered if known.has_further else known.below - 1
    least = min(known.chose, known.answered - known.below + 1) if known.is_chose_hidden else known.chose
    told = sum(cell.count for cell in shown)
    smallest = max(1, least - told - most * (len(unknown) - 1))
    largest = min(known.below - 1, known.answered if known.is_chose_hidden else known.chose)
    if few and smallest >= largest:
        return True
    none_at_most = min(known.below - 1, known.answered - max((cell.count for cell in shown), default=0))
    none_at_least = max(1, known.answered - told - most * len(unknown))
    return known.is_chose_hidden and none_at_least >= none_at_most


def is_determined(cell: Cell, unknown: Sequence[Cell], *, use_mean: bool, is_score: bool) -> bool:
    """Whether what is known of a group leaves only one value for a hidden cell."""
    weights = {one.code: weight(one, is_score=is_score) if use_mean else 0 for one in unknown}
    lowest = min(weights.values())  # how many people there are is known, so all weights may be shifted alike
    weights = {code: each - lowest for code, each in weights.items()}
    people = sum(one.count for one in unknown)
    total = sum(weights[one.code] * one.count for one in unknown)
    reached = reachable([weights[one.code] for one in unknown if one is not cell], people)
    fitting = 0
    for value in range(people + 1):
        rest = total - weights[cell.code] * value
        fitting += 0 <= rest < reached.shape[1] and bool(reached[people - value, rest])
    return fitting <= 1


def weight(cell: Cell, *, is_score: bool) -> int:
    """What a cell adds to the published sum: its step, or its part in the recommend score plus one."""
    if cell.step is None:
        return 0
    if is_score:
        return 2 if cell.step >= PROMOTER else 1 if cell.step >= PASSIVE else 0
    return int(cell.step)


def reachable(weights: Sequence[int], people: int) -> npt.NDArray[np.bool_]:
    """Which (people, sum) some cells with these weights can hold, for up to so many people."""
    top = max(weights, default=0) * people
    reached = np.zeros((people + 1, top + 1), dtype=bool)
    reached[0, 0] = True
    for each in weights:
        for many in range(1, people + 1):
            reached[many, each:] |= reached[many - 1, : top + 1 - each]
    return reached
