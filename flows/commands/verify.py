"""`bestillerpuls verify`: whether everything that is kept is as it was written."""

from typing import Annotated

import typer

from schemas.settings import load_settings
from tasks.build.lease import build_lease
from tasks.build.verify import in_words
from tasks.build.verify import verify as look
from tasks.prefect.prefect_home import prepare_prefect
from tasks.read.file_names import legible
from tasks.run.folders import Given


def verify(
    repair: Annotated[bool, typer.Option(help="Make anew what follows from what is sound: rows, marts.")] = False,
) -> None:
    """Look at every byte of landing, parsed rows and generations, and say what is not as it was written.

    Exit codes: 0 all is sound, or was made anew · 1 something is damaged that --repair makes anew · 4 a hand is needed:
    each line says for what, and what to do.
    """
    settings = load_settings()
    with build_lease(settings, is_patient=True):
        found = look(settings, is_repaired=repair)
    for each in found:
        typer.echo(f"bestillerpuls: {legible(each.message)}", err=True)
    typer.echo(legible(in_words(settings.data, found)))
    if any(each.kind == "hand" for each in found):
        raise typer.Exit(4)
    if found and not repair:
        typer.echo("`bestillerpuls verify --repair` makes it anew.")
        raise typer.Exit(1)
    if found:
        prepare_prefect(settings)
        from flows.in_process import run_in_process  # noqa: PLC0415 - Prefect reads its environment at import

        outcome = run_in_process(Given())
        typer.echo(f"Published anew: {outcome.generation}." if outcome.generation else "Made anew.")
