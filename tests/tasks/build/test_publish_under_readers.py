"""Readers in a loop while generations are published: nobody is locked out, nobody sees a mixture."""

import duckdb
import pytest

from tests.bench.bench_publish import publish, race


def test_readers_in_a_loop_see_whole_generations_and_no_error(tmp_path):
    found = race(4, 25, tmp_path / "published")
    assert found["errors"] == 0, found["said"]
    assert found["mixtures"] == 0
    assert found["reads"] > 25
    assert found["fewest generations seen by a reader"] > 1, "the readers saw one generation, so nothing was tried"


@pytest.mark.prove
def test_sixteen_readers_see_whole_generations_over_five_hundred_publishes(tmp_path, proof):
    found = race(16, 500, tmp_path / "published")
    told = ("publishes", "readers", "reads", "errors", "mixtures", "looked again")
    proof("publishes under readers", **{name.replace(" ", "_"): found[name] for name in told})
    assert (found["errors"], found["mixtures"]) == (0, 0), found["said"]
    assert found["reads"] > 500
    assert found["fewest generations seen by a reader"] > 10


def test_not_even_the_folder_of_a_generation_can_be_written(tmp_path):
    publish(tmp_path, 1, rows=10)
    assert (tmp_path / "current").resolve().stat().st_mode & 0o222 == 0, "a reader could leave a write-ahead log there"


def test_an_open_database_outlives_its_generation(tmp_path):
    publish(tmp_path, 0, rows=500_000)
    with duckdb.connect(str(tmp_path / "current/marts.duckdb"), read_only=True) as reader:
        for number in range(1, 7):
            publish(tmp_path, number, rows=10)
        assert not (tmp_path / "generations/000000").exists()
        assert reader.execute("SELECT count(*), sum(generation) FROM marts.indicators").fetchone() == (500_000, 0)
