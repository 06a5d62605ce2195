"""Walks through sources that change and misbehave, over real HTTP, in Doffin's and TED's own words."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tasks.pull.walk import walk
from tasks.sources.doffin import Doffin
from tasks.sources.ted import EVERYWHERE, Ted
from tasks.sources.window import Window
from tests.servers import faults
from tests.servers.adversary import EVERY_DAY, Adversary
from tests.servers.described import DOFFIN, TED, operation
from tests.servers.wire import Reply, Server

FAULTS = [
    faults.too_many(0), faults.too_many(), faults.status(500), faults.status(503), faults.reset_mid_body,
    faults.too_short, faults.truncated_gzip, faults.cut_without_length, faults.chunks_without_end,
    faults.page(b"<html>502</html>"),
]  # fmt: skip


class Spoken:
    """An adversary behind the interface of Doffin or TED."""

    def __init__(self, adversary):
        self.adversary = adversary

    def __call__(self, asked):
        found = operation(TED, asked) or operation(DOFFIN, asked, base="/public")
        if found is None or found.unknown(asked) or found.wrong(asked):
            return Reply(400)
        return (self.ted if asked.method == "POST" else self.doffin)(asked)

    def doffin(self, asked):
        told = {name: values[0] for name, values in asked.query.items()}
        size, number = int(told["numHitsPerPage"]), int(told["page"])
        window = Window(*(date.fromisoformat(told[name]) for name in ("issueDateFrom", "issueDateTo")))
        page = self.adversary.ask(window, str(size * (number - 1)))
        hits = [
            {
                "id": f"2024-{hit.key[2:]}",
                "issueDate": f"{min(hit.days)}T11:00:00Z",
                "publicationDate": str(min(hit.days)),
            }
            for hit in page.hits
        ]
        return Reply.json({"numHitsTotal": page.announced, "numHitsAccessible": page.announced, "hits": hits})

    def ted(self, asked):
        told = json.loads(asked.body)
        digits = told["query"].replace("publication-date>=", " ").replace("publication-date<=", " ").split()
        first, last = (date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in digits if day.isdecimal())
        page = self.adversary.ask(Window(first, last), told.get("iterationNextToken"))
        notices = [
            {"publication-number": f"{hit.key[2:]}-2024", "publication-date": f"{min(hit.days)}+01:00"}
            for hit in page.hits
        ]
        told = {
            "notices": notices,
            "totalNoticeCount": page.announced,
            "iterationNextToken": page.onward,
            "timedOut": False,
        }
        return Reply.json(told)


def walk_over_http(seeds, settings_for, speaks, walk=walk):
    """How walks end, and the seeds of those called verified that are not."""
    ended, wrongly = Counter(), []
    with Server(None) as server:
        settings = settings_for(server, attempts=4)
        for seed in seeds:
            adversary = Adversary(seed)
            adversary.fails = 0
            server.service, chance = Spoken(adversary), random.Random(seed)
            server.faults.extend(chance.choice(FAULTS) if chance.random() < 0.1 else None for _ in range(400))
            index = Doffin(settings) if speaks == "doffin" else Ted(settings, EVERYWHERE)
            index.page_size = adversary.page_size
            index.cap = adversary.cap
            parts = walk(index, EVERY_DAY)
            server.faults.clear()
            assert [day for part in parts for day in part.window.days()] == EVERY_DAY.days(), seed
            for part in parts:
                ended[part.completeness] += 1
                seen = {f"n-{key.removeprefix('2024-').removesuffix('-2024')}" for key in part.hits}
                if part.completeness == "verified":
                    moments = [there for window, there in adversary.log if window == part.window]
                    if not moments or frozenset.intersection(*moments) - seen or part.announced != part.distinct:
                        wrongly.append(seed)
                if adversary.is_stable and adversary.cap is None and adversary.rows:
                    assert part.completeness == "verified", (seed, part.reason)
    return ended, wrongly


def test_a_walk_that_loses_what_it_found_is_counted_as_wrongly_verified(settings_for):
    def credulous(index, window):
        return [replace(part, completeness="verified", hits={}) for part in walk(index, window)]

    _, wrongly = walk_over_http(range(12), settings_for, "doffin", credulous)
    assert wrongly


@pytest.mark.parametrize("speaks", ["doffin", "ted"])
def test_no_walk_over_http_is_called_verified_that_is_not(settings_for, speaks):
    ended, wrongly = walk_over_http(range(12), settings_for, speaks)
    assert wrongly == []
    assert ended["verified"] > 5


@pytest.mark.prove
@pytest.mark.parametrize("speaks", ["doffin", "ted"])
def test_no_walk_through_a_thousand_sources_over_http_is_called_verified_that_is_not(settings_for, speaks, proof):
    seeds = range(1_000, 2_000)
    ended, wrongly = walk_over_http(seeds, settings_for, speaks)
    proof(
        f"walks over HTTP through adversarial sources that speak as {speaks} does",
        sources=len(seeds),
        **ended,
        wrongly_verified=len(wrongly),
    )
    assert wrongly == []
