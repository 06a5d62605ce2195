"""Land surveys twice: the raw export, private and for a time; and at once without persons, which all else is built on.

Whoever asked to be erased is held against an export before anything is written. As long as a raw export is there its
de-identified twin is made anew whenever code, codebook or membership give another one, so a better codebook also
serves what came before it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from tasks.landing.store import Landing, Receipt, object_path, receipts, sync_folder
from tasks.read.surveys import deidentified, formats
from tasks.read.surveys.deidentified import Context
from tasks.read.surveys.export import Export, ExportRefusedError, Upload
from tasks.read.surveys.fitting import fit
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.boundary import Door, Incoming
from tasks.surveys.export_names import key_of
from tasks.surveys.pseudonyms import Pseudonymiser
from tasks.surveys.raw_exports import RawSurvey
from tasks.surveys.replacing import RULE, Answers, others_replaced, question
from tasks.surveys.tombstones import REMOVED

SHEETS_TRIED = 20
TICK = timedelta(microseconds=1)
Twins = defaultdict[str, set[str]]
"""De-identified objects by the sha256 of their raw export."""


@dataclass(frozen=True)
class Twin:
    """A de-identified export: its bytes, how many submissions of erased persons it lacks, why it was refused."""

    raw_sha256: str
    data: bytes
    erased: int
    refusal: str | None = None


@dataclass(frozen=True)
class Landed:
    """What became of one export: its key, its receipt, and the refusal where there is one."""

    key: str
    receipt: Receipt | None
    refusal: str | None = None


def land_surveys(landing: Landing, door: Door, incoming: Iterable[Incoming]) -> list[Landed]:
    """Land exports: new ones, and those still there whose twin would be another one today."""
    twins, answers = landed_before(landing)
    done = [land_one(landing, door, twins, answers, each) for each in incoming]
    new = {one.receipt.derived_from_sha256 for one in done if one.receipt}
    for raw, data in sorted(raw_surveys.kept(door.raw_folder), key=lambda kept: (kept[0].landed_at, kept[0].sha256)):
        if raw.sha256 in new:
            continue
        now = accepted_by(door, raw)
        made = held(answers, now, without_persons(door, data, now), door)
        if twins[raw.sha256] != {hashlib.sha256(made.data).hexdigest()}:
            done.append(put(landing, twins, raw.source, made))
    return done


def accepted_by(door: Door, raw: RawSurvey) -> RawSurvey:
    """What is known of a raw export, with what the operator accepts now."""
    is_now = bool(door.accepted & {key_of(raw.sha256), raw.name})
    is_kept = (door.raw_folder / f"{raw.sha256}.json").exists()
    if raw.is_accepted or not is_now:
        return raw
    return raw_surveys.accept(door.raw_folder, raw) if is_kept else replace(raw, is_accepted=True)


def held(answers: Answers, raw: RawSurvey, made: Twin, door: Door, *, is_new: bool = False) -> Twin:
    """The twin, or in its place one that asks, where it would replace other people's answers and nobody accepted it."""
    first, *lines = [json.loads(line) for line in made.data.split(b"\n") if line]
    if made.refusal is None and not raw.is_accepted:
        places = others_replaced(first, lines, answers.before(first, is_new))
        if places:
            book = next(book for book in door.course.codebooks if book.id == first["instrument_id"])
            asked = question(key_of(raw.sha256), book.submission.id, book.submission.submitted_at)
            error = ExportRefusedError(RULE, asked, places[0])
            made = Twin(raw.sha256, deidentified.refused(error, context_of(door, raw)), 0, str(error))
            first, lines = json.loads(made.data), []
    answers.add(first, lines)
    return made


def landed_before(landing: Landing) -> tuple[Twins, Answers]:
    """What has landed: objects by raw export, and their answers."""
    twins, answers = twins_by_raw(landing), Answers()
    for objects in twins.values():
        for sha256 in objects:
            data = object_path(landing.objects.parent, sha256).read_bytes()
            first, *lines = [json.loads(line) for line in data.split(b"\n") if line]
            answers.add(first, lines)
    return twins, answers


def refusals(done: Iterable[Landed]) -> list[str]:
    """What to tell of exports that could not be read: key, place, rule and remedy."""
    return [f"{one.key}: {one.refusal}" for one in done if one.refusal]


