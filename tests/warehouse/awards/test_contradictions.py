"""Every kind of contradiction that is declared is told in a story, and no other."""

import csv

from schemas.marts.notices import CONTRADICTIONS
from tests.warehouse.test_stories import STORIES


def test_every_kind_of_contradiction_is_told_in_a_story():
    told = {
        row["contradiction"]
        for path in STORIES.glob("*/marts.notice_contradictions.expect.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
    }
    assert told == set(CONTRADICTIONS)
