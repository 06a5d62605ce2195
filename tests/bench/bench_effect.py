"""What an effect costs: one indicator with its permutations, beside an independent implementation's bootstrap."""

import time
import warnings
from datetime import date

import numpy as np
import polars as pl

from warehouse.effect.estimate import estimate
from warehouse.effect.group_time import Design
from warehouse.effect.panel import Panel

DRAWS = 1999
BUYERS, PERIODS, STARTS, TRAINED = 357, 18, (3, 6, 10), (26, 17, 34)


def main():
    panel = made()
    ours = seconds(lambda: estimate(panel, Design(STARTS, PERIODS, base_periods=4), 1, DRAWS, 499))
    theirs = seconds(lambda: diff_diff(panel))
    print(f"{BUYERS} buyers, {PERIODS} half-years, {len(STARTS)} waves, {DRAWS} draws")
    print(f"{'permutation test, intervals, bootstrap (ours)':<50} {ours:7.2f} s   1.0")
    print(f"{'multiplier bootstrap (diff-diff)':<50} {theirs:7.2f} s {theirs / ours:5.1f}")


def made():
    rng = np.random.default_rng(1)
    labels = np.full(BUYERS, len(STARTS), dtype=np.intp)
    labels[: sum(TRAINED)] = np.repeat(np.arange(len(STARTS)), TRAINED)
    purchases = rng.poisson(3, (BUYERS, PERIODS)) + 1.0
    return Panel(
        units=tuple(f"K-{place:04}" for place in range(BUYERS)),
        counties=tuple(f"{county:02}" for county in rng.integers(0, 15, BUYERS)),
        sizes=tuple(("small", "medium", "large")[size] for size in rng.integers(0, 3, BUYERS)),
        labels=labels,
        waves=tuple(f"w{wave}" for wave in range(len(STARTS))),
        starts=STARTS,
        periods=tuple(date(2017 + period // 2, 1 + 6 * (period % 2), 1) for period in range(PERIODS)),
        numerators=rng.binomial(purchases.astype(int), 0.15).astype(float),
        denominators=purchases,
    )


def diff_diff(panel):
    from diff_diff import CallawaySantAnna

    long = pl.DataFrame(
        {
            "unit": np.repeat(np.arange(BUYERS), PERIODS),
            "time": np.tile(np.arange(PERIODS), BUYERS),
            "first": np.repeat([[*STARTS, 0][label] for label in panel.labels], PERIODS),
            "outcome": (panel.numerators / panel.denominators).ravel(),
        }
    ).to_pandas()
    model = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg", n_bootstrap=DRAWS, seed=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(long, "outcome", "unit", "time", "first", aggregate="all")


def seconds(what):
    started = time.perf_counter()
    what()
    return time.perf_counter() - started
