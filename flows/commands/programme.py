"""`bestillerpuls programme draft` and `bestillerpuls programme check`: the programme folder, made easy."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from schemas.settings import load_settings
from tasks.drafting.check import checked
from tasks.drafting.draft import drafted, waves_in
from tasks.drafting.folder import refuse_existing, write
from tasks.drafting.lists import gatherings_in
from tasks.drafting.outlook import cost, minimum_detectable_effects
from tasks.drafting.rows import MEMBER

app = typer.Typer(no_args_is_help=True, help="The programme folder: who was trained when.")
SHOWN = 20
"""Rows to decide that are told one by one."""


@app.command("draft")
def draft_folder(
    members: Annotated[
        list[Path],
        typer.Option(help="Names of members, a line each, as you write them; repeatable.", exists=True, dir_okay=False),
    ],
    wave: Annotated[
        list[datetime] | None,
        typer.Option(formats=["%Y-%m-%d"], help="First day of each list's wave; or a line with it in the list."),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(help="Who was not trained: all, county (the members' counties), or a file with their names."),
    ] = None,
    gatherings: Annotated[
        Path | None,
        typer.Option(help="A line each: day, place, participants, theme.", exists=True, dir_okay=False),
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the programme.")] = "Programme",
    out: Annotated[Path, typer.Option(help="Folder to write; it must not be there.")] = Path("programme"),
) -> None:
    """Write a programme folder from lists of names: organisation numbers come from the registers that have landed.

    What is in doubt is left to you: `DECIDE` stands in its place, with those who may be meant, and nothing lands before
    it is decided.
    """
    refuse_existing(out)
    waves = waves_in(members, [each.date() for each in wave or ()])
    found = drafted(load_settings(), name, waves, gatherings_in(gatherings) if gatherings else (), compare)
    write(found, out)
    mine = [row for row in found.rows if row.status == MEMBER]
    doubtful = [(line, row) for line, row in enumerate(found.rows, start=2) if not row.is_decided]
    listed = f"{many(len(mine), 'member')} in {many(len(waves), 'wave')}"
    typer.echo(f"{out}: {listed}, {len(found.rows) - len(mine)} to compare with.")
    if doubtful:
        typer.echo(f"Left for you to decide, {len(doubtful)} in {out / 'members.csv'}:")
        for line, row in doubtful[:SHOWN]:
            name = f"{row.name} ({row.source})" if row.candidates else row.source  # it may be a person's
            typer.echo(f"  line {line}, {name}: {row.organisation_number}")
        if len(doubtful) > SHOWN:
            typer.echo(f"  … and {len(doubtful) - SHOWN} more")
    typer.echo(f"Next: bestillerpuls programme check {out}")


@app.command("check")
def check_folder(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The programme folder.")],
    ask: Annotated[bool, typer.Option(help="Ask Doffin and TED how many notices they have.")] = False,
) -> None:
    """Say what is wrong and what is doubtful, whom the folder lists, what a pull takes, and what could be seen at all.

    What is wrong keeps the folder from landing, and the exit code is 1; what is doubtful does not.
    """
    found = checked(load_settings(), folder)
    show(f"{len(found.wrong)} wrong", found.wrong)
    show(f"{len(found.doubtful)} doubtful", found.doubtful)
    if found.no_registers:
        typer.echo(f"Not held to the registers: {found.no_registers}")
    else:
        show("Listed", found.listed)
        show("Members that were merged", found.merged or ["none, as far as the registers tell"])
    if not found.wrong:
        show("A pull takes", cost(load_settings(), folder, is_asked=ask))
    seen = minimum_detectable_effects(load_settings())
    none_yet = "known once notices have landed and are published: bestillerpuls run"
    show("Minimum detectable effect, in what is published", seen or [none_yet])
    if found.wrong:
        raise typer.Exit(1)
    typer.echo(f"Next: bestillerpuls run --programme {folder}")


def many(count: int, what: str) -> str:
    """`1 wave`, `2 waves`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def show(title: str, lines: Iterable[object]) -> None:
    """A title and its lines below it."""
    typer.echo(f"{title}:" if (told := [f"  {line}" for line in lines]) else f"{title}.")
    for line in told:
        typer.echo(line)
