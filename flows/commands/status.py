"""`bestillerpuls status`: how things stand."""

import typer

from schemas.settings import load_settings
from tasks.build import manifest
from tasks.landing.damage import DamageError
from tasks.landing.store import receipts
from tasks.prefect.processes import running
from tasks.read.file_names import legible
from tasks.run.health import health
from tasks.run.report import print_report


def status() -> None:
    """Say what has landed, what is published, and what is missing. Reads only.

    Exit codes: 0 no hand is needed · 1 one is; the lines marked with ! say for what.
    """
    settings = load_settings()
    lines = health(settings)
    try:
        landed = list(receipts(settings.landing))
    except DamageError as error:
        typer.echo(f"bestillerpuls: {legible(str(error))}", err=True)
        raise typer.Exit(1) from None
    newest = max((receipt.landed_at for receipt in landed), default="never")
    typer.echo(f"Data folder {settings.data}: {len(landed)} receipts, the newest from {newest}.")
    if broken := manifest.damaged(settings.current) if settings.current.is_symlink() else []:
        remedy = "the next refresh builds it anew" if running(settings.processes, "worker") else "`bestillerpuls run`"
        typer.echo(f"! published: {', '.join(broken)}: gone or changed; {remedy}", err=True)
    else:
        print_report(settings, is_new=False)
    for line in lines:
        typer.echo(f"{' ' if line.is_well else '!'} {line.name}: {legible(line.text)}", err=not line.is_well)
    if broken or not all(line.is_well for line in lines):
        raise typer.Exit(1)
