"""Which tests follow from what changed: `python -m tests.affected` prints their files, the nearest first.

A test follows from a file that it imports, runs or reads, directly or through others. What is printed takes about
`--seconds` by the times of earlier runs; the whole suite is `make test`, and CI's. `--base REV` counts all since REV.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
from collections import deque
from pathlib import Path

from tests.imports import file_of, imported

ROOT = Path(__file__).parent.parent
OURS = ("flows", "tasks", "warehouse", "schemas", "tests")
TIMES = ROOT / ".pytest_cache" / "v" / "seconds"
UNKNOWN_SECONDS = 3.0
UNKNOWN_FLOWS = 60.0
"""The same of a file that starts a Prefect server."""
MODULE = re.compile(rf"\b(?:{'|'.join(OURS)})(?:\.\w+)+")
READ = {
    "schemas/catalogue.py": ("schemas/parsed/*.py", "schemas/marts/*.py"),
    "flows/declared.py": ("prefect.yaml", "automations.yaml", "flows/*.py"),
    "warehouse/graph.py": ("warehouse/models/*/*", "warehouse/indicators/*.sql"),
    "tests/models/test_models.py": ("warehouse/models/*/*", "warehouse/indicators/*.sql", "tests/models/*/*/*.csv"),
    "tests/warehouse/test_indicator_files.py": ("warehouse/indicators/*.sql", "docs/indicators.md"),
    "tests/warehouse/test_stories.py": ("tests/warehouse/stories/*/*.csv",),
    "tests/tasks/read/notices/golden_words.py": ("tests/tasks/read/notices/golden/*/*",),
    "tests/tasks/read/notices/test_golden.py": ("tests/tasks/read/notices/golden/*/*",),
    "tests/tasks/read/notices/test_fields_page.py": ("docs/notices.md",),
    "tests/test_docs.py": ("*.md", "docs/*.md", "docs/*/*.md"),
}
"""What is read by path, beside a package's own data: those the modules of the folder above it read."""


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.affected", description=__doc__.partition("\n\n")[0])
    parser.add_argument("--base", default="HEAD", help="count all that changed since this commit")
    parser.add_argument("--seconds", type=float, default=75, help="about how long the tests may take")
    asked = parser.parse_args(arguments)
    changed = changes(asked.base)
    tests = affected(changed, readers(ROOT))
    chosen = within(asked.seconds, tests, seconds())
    left = len(tests) - len(chosen)
    print(
        f"{len(changed)} files changed; {len(tests)} files of tests follow from them. "
        + (f"The {left} farthest are left to `make test` and CI." if left else "All of them run."),
        file=sys.stderr,
    )
    print("\n".join(chosen))


def changes(base):
    """Files that differ from a commit, and those that git does not know yet."""
    git = ["git", "-C", str(ROOT)]
    differ = [*git, "diff", "--name-only", "--no-renames", base], [*git, "ls-files", "-o", "--exclude-standard"]
    told = [subprocess.run(words, capture_output=True, text=True, check=True).stdout for words in differ]
    return sorted(set("".join(told).splitlines()))


def affected(changed, read_by):
    """Files of tests that follow from what changed, by distance; all of them where nobody is known to read it.

    Args:
        changed: paths below the root, with `/`.
        read_by: for each file those that read it.
    """
    distance = {}
    waiting = deque()
    for path in changed:
        known = path in read_by or path.startswith("tests/")
        for start in [path] if known else [each for readers in read_by.values() for each in readers]:
            distance.setdefault(start, 0 if known else FAR)
            waiting.append(start)
    while waiting:
        path = waiting.popleft()
        for reader in read_by.get(path, ()):
            if distance[path] + 1 < distance.get(reader, FAR + 1):
                distance[reader] = distance[path] + 1
                waiting.append(reader)
    return sorted((path for path in distance if is_test(path)), key=lambda path: (distance[path], path))


FAR = 99


def is_test(path):
    return path.startswith("tests/") and Path(path).name.startswith("test_") and path.endswith(".py")


def readers(root):
    """For each file of the checkout those that import, run or read it: `{"a.py": {"tests/test_a.py"}}`."""
    modules = [path for folder in OURS for path in sorted((root / folder).rglob("*.py"))]
    found = {}
    for module in modules:
        name = module.relative_to(root).as_posix()
        named = {file.relative_to(root).as_posix() for file in used(root, module)}
        named |= {
            file.relative_to(root).as_posix() for pattern in READ.get(name, ()) for file in sorted(root.glob(pattern))
        }
        for file in named - {name}:
            found.setdefault(file, set()).add(name)
    folders = {module.parent for module in modules}
    for file in (file for folder in OURS for file in (root / folder).rglob("*") if file.is_file()):
        path = file.relative_to(root).as_posix()
        if file.suffix not in {".py", ".pyc"} and path not in found:
            above = next(parent for parent in file.parents if parent in folders or parent == root)
            found[path] = {each.relative_to(root).as_posix() for each in above.glob("*.py")}
    return found


def used(root, module):
    """The files of ours that a module imports or names in a text, and the fixtures that stand above a test."""
    names = [*imported(module)]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names += MODULE.findall(node.value)
    yield from (file for name in names if name.split(".")[0] in OURS and (file := file_of(root, name)) is not None)
    if "tests" in module.relative_to(root).parts:
        yield from (parent / "conftest.py" for parent in module.parents if (parent / "conftest.py").exists())


def seconds():
    """How long each file of tests took when it ran last here."""
    return json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}


def within(limit, tests, times):
    """The nearest files that take about so long together, and at least one."""
    chosen, spent = [], 0.0
    for path in tests:
        spent += times.get(path, UNKNOWN_FLOWS if path.startswith("tests/flows/") else UNKNOWN_SECONDS)
        if spent > limit and chosen:
            break
        chosen.append(path)
    return chosen


if __name__ == "__main__":
    main()
