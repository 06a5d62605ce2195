"""Mutants of good notices are read without one value silently wrong, and each costs itself only."""

from collections import Counter
from itertools import islice

import pytest

from tests.agreement import compare, read
from tests.mutants import MUTATIONS, mutants

TOGETHER = 200


def tried(made):
    """Read mutants some hundred together and compare what loads; what became of them, and what is wrong."""
    counts, wrong = Counter(made=0, loaded=0, rejected=0, values=0, told=0, first_of_several=0, silently_wrong=0), []
    made = iter(made)
    while together := list(islice(made, TOGETHER)):
        for mutant, reading in zip(together, read(mutant.data for mutant in together), strict=True):
            counts["made"] += 1
            if reading.rule is not None:
                counts["rejected"] += 1
                if reading.rule.startswith("crash"):
                    wrong.append(f"{mutant.name}: {reading.rule}")
                continue
            comparison = compare(mutant.data, reading)
            counts["loaded"] += 1
            counts["values"] += comparison.values
            counts["told"] += sum(finding.kind == "told" for finding in comparison.findings)
            counts["first_of_several"] += sum(finding.kind == "several" for finding in comparison.findings)
            counts["silently_wrong"] += len(comparison.wrong)
            wrong += [f"{mutant.name}: {finding}"[:600] for finding in comparison.wrong]
    return counts, wrong


def test_mutants_are_the_same_for_the_same_seed_and_differ_from_what_they_were_made_of(golden_notices):
    one, other = (list(mutants(golden_notices, 2 * len(MUTATIONS), seed=1)) for _ in range(2))
    assert one == other
    assert {mutant.name for mutant in one} == set(MUTATIONS)
    assert not {mutant.data for mutant in one} & set(golden_notices) - {b""}
    assert one != list(mutants(golden_notices, 2 * len(MUTATIONS), seed=2))


def test_no_value_of_some_hundred_mutants_is_silently_wrong(sample_notices, golden_notices):
    counts, wrong = tried(mutants(sample_notices + golden_notices, 4 * len(MUTATIONS), seed=1))
    assert not wrong, "\n".join(wrong)
    assert counts["loaded"] > counts["rejected"]


@pytest.mark.shared
@pytest.mark.prove
def test_no_value_of_twenty_thousand_mutants_is_silently_wrong(good_notices, sample_notices, golden_notices, proof):
    counts, wrong = tried(mutants(good_notices + sample_notices + golden_notices, 20_000, seed=1))
    assert not wrong, "\n".join(wrong[:200])
    proof("mutants of notices, each value against plain XPath", **counts)
