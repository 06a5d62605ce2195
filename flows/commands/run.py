"""`bestillerpuls run`: the main job on given folders, or on the sample."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.landing.store import held_world, runs
from tasks.prefect.prefect_home import prepare_prefect
from tasks.run.folders import Given, refuse_nothing
from tasks.run.not_used import not_used
from tasks.run.report import print_report
from tasks.sample.write import write_sample
from tasks.surveys.export_names import names, with_all_names
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
    accept: Annotated[
        list[str] | None,
        typer.Option(help="A survey export (its key or file) that may replace what landed before, as a run asked."),
    ] = None,
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

    A second run with nothing new publishes nothing. What of a given folder could not be used is told last, and the exit
    code is 1 then, however much else was published.
    """
    prepare_prefect(load_settings())
    if as_known_on is not None:
        if out is None:
            raise typer.BadParameter("--as-known-on needs --out DIR: the folder to build into.")
        from flows.as_known import as_known  # noqa: PLC0415 - Prefect reads its environment at import

        as_known(Known(as_known_on.date(), known_by), out)
        typer.echo(f"Built from what was known on {as_known_on.date()}: {out / 'marts.duckdb'}. Nothing was published.")
        return
    asked = Given(programme, registers, notices, surveys, tuple(accept or ()))
    world = held_world(load_settings().landing)
    if world is None:
        refuse_nothing(asked)
    given = make_sample(load_settings().data / "sample") if asked == Given() and world != "real" else asked
    from flows.in_process import run_in_process  # noqa: PLC0415 - Prefect reads its environment at import

    earlier = runs(load_settings().landing)
    try:
        outcome = run_in_process(given)
    except UserError as error:
        typer.echo(f"bestillerpuls: {error}", err=True)
        print_problems(getattr(error, "__notes__", []), asked, earlier)
        raise typer.Exit(error.exit_code) from None
    print_report(load_settings(), is_new=outcome.generation is not None)
    typer.echo(
        f"This run took {outcome.run_seconds:.1f} s; a flow that does nothing takes {outcome.floor_seconds:.1f} s here."
    )
    if print_problems(outcome.problems, asked, earlier):
        raise typer.Exit(1)


def print_problems(problems: Sequence[str], asked: Given, earlier: Sequence[str]) -> bool:
    """Say last, on standard error, what of the given folders could not be used.

    Args:
        problems: what did not land.
        asked: the folders that somebody gave; the sample's own are none.
        earlier: the runs that had landed something before.

    Returns:
        Whether there was anything to say.
    """
    settings = load_settings()
    everything = with_all_names(problems, names(settings.landing / "raw", asked.surveys)) + not_used(
        settings, asked, earlier
    )
    for problem in everything:
        typer.echo(f"bestillerpuls: {problem}", err=True)
    return bool(everything)
