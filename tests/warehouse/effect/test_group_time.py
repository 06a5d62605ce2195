"""Against the county panel of Callaway and Sant'Anna, whose published results every figure must meet."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from warehouse.effect.aggregate import Figure
from warehouse.effect.figures import all_figures, every_figure
from warehouse.effect.group_time import Design
from warehouse.effect.panel import Panel
from warehouse.effect.sampling import influence_by_unit, wald_p

NEVER = {
    Figure("simple"): -0.0399512751551763,
    Figure("group"): -0.0310182822,
    Figure("group", 0): -0.0797491,
    Figure("group", 1): -0.0229095,
    Figure("group", 2): -0.0260544,
    Figure("dynamic"): -0.0772398215,
    Figure("dynamic", -3): 0.0305067,
    Figure("dynamic", -2): -0.0005631,
    Figure("dynamic", -1): -0.0244587,
    Figure("dynamic", 0): -0.0199318,
    Figure("dynamic", 1): -0.0509574,
    Figure("dynamic", 2): -0.1372587,
    Figure("dynamic", 3): -0.1008114,
    Figure("calendar"): -0.0417004,
}
"""What the R package `did` gives for its own example, `lemp ~ 1` with never-treated controls."""


@pytest.fixture
def counties(shared):
    wide = pl.read_csv(shared / "effect" / "mpdta.csv").pivot(
        "year", index=["countyreal", "first.treat"], values="lemp"
    )
    outcome = wide.select(str(year) for year in range(2003, 2008)).to_numpy()
    return Panel(
        units=tuple(map(str, wide["countyreal"])),
        counties=("",) * len(wide),
        sizes=("",) * len(wide),
        labels=np.array([{2004: 0, 2006: 1, 2007: 2, 0: 3}[first] for first in wide["first.treat"]], dtype=np.intp),
        waves=("2004", "2006", "2007"),
        starts=(1, 3, 4),
        periods=tuple(date(year, 1, 1) for year in range(2003, 2008)),
        numerators=outcome,
        denominators=np.ones_like(outcome),
    )


@pytest.mark.shared
@pytest.mark.parametrize("figure", NEVER, ids=str)
def test_every_published_figure_is_met_to_a_millionth(counties, figure):
    design = Design(counties.starts, 5, controls="never")
    found = every_figure(counties, design, counties.labels, counties.numerators)[all_figures(design).index(figure)]
    assert found == pytest.approx(NEVER[figure], abs=1e-6)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("controls", "simple", "error"), [("never", -0.0399512752, 0.0120340128), ("not_yet", -0.0397636256, 0.0120524)]
)
def test_the_standard_error_is_within_two_percent(counties, controls, simple, error):
    design = Design(counties.starts, 5, controls=controls)
    value = every_figure(counties, design, counties.labels, counties.numerators)
    position = all_figures(design).index(Figure("simple"))
    errors = influence_by_unit(counties, design)
    assert value[position] == pytest.approx(simple, abs=1e-9)
    assert np.sqrt((errors[:, position] ** 2).sum()) == pytest.approx(error, rel=0.02)


@pytest.mark.shared
def test_the_pre_test_is_the_published_one(counties):
    design = Design(counties.starts, 5, controls="never")
    value = every_figure(counties, design, counties.labels, counties.numerators)
    before = [position for position, cell in enumerate(design.cells()) if cell.event < 0]
    errors = influence_by_unit(counties, design)
    assert wald_p(value[before], errors[:, before], smallest_wave=20) == pytest.approx(0.16812, abs=1e-5)


@pytest.mark.parametrize("controls", ["never", "not_yet"])
@pytest.mark.parametrize("seed", [1, 2])
def test_an_independent_implementation_finds_the_same_on_simulated_panels(programme, controls, seed):
    from diff_diff import CallawaySantAnna

    panel = programme(seed, effect=0.2, own_effect=0.1)
    outcome = panel.numerators + np.random.default_rng(seed).standard_normal(panel.numerators.shape)
    long = pl.DataFrame(
        {
            "unit": np.repeat(np.arange(len(panel.units)), len(panel.periods)),
            "time": np.tile(np.arange(len(panel.periods)), len(panel.units)),
            "first": np.repeat([[*panel.starts, 0][label] for label in panel.labels], len(panel.periods)),
            "outcome": outcome.ravel(),
        }
    ).to_pandas()
    theirs = CallawaySantAnna(
        control_group={"never": "never_treated", "not_yet": "not_yet_treated"}[controls], estimation_method="reg"
    ).fit(long, "outcome", "unit", "time", "first")
    ours = replace(panel, numerators=outcome, denominators=np.ones_like(outcome))
    design = Design(panel.starts, len(panel.periods), controls=controls)
    value = every_figure(ours, design, ours.labels, outcome)
    error = np.sqrt((influence_by_unit(ours, design) ** 2).sum(0))
    named = dict(zip(all_figures(design), zip(value, error, strict=True), strict=True))
    assert named[Figure("simple")] == pytest.approx((theirs.overall_att, theirs.overall_se), rel=1e-6)
    events, waves = theirs.aggregate("event_study"), theirs.aggregate("group")
    for event, effect, error in zip(events.event_time, events.att, events.se, strict=True):
        assert named[Figure("dynamic", event)] == pytest.approx((effect, error), rel=1e-6)
    for first, effect, error in zip(waves.label, waves.att, waves.se, strict=True):
        assert named[Figure("group", panel.starts.index(first))] == pytest.approx((effect, error), rel=1e-6)


def test_purchases_weigh_the_same_wherever_they_are_made(programme):
    panel = programme(3, effect=0.3)
    design = Design(panel.starts, len(panel.periods), base_periods=3)
    halves = replace(
        panel,
        **{name: getattr(panel, name) * 2 for name in ("units", "counties", "sizes")},
        labels=np.tile(panel.labels, 2),
        numerators=np.tile(panel.numerators / 2, (2, 1)),
        denominators=np.tile(panel.denominators / 2, (2, 1)),
    )
    whole, parted = (every_figure(each, design, each.labels, each.numerators) for each in (panel, halves))
    assert whole == pytest.approx(parted, nan_ok=True)


def test_a_count_is_compared_as_the_saturated_poisson_regression_does(programme):
    from scipy.optimize import minimize

    counts = programme(4, trained=(20,), starts=(8,))
    panel = replace(counts, denominators=np.ones_like(counts.numerators))
    design = Design((8,), len(panel.periods), base_periods=8, controls="never", link="log")
    found = every_figure(panel, design, panel.labels, panel.numerators)[all_figures(design).index(Figure("dynamic", 0))]
    trained = np.repeat(panel.labels == 0, 9).astype(float)
    after = np.tile(np.arange(9) == 8, len(panel.units)).astype(float)
    columns = np.stack([np.ones_like(after), trained, after, trained * after], axis=1)
    outcome = panel.numerators[:, :9].ravel()
    fitted = minimize(
        lambda slopes: (np.exp(columns @ slopes) - outcome * (columns @ slopes)).sum(),
        np.zeros(4),
        jac=lambda slopes: columns.T @ (np.exp(columns @ slopes) - outcome),
        method="BFGS",
    )
    assert found == pytest.approx(fitted.x[3], abs=1e-4)
