"""The marts must find again what the sample buried, in notices, among mergers, joint purchases and broken links."""

import pytest

from tasks.sample.world.effect import EFFECTS
from tasks.sample.write import NOTICES, write_sample


@pytest.mark.prove
def test_the_intervals_cover_what_was_buried(buyers_built, tmp_path, proof):
    covered, missed = 0, []
    for seed in (1, 2, 3, 4):
        write_sample(tmp_path / f"{seed}", NOTICES, seed)
        given = {name: tmp_path / f"{seed}" / name for name in ("notices", "registers", "programme")}
        db = buyers_built("sample", ["marts.effect_estimates"], **given)
        rows = db.execute(
            "select indicator_id, interval_low, interval_high from marts.effect_estimates where is_headline"
        )
        ends = {indicator: (low, high) for indicator, low, high in rows.fetchall()}
        for effect in EFFECTS:
            low, high = ends[effect.indicator_id]
            if low <= effect.size <= high:
                covered += 1
            else:
                missed.append((seed, effect.indicator_id, low, high))
    proof("effects buried in samples", buried=4 * len(EFFECTS), covered=covered)
    assert len(missed) <= 5, missed  # of 32 one or two miss at 95 %; six would in one set of samples of a thousand
