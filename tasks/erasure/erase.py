"""Erase a person: every byte that holds them, everywhere, so that no re-import brings them back.

First a plan without any value is written (`tombstones.Erasure`); then objects are written anew without the person and
the old ones deleted; then what was read from them goes; the next build publishes a generation without the person, and
all earlier ones go. A run that is killed in between leaves the plan, and the next run finishes it.
"""

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.settings import Settings
from tasks.build import publish
from tasks.erasure.search import search
from tasks.landing.store import Landing, held_world, object_path, receipts
from tasks.parse.batch import remove as remove_batches
from tasks.prefect.processes import running
from tasks.read.surveys.export import ExportRefusedError
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys import tombstones
from tasks.surveys.boundary import SurveyBoundary
from tasks.surveys.inbox import take_out
from tasks.surveys.landing import remove_object
from tasks.surveys.open_export import opened
from tasks.surveys.pseudonyms import Key, Pseudonymiser, open_key
from tasks.surveys.tombstones import Erasure, Tombstones, erasures

Line = dict[str, Any]
"""A line of a de-identified object."""


@dataclass(frozen=True)
class Erased:
    """What an erasure did: its plan, and what went with the person unread.

    `unlanded` are exports that waited in the inbox, told without the person. `unreadable` is how many raw exports were
    never read into answers, so that nothing of them is left.
    """

    plan: Erasure
    unlanded: list[str]
    unreadable: int


def erase(settings: Settings, boundary: SurveyBoundary, values: Sequence[str]) -> Erased:
    """Plan and carry out an erasure, up to what a build must do; needs the build lease.

    Args:
        settings: where the data lies.
        boundary: with the key and the codebooks that read raw exports.
        values: what names the person: e-mail, name, phone, number; each is looked for by itself.
    """
    asked = plan(settings.landing, boundary, values)
    person = Tombstones(boundary.key, [asked])
    unlanded = list(clear_inbox(settings.inbox, person, values))
    for path in search(settings.data / "sample", values):
        path.unlink()
    forget_runs(settings, values)
    refused = {first["raw_sha256"] for _, first, _ in surveys(settings.landing) if "refused" in first}
    return Erased(carry_out(settings, asked), unlanded, len(refused & set(asked.raw)))


def clear_inbox(inbox: Path, person: Tombstones, values: Sequence[str]) -> Iterator[str]:
    """Delete the exports that wait with the person in them: by name, or by place where the name tells who it is."""
    held = {inbox / path.relative_to(inbox).parts[0] for path in search(inbox, values)}
    waiting = sorted(inbox.iterdir()) if held else []
    for place, path in enumerate(waiting, start=1):
        if path in held:
            take_out(path)
            yield f"number {place} of {len(waiting)}" if person.found_in(path.name) else path.name


def forget_runs(settings: Settings, values: Sequence[str]) -> None:
    """Delete Prefect's memory of runs where a value stands in it: a refusal names its file, and a file a person.

    Not under a server that uses it: the search at the end then finds the value there and says so.
    """
    is_used = any(running(settings.processes, path.stem) for path in settings.processes.glob("*.pid"))
    if not is_used and search(settings.prefect_home, values):
        shutil.rmtree(settings.prefect_home)


def plan(landing: Path, boundary: SurveyBoundary, values: Sequence[str]) -> Erasure:
    """Find what holds the person, and write down what is to be done before anything is."""
    now = datetime.now(UTC)
    asked = Erasure(
        erasure_id=f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
        asked_at=now.isoformat(),
        key_id=boundary.key.key_id,
        digests=tuple(each for value in values for each in tombstones.digests(boundary.key, value)),
        words=tuple(tombstones.word_count(value) for value in values),
    )
    person = Tombstones(boundary.key, [asked])
    rows = dict(raw_rows(boundary, person))
    drop = dict(landed_lines(landing, boundary.key, person, rows, values))
    made = replace(asked, raw=tuple(rows), landed=tuple(drop), drop=drop)
    made.save(landing / "erasures")
    return made


def raw_rows(boundary: SurveyBoundary, person: Tombstones) -> Iterator[tuple[str, list[str]]]:
    """Raw exports that hold the person, or cannot be read to tell, with the places of the person's own submissions."""
    for raw, data in raw_surveys.kept(boundary.raw_folder):
        try:
            export = opened(boundary, data)
        except ExportRefusedError:
            yield raw.sha256, []
            continue
        named = [row for row in export.rows if any(person.found_in(cell) for cell in row.cells if cell)]
        if named or any(map(person.found_in, (raw.name, *export.headers))):
            yield raw.sha256, [row.place for row in named if any(person.is_erased(cell) for cell in row.cells if cell)]


