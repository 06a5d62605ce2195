"""The text of a drafted programme folder, and its place on disk."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from schemas.errors import UserError
from tasks.drafting.draft import Draft
from tasks.drafting.lists import Gathering, Line
from tasks.drafting.rows import Row
from tasks.read.programme.entries import MEMBERS, PARTS, TOML


def write(draft: Draft, folder: Path) -> None:
    """Write the folder whole or not at all.

    Raises:
        UserError: it is there already.
    """
    refuse_existing(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".draft-") as made:
        (Path(made) / TOML).write_text(toml_of(draft), encoding="utf-8")
        (Path(made) / MEMBERS).write_text(csv_of(draft.rows), encoding="utf-8")
        whole = Path(made) / "whole"
        whole.mkdir()
        for file in (TOML, MEMBERS):
            (Path(made) / file).rename(whole / file)
        whole.rename(folder)


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that is there.

    Raises:
        UserError: it is.
    """
    if folder.exists():
        raise UserError(f"{folder} is there already and stays as it is. Give another --out, or move it away first.")


def csv_of(rows: Sequence[Row]) -> str:
    """members.csv."""
    text = io.StringIO()
    (columns,) = (part.columns for part in PARTS if part.file == MEMBERS)
    csv.writer(text, lineterminator="\n").writerows([columns, *(row.cells for row in rows)])
    return text.getvalue()


def toml_of(draft: Draft) -> str:
    """programme.toml. A gathering belongs to the wave that began last before it."""
    begun = [(wave.starts_on, f"w{number}") for number, wave in enumerate(draft.waves, start=1)]
    held: dict[str, list[Gathering]] = {wave: [] for _, wave in begun}
    for gathering in draft.gatherings:
        held[max((each for each in begun if each[0] <= gathering.held_on), default=begun[0])[1]].append(gathering)
    head = (
        "# A draft: docs/programme.md says what each line means and what else can stand here.\n"
        "[programme]\n"
        f"id = {quoted(short(draft.name))}\nname = {quoted(draft.name)}\nworld = {quoted(draft.world)}\n"
        f"pull = {quoted(draft.pull)}\nverbatims_reviewed = false\n"
    )
    parts = [head]
    for (day, wave), told in zip(begun, draft.waves, strict=True):
        parts.append(f"[[waves]]\nid = {quoted(wave)}\nname = {quoted(told.name)}\nstarts_on = {day}\n")
    for day, wave in begun:
        first = [Gathering(Line("", 0, ""), day)] if not held[wave] else held[wave]
        parts += [gathering_of(each, wave, number) for number, each in enumerate(first, start=1)]
    return "\n".join(parts)


def gathering_of(gathering: Gathering, wave: str, number: int) -> str:
    """A gathering as a table of programme.toml."""
    lines = [
        "[[gatherings]]",
        f"id = {quoted(f'{wave}-{number}')}",
        f"wave = {quoted(wave)}",
        f"held_on = {gathering.held_on}",
    ]
    lines += [f"place = {quoted(gathering.place)}"] if gathering.place else []
    lines += [f"theme_nb = {quoted(gathering.theme)}"] if gathering.theme else []
    known = gathering.participants
    lines.append(
        f"participants = {known}" if known is not None else "# participants = 60  # the base of response rates"
    )
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as TOML writes it: as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def short(name: str) -> str:
    """A short name of letters, digits and dashes."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-_") or "programme"
