"""`bestillerpuls pull surveys`, `bestillerpuls codebook draft` and `bestillerpuls themes`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.prefect.prefect_home import prepare_prefect
from tasks.read.surveys.export import Upload
from tasks.run import survey_account
from tasks.surveys.draft_codebook import draft
from tasks.surveys.export_names import names, with_all_names
from warehouse.measure_themes import ALL, LEXICONS, labelled, measure

codebook = typer.Typer(no_args_is_help=True, help="Codebooks: what the columns of a survey export are.")


def pull_surveys() -> None:
    """Survey exports from data/inbox, from addresses, and from Nettskjema, LimeSurvey and SurveyXact, as set up."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    prepare_prefect(load_settings())
    from flows.pull_surveys import pull_surveys as pull  # noqa: PLC0415 - Prefect reads its environment at import
    from flows.refresh import refresh  # noqa: PLC0415
    from tasks.run.folders import noted  # noqa: PLC0415

    settings, problems = load_settings(), list[str]()
    named = names(settings.landing / "raw", settings.inbox)  # what is read is taken out of the inbox
    with noted(problems):
        pull()
    published = refresh()
    typer.echo(f"Published {published}." if published else "Nothing new.")
    for line in survey_account.told(settings):
        typer.echo(f"  {line}")
    if problems:
        raise UserError("\n".join(with_all_names(problems, named | names(settings.landing / "raw"))))


@codebook.command("draft")
def draft_codebook(
    file: Annotated[Path, typer.Argument(help="An export, or a folder with the files of one.", exists=True)],
    encoding: Annotated[str | None, typer.Option(help="Where the bytes do not say it, such as cp1252.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="Where several would fit, such as ';'.")] = None,
) -> None:
    """Write a first codebook from an export: every column, with what it seems to be, for you to correct.

    No answer is written into it, except the options of questions with few different answers.
    """
    files = [file] if file.is_file() else sorted(path for path in file.iterdir() if path.is_file())
    typer.echo(draft(Upload({path.name: path.read_bytes() for path in files}, encoding, delimiter)))


def themes(
    wrong: Annotated[bool, typer.Option(help="Show the sentences that were classified wrongly or overlooked.")] = False,
) -> None:
    """Print how right the lexicons are: precision and recall of each theme on sentences labelled by hand.

    `tuning` sentences were used to improve the words; `held out` ones were not, and are the figure to trust.
    """
    table = Table("lexicon", "theme", "sentences", "there", "precision", "recall", title="held out")
    mistakes = []
    for name in LEXICONS:
        held_out = [one for one in labelled(name) if one.split == "held_out"]
        for score in measure(name, held_out):
            there = score.right + len(score.missed)
            figures = [f"{share:.2f}" if share is not None else "–" for share in (score.precision, score.recall)]
            table.add_row(name, score.theme, str(len(held_out)), str(there), *figures)
            if score.theme != ALL:
                mistakes += [f"{name}, {score.theme}, wrong: {text}" for text in score.wrong]
                mistakes += [f"{name}, {score.theme}, overlooked: {text}" for text in score.missed]
    Console(width=100).print(table)
    if wrong:
        typer.echo("\n".join(mistakes))
