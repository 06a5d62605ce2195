"""Land what a user gives in a folder: notices, registers, a programme. Every regular file lands, whatever its name."""

import io
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, cast

from rich.console import Console
from rich.progress import track

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.store import Kind, Landing, Receipt, World, held_world
from tasks.landing.survey_door import open_door
from tasks.landing.surveys import land_surveys, refusals
from tasks.read.programme import read_programme
from tasks.sources.inbox import exports_in

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """The folders a user gave; None where there is none."""

    programme: Path | None = None
    registers: Path | None = None
    notices: Path | None = None
    surveys: Path | None = None


EXPECTED = {
    "programme": "programme.toml, members.csv and codebooks/*.toml",
    "registers": "answers of the registers as JSON",
    "notices": "notices as .xml, .zip or .tar.gz",
    "surveys": "exports of survey tools as .csv, .xlsx or .ndjson",
}
CONSOLE = Console(stderr=True)


class FolderError(UserError):
    """Raised when a folder that was given is not there or holds nothing; says what was expected."""


def files_in(folder: Path, expected: str) -> list[Path]:
    """Every regular file below the folder in a fixed order; hidden ones are the system's own and left out.

    Raises:
        FolderError: the folder is missing or empty.
    """
    if not folder.is_dir():
        raise FolderError(f"{folder}: no such folder. Expected {expected}.")
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    if not found:
        raise FolderError(f"{folder}: the folder is empty. Expected {expected}.")
    return found


def refuse_nothing(given: Given) -> None:
    """Refuse, before anything is begun, folders of which none holds a file.

    Raises:
        FolderError: a line per folder.
    """
    folders = {name: folder for name, folder in vars(given).items() if folder is not None}
    problems: list[str] = []
    for name, folder in folders.items():
        with noted(problems):
            files_in(folder, EXPECTED[name])
    if folders and len(problems) == len(folders):
        raise FolderError("\n".join(problems))


def land_given(here: Settings, given: Given) -> list[str]:
    """Land every folder that was given; what is wrong with one does not stop the others.

    Returns:
        Messages: what could not be landed, why, and the remedy.

    Raises:
        WorldMixedError: the data folder holds the other world.
    """
    problems: list[str] = []
    with ExitStack() as stack:
        programme = None
        if given.programme is not None:
            with noted(problems):
                programme = pack_programme(given.programme)
        landing = stack.enter_context(Landing(here.landing, world_of(programme, here)))
        if programme is not None and given.programme is not None:
            landing.put(programme, "folder", "programme", given.programme.name)
        if given.registers is not None:
            with noted(problems):
                land_files(landing, given.registers, "register", EXPECTED["registers"])
        if given.notices is not None:
            with noted(problems):
                land_files(landing, given.notices, "notices", EXPECTED["notices"])
        with noted(problems):
            problems += land_exports(landing, here, given.surveys)
    return problems


def land_exports(landing: Landing, here: Settings, folder: Path | None) -> list[str]:
    """Land the survey exports of a folder, and anew what a changed programme folder reads otherwise.

    Returns:
        What could not be read, why, and the remedy.
    """
    if folder is not None:
        files_in(folder, EXPECTED["surveys"])
    landing.sync()
    exports = [incoming for _, incoming in exports_in(folder)] if folder is not None else []
    if not exports and not (here.landing / "raw").is_dir():
        return []
    return refusals(land_surveys(landing, open_door(here, datetime.now(UTC)), exports))


@contextmanager
def noted(problems: list[str]) -> Iterator[None]:
    """Keep the message of a UserError and go on."""
    try:
        yield
    except UserError as error:
        problems.append(str(error))


def world_of(programme: bytes | None, here: Settings) -> World:
    """The world a programme folder says it is of; without one, the world that the data folder holds, or `real`."""
    if programme is not None:
        return cast("World", read_programme(programme)["parsed.programmes"]["world"][0])
    return held_world(here.landing) or "real"


def land_files(landing: Landing, folder: Path, kind: Kind, expected: str) -> list[Receipt]:
    """Land each file of a folder; the receipt's key is its path in the folder."""
    return [
        landing.put(path.read_bytes(), "folder", kind, str(path.relative_to(folder)))
        for path in progress(files_in(folder, expected), f"Landing {kind}")
    ]


def pack_programme(folder: Path) -> bytes:
    """A programme folder as one object: a tar in which nothing but names and bytes can differ.

    Raises:
        UserError: the folder is missing, or a file of it does not fit; nothing of it is landed then.
    """
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files_in(folder, EXPECTED["programme"]):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            archive.addfile(entry, io.BytesIO(path.read_bytes()))
    read_programme(packed.getvalue())
    return packed.getvalue()


def progress(things: Sequence[T], doing: str) -> Iterator[T]:
    """The things one by one, with a bar where somebody watches; nothing when piped."""
    yield from track(things, doing, console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True)
