"""`bestillerpuls status`: how things stand."""

import typer

from schemas.settings import load_settings
from tasks.build import failed_build
from tasks.landing.store import receipts
from tasks.run.report import print_report


def status() -> None:
    """Say what has landed, what is published, and what is missing. Reads only."""
    settings = load_settings()
    landed = list(receipts(settings.landing))
    newest = max((receipt.landed_at for receipt in landed), default="never")
    typer.echo(f"Data folder {settings.data}: {len(landed)} receipts, the newest from {newest}.")
    print_report(settings, is_new=False)
    if (failed := failed_build.recorded(settings)) is not None:
        typer.echo(f"What landed since is not published. {failed_build.describe(failed)}", err=True)
