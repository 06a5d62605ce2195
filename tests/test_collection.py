"""An id of a test follows from the code alone: workers that collect different ids run nothing at all."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHAKY = """
import gzip, pytest
from pathlib import Path

@pytest.mark.parametrize("packed", [gzip.compress(b"a notice")])
def test_by_the_clock(packed): pass

@pytest.mark.parametrize("name", {"ask", "buy", "call", "deliver", "evaluate", "find", "give", "hand"})
def test_by_the_hash_seed(name): pass

@pytest.mark.parametrize("path", Path("schemas").iterdir(), ids=lambda path: path.name)
def test_by_the_order_of_files(path): pass
"""


def collected(*words, **environment):
    """Ids of all tests, in order, as a Python of its own collects them."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", "-p", "no:cacheprovider", *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def collected_here_and_elsewhere(tmp_path, *words):
    """The same on this machine and on one with another clock, time zone, home, hash seed and order of its files."""
    other = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "HOME": str(tmp_path)}
    here = collected(*words, PYTHONHASHSEED="1")
    return here, collected("-p", "tests.another_machine", *words, **other)


def test_the_ids_of_the_suite_are_the_same_at_another_time_and_on_another_machine(tmp_path):
    here, elsewhere = collected_here_and_elsewhere(tmp_path, "tests")
    assert len(here) > 2_000
    assert [pair for pair in zip(here, elsewhere, strict=True) if pair[0] != pair[1]] == []


def test_an_id_that_follows_from_clock_hash_seed_or_order_of_files_is_noticed(tmp_path):
    (tmp_path / "test_shaky.py").write_text(SHAKY)
    here, elsewhere = collected_here_and_elsewhere(tmp_path, str(tmp_path / "test_shaky.py"))
    different = [one for one, other in zip(here, elsewhere, strict=True) if one != other]
    assert {each.split("::")[1].split("[")[0] for each in different} == {
        "test_by_the_clock",
        "test_by_the_hash_seed",
        "test_by_the_order_of_files",
    }


def proofs():
    """Every call of `proof` in the tests, with its file."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "proof":
                yield path, node


def test_no_figure_that_is_proved_is_a_literal():
    literal = [
        f"{path.name}:{node.lineno} {word.arg}"
        for path, node in proofs()
        for word in node.keywords
        if isinstance(word.value, ast.Constant)
    ]
    assert len(list(proofs())) > 20
    assert not literal, "count it where it is printed"
