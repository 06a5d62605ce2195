"""The panel that effects are estimated on: buyers by half-year, with what each was trained for and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from warehouse.effect.group_time import Numbers, group_sums
from warehouse.effect.strata import Labels, strata

EPOCH = 1970
"""The year that numpy counts months from."""


@dataclass(frozen=True)
class Panel:
    """Units in a fixed order; waves in order of their start; the last group is the never-trained."""

    units: tuple[str, ...]
    counties: tuple[str, ...]
    sizes: tuple[str, ...]
    labels: Labels
    waves: tuple[str, ...]
    starts: tuple[int, ...]
    periods: tuple[date, ...]
    numerators: Numbers
    denominators: Numbers
    bought_before: tuple[float, ...] = ()
    """Purchases before the first wave began, by unit; the panel's own volume then where not given."""

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
        return strata(self.volumes_before, self.counties, self.is_trained)

    @property
    def volumes_before(self) -> tuple[float, ...]:
        """What each unit bought before the first wave began: nothing that training could change."""
        if self.bought_before:
            return self.bought_before
        before = slice(0, min(self.starts, default=0))
        return tuple(self.weights[:, before].sum(1).tolist())

    @property
    def weights(self) -> Numbers:
        """How many purchases stand behind each value, `[unit, period]`: of a count, itself."""
        is_count = float(np.ptp(self.denominators)) == 0
        return self.numerators if is_count else self.denominators

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

    def sums(self, values: Sequence[Numbers], labels: Labels, weights: Numbers | None = None) -> list[Numbers]:
        """Sums by group, `[..., group, period]`, of several values at once."""
        summed = group_sums(np.hstack(values), labels, self.never + 1, weights)
        return np.split(summed, len(values), axis=-1)

    def without(self, left_out: Sequence[str]) -> "Panel":
        """The panel without some units."""
        stays = np.array([unit not in set(left_out) for unit in self.units])
        kept = {name: tuple(np.array(getattr(self, name))[stays].tolist()) for name in ("units", "counties", "sizes")}
        if self.bought_before:
            kept["bought_before"] = tuple(np.array(self.bought_before)[stays].tolist())
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
        cells: `buyer_id, quarter_starts_on, numerator, denominator` of one indicator, slice and attribution; rows of
            buyers that are no unit are left out.
        units: `buyer_id, county_code, size_class, wave_id, trained_from, bought_before`; no wave is never trained. A
            wave that was trained before the second half-year of the data has nothing to be compared with and is left
            out.
    """
    half_year = half_years(cells["quarter_starts_on"])
    first, last = int(half_year.min()), int(half_year.max())
    rows = sorted(units.to_dicts(), key=lambda unit: str(unit["buyer_id"]))
    starts: dict[str, int] = {}
    for unit in rows:
        if unit["wave_id"] is not None:
            start = half_years(pl.Series([unit["trained_from"]], dtype=pl.Date))[0] - first
            starts[unit["wave_id"]] = min(int(start), starts.get(unit["wave_id"], int(start)))
    waves = sorted((wave for wave, start in starts.items() if start >= 1), key=lambda wave: (starts[wave], wave))
    rows = [unit for unit in rows if unit["wave_id"] is None or unit["wave_id"] in waves]
    label = {wave: position for position, wave in enumerate(waves)}
    place_of = {unit["buyer_id"]: position for position, unit in enumerate(rows)}
    position = np.array([place_of.get(buyer, -1) for buyer in cells["buyer_id"].to_list()], dtype=np.intp)
    inside = position >= 0
    laid = np.zeros((2, len(rows), last - first + 1))
    for side, column in enumerate(("numerator", "denominator")):
        np.add.at(laid[side], (position[inside], half_year[inside] - first), cells[column].to_numpy()[inside])
    return Panel(
        units=tuple(unit["buyer_id"] for unit in rows),
        counties=tuple(unit["county_code"] for unit in rows),
        sizes=tuple(unit["size_class"] for unit in rows),
        labels=np.array([label.get(unit["wave_id"], len(waves)) for unit in rows], dtype=np.intp),
        waves=tuple(waves),
        starts=tuple(starts[wave] for wave in waves),
        periods=tuple(date(half // 2, 1 + 6 * (half % 2), 1) for half in range(first, last + 1)),
        numerators=laid[0],
        denominators=laid[1],
        bought_before=tuple(float(unit["bought_before"]) for unit in rows),
    )


def half_years(days: pl.Series) -> Labels:
    """Half-years since year 0: a quarter of a small municipality is mostly empty, so half-years are the periods."""
    months: Labels = days.to_numpy().astype("datetime64[M]").astype(np.intp)
    return (months + 12 * EPOCH) // 6
