"""`bestillerpuls worker`: run what is due, in the foreground."""

import os
import sys

import typer

from schemas.settings import load_settings
from tasks.prefect.prefect_home import prepare_prefect


def worker() -> None:
    """Run what is due, until interrupted. What was due several times while no worker ran is run once."""
    settings = load_settings()
    prepare_prefect(settings, is_guarded=False)  # this process becomes the worker
    from tasks.prefect.late_runs import drop_late_runs  # noqa: PLC0415 - Prefect reads its environment at import

    if dropped := drop_late_runs():
        typer.echo(f"{dropped} runs were due while no worker ran; the newest of each kind is enough.")
    command = [
        "prefect",
        "worker",
        "start",
        "--pool",
        "bestillerpuls",
        "--type",
        "process",
        "--limit",
        str(settings.runs_at_once),
    ]
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - becomes the worker, so signals reach it
