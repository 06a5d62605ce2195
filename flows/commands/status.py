"""`bestillerpuls status`: how things stand."""

import typer

from schemas.settings import settings
from tasks.build import failed_build
from tasks.landing.store import receipts
from tasks.run.report import print_report


def status() -> None:
    """Say what has landed, what is published, and what is missing. Reads only."""
    here = settings()
    landed = list(receipts(here.landing))
    newest = max((receipt.landed_at for receipt in landed), default="never")
    typer.echo(f"Data folder {here.data}: {len(landed)} receipts, the newest from {newest}.")
    print_report(here, is_new=False)
    if (failed := failed_build.described(here)) is not None:
        typer.echo(f"What landed since is not published. {failed_build.told(failed)}", err=True)
