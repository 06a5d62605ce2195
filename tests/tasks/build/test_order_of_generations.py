"""Order is a number and not a clock: `current` never goes back, and nothing that is newer is deleted."""

import json
import random

import pytest

from tasks.build import manifest, publish
from tasks.build.lease import LeaseLostError
from tests.durable_calls import stopped


def make(published, name, keep=5):
    with publish.generation(published, name, keep) as draft:
        (draft / "marts.txt").write_text(name)
        (draft / "generation.json").write_text(json.dumps({"generation_id": name}))


def current(published):
    return publish.describe(published / "current")["generation_id"]


def kept(published):
    return {path.name for path in (published / "generations").iterdir()}


def test_generations_that_were_published_with_the_clock_ahead_cost_no_later_one(tmp_path):
    for day in range(1, 6):
        make(tmp_path, f"2031010{day}T000000-aaaaaa")
    for day in range(1, 8):
        make(tmp_path, f"2026010{day}T000000-aaaaaa")
        assert current(tmp_path) == f"2026010{day}T000000-aaaaaa"
    assert kept(tmp_path) == {f"2026010{day}T000000-aaaaaa" for day in range(3, 8)}


def test_a_clock_that_goes_back_and_forth_changes_nothing(tmp_path):
    chance = random.Random(8)
    names = [f"{chance.randint(1990, 2090)}{number:04}T000000-aaaaaa" for number in range(30)]
    for number, name in enumerate(names):
        make(tmp_path, name, keep=3)
        assert current(tmp_path) == name
        assert kept(tmp_path) == set(names[max(0, number - 2) : number + 1])


def test_generations_of_an_earlier_version_are_older_than_any_new_one(tmp_path):
    for name in ("20991231T000000-a", "20260101T000000-a"):
        (tmp_path / "generations" / name).mkdir(parents=True)
    (tmp_path / "current").symlink_to("generations/20991231T000000-a")
    make(tmp_path, "20260102T000000-a", keep=2)
    assert current(tmp_path) == "20260102T000000-a"
    assert kept(tmp_path) == {"20991231T000000-a", "20260102T000000-a"}


@pytest.mark.parametrize("lost", ["number", "manifest"])
def test_a_number_that_was_lost_is_known_by_the_rest(tmp_path, lost):
    make(tmp_path, "1")
    make(tmp_path, "2")
    if lost == "number":
        (tmp_path / "number").write_text("x")
    else:
        path = (tmp_path / "current").resolve()
        path.chmod(0o755)
        (path / manifest.NAME).unlink()
    make(tmp_path, "3")
    assert publish.number_of(tmp_path / "current") == 3


def overtaken_everywhere(folder, every):
    """Stop a publisher before each n-th durable call while another publishes; stops, and what went wrong."""
    stops, wrong, at = 0, [], 0
    while True:
        published = folder / str(at)
        make(published, "1")
        seen = []

        def overtake(_thread, published=published, seen=seen):
            make(published, "3")
            seen.append(publish.number_of(published / "current"))

        is_reached, raised = stopped(lambda published=published: make(published, "2"), at, overtake)
        if not is_reached:
            return stops, wrong
        stops += 1
        if publish.number_of(published / "current") < seen[0] or (raised and current(published) != "3"):
            wrong.append((at, "current", current(published)))
        if raised is not None and not isinstance(raised, LeaseLostError):
            wrong.append((at, "raised", repr(raised)))
        if left := [path.name for path in published.rglob(".*")]:
            wrong.append((at, "left", left))
        at += every


def test_a_publisher_that_stood_still_and_was_overtaken_never_takes_the_pointer_back(tmp_path):
    stops, wrong = overtaken_everywhere(tmp_path, every=4)
    assert stops > 3
    assert wrong == []


@pytest.mark.prove
def test_wherever_a_publisher_stands_still_it_never_takes_the_pointer_back(tmp_path, proof):
    stops, wrong = overtaken_everywhere(tmp_path, every=1)
    proof("publishers stopped at every durable call and overtaken", stopped=stops, pointer_went_back=len(wrong))
    assert wrong == []
