"""A generation is published whole, in one step, or not at all."""

import json
import stat

import pytest

from tasks.build import publish


def make(published, name, text="rows", keep=2):
    with publish.generation(published, name, keep) as draft:
        (draft / "marts.txt").write_text(text)
        (draft / "generation.json").write_text(json.dumps({"generation_id": name}))


def test_current_names_the_newest_generation(tmp_path):
    for name in ("1", "2"):
        make(tmp_path, name, text=name)
    assert (tmp_path / "current" / "marts.txt").read_text() == "2"
    assert publish.describe(tmp_path / "current")["generation_id"] == "2"


def test_a_failure_leaves_what_is_published_as_it_was(tmp_path):
    make(tmp_path, "1")
    with pytest.raises(ValueError, match="broken"), publish.generation(tmp_path, "2", 2) as draft:
        (draft / "marts.txt").write_text("half")
        raise ValueError("broken")
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["1"]
    assert (tmp_path / "current" / "marts.txt").read_text() == "rows"


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    (tmp_path / "generations" / ".draft-0").mkdir(parents=True)
    make(tmp_path, "1")
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["1"]


def test_only_the_last_few_generations_stay(tmp_path):
    for name in ("1", "2", "3"):
        make(tmp_path, name)
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["2", "3"]


def test_a_reader_keeps_the_generation_it_opened(tmp_path):
    make(tmp_path, "1", text="old")
    with (tmp_path / "current" / "marts.txt").open() as reader:
        make(tmp_path, "2", text="new")
        make(tmp_path, "3", text="new")
        assert reader.read() == "old"


def test_nothing_published_can_be_written(tmp_path):
    make(tmp_path, "1")
    for path in (tmp_path / "generations" / "1").rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o222


def test_a_write_ahead_log_that_was_left_stops_the_publishing(tmp_path):
    with pytest.raises(RuntimeError, match="write-ahead log"), publish.generation(tmp_path, "1", 2) as draft:
        (draft / "marts.duckdb.wal").write_text("")
    assert not (tmp_path / "current").exists()
