"""A reader's version covers every file its rows depend on: whatever it imports, wherever that has moved."""

from pathlib import Path

import pytest

from schemas.settings import Settings
from tasks.parse import parse
from tasks.parse.readers import readers
from tests.imports import imported_files

ROOT = Path(__file__).parents[3]
KINDS = ["programme", "register", "survey", "notices"]


def files(names):
    for name in names:
        path = ROOT / name
        yield from [path] if path.is_file() else path.rglob("*.py")


@pytest.mark.parametrize("kind", KINDS)
def test_the_version_covers_whatever_the_reader_imports(kind, tmp_path):
    (reader,) = (each for each in readers(Settings(data=tmp_path)) if each.kind == kind)
    covered = set(files([*parse.DECLARED, *reader.code]))
    waiting, seen = [path for path in covered if "parse" not in path.parts], set()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += imported_files(ROOT, path)
    assert not {str(path.relative_to(ROOT)) for path in seen - covered}


def test_a_file_that_is_no_longer_there_is_an_error_and_no_silence():
    reader = parse.Reader("notices", lambda _: iter(()), code=("tasks/read/gone.py",))
    with pytest.raises(FileNotFoundError, match=r"gone\.py"):
        parse.version(reader)
