"""Open published marts so that a question can only be a question.

Read-only alone does not keep SQL from reading and writing other files: `enable_external_access` does, and
`lock_configuration` keeps it so.
"""

from pathlib import Path

import duckdb

LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "lock_configuration": True,
}
"""What every client of the published file should set; docs/ways-in.md shows where each tool takes it."""


def connect(file: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published `marts.duckdb` that can touch no other file and no network.

    The link `current` is resolved first: every query then sees one generation, and a new connection in the same
    process sees the newest (DuckDB would hand out the old file again for as long as one connection to the same
    path is open).

    Raises:
        FileNotFoundError: nothing is published there.
    """
    while file.exists():
        generation = file.resolve()
        try:
            return duckdb.connect(str(generation), read_only=True, config=LOCKED)
        except duckdb.IOException:
            if generation.exists():
                raise
            # The generation was the oldest and went between the two lines: look where the link points now.
    raise FileNotFoundError(f"{file} is not there: nothing is published yet. `bestillerpuls run` makes it.")
