"""What decides which of a survey passes: programme folder, key, who was erased, and how long raw exports are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from schemas.settings import Settings
from tasks.programme.codebooks import CODEBOOKS
from tasks.programme.landing import current_programme
from tasks.read.programme.reader import read_programme, unpack
from tasks.read.surveys import codebook
from tasks.read.surveys.codebook import Codebook
from tasks.read.surveys.export import Upload, same
from tasks.surveys.pseudonyms import Key, open_key
from tasks.surveys.tombstones import Tombstones, erasures


@dataclass(frozen=True)
class Incoming:
    """An export on its way in: where it is from and what it was called there."""

    source: str
    name: str
    upload: Upload = field(repr=False)


@dataclass(frozen=True)
class Course:
    """What the programme folder says that surveys need; `organisations` maps names as they are compared to numbers."""

    programme_id: str
    codebooks: Sequence[Codebook]
    organisations: dict[str, str]


@dataclass(frozen=True)
class SurveyBoundary:
    """All that decides what passes."""

    course: Course
    key: Key
    tombstones: Tombstones
    raw_folder: Path
    raw_days: int
    now: datetime
    accepted: frozenset[str] = frozenset()
    """Keys, or names of files, of exports that may replace what landed before."""


def open_survey_boundary(settings: Settings, now: datetime, accepted: Iterable[str] = ()) -> SurveyBoundary:
    """The boundary as it stands now; `accepted` are exports that the operator lets replace what landed before.

    Raises:
        UserError: a codebook or the key cannot be used.
    """
    key = open_key(settings.key_file)
    requests = list(erasures(settings.landing / "erasures"))
    return SurveyBoundary(
        course(settings.landing),
        key,
        Tombstones(key, requests),
        settings.landing / "raw",
        settings.raw_survey_days,
        now,
        frozenset(accepted),
    )


def course(landing: Path) -> Course:
    """What the programme folder that is in force says; without one nothing is mapped, and exports wait in raw."""
    held = current_programme(landing)
    if held is None:
        return Course("", (), {})
    files, tables = unpack(held[1]), read_programme(held[1])
    books = [codebook.parse(files[name], name) for name in sorted(files) if name.startswith(CODEBOOKS)]
    members = tables["parsed.members"].select("name", "organisation_number").iter_rows()
    names = {spelling: number for name, number in members for spelling in spellings(name)}
    return Course(str(tables["parsed.programmes"]["programme_id"][0]), books, names)


def spellings(name: str) -> Iterator[str]:
    """What a respondent may write for `Trondheim kommune` or `Trondheim – Tråante`, as names are compared."""
    whole = same(name)
    short = whole.removesuffix(" kommune").removesuffix(" fylkeskommune")
    yield from (whole, short, *(part.strip() for part in short.split(" - ")))
