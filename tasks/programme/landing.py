"""Land a programme folder whole, or nothing of it: whatever is wrong is told first, and the earlier version stays."""

import io
import tarfile
from pathlib import Path
from typing import cast

from schemas.errors import UserError
from tasks.landing.store import Receipt, World, object_path, receipts
from tasks.programme.codebooks import codebook_mistakes
from tasks.programme.given_files import bytes_of, files_in
from tasks.read.file_names import shown
from tasks.read.problems import Problem, ProgrammeError, format_problems
from tasks.read.programme.reader import examined, read_programme, unpack

EXPECTED = "programme.toml, members.csv and codebooks/*.toml"


class ProgrammeRefusedError(UserError):
    """Raised when a programme folder does not land; says everything that is wrong, and what stays in force.

    `world` is the one that the folder says, where that could be read.
    """

    def __init__(self, message: str, world: World | None) -> None:
        super().__init__(message)
        self.world = world


def pack_programme(folder: Path, landing: Path | None = None) -> bytes:
    """A programme folder as one object: a tar in which nothing but names and bytes can differ.

    Args:
        folder: where its files lie.
        landing: where earlier versions lie, to say which one stays in force.

    Raises:
        UserError: the folder is missing, or something in it is wrong.
    """
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files_in(folder, EXPECTED):
            data = bytes_of(path)
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    problems, world = wrong_in(unpack(packed.getvalue()))
    if problems:
        raise ProgrammeRefusedError(refusal(folder, problems, landing), world)
    return packed.getvalue()


def wrong_in(files: dict[str, bytes]) -> tuple[list[Problem], World | None]:
    """Everything that is wrong in a folder, and the world it says."""
    found = examined(files)
    are_known = not any(fault.table in {None, "parsed.gatherings"} for fault in found.faults)
    gatherings = found.tables["parsed.gatherings"]["gathering_id"].to_list() if are_known else None
    worlds = found.tables["parsed.programmes"]["world"].to_list()
    problems = [*found.faults, *found.mistakes, *codebook_mistakes(files, gatherings)]
    return problems, cast("World | None", worlds[0] if worlds else None)


def refusal(folder: Path, problems: list[Problem], landing: Path | None) -> str:
    """What is told of a folder that does not land."""
    many = f"{len(problems)} things are" if len(problems) > 1 else "one thing is"
    current = current_programme(landing) if landing is not None else None
    stays = (
        f"The version that landed on {current[0].landed_at[:10]} stays in force."
        if current
        else "No earlier version has landed, so nothing is known of who was trained."
    )
    lines = format_problems(problems).replace("\n", "\n  ")
    return f"{shown(folder)}: {many} wrong, so nothing of the programme folder landed. {stays}\n  {lines}"


def current_programme(landing: Path) -> tuple[Receipt, bytes] | None:
    """The programme folder that landed last of those that can be read: its receipt and bytes."""
    for receipt in reversed([*receipts(landing, "programme")]):
        path = object_path(landing, str(receipt.sha256))
        if receipt.sha256 is None or not path.exists():
            continue
        data = path.read_bytes()
        try:
            read_programme(data)
        except ProgrammeError:
            continue
        return receipt, data
    return None
