"""The panel that effects are estimated on: buyers by half-year, with what each was trained for and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from warehouse.effect.group_time import Numbers, group_sums
from warehouse.effect.strata import Places, strata

PERIOD = "6mo"
"""Half-years: a quarter of a small municipality is mostly empty."""


@dataclass(frozen=True)
class Panel:
    """Units in a fixed order; waves in order of their start; the last group is the never-trained."""

    units: tuple[str, ...]
    counties: tuple[str, ...]
    sizes: tuple[str, ...]
    labels: Places
    waves: tuple[str, ...]
    starts: tuple[int, ...]
    periods: tuple[date, ...]
    numerators: Numbers
    denominators: Numbers

    @property
    def never(self) -> int:
        """Label of the never-trained."""
        return len(self.waves)

    @property
    def is_trained(self) -> list[bool]:
        """Whether each unit belongs to a wave."""
        return [bool(label < self.never) for label in self.labels]

    @property
    def strata(self) -> list[str]:
        """The stratum of each unit."""
        return strata(self.counties, self.sizes, self.is_trained)

    @property
    def volumes(self) -> Numbers:
        """What each unit weighs in its wave, `[unit, wave]`."""
        inside: Numbers = (self.labels[:, None] == np.arange(self.never)).astype(float)
        volumes: Numbers = self.denominators.sum(1, keepdims=True) * inside
        return volumes

    @property
    def exposure(self) -> Numbers:
        """What the numerators would be if training did 1 and nothing else did anything."""
        starts = np.array([*self.starts, len(self.periods)])[self.labels]
        since: Numbers = (np.arange(len(self.periods)) >= starts[:, None]).astype(float)
        return self.denominators * since

    def sums(self, values: Numbers, labels: Places, weights: Numbers | None = None) -> Numbers:
        """Sums by group, `[..., group, period]`."""
        return group_sums(values, labels, self.never + 1, weights)

    def without(self, left_out: Sequence[str]) -> "Panel":
        """The panel without some units."""
        stays = np.array([unit not in set(left_out) for unit in self.units])
        kept = {name: tuple(np.array(getattr(self, name))[stays].tolist()) for name in ("units", "counties", "sizes")}
        return replace(
            self,
            **kept,
            labels=self.labels[stays],
            numerators=self.numerators[stays],
            denominators=self.denominators[stays],
        )


def make_panel(cells: pl.DataFrame, units: pl.DataFrame) -> Panel:
    """Lay buyers and half-years out.

    Args:
        cells: `buyer_id, quarter_starts_on, numerator, denominator` of one indicator, slice and attribution.
        units: `buyer_id, county_code, size_class, wave_id, trained_from`; no wave is never trained. A wave that was
            trained before the second half-year of the data has nothing to be compared with and is left out.
    """
    halves = cells.with_columns(pl.col("quarter_starts_on").dt.truncate(PERIOD).alias("period"))
    summed = halves.group_by("buyer_id", "period").agg(pl.col("numerator", "denominator").sort().sum())
    periods = halves.select(pl.date_range(pl.col("period").min(), pl.col("period").max(), PERIOD)).to_series()
    starts_on = pl.col("trained_from").dt.truncate(PERIOD).min().over("wave_id")
    units = units.with_columns(starts_on.alias("starts_on")).sort("buyer_id")
    units = units.filter(pl.col("wave_id").is_null() | (pl.col("starts_on") > periods[0]))
    waves = units.select("wave_id", "starts_on").drop_nulls().unique().sort("starts_on", "wave_id")
    starts = [len(periods.filter(periods < day)) for day in waves["starts_on"]]
    grid = units.select("buyer_id").join(pl.DataFrame({"period": periods}), how="cross")
    laid = grid.join(summed, on=["buyer_id", "period"], how="left", maintain_order="left").fill_null(0)
    label = {wave: place for place, wave in enumerate(waves["wave_id"])}
    shape = (len(units), len(periods))
    return Panel(
        units=tuple(units["buyer_id"]),
        counties=tuple(units["county_code"].fill_null("")),
        sizes=tuple(units["size_class"].fill_null("")),
        labels=np.array([label.get(wave, len(waves)) for wave in units["wave_id"]], dtype=np.intp),
        waves=tuple(waves["wave_id"]),
        starts=tuple(starts),
        periods=tuple(periods),
        numerators=laid["numerator"].to_numpy().reshape(shape),
        denominators=laid["denominator"].to_numpy().reshape(shape),
    )