def land_one(landing: Landing, door: Door, twins: Twins, answers: Answers, incoming: Incoming) -> Landed:
    """Land one export, unless an erased person's export comes again."""
    data = raw_surveys.pack(incoming.upload)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in door.tombstones.refused:
        reason = "held a person who was erased since. Export it anew from the survey tool."
        return Landed(key_of(sha256), None, reason)
    name = REMOVED if door.tombstones.found_in(incoming.name) else incoming.name
    raw = raw_surveys.described(data, incoming.source, name, after(answers, door.now), door.raw_days)
    if may_be_kept(door, data):
        raw = raw_surveys.keep(door.raw_folder, data, raw)
    raw = accepted_by(door, raw)
    is_new = sha256 not in answers.lines
    return put(
        landing, twins, incoming.source, held(answers, raw, without_persons(door, data, raw), door, is_new=is_new)
    )


def after(answers: Answers, now: datetime) -> datetime:
    """Now, or just behind what landed last: no two exports land at one time, so one of them is the later."""
    latest = max(map(datetime.fromisoformat, answers.landed.values()), default=now - TICK)
    return max(now, latest + TICK)


def may_be_kept(door: Door, data: bytes) -> bool:
    """Whether the raw bytes hold nobody who was erased; what cannot be read cannot be told, and is not kept then."""
    if not door.tombstones.digests:
        return True
    try:
        export = opened(door, data)
    except ExportRefusedError:
        return False
    cells = chain(export.headers, (cell for row in export.rows for cell in row.cells if cell))
    return not any(map(door.tombstones.found_in, cells))


def put(landing: Landing, twins: Twins, source: str, made: Twin) -> Landed:
    """Land the de-identified twin, and delete an earlier one of the same export."""
    told = {"derived_from_sha256": made.raw_sha256, "erased": made.erased or None}
    receipt = landing.put(made.data, source, "survey", key_of(made.raw_sha256), **told)
    landing.sync()
    for earlier in twins[made.raw_sha256] - {receipt.sha256}:
        remove_object(landing.objects.parent, earlier)
    twins[made.raw_sha256] = {str(receipt.sha256)}
    return Landed(receipt.key, receipt, made.refusal)


def remove_object(folder: Path, sha256: str) -> None:
    """Delete a landed object; its receipts stay, and what was read from it goes at the next reading."""
    path = object_path(folder, sha256)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def context_of(door: Door, raw: RawSurvey) -> Context:
    """What an export does not hold itself."""
    domain = door.course.programme_id
    return Context(
        programme_id=domain,
        raw_sha256=raw.sha256,
        landed_at=raw.landed_at,
        key_id=door.key.key_id,
        respondent=Pseudonymiser(door.key, f"respondent/{domain}"),
        submission=Pseudonymiser(door.key, f"submission/{domain}"),
        organisations=door.course.organisations,
        is_erased=door.tombstones.is_erased,
        without_erased=door.tombstones.without_erased,
    )


def without_persons(door: Door, data: bytes, raw: RawSurvey) -> Twin:
    """The twin of an export."""
    context = context_of(door, raw)
    try:
        twin = deidentified.deidentified(fit(opened(door, data), door.course.codebooks), context)
    except ExportRefusedError as error:
        return Twin(raw.sha256, deidentified.refused(error, context), 0, str(error))
    return Twin(raw.sha256, twin, json.loads(twin.split(b"\n", 1)[0])["erased"])


def opened(door: Door, data: bytes) -> Export:
    """An export as it is, else with what a codebook declares of its bytes.

    Raises:
        ExportRefusedError: as read without a declaration, when none helps.
    """
    upload = raw_surveys.unpack(data)
    try:
        return formats.read(upload)
    except ExportRefusedError as error:
        if error.rule == "several_sheets" and (export := the_sheet_that_fits(door, upload)) is not None:
            return export
        for book in door.course.codebooks:
            if book.file.encoding or book.file.delimiter:
                try:
                    export = formats.read(Upload(upload.members, book.file.encoding, book.file.delimiter))
                    fit(export, [book])
                except ExportRefusedError:
                    continue
                return export
        raise error from None


def the_sheet_that_fits(door: Door, upload: Upload) -> Export | None:
    """The one sheet of a workbook that a codebook fits; None where none does, or several do."""
    found = []
    for number in range(1, SHEETS_TRIED + 1):
        with suppress(ExportRefusedError):
            export = formats.read(replace(upload, sheet=number))
            fit(export, door.course.codebooks)
            found.append(export)
    return found[0] if len(found) == 1 else None


def twins_by_raw(landing: Landing) -> Twins:
    """sha256 of the de-identified objects that are there, by the raw export they were made of."""
    folder = landing.objects.parent
    found: Twins = defaultdict(set)
    for one in receipts(folder):
        if one.kind == "survey" and one.sha256 and one.derived_from_sha256 and object_path(folder, one.sha256).exists():
            found[one.derived_from_sha256].add(one.sha256)
    return found
