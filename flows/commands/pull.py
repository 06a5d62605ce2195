"""`bestillerpuls pull`: from the services of Doffin, TED and the registers."""

import os
from datetime import date, datetime
from typing import Annotated, Literal

import typer

from schemas.settings import load_settings
from tasks.prefect.prefect_home import prepare_prefect
from tasks.pull.pulling import ready

app = typer.Typer(no_args_is_help=True, help="Pull from the services: doffin, ted, registers.")

First = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="First day; by default the first that was ever asked for."),
]
Last = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day; by default today.")]
Again = Annotated[bool, typer.Option("--again", help="Ask for every day of the span, whatever was said of it before.")]


@app.command()
def doffin(first: First = None, last: Last = None, again: Again = False) -> None:
    """Notices from Doffin, by issue date. Needs BESTILLERPULS_DOFFIN_KEY.

    Only days that no receipt closes are asked for, oldest first: stop it and start it again as you like. Closed days
    whose number of notices is another now are opened again: always where days are named, and else once a week.
    """
    notices("doffin", first, last, again=again)


@app.command()
def ted(
    first: First = None,
    last: Last = None,
    packages: Annotated[
        Literal["daily", "monthly"] | None,
        typer.Option(help="Fetch whole packages of all countries instead: for what is older than ten years."),
    ] = None,
    again: Again = False,
) -> None:
    """Notices of Norwegian buyers from TED, by publication date."""
    if packages is None:
        notices("ted", first, last, again=again)
        return
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    prepare_prefect(load_settings())
    from flows.pull import pull_ted_packages  # noqa: PLC0415 - Prefect reads its environment at import

    said(*pull_ted_packages(packages, *days(first, last)), "packages")


@app.command()
def registers(
    accept: Annotated[
        list[str] | None,
        typer.Option(help="A question whose answer may be much shorter than before, such as '582 to 131'; repeatable."),
    ] = None,
) -> None:
    """Renew Brønnøysund's units and SSB's codes and population, and show what changed."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    prepare_prefect(load_settings())
    from flows.pull import pull_registers  # noqa: PLC0415 - Prefect reads its environment at import

    changed, still_open = pull_registers(tuple(accept or ()))
    typer.echo(f"{changed} rows are new or gone; {still_open} questions stay open.")
    if still_open:
        raise typer.Exit(1)


def notices(source: str, first: datetime | None, last: datetime | None, *, again: bool) -> None:
    """Run the flow. What it raises is printed by the command, so Prefect need not."""
    ready(source, *days(first, last), load_settings())
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    prepare_prefect(load_settings())
    from flows.pull import pull_notices  # noqa: PLC0415 - Prefect reads its environment at import

    said(*pull_notices(source, *days(first, last), again=again), f"notices from {source}")


def days(first: datetime | None, last: datetime | None) -> tuple[date | None, date | None]:
    """What typer read, as dates."""
    return first.date() if first else None, last.date() if last else None


def said(landed: int, still_open: int, what: str) -> None:
    """Say what came, and fail where a window stays open."""
    typer.echo(f"{landed} {what} landed; {still_open} windows stay open.")
    if still_open:
        raise typer.Exit(1)