def landed_lines(
    landing: Path, key: Key, person: Tombstones, rows: dict[str, list[str]], values: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """De-identified objects to write anew, with the places of the lines that go."""
    for sha256, first, lines in surveys(landing):
        respondent = Pseudonymiser(key, f"respondent/{first.get('programme_id')}")
        pseudonyms = {respondent(value) for value in values}
        places = rows.get(first["raw_sha256"], [])
        own = [line["place"] for line in lines if line["place"] in places or line.get("respondent") in pseudonyms]
        if own or any(person.found_in(text) for line in (first, *lines) for text in texts(line)):
            yield sha256, own


def carry_out(settings: Settings, erasure: Erasure) -> Erasure:
    """Do what the plan says, up to what a build must do; done once or many times gives the same."""
    person = Tombstones(open_key(settings.key_file), [erasure])
    with Landing(settings.landing, held_world(settings.landing) or "real") as writer:
        for sha256, first, lines in list(surveys(settings.landing)):
            if sha256 in erasure.drop:
                kept = [line for line in lines if line["place"] not in erasure.drop[sha256]]
                first["erased"] = first.get("erased", 0) + len(lines) - len(kept)
                columns = {"derived_from_sha256": first["raw_sha256"], "erased": first["erased"] or None}
                data = dumped([without_in_questions(first, person), *(without(line, person) for line in kept)])
                writer.put(data, "erasure", "survey", erasure.erasure_id, **columns)
    for sha256 in erasure.raw:
        raw_surveys.remove(settings.landing / "raw", sha256)
    raw_surveys.remove_leftovers(settings.landing / "raw")
    for sha256 in erasure.landed:
        remove_object(settings.landing, sha256)
    for part in (settings.landing / "objects").rglob(".part-*"):
        part.unlink(missing_ok=True)
    if (settings.parsed / "survey").is_dir():
        remove_batches(settings.parsed / "survey")
    shutil.rmtree(settings.data / "work", ignore_errors=True)
    carried_out = replace(erasure, carried_out_at=datetime.now(UTC).isoformat())
    carried_out.save(settings.landing / "erasures")
    return carried_out


def finish(settings: Settings) -> None:
    """Carry out what a killed run left undone; needs the build lease, and comes before anything is read."""
    for each in erasures(settings.landing / "erasures"):
        if each.carried_out_at is None:
            carry_out(settings, each)


def settle(settings: Settings) -> None:
    """When a generation built after the erasure is published, delete every earlier one and mark the request done."""
    waiting = [each for each in erasures(settings.landing / "erasures") if each.carried_out_at and not each.done_at]
    if not waiting:
        return
    about = publish.describe(settings.current)
    built_at = datetime.fromisoformat(about["built_at"]) if about else None
    for each in waiting:
        if each.landed and built_at and built_at <= datetime.fromisoformat(str(each.carried_out_at)):
            return
    generations = settings.published / "generations"
    for generation in sorted([*generations.glob("*"), *generations.glob(".*")]):
        if generation.is_dir() and generation.resolve() != settings.current.resolve():
            publish.remove(generation)
    for each in waiting:
        replace(each, done_at=datetime.now(UTC).isoformat()).save(settings.landing / "erasures")


def surveys(landing: Path) -> Iterator[tuple[str, Line, list[Line]]]:
    """Every de-identified object that is there: its sha256, its first line, and the submissions."""
    for sha256 in dict.fromkeys(one.sha256 for one in receipts(landing) if one.kind == "survey" and one.sha256):
        path = object_path(landing, sha256)
        if path.exists():
            first, *lines = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
            yield sha256, first, lines


def texts(line: Line) -> Iterator[str]:
    """What was written in a submission; of the first line, the questions as the export words them."""
    yield from (answer["text"] for answer in line.get("answers", []) if "text" in answer)
    yield from (each["question_text"] for each in line.get("questions", []))


def without(line: Line, person: Tombstones) -> Line:
    """A submission with the person taken out of what others wrote."""
    answers = [
        answer | {"text": person.without_erased(answer["text"])} if "text" in answer else answer
        for answer in line.get("answers", [])
    ]
    return line | {"answers": answers} if answers else line


def without_in_questions(first: Line, person: Tombstones) -> Line:
    """The first line with the person taken out of the questions."""
    asked = [each | {"question_text": person.without_erased(each["question_text"])} for each in first["questions"]]
    return first | {"questions": asked}


def dumped(lines: Iterable[Line]) -> bytes:
    """Lines as a de-identified object."""
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()
