"""`bestillerpuls coverage`: what became of each value that notices hold."""

from pathlib import Path
from typing import Annotated

import typer

from tasks.run.notice_coverage import Coverage, cover


def coverage(
    notices: Annotated[Path, typer.Option(help="Folder of notices: XML, .tar.gz, .zip.")],
    lost: Annotated[int, typer.Option(min=0, help="How many lost paths to show, the most frequent first.")] = 40,
) -> None:
    """Account for every value of every notice of a folder: each is read, not wanted for a reason, or lost.

    By kind of value how many are read, not wanted and lost; why those are not wanted; and for each path that is lost
    how often it stands there and a file with it (never its text).
    """
    for line in table(cover(notices), lost):
        typer.echo(line)


def table(found: Coverage, lost: int) -> list[str]:
    """The lines of the report."""
    lines = [f"{'values':32}{'all':>10}{'read':>10}{'not wanted':>12}{'lost':>8}"]
    for form, kind in sorted({(form, kind) for form, kind, _ in found.values}):
        became = [found.values[form, kind, outcome] for outcome in ("read", "not_wanted", "lost")]
        lines.append(f"{f'{form} {kind}':32}{sum(became):>10}{became[0]:>10}{became[1]:>12}{became[2]:>8}")
    nulled = ", ".join(f"{reason} {times}" for reason, times in found.nulled.most_common())
    lines += ["", f"Read, null and told: {found.nulled.total()} ({nulled}). Withheld by the buyer: {found.withheld}."]
    lines += ["", "Not wanted, and why:"]
    lines += [f"{times:>10}  {form}: {reason}" for (form, reason), times in found.reasons.most_common()]
    lines += ["", f"{len(found.lost)} paths are lost, of {sum(found.documents.values())} notices:"]
    for (form, kind, path), times in found.lost.most_common(lost):
        lines.append(f"{times:>10}  {form} {kind} {path}  for example in {found.example[form, kind, path]}")
    return lines
