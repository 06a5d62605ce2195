"""`bestillerpuls sample`: make an invented world to try everything on."""

from pathlib import Path
from typing import Annotated

import typer

from tasks.sample.write import NOTICES, write_sample


def sample(
    out: Annotated[Path, typer.Option(help="Folder to write; new or empty.")],
    notices: Annotated[int, typer.Option(min=1, help="Notices; copies and broken files come on top.")] = NOTICES,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
) -> None:
    """Write invented notices, registers, a programme folder, surveys, and the truth about them.

    Nothing in it exists: no municipality, supplier, person or notice. A course with a known effect is buried in it;
    `truth/` says what was put in.

    Bring it all the way with `bestillerpuls run --notices OUT/notices --registers OUT/registers
    --programme OUT/programme --surveys OUT/surveys`.
    """
    files = write_sample(out, notices, seed)
    typer.echo(f"{out}: " + ", ".join(f"{count} {kind}" for kind, count in files.items()))
