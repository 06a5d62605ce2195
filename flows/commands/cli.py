"""The command `bestillerpuls`: thin over the flows. Each command is a module in `flows/commands/`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import (
    analysis_plan,
    coverage,
    deploy,
    effect,
    erase,
    export,
    programme,
    pull,
    run,
    sample,
    set_aside,
    sql,
    status,
    surveys,
    up,
    worker,
)
from schemas.errors import UserError
from schemas.settings import load_settings

app = typer.Typer(
    name="bestillerpuls",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Do public buyers buy differently after they have been trained to?

    Survey exports and tender notices in, DuckDB marts out. Everything is kept in one data folder.

    Start with `bestillerpuls run`: without options it makes an invented sample and brings it all the way.
    Then ask: `bestillerpuls sql "from marts.ledger limit 5"`.

    Exit codes: 0 done · 1 an input could not be used (the message says which and what to do) ·
    2 the command was not understood · 3 a check failed, so nothing was published.
    """,
)
app.command()(run.run)
app.command()(erase.erase)
app.command()(set_aside.set_aside)
app.command()(set_aside.readmit)
app.add_typer(programme.app, name="programme")
app.add_typer(surveys.codebook, name="codebook")
app.command()(surveys.themes)
pull.app.command("surveys")(surveys.pull_surveys)
app.add_typer(pull.app, name="pull")
app.command()(sample.sample)
app.command()(sql.sql)
app.command()(effect.effect)
app.command()(analysis_plan.analysis_plan)
app.add_typer(export.app, name="export")
app.command()(coverage.coverage)
app.command()(status.status)
app.command()(up.up)
app.command()(up.down)
app.command()(deploy.deploy)
app.command()(worker.worker)


@app.callback()
def use_data_folder(
    data: Annotated[
        Path | None, typer.Option(help="The one folder everything is kept in; default BESTILLERPULS_DATA, or ./data.")
    ] = None,
) -> None:
    """Point every command at the data folder."""
    if data is not None:
        os.environ["BESTILLERPULS_DATA"] = str(data)
        load_settings.cache_clear()


def main() -> None:
    """Run the command; an error that is meant for the user is printed without a traceback."""
    try:
        app()
    except UserError as error:
        typer.echo(f"bestillerpuls: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
