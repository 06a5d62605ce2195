"""Erase a person: every byte that holds them, everywhere, so that no re-import brings them back.

First a plan without any value is written (`tombstones.Erasure`); then objects are deleted and written anew without
the person; then what was read from them goes; the next build publishes a generation without the person, and earlier
generations go. A run that is killed in between leaves the plan, and the next run finishes it.
"""

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks import raw_surveys, tombstones
from tasks.land_surveys import opened, remove_object
from tasks.landing import Landing, World, object_path, receipts
from tasks.pseudonym import Pseudonymiser
from tasks.publish import remove as remove_generation
from tasks.read.surveys.export import ExportRefusedError
from tasks.survey_door import Door
from tasks.tombstones import Erasure, Tombstones

Line = dict[str, Any]
"""A line of a de-identified object."""


def plan(landing: Path, door: Door, values: Iterable[str]) -> Erasure:
    """Find what holds the person, and write down what is to be done before anything is.

    Args:
        landing: the landing folder.
        door: with the key and codebooks that read raw exports.
        values: what names the person: e-mail, name, phone, number; each is looked for by itself.
    """
    values = [value.strip() for value in values if value.strip()]
    asked = Erasure(
        erasure_id=f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
        asked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        key_id=door.key.key_id,
        digests=tuple(tombstones.digest(door.key, value) for value in values),
        words=tuple(tombstones.word_count(value) for value in values),
    )
    person = Tombstones(door.key, [asked])
    rows = dict(raw_rows(door, person))
    drop = dict(landed_lines(landing, door, person, rows, values))
    made = Erasure(**(vars(asked) | {"raw": tuple(rows), "landed": tuple(drop), "drop": drop}))
    made.save(landing / "erasures")
    return made


def raw_rows(door: Door, person: Tombstones) -> Iterator[tuple[str, list[str]]]:
    """Raw exports that hold the person or cannot be read, with the places of the person's own submissions."""
    for raw, data in raw_surveys.kept(door.raw_folder):
        try:
            export = opened(door, data)
        except ExportRefusedError:
            yield raw.sha256, []
            continue
        named = [row for row in export.rows if any(person.found_in(cell) for cell in row.cells if cell)]
        own = [row.place for row in named if any(person.is_erased(cell) for cell in row.cells if cell)]
        if named or person.found_in(raw.name):
            yield raw.sha256, own


def landed_lines(
    landing: Path, door: Door, person: Tombstones, rows: dict[str, list[str]], values: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """De-identified objects to write anew, with the places of the lines that go."""
    for sha256, first, lines in surveys(landing):
        respondent = Pseudonymiser(door.key, f"respondent/{first.get('programme_id')}")
        pseudonyms = {respondent(value) for value in values}
        places = rows.get(first["raw_sha256"], [])
        own = [line["place"] for line in lines if line["place"] in places or line.get("respondent") in pseudonyms]
        if own or any(person.found_in(text) for line in lines for text in texts(line)):
            yield sha256, own


def carry_out(landing: Path, raw_folder: Path, parsed: Path, door: Door, erasure: Erasure) -> int:
    """Do what the plan says; done once or many times gives the same. Returns how many submissions went."""
    person = Tombstones(door.key, [erasure])
    gone = 0
    with Landing(landing, world_held(landing)) as writer:
        for sha256, first, lines in list(surveys(landing)):
            if sha256 in erasure.landed:
                kept = [line for line in lines if line["place"] not in erasure.drop[sha256]]
                gone += len(lines) - len(kept)
                first["erased"] = first.get("erased", 0) + len(lines) - len(kept)
                told = {"derived_from_sha256": first["raw_sha256"], "erased": first["erased"] or None}
                data = dumped([first, *(without(line, person) for line in kept)])
                writer.put(data, "erasure", "survey", erasure.erasure_id, **told)
    for sha256 in erasure.raw:
        raw_surveys.remove(raw_folder, sha256)
    raw_surveys.remove_leftovers(raw_folder)
    for sha256 in erasure.landed:
        remove_object(landing, sha256)
    for part in (landing / "objects").rglob(".part-*"):
        part.unlink(missing_ok=True)
    shutil.rmtree(parsed / "survey", ignore_errors=True)
    return gone


def unfinished(landing: Path) -> list[Erasure]:
    """Requests whose plan is not wholly carried out."""
    return [each for each in tombstones.erasures(landing / "erasures") if each.done_at is None]


def settle(landing: Path, published: Path) -> None:
    """After a generation without the person is published: delete all earlier ones, and mark the requests done."""
    pending = unfinished(landing)
    if not pending:
        return
    current = (published / "current").resolve()
    for generation in sorted((published / "generations").glob("*")) + sorted((published / "generations").glob(".*")):
        if generation.resolve() != current and generation.is_dir():
            remove_generation(generation)
    for each in pending:
        each.settled(datetime.now(UTC).isoformat(timespec="seconds")).save(landing / "erasures")


def surveys(landing: Path) -> Iterator[tuple[str, Line, list[Line]]]:
    """Every de-identified object that is there: its sha256, first line, and lines."""
    found = dict.fromkeys(one.sha256 for one in receipts(landing) if one.kind == "survey" and one.sha256)
    for sha256 in found:
        path = object_path(landing, str(sha256))
        if path.exists():
            first, *lines = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
            yield str(sha256), first, lines


def texts(line: Line) -> Iterator[str]:
    """What was written in a submission."""
    yield from (answer["text"] for answer in line.get("answers", []) if "text" in answer)


def without(line: Line, person: Tombstones) -> Line:
    """A submission with the person taken out of what others wrote."""
    answers = [
        answer | {"text": person.without_erased(answer["text"])} if "text" in answer else answer
        for answer in line.get("answers", [])
    ]
    return line | {"answers": answers} if "answers" in line else line


def dumped(lines: Iterable[Line]) -> bytes:
    """Lines as a de-identified object."""
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def world_held(landing: Path) -> World:
    """The world this landing folder holds."""
    return "sample" if (landing / "world").read_text() == "sample" else "real"
