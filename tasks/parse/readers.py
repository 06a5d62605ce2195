"""The reader of each kind of landed object: one entry a kind, and `parse.py` does the rest."""

from functools import partial

from schemas.settings import Settings
from tasks.parse.parse import Frames, Landed, Reader
from tasks.parse.whole_objects import frame_of, whole_objects
from tasks.read.notices.reader import parts
from tasks.read.programme.reader import read_programme
from tasks.read.registers import reader as registers
from tasks.read.surveys import reader as surveys
from tasks.surveys.held_key import held_key
from tasks.surveys.pseudonyms import Pseudonymiser

PROGRAMME = (
    "tasks/read/programme",
    "tasks/read/problems.py",
    "tasks/read/notices/organisation_numbers.py",
    "tasks/read/notices/organisations.py",
    "warehouse/indicator_files.py",
)
SURVEY = ("tasks/read/surveys", "tasks/read/masking.py", "tasks/read/programme/entries.py", "tasks/read/problems.py")
NOTICES = ("tasks/read/notices", "tasks/read/archives.py", "tasks/read/file_names.py", "tasks/read/tar.py")


def readers(settings: Settings) -> list[Reader]:
    """Every reader; rows of people depend on the pseudonym key, and so on its id."""
    key = held_key(settings)
    people = Pseudonymiser(key, "notices")
    read = partial(parts, pseudonymise=people, batch_documents=settings.batch_documents)
    return [
        Reader("programme", whole_objects("programme", programme), code=PROGRAMME),
        Reader(
            "register",
            whole_objects("register_record", lambda thing, data: registers.read(thing.sha256, data)),
            code=("tasks/read/registers",),
        ),
        Reader(
            "survey",
            whole_objects("submission", lambda thing, data: surveys.read(thing.sha256, data)),
            code=SURVEY,
        ),
        Reader(
            "notices",
            read,
            code=NOTICES,
            depends_on=key.key_id,
        ),
    ]


def programme(thing: Landed, data: bytes) -> Frames:
    """A programme folder: its latest landing takes the place of earlier ones with the same id."""
    frames = read_programme(data)
    document = {
        "file_sha256": thing.sha256,
        "member": "",
        "unit": "programme",
        "identity": frames["parsed.programmes"]["programme_id"][0],
        "content_sha256": thing.sha256,
        "preference": 0,
        "is_rejected": False,
    }
    return {**frames, "parsed.documents": frame_of("parsed.documents", [document])}
