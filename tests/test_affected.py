"""Which tests follow from a change: in a small checkout made here, and in this one."""

import subprocess

import pytest

from tests import affected as tool
from tests.affected import OURS, ROOT, affected, is_test, readers, within

FILES = {
    "schemas/money.py": "",
    "tasks/pay.py": "from schemas import money",
    "tasks/data/rates.csv": "1",
    "flows/run.py": "import tasks.pay",
    "warehouse/alone.py": "",
    "tests/conftest.py": "",
    "tests/tasks/test_pay.py": "from tasks.pay import pay",
    "tests/flows/test_run.py": 'WORDS = ["-m", "flows.run"]',
    "tests/test_alone.py": "import warehouse.alone",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    root = tmp_path_factory.mktemp("checkout")
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return readers(root)


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("tests/tasks/test_pay.py", ["tests/tasks/test_pay.py"]),
        ("warehouse/alone.py", ["tests/test_alone.py"]),
        ("schemas/money.py", ["tests/tasks/test_pay.py", "tests/flows/test_run.py"]),
        ("tasks/data/rates.csv", ["tests/tasks/test_pay.py", "tests/flows/test_run.py"]),
        ("tests/conftest.py", ["tests/flows/test_run.py", "tests/tasks/test_pay.py", "tests/test_alone.py"]),
        ("pyproject.toml", ["tests/flows/test_run.py", "tests/tasks/test_pay.py", "tests/test_alone.py"]),
    ],
)
def test_tests_follow_from_what_they_import_run_or_read_and_the_nearest_come_first(small, changed, tests):
    assert affected([changed], small) == tests


def test_the_nearest_are_chosen_as_far_as_the_time_goes_and_one_always_is():
    times = {"a": 50, "b": 20, "c": 10}
    assert within(75, ["a", "b", "c"], times) == ["a", "b"]
    assert within(10, ["a", "b"], times) == ["a"]
    assert within(10, [], times) == []
    assert within(tool.UNKNOWN_SECONDS * 2, ["new", "newer", "newest"], {}) == ["new", "newer"]


@pytest.fixture(scope="module")
def ours():
    return readers(ROOT)


def test_every_file_of_code_is_followed_by_a_test(ours):
    code = [
        path.relative_to(ROOT).as_posix()
        for folder in OURS[:4]
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sql", ".toml", ".csv", ".html", ".js", ".css"}
    ]
    assert len(code) > 500
    assert not [path for path in code if not affected([path], ours) or path not in ours]


@pytest.mark.parametrize(
    ("changed", "test"),
    [
        ("warehouse/indicators/several_lots.sql", "tests/models/test_models.py"),
        ("tests/models/indicators.several_lots/one_lot_is_not_divided/expect.csv", "tests/models/test_models.py"),
        ("tests/tasks/read/notices/golden/eforms/change.json", "tests/tasks/read/notices/test_golden.py"),
        ("docs/privacy.md", "tests/test_docs.py"),
        ("tasks/http/limits.py", "tests/tasks/http/test_limits.py"),
        ("warehouse/dashboard/words.toml", "tests/warehouse/dashboard/test_words.py"),
    ],
)
def test_a_file_of_ours_is_followed_by_the_test_that_is_written_for_it(ours, changed, test):
    assert test in affected([changed], ours)[:8]


def test_what_git_does_not_know_yet_has_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    (tmp_path / "old.py").write_text("1")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *words], check=True)
    (tmp_path / "old.py").write_text("2")
    (tmp_path / "new.py").write_text("")
    assert tool.changes("HEAD") == ["new.py", "old.py"]


def test_every_test_is_found(ours):
    every = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert set(affected(["pyproject.toml"], ours)) == {path for path in every if is_test(path)}
