"""Where nothing should be found: the panels that are made of a programme, and that they hold no trained purchase."""

import numpy as np
import pytest

from tests.warehouse.effect.scenarios import shares
from warehouse.effect.placebos import counties_as_trained, design_of, too_early


@pytest.fixture(name="panel")
def panel_fixture():
    return shares(starts=(3, 8, 12), volume=(20.0, 20.0))(np.random.default_rng(1), 0.4)[0]


def test_training_too_early_sees_nothing_of_the_time_since_training(panel):
    early = too_early(panel)
    assert (early.waves, early.starts) == (("w1", "w2"), (4, 8))
    assert not (set(early.units) & {unit for unit, label in zip(panel.units, panel.labels, strict=True) if label == 0})
    for wave, real in enumerate((8, 12)):
        assert early.denominators[early.labels == wave, real - 1].any()
        assert not early.denominators[early.labels == wave, real:].any()


def test_a_course_at_the_beginning_of_the_data_can_be_moved_nowhere():
    panel, _ = shares(starts=(2, 3, 4))(np.random.default_rng(1), 0.0)
    assert too_early(panel) is None


def test_an_untrained_county_has_no_trained_municipality_in_it_or_beside_it(panel):
    made = dict(counties_as_trained(panel))
    trained = {unit for unit, is_trained in zip(panel.units, panel.is_trained, strict=True) if is_trained}
    assert sorted(made) == sorted(set(panel.counties))
    for county, each in made.items():
        assert not trained & set(each.units)
        assert {own for own, label in zip(each.counties, each.labels, strict=True) if label == 0} == {county}


def test_a_county_of_two_or_of_most_is_no_programme(panel):
    few = panel.without([unit for unit, county in zip(panel.units, panel.counties, strict=True) if county == "00"][2:])
    assert "00" not in dict(counties_as_trained(few))


def test_the_design_of_a_placebo_is_the_headlines_otherwise(panel):
    from warehouse.effect.group_time import Design

    design = Design(panel.starts, 18, 4, first_event=1)
    early = too_early(panel)
    assert design_of(early, design) == Design(early.starts, 18, 4, first_event=1, has_before=False)
