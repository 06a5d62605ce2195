"""A programme folder in which nothing is wrong."""

import pytest

from tests.tasks.programme.test_landing import FILES


@pytest.fixture
def folder(tmp_path):
    """A folder in which nothing is wrong."""
    folder = tmp_path / "programme"
    (folder / "codebooks").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
