"""Programmes that never were, each of a kind that a test of an effect could get wrong: nothing done, or a known effect.

A scenario makes a panel and the effect that was buried in it, by a generator of random numbers and the size of the
effect; 0 is a programme in which nothing was done. Who is trained chose it: small ones, large ones, noisy ones.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, every_figure
from warehouse.effect.group_time import Design, Link
from warehouse.effect.panel import Panel

PERIODS = 18
STARTS = (8, 10, 12)
FORMS_CHANGE = 13


class Scenario(NamedTuple):
    """A kind of programme: what it is called, how it is made, and how an effect is measured in it."""

    name: str
    make: Callable[[np.random.Generator, float], tuple[Panel, float]]
    link: Link = "difference"
    effect: float = 0.1

    def design(self, panel):
        return Design(panel.starts, len(panel.periods), 4, link=self.link, has_before=False)


def labelled(trained=26, others=100, starts=STARTS):
    """Who is in which wave: the trained in turn, then those who never were."""
    return np.array([position % len(starts) for position in range(trained)] + [len(starts)] * others, dtype=np.intp)


def since(labels, starts):
    """Which municipalities are trained when, `[unit, period]`."""
    return np.arange(PERIODS) >= np.array([*starts, PERIODS])[labels][:, None]


def laid_out(rng, labels, numerators, denominators, starts=STARTS, counties=4):
    """A panel of municipalities in counties drawn by lot."""
    count = len(labels)
    return Panel(
        units=tuple(f"K-{position:04}" for position in range(count)),
        counties=tuple(f"{county:02}" for county in rng.integers(0, counties, count)),
        sizes=("",) * count,
        labels=labels,
        waves=tuple(f"w{wave}" for wave in range(len(starts))),
        starts=starts,
        periods=tuple(date(2015 + period // 2, 1 + 6 * (period % 2), 1) for period in range(PERIODS)),
        numerators=numerators.astype(float),
        denominators=denominators.astype(float),
    )


def drifting(rng, count, spread, correlation):
    """What each municipality does of its own, half-year after half-year, `[unit, period]`."""
    pushed = rng.normal(0, spread, (count, PERIODS))
    moved = np.empty_like(pushed)
    moved[:, 0] = pushed[:, 0] / np.sqrt(1 - correlation**2)
    for period in range(1, PERIODS):
        moved[:, period] = correlation * moved[:, period - 1] + pushed[:, period]
    return moved


def shares(
    *,
    trained=26,
    others=100,
    starts=STARTS,
    volume=(2.0, 2.0),
    giant=None,
    correlation=0.0,
    spread=(0.05, 0.05),
    shock=0.0,
    grows=False,
    merged=0.0,
    late=(1.0, 1.0),
    known=(1.0, 1.0),
    large_wave=False,
):
    """Purchases of which a share is of some kind.

    Args:
        trained: municipalities trained.
        others: municipalities never trained.
        starts: first period of each wave.
        volume: purchases a half-year of the trained and of others, at the median.
        giant: the municipality that buys forty times as much.
        correlation: of what a municipality does of its own with the half-year before.
        spread: of what the trained and others do of their own.
        shock: how much the level moves for everybody, and differently for each, at the change of forms.
        grows: whether the effect grows with time and differs by wave.
        merged: share of municipalities that become three times as large midway, with another level.
        late: share of results of the last year that the trained and others have.
        known: share of purchases for which the notices of the trained and of others say anything.
        large_wave: whether the first wave are municipalities larger than any that was never trained.
    """

    def make(rng, effect):
        labels = labelled(trained, others, starts)
        count, by = len(labels), np.where(labels < len(starts), 0, 1)
        buys = np.array(volume)[by] * rng.lognormal(0, 0.8, count)
        if giant is not None:
            buys[giant] *= 40
        if large_wave:
            buys[labels == 0] = buys[labels == len(starts)].max() * rng.uniform(1.5, 3.0, (labels == 0).sum())
        expected = np.tile(buys[:, None], PERIODS) * np.array(known)[by][:, None]
        expected[:, -2:] *= np.array(late)[by][:, None]
        level = (
            0.35
            + rng.normal(0, 0.06, count)[:, None]
            + np.array(spread)[by][:, None] * drifting(rng, count, 1.0, correlation)
        )
        level[:, FORMS_CHANGE:] += shock * (1 + 0.3 * rng.standard_normal((count, 1)))
        joins = rng.random(count) < merged
        level[joins, 9:] += rng.normal(0, 0.06, (joins.sum(), 1))
        expected[joins, 9:] *= 3
        purchases = rng.poisson(expected)
        trained_for = np.clip(np.arange(PERIODS) - np.array([*starts, PERIODS])[labels][:, None], 0, None)
        effects = effect * since(labels, starts)
        if grows:
            effects = effects * (0.4 + 0.12 * trained_for) * np.array([1.5, 1.0, 0.5, 0.0])[labels][:, None]
        without, with_effect = np.clip(level, 0, 1), np.clip(level + effects, 0, 1)
        hits = rng.binomial(purchases, with_effect)
        panel = laid_out(rng, labels, hits, purchases, starts)
        design = Design(starts, PERIODS, 4, has_before=False)
        truth = every_figure(panel, design, labels, panel.denominators * (with_effect - without))
        return panel, float(truth[all_figures(design).index(Figure("simple"))])

    return make


def days(*, volume=(2.0, 2.0)):
    """Purchases that take some days each, a few of them very many."""
    share = shares(volume=volume)

    def make(rng, effect):
        panel, _ = share(rng, 0.0)
        took = np.array([rng.lognormal(3, 0.9, int(count)).sum() for count in panel.denominators.ravel()])
        took = took.reshape(panel.denominators.shape) + effect * panel.exposure
        return replace(panel, numerators=took), effect

    return make


def counts(*, volume=(4.0, 4.0), dispersion=0.0):
    """Notices published, with more or less of them in a half-year than a Poisson process has."""

    def make(rng, effect):
        labels = labelled()
        expected = np.where(labels < 3, *volume) * rng.lognormal(0, 0.6, len(labels))
        expected = expected[:, None] * np.exp(effect * since(labels, STARTS)) * (1 + 0.02 * np.arange(PERIODS))
        if dispersion:
            expected = expected * rng.gamma(1 / dispersion, dispersion, expected.shape)
        counted = rng.poisson(expected)
        return laid_out(rng, labels, counted, np.ones_like(counted)), effect

    return make


SCENARIOS = (
    Scenario("trained and others buy as much", shares()),
    Scenario("the trained buy a third as much", shares(volume=(2.0, 6.0))),
    Scenario("the trained buy a tenth as much", shares(volume=(0.6, 6.0))),
    Scenario("the trained buy ten times as much", shares(volume=(6.0, 0.6))),
    Scenario("a giant among the trained", shares(giant=0)),
    Scenario("a giant among the others", shares(giant=60)),
    Scenario("half-years alike by 0.5", shares(correlation=0.5)),
    Scenario("half-years alike by 0.9", shares(correlation=0.9, spread=(0.03, 0.03))),
    Scenario("three trained", shares(trained=3, starts=(8,))),
    Scenario("the trained are three times as noisy", shares(spread=(0.15, 0.05), volume=(10.0, 10.0))),
    Scenario("a wave larger than all others", shares(large_wave=True)),
    Scenario("a purchase in three half-years", shares(volume=(0.3, 0.3))),
    Scenario("a shock to all when forms change", shares(shock=0.2)),
    Scenario("effects that grow and differ by wave", shares(grows=True)),
    Scenario("a third merge midway", shares(merged=0.33)),
    Scenario("late results missing", shares(late=(0.2, 0.6))),
    Scenario("coverage that differs", shares(known=(0.3, 0.9))),
    Scenario("days, the trained buy as much", days(), effect=5.0),
    Scenario("days, the trained buy a tenth as much", days(volume=(0.6, 6.0)), effect=5.0),
    Scenario("counts, as many", counts(), "log", 0.3),
    Scenario("counts, the trained publish a tenth", counts(volume=(0.5, 5.0)), "log", 0.3),
    Scenario("counts, the trained publish ten times as many", counts(volume=(5.0, 0.5)), "log", 0.3),
    Scenario("counts, clustered, the trained a third", counts(volume=(2.0, 6.0), dispersion=0.5), "log", 0.3),
)
