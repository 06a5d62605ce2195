"""Programmes that never were: panels of buyers with a known effect of a known course."""

from datetime import date

import numpy as np
import pytest

from warehouse.effect.panel import Panel

PERIODS = 16


def programme(seed, effect=0.0, buyers=120, trained=(18, 12), starts=(5, 8), periods=PERIODS, own_effect=0.0):
    """Shares of purchases, in buyers of different size that differ from each other, waves thick in some counties."""
    rng = np.random.default_rng(seed)
    counties, sizes = rng.integers(0, 8, buyers), rng.integers(0, 3, buyers)
    order = np.argsort(counties + rng.random(buyers) * 4)
    labels = np.full(buyers, len(trained), dtype=np.intp)
    labels[order[: sum(trained)]] = np.repeat(np.arange(len(trained)), trained)
    purchases = rng.poisson(rng.gamma(1.5, 2.0, buyers)[:, None] + 0.3, (buyers, periods)).astype(float)
    chance = 0.15 + 0.06 * rng.standard_normal(buyers)[:, None] + 0.004 * np.arange(periods)
    exposed = np.arange(periods) >= np.array([*starts, periods])[labels][:, None]
    effects = effect + own_effect * rng.standard_normal(buyers)[:, None]
    hits = rng.binomial(purchases.astype(int), np.clip(chance + effects * exposed, 0, 1)).astype(float)
    return Panel(
        units=tuple(f"K-{position:04}" for position in range(buyers)),
        counties=tuple(f"{county:02}" for county in counties),
        sizes=tuple(("small", "medium", "large")[size] for size in sizes),
        labels=labels,
        waves=tuple(f"w{wave}" for wave in range(len(trained))),
        starts=tuple(starts),
        periods=tuple(date(2016 + period // 2, 1 + 6 * (period % 2), 1) for period in range(periods)),
        numerators=hits,
        denominators=purchases,
    )


@pytest.fixture(name="programme", scope="session")
def programme_fixture():
    return programme
