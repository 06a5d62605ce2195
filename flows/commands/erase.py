"""`bestillerpuls erase`: take a person out of everything, and prove it by a search."""

import sys
from datetime import UTC, datetime

import typer

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.build.lease import build_lease
from tasks.erasure.erase import erase as erase_everywhere
from tasks.erasure.search import search
from tasks.prefect.prefect_home import prepare_prefect
from tasks.read.file_names import shown
from tasks.run.folders import Given
from tasks.surveys.boundary import open_survey_boundary

SHORTEST = 3
"""A value of fewer letters or digits would take others along."""


def erase() -> None:
    """Erase a person; what names them is read from standard input, a line each: e-mail, name, phone, number.

    Deletes and writes anew what holds the person, publishes without them, removes earlier generations, and searches
    the whole data folder for the values. A tombstone (a keyed digest) keeps a re-import from bringing them back.
    """
    settings = load_settings()
    if sys.stdin.isatty():
        typer.echo("What names the person, a line each (e-mail, name, phone, number); end with Ctrl-D.", err=True)
    values = [line.strip() for line in sys.stdin.read().splitlines() if line.strip()]
    if not values:
        raise UserError("Nothing to erase. Give the values on standard input, a line each, never as an argument.")
    if short := [place for place, value in enumerate(values, start=1) if sum(map(str.isalnum, value)) < SHORTEST]:
        raise UserError(f"Line {short[0]}: fewer than {SHORTEST} letters or digits name nobody. Nothing was erased.")
    with build_lease(settings, is_patient=True):
        erased = erase_everywhere(settings, open_survey_boundary(settings, datetime.now(UTC)), values)
    prepare_prefect(settings)
    from flows.in_process import run_in_process  # noqa: PLC0415 - Prefect reads its environment at import

    run_in_process(Given())
    done = erased.plan
    submissions = sum(len(places) for places in done.drop.values())
    typer.echo(
        f"Erased: {submissions} submissions in {len(done.landed)} landed surveys; {len(done.raw)} raw exports deleted. "
        f"What others said in those raw exports stays, de-identified."
    )
    if erased.unreadable:
        typer.echo(
            f"{erased.unreadable} of the raw exports had never been read into answers (they name the person, or cannot "
            "be read to tell). Nothing of them is kept: export them anew."
        )
    for name in erased.unlanded:
        typer.echo(
            f"Deleted unread from {settings.inbox}, because a value stands in it: {shown(name)}. Nothing of it is "
            "kept, so export it anew: what others answered comes in, and the person stays out."
        )
    if held := search(settings.data, values):
        places = ", ".join(shown(path.relative_to(settings.data)) for path in held)
        raise UserError(
            f"Not proven: the data folder still holds a value in {places}. "
            "End what runs there (bestillerpuls down) and run the command again."
        )
    typer.echo(f"Proven: {len(values)} values searched for in every byte of {settings.data}, none found.")
