from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tasks.http.errors import SourceChangedError
from tasks.pull.walk import confirmed_empty, edges_hold, walk
from tasks.sources.window import DAY, Hit, Page, Window, windows
from tests.servers.adversary import EVERY_DAY, Adversary


def wronged(index, part):
    """The rows that were there whenever this part was asked for, and that a walk called verified did not see."""
    moments = [there for window, there in index.log if window == part.window]
    return frozenset.intersection(*moments) - part.hits.keys() if moments else {"no answer at all"}


def walk_adversaries(seeds, walk=walk):
    """How walks through so many adversaries end, and the seeds of those called verified that are not."""
    ended, wrongly = Counter(), []
    for seed in seeds:
        index = Adversary(seed)
        parts = walk(index, EVERY_DAY)
        assert [day for part in parts for day in part.window.days()] == EVERY_DAY.days(), seed
        for part in parts:
            ended[part.completeness] += 1
            if part.completeness == "verified" and (wronged(index, part) or part.announced != part.distinct):
                wrongly.append(seed)
            if index.is_stable and index.cap is None and index.rows:
                assert part.completeness == "verified", seed
                assert part.hits.keys() == set(index.there(part.window)), seed
    return ended, wrongly


def test_a_walk_that_believes_its_first_page_is_counted_as_wrongly_verified():
    def credulous(index, window):
        return [replace(part, completeness="verified") for part in walk(index, window)]

    _, wrongly = walk_adversaries(range(150), credulous)
    assert wrongly


def test_no_walk_is_called_verified_that_is_not_however_a_source_behaves():
    ended, wrongly = walk_adversaries(range(150))
    assert wrongly == []
    assert min(ended["verified"], ended["mismatch"], ended["unavailable"]) > 20, ended


@pytest.mark.prove
def test_no_walk_of_ten_thousand_adversaries_is_called_verified_that_is_not(proof):
    seeds = range(1_000, 11_000)
    ended, wrongly = walk_adversaries(seeds)
    proof("walks through adversarial sources, in memory", sources=len(seeds), **ended, wrongly_verified=len(wrongly))
    assert wrongly == []


class Calendar:
    """Rows by day, in pages of ten; `last_counts` says whether the last day of a window is in it."""

    page_size, cap = 10, 1_000

    def __init__(self, rows, last_counts=True, total=None):
        self.rows, self.last_counts, self.total = rows, last_counts, total
        self.asked = []

    def ask(self, window, onward=None):
        self.asked.append(window)
        last = window.last if self.last_counts else window.last - DAY
        found = [key for key, day in self.rows.items() if window.first <= day <= last]
        at = int(onward or 0)
        hits = [Hit(key, frozenset({self.rows[key]})) for key in found[at : at + 10]]
        return Page(self.total or len(found), hits, str(at + 10))


MONDAY = date(2024, 3, 4)
WEEK = Window(MONDAY, MONDAY + timedelta(days=6))


def rows(*a_day):
    return {f"{at}-{number}": MONDAY + timedelta(days=at) for at, count in enumerate(a_day) for number in range(count)}


def test_a_window_that_fits_one_page_is_proved_by_one_answer():
    index = Calendar(rows(3, 4))
    (part,) = walk(index, WEEK)
    assert (part.completeness, part.announced, len(index.asked)) == ("verified", 7, 1)


def test_a_window_that_does_not_fit_is_split_and_its_weekend_is_confirmed_by_the_sum():
    index = Calendar(rows(9, 9, 9, 9, 9))
    parts = walk(index, WEEK)
    assert {part.completeness for part in parts} == {"verified"}
    assert sum(part.distinct for part in parts) == 45
    assert parts[-1].announced == 0


def test_a_day_that_does_not_fit_is_walked_until_two_passes_prove_it():
    index = Calendar(rows(35))
    (part,) = walk(index, Window(MONDAY, MONDAY))
    assert (part.completeness, part.distinct, part.received) == ("verified", 35, 70)


def test_a_day_over_the_cap_is_a_mismatch_and_not_walked():
    index = Calendar(rows(1, 2), total=1_200)
    parts = walk(index, Window(MONDAY, MONDAY))
    assert [part.completeness for part in parts] == ["mismatch"]
    assert "1200 rows, of which the source shows 1000" in parts[0].reason
    assert len(index.asked) == 1


def test_an_empty_window_is_unconfirmed_until_its_surroundings_confirm_it():
    index = Calendar(rows(3, 4))
    sunday = Window(MONDAY + 6 * DAY, MONDAY + 6 * DAY)
    assert [part.completeness for part in walk(index, sunday)] == ["empty_unconfirmed"]
    assert confirmed_empty(index, sunday)
    assert not confirmed_empty(Calendar({}), sunday)


def test_a_source_that_leaves_out_the_last_day_is_found_out():
    hits = [Hit(key, frozenset({day})) for key, day in rows(3, 4, 5).items()]
    assert edges_hold(Calendar(rows(3, 4, 5)), WEEK, hits)
    assert not edges_hold(Calendar(rows(3, 4, 5), last_counts=False), WEEK, hits)
    parts = walk(Calendar(rows(9, 9, 9, 9, 9), last_counts=False), WEEK)
    assert "mismatch" in {part.completeness for part in parts}


def test_a_source_that_ignores_the_dates_is_found_out():
    class Deaf(Calendar):
        def ask(self, _, onward=None):
            return super().ask(Window(date(2000, 1, 1), date(2030, 1, 1)), onward)

    with pytest.raises(SourceChangedError, match="ignored the dates"):
        walk(Deaf(rows(3)), Window(MONDAY + 2 * DAY, MONDAY + 3 * DAY))


def test_missing_days_become_windows_of_neighbours_oldest_first():
    days = [MONDAY + DAY * at for at in (9, 0, 1, 2, 4)]
    assert windows(days, 2) == [
        Window(MONDAY, MONDAY + DAY),
        Window(MONDAY + 2 * DAY, MONDAY + 2 * DAY),
        Window(MONDAY + 4 * DAY, MONDAY + 4 * DAY),
        Window(MONDAY + 9 * DAY, MONDAY + 9 * DAY),
    ]
