"""The database that the warehouse is built in: a file that is thrown away."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb

from schemas.settings import Settings


@contextmanager
def warehouse_file(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database that the marts are built in; it is thrown away, as is what a killed run left of its own."""
    folder = settings.data / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder) as work:
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": settings.memory_limit,
            "temp_directory": f"{work}/spill",
            "threads": settings.workers,
        }
        with duckdb.connect(f"{work}/warehouse.duckdb", config=limits) as db:
            yield db
