"""`bestillerpuls coverage`: what notices carry, what of it is read, and what nobody reads."""

from pathlib import Path
from typing import Annotated

import typer

from tasks.run.notice_coverage import Coverage, cover


def coverage(
    notices: Annotated[Path, typer.Option(help="Folder of notices: XML, .tar.gz, .zip.")],
    unknown: Annotated[int, typer.Option(min=0, help="How many unknown paths to show, the most frequent first.")] = 40,
) -> None:
    """Walk through every notice of a folder a second time and say how much of it is read.

    For each field, the share of notices that carry it and the share of those in which it was read. For each path that
    no field is declared for, how often it stands there and a file with it (never its text).
    """
    for line in table(cover(notices), unknown):
        typer.echo(line)


def table(found: Coverage, unknown: int) -> list[str]:
    """The lines of the report."""
    lines = [f"{'field':58}{'notices':>9}{'carry it':>10}{'read':>8}"]
    for (form, name, column), carries in sorted(found.carry.items()):
        documents, read = found.documents[form], found.read[form, name, column]
        lines.append(f"{f'{form} {name}.{column}':58}{documents:>9}{carries / documents:>10.1%}{read / carries:>8.1%}")
    lines.append("")
    lines.append(
        f"{len(found.unknown)} paths that no field is declared for, of {sum(found.documents.values())} notices:"
    )
    for (form, path), count in found.unknown.most_common(unknown):
        lines.append(f"{count:>9}  {form} {path}  for example in {found.example[form, path]}")
    return lines
