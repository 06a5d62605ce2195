"""`bestillerpuls run`: the main job on given folders, or on the sample."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from schemas.settings import settings
from tasks.landing.export_names import names, told
from tasks.landing.folders import Given, refuse_nothing
from tasks.landing.store import held_world
from tasks.orchestration.prefect_home import prepare_prefect
from tasks.report import came_to_nothing, print_report
from tasks.sample.write import write_sample
from warehouse.as_known import Known


def make_sample(folder: Path) -> Given:
    """Make the sample where it is not there."""
    write_sample(folder)
    return Given(folder / "programme", folder / "registers", folder / "notices", folder / "surveys")


def run(
    notices: Annotated[
        Path | None, typer.Option(help="Notices: .xml, .zip, .tar.gz (daily or monthly packages).")
    ] = None,
    surveys: Annotated[Path | None, typer.Option(help="Survey exports, as the survey tool wrote them.")] = None,
    programme: Annotated[Path | None, typer.Option(help="programme.toml, members.csv, codebooks/*.toml.")] = None,
    registers: Annotated[Path | None, typer.Option(help="Answers of the registers as JSON.")] = None,
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Rebuild from what was known on that day, into --out."),
    ] = None,
    known_by: Annotated[
        Literal["published_on", "landed_at"], typer.Option(help="Known from publication, or from landing here.")
    ] = "published_on",
    out: Annotated[Path | None, typer.Option(help="Folder for --as-known-on; nothing is published.")] = None,
) -> None:
    """Land what the folders hold, read what is new, build the marts, check them, publish them.

    Without a folder: an invented sample is made in the data folder and brought all the way; in a data folder that
    holds real data, what has landed is read and published.

    A second run with nothing new publishes nothing.
    """
    prepare_prefect(settings())
    if as_known_on is not None:
        if out is None:
            raise typer.BadParameter("--as-known-on needs --out DIR: the folder to build into.")
        from flows.as_known import as_known  # noqa: PLC0415 - Prefect reads its environment at import

        as_known(Known(as_known_on.date(), known_by), out)
        typer.echo(f"Built from what was known on {as_known_on.date()}: {out / 'marts.duckdb'}. Nothing was published.")
        return
    given = Given(programme=programme, registers=registers, notices=notices, surveys=surveys)
    world = held_world(settings().landing)
    if world is None:
        refuse_nothing(given)
    if given == Given() and world != "real":
        given = make_sample(settings().data / "sample")
    from flows.here import run_here  # noqa: PLC0415 - Prefect reads its environment at import

    outcome = run_here(given)
    print_report(settings(), is_new=outcome.generation is not None)
    typer.echo(
        f"This run took {outcome.run_seconds:.1f} s; a flow that does nothing takes {outcome.floor_seconds:.1f} s here."
    )
    problems = outcome.problems + came_to_nothing(settings(), given)
    for problem in told(problems, names(settings().landing / "raw", surveys)):
        typer.echo(f"bestillerpuls: {problem}", err=True)
    if problems:
        raise typer.Exit(1)
