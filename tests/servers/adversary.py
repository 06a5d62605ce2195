"""An index that changes while it is walked, and misbehaves in the ways that real ones were seen to.

It says the truth about one thing only: a total that stands still counts the rows that are there. (One that leaves out
rows and counts them out in the same answer tells one story, and no arithmetic hears another.) Every answer is logged
with the rows that were there at that moment, so that a walk can be held against what it could have seen.
"""

import random
from datetime import date, timedelta

from tasks.http.errors import SourceUnavailableError
from tasks.sources.window import Hit, Page, Window

FIRST = date(2024, 3, 1)
DAYS = 10


class Adversary:
    """`unrest` is the chance of a row coming or going between two answers; every other trait is a chance too."""

    def __init__(self, seed):
        chance = self.chance = random.Random(seed)
        self.page_size = chance.choice([3, 4, 6, 10, 25])
        self.cap = chance.choice([None, None, None, 40])
        self.unrest = chance.choice([0, 0, 0.05, 0.2, 0.6])
        self.shuffles = chance.random() < 0.4
        self.repeats = chance.choice([0, 0, 0, 0.2])
        self.drops = chance.choice([0, 0, 0, 0.1])
        self.wavers = chance.choice([0, 0, 0, 0.2]) if not self.drops else 0
        self.fails = chance.choice([0, 0, 0, 0.02])
        self.endless = chance.random() < 0.3
        self.snapshots = chance.random() < 0.3
        self.calm_after = chance.choice([5, 10, 20, 1_000])
        self.made = 0
        self.rows = {}
        for _ in range(chance.choice([0, 1, 5, 30, 120])):
            self.add()
        self.points = {}
        self.log = []

    @property
    def is_stable(self):
        """Whether it does nothing but answer, in whatever order pages need."""
        return not any([self.unrest, self.repeats, self.drops, self.wavers, self.fails, self.shuffles])

    def add(self):
        self.made += 1
        self.rows[f"n-{self.made:05d}"] = FIRST + timedelta(days=self.chance.randrange(DAYS))

    def change(self):
        while len(self.log) < self.calm_after and self.chance.random() < self.unrest:
            if self.rows and self.chance.random() < 0.5:
                del self.rows[self.chance.choice(sorted(self.rows))]
            else:
                self.add()

    def there(self, window):
        return sorted(key for key, day in self.rows.items() if window.first <= day <= window.last)

    def ask(self, window, onward=None):
        self.change()
        if self.chance.random() < self.fails:
            raise SourceUnavailableError("it was down")
        found = self.there(window)
        self.log.append((window, frozenset(found)))
        at = int(onward or 0)
        if self.snapshots:
            found = self.points.setdefault(window, found) if onward else self.points.__setitem__(window, found) or found
        if self.shuffles:
            found = self.chance.sample(found, len(found))
        page = found[at : at + self.page_size]
        if self.cap is not None and at + self.page_size > self.cap:
            page = []
        page = [key for key in page if self.chance.random() >= self.drops]
        if page and self.chance.random() < self.repeats:
            page[self.chance.randrange(len(page))] = self.chance.choice(page)
        announced = max(0, len(found) + (self.chance.choice([-1, 1]) if self.chance.random() < self.wavers else 0))
        more = self.endless or at + self.page_size < len(found)
        day = {key: self.rows.get(key, window.first) for key in page}
        hits = [Hit(key, frozenset({day[key]}), day[key]) for key in page]
        return Page(announced, hits, str(at + self.page_size) if more else None)


EVERY_DAY = Window(FIRST, FIRST + timedelta(days=DAYS - 1))
