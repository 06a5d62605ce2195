"""`bestillerpuls set-aside` and `bestillerpuls readmit`: take a document out of the marts, and put it back."""

from typing import Annotated

import typer

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.build import choose_documents
from tasks.prefect.prefect_home import prepare_prefect
from tasks.run.folders import Given

What = Annotated[
    str, typer.Argument(metavar="FILE-OR-SHA256", help="The file itself, or its sha256 as marts.ledger has it.")
]


def set_aside(
    what: What,
    why: Annotated[str, typer.Option(help="What is wrong with it; stands in marts.set_aside. No personal values.")],
) -> None:
    """Leave a landed file, or a document out of an archive, out of the marts, and publish without it.

    Nothing is deleted: its bytes stay in landing. A document of an archive is named by a file that holds it alone.
    """
    chosen = choose_documents.set_aside(load_settings(), what, why)
    publish(f"Set aside: {', '.join(chosen)}.")


def readmit(what: What) -> None:
    """Let what was set aside count again, and publish with it; a build may set it aside anew."""
    chosen = choose_documents.readmit(load_settings(), what)
    publish(f"Counts again: {', '.join(chosen)}.")


def publish(said: str) -> None:
    """Publish what follows from the decision.

    Raises:
        UserError: the decision stands, and nothing could be published.
    """
    prepare_prefect(load_settings())
    from flows.in_process import run_in_process  # noqa: PLC0415 - Prefect reads its environment at import

    typer.echo(said)
    try:
        outcome = run_in_process(Given())
    except UserError as error:
        raise UserError(f"The decision stands, but nothing was published. {error}") from error
    typer.echo(f"Published now: generation {outcome.generation}." if outcome.generation else "Nothing new to publish.")
