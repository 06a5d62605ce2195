"""A process that reads: a job a line from standard input, what was done a line to standard output.

It imports no Prefect, and hides pandas and hypothesis from pandera, which takes them along where they are installed
and needs neither to validate polars frames: large imports less in a process whose memory is bounded. One polars thread
a worker: the workers are what runs in parallel.
"""

import json
import os
import sys
from dataclasses import asdict
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

HIDDEN = ("pandas", "hypothesis")


class Hidden(MetaPathFinder):
    """Says of what a worker does not need that it is not installed."""

    def find_spec(self, name: str, *_: Any) -> None:
        """Nothing for any other module.

        Raises:
            ModuleNotFoundError: it is hidden.
        """
        if name in HIDDEN:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)


def main() -> None:
    """Read jobs until there are no more. A job is a list of landed objects; settings come on the first line."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    sys.meta_path.insert(0, Hidden())
    from schemas.settings import Settings  # noqa: PLC0415 (after the two lines above)
    from tasks.landing.damage import DamageError  # noqa: PLC0415
    from tasks.parse.parse import Landed, read_job  # noqa: PLC0415
    from tasks.parse.readers import readers  # noqa: PLC0415

    given = json.loads(sys.stdin.readline())
    settings = Settings(**given["settings"])
    reader = next(reader for reader in readers(settings) if reader.kind == given["kind"])
    for line in sys.stdin:
        job = [Landed(**{**thing, "path": Path(thing["path"])}) for thing in json.loads(line)]
        try:
            done = asdict(read_job(settings.parsed, reader, job))
        except DamageError as error:
            done = {"damage": str(error)}
        print(json.dumps(done), flush=True)  # noqa: T201 (the parent reads it)


if __name__ == "__main__":
    main()
