"""`bestillerpuls up` and `down`: the whole thing on one machine, with everything in the data folder."""

import os
import sys
import time

import requests
import typer

from schemas.errors import UserError
from schemas.settings import Settings, load_settings
from tasks.prefect.prefect_home import prepare_server
from tasks.prefect.processes import running, start, stop


def up() -> None:
    """Start server and worker, and deploy schedules, triggers and automations. What runs already is left running.

    Ends when all of it is there; server and worker go on in the background until `bestillerpuls down`. Their logs lie
    in the data folder, in prefect/processes.
    """
    settings = load_settings()
    prepare_server(settings)
    settings.inbox.mkdir(exist_ok=True, mode=0o700)
    page = f"http://127.0.0.1:{settings.prefect_port}"
    is_ours = start(settings.processes, "server", [sys.executable, "-m", "prefect", "server", "start"], os.environ)
    try:
        wait_for_server(f"{page}/api/health", settings)
        from flows.commands.deploy import deploy  # noqa: PLC0415 - Prefect reads its environment at import

        deploy()
    except BaseException:
        if is_ours:  # nothing is left of what could not be brought up
            stop(settings.processes, "server", settings.stop_seconds)
        raise
    pages = [
        "http.server",
        str(settings.pages_port),
        "--bind",
        "127.0.0.1",
        "--directory",
        str(settings.current.absolute()),
    ]
    start(settings.processes, "pages", [sys.executable, "-m", *pages], os.environ)
    start(settings.processes, "worker", [sys.executable, "-m", "flows.commands.cli", "worker"], os.environ)
    typer.echo(f"Put survey exports into {settings.inbox}. End it with: bestillerpuls down")
    if not settings.current.exists():
        typer.echo("Nothing is published yet, so the dashboard is not there: bestillerpuls run makes the sample.")
    typer.echo(
        f"Open {page} for runs and events, and http://127.0.0.1:{settings.pages_port}/dashboard/ for the dashboard."
    )


def down() -> None:
    """End worker and server. Nothing is lost: what a run had not finished, the next one does."""
    settings = load_settings()
    for name in ("worker", "pages", "server"):
        typer.echo(f"{name} {'ended' if stop(settings.processes, name, settings.stop_seconds) else 'was not running'}")


def wait_for_server(address: str, settings: Settings) -> None:
    """Wait until the server answers.

    Raises:
        UserError: it ended, or did not answer in time.
    """
    end = time.monotonic() + settings.prefect_startup_seconds
    while time.monotonic() < end and running(settings.processes, "server") is not None:
        try:
            requests.get(address, timeout=5).raise_for_status()
        except requests.RequestException:
            time.sleep(0.2)
        else:
            return
    raise UserError(
        f"The Prefect server does not answer at {address}. Its log: {settings.processes / 'server.log'}. "
        "Is the port taken? Choose another with BESTILLERPULS_PREFECT_PORT."
    )
