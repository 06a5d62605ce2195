"""`bestillerpuls` as somebody types it, in a process of its own, away from any Prefect that is set up here."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def bestillerpuls(data, *words, status=0):
    """Run a command on a data folder; gives the process that ended, with what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.commands.cli", "--data", str(data), *map(str, words)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        | {"BESTILLERPULS_EFFECT_DRAWS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done
