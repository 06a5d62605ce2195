"""Land what a user gives in a folder: notices, registers, a programme. Every regular file lands, whatever its name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.store import Kind, Landing, Receipt, held_world
from tasks.programme import landing as programme
from tasks.programme.given_files import FolderError, bytes_of, files_in, shown
from tasks.programme.landing import ProgrammeRefusedError, pack_programme, wrong_in
from tasks.read.programme.reader import unpack
from tasks.surveys import raw_exports
from tasks.surveys.boundary import open_survey_boundary
from tasks.surveys.export_names import key_of
from tasks.surveys.inbox import exports_in
from tasks.surveys.landing import land_surveys, refusals

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """The folders a user gave; None where there is none."""

    programme: Path | None = None
    registers: Path | None = None
    notices: Path | None = None
    surveys: Path | None = None
    accept: tuple[str, ...] = ()
    """Keys, or names of files, of survey exports that may replace what landed before."""

    @property
    def folders(self) -> dict[str, Path]:
        """The folders that were given, by what they hold."""
        return {name: folder for name, folder in vars(self).items() if isinstance(folder, Path)}


EXPECTED = {
    "programme": programme.EXPECTED,
    "registers": "answers of the registers as JSON",
    "notices": "notices as .xml, .zip or .tar.gz",
    "surveys": "exports of survey tools as .csv, .xlsx or .ndjson",
}
WORLD_UNKNOWN = (
    "Nothing else was landed: whether it is the sample's or real, the programme folder says. Mend it and run again; "
    "or give the others without it, and they are taken for real."
)
CONSOLE = Console(stderr=True)


def refuse_nothing(given: Given) -> None:
    """Refuse, before anything is begun in a data folder that holds nothing, folders of which none can be used.

    Raises:
        FolderError: a message per folder; or it cannot be known which world they are of.
    """
    folders = given.folders
    problems: list[str] = []
    is_known = True
    for name, folder in folders.items():
        try:
            files_in(folder, EXPECTED[name])
            if name == "programme":
                pack_programme(folder)
        except UserError as error:
            problems.append(str(error))
            is_known &= not isinstance(error, ProgrammeRefusedError) or error.world is not None
    if folders and len(problems) == len(folders):
        raise FolderError("\n".join(problems))
    if not is_known:
        raise FolderError("\n".join([*problems, WORLD_UNKNOWN]))


def land_given(settings: Settings, given: Given) -> list[str]:
    """Land every folder that was given; what is wrong with one does not stop the others.

    Returns:
        Messages: what could not be landed, why, and the remedy.

    Raises:
        WorldMixedError: the data folder holds the other world.
    """
    problems: list[str] = []
    packed: bytes | None = None
    world = held_world(settings.landing)
    if given.programme is not None:
        try:
            packed = pack_programme(given.programme, settings.landing)
            world = wrong_in(unpack(packed))[1]
        except ProgrammeRefusedError as error:
            problems.append(str(error))
            world = world or error.world
            if world is None:
                return problems + [WORLD_UNKNOWN] * (len(given.folders) > 1)
        except UserError as error:
            problems.append(str(error))
    with Landing(settings.landing, world or "real") as landing:
        if packed is not None and given.programme is not None:
            landing.put(packed, "folder", "programme", given.programme.name)
        if given.registers is not None:
            with noted(problems):
                land_files(landing, given.registers, "register", EXPECTED["registers"])
        if given.notices is not None:
            with noted(problems):
                land_files(landing, given.notices, "notices", EXPECTED["notices"])
        with noted(problems):
            problems += land_exports(landing, settings, given.surveys, given.accept)
    return problems


def land_exports(landing: Landing, settings: Settings, folder: Path | None, accept: Sequence[str] = ()) -> list[str]:
    """Land the survey exports of a folder, and anew what a changed programme folder reads otherwise.

    Returns:
        What could not be read, why, and the remedy.
    """
    if folder is not None:
        files_in(folder, EXPECTED["surveys"])
    landing.sync()
    exports = [incoming for _, incoming in exports_in(folder)] if folder is not None else []
    if not exports and not (settings.landing / "raw").is_dir():
        return []
    door = open_survey_boundary(settings, datetime.now(UTC), accept)
    told = refusals(land_surveys(landing, door, exports))
    known = {name for raw in raw_exports.known(settings.landing / "raw") for name in (key_of(raw.sha256), raw.name)}
    return told + [f"--accept {name}: no survey export is called so." for name in accept if name not in known]


@contextmanager
def noted(problems: list[str]) -> Iterator[None]:
    """Keep the message of a UserError and go on."""
    try:
        yield
    except UserError as error:
        problems.append(str(error))


def land_files(landing: Landing, folder: Path, kind: Kind, expected: str) -> list[Receipt]:
    """Land each file of a folder; the receipt's key is its path in the folder.

    Raises:
        FolderError: the folder is missing or empty; or a file could not be read, after the others have landed.
    """
    landed: list[Receipt] = []
    unread: list[str] = []
    for path in progress(files_in(folder, expected), f"Landing {kind}"):
        with noted(unread):
            landed.append(landing.put(bytes_of(path), "folder", kind, shown(path.relative_to(folder))))
    if unread:
        raise FolderError("\n".join(unread))
    return landed


def progress(things: Sequence[T], doing: str) -> Iterator[T]:
    """The things one by one, with a bar where somebody watches; nothing when piped."""
    yield from track(things, doing, console=CONSOLE, disable=not CONSOLE.is_terminal, transient=True)
