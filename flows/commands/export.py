"""`bestillerpuls export`: what is published, in the form that others ask for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import UserError
from schemas.settings import load_settings
from warehouse.connect import connect
from warehouse.export.ocds.files import export_ocds

app = typer.Typer(no_args_is_help=True, help="Write what is published in the form that others ask for.")


@app.callback()
def export() -> None:
    """Keep `export` a command with commands of its own, however few they are."""


@app.command()
def ocds(
    out: Annotated[Path, typer.Option(help="Folder to write; files of the same name are replaced.")],
) -> None:
    """Write the procedures as OCDS 1.1, in the terms of the profile for eForms.

    `releases.json` has a release for each notice, `records.json` a record for each procedure, `compiled_releases.jsonl`
    the compiled releases a line each, as `ocdscardinal` reads them. docs/ocds.md says which fields are filled.
    """
    path = load_settings().current / "marts.duckdb"
    if not path.exists():
        raise UserError(f"Nothing is published in {load_settings().published} yet. Start with: bestillerpuls run")
    with connect(path) as db:
        counts = export_ocds(db, out, load_settings().ocds_prefix, datetime.now(UTC))
    typer.echo(f"{out}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
