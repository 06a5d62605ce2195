"""`bestillerpuls key check` and `key backup`: the one thing in the data folder that nothing brings back."""

from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.surveys.held_key import back_up, held_key, last_backup, recorded_id

app = typer.Typer(no_args_is_help=True, help="The pseudonym key: check it, and copy it to a safe place.")


@app.command()
def check() -> None:
    """Say whether the key is the one that landing was made with, and whether a backup was ever made."""
    settings = load_settings()
    if recorded_id(settings) is None and not settings.key_file.exists():
        typer.echo("There is no key yet: it is made when the first survey or notice is read.")
        return
    key = held_key(settings)
    typer.echo(f"The key is there and is the right one: {key.key_id}.")
    made = last_backup(settings)
    if made is None or made["key_id"] != key.key_id:
        raise UserError("No backup of the key was ever made: bestillerpuls key backup FILE (outside the data folder).")
    typer.echo(f"A backup was made on {made['made_at'][:10]}.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A file that is not there yet, or a folder; outside the data folder.")],
) -> None:
    """Copy the key out of the data folder, to a place that only you can read."""
    key = back_up(load_settings(), target)
    typer.echo(f"Copied the key {key.key_id} to {target}. Keep it apart from backups of the data folder.")
