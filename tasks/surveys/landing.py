"""Land surveys twice: the raw export, private and for a time; and at once without persons, which all else is built on.

Whoever asked to be erased is held against an export before anything is written. As long as a raw export is there its
de-identified twin is made anew whenever code, codebook or membership give another one, so a better codebook also
serves what came before it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from tasks.landing.store import Landing, Receipt, object_path, receipts, sync_folder
from tasks.read.surveys import deidentified
from tasks.read.surveys.context import Context
from tasks.read.surveys.export import ExportRefusedError
from tasks.read.surveys.fitting import fit
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.boundary import Incoming, SurveyBoundary
from tasks.surveys.export_names import key_of
from tasks.surveys.open_export import opened
from tasks.surveys.pseudonyms import Pseudonymiser
from tasks.surveys.raw_exports import RawSurvey
from tasks.surveys.replacing import RULE, Answers, others_replaced, question
from tasks.surveys.tombstones import REMOVED

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


def land_surveys(landing: Landing, boundary: SurveyBoundary, incoming: Iterable[Incoming]) -> list[Landed]:
    """Land exports: new ones, and those still there whose twin would be another one today."""
    twins, answers = landed_before(landing)
    done = [land_one(landing, boundary, twins, answers, each) for each in incoming]
    new = {one.receipt.derived_from_sha256 for one in done if one.receipt}
    for raw, data in sorted(
        raw_surveys.kept(boundary.raw_folder), key=lambda kept: (kept[0].landed_at, kept[0].sha256)
    ):
        if raw.sha256 in new:
            continue
        now = accepted_by(boundary, raw)
        made = held(answers, now, without_persons(boundary, data, now), boundary)
        if twins[raw.sha256] != {hashlib.sha256(made.data).hexdigest()}:
            done.append(put(landing, twins, raw.source, made))
    return done


def accepted_by(boundary: SurveyBoundary, raw: RawSurvey) -> RawSurvey:
    """What is known of a raw export, with what the operator accepts now."""
    is_now = bool(boundary.accepted & {key_of(raw.sha256), raw.name})
    is_kept = (boundary.raw_folder / f"{raw.sha256}.json").exists()
    if raw.is_accepted or not is_now:
        return raw
    return raw_surveys.accept(boundary.raw_folder, raw) if is_kept else replace(raw, is_accepted=True)


def held(answers: Answers, raw: RawSurvey, made: Twin, boundary: SurveyBoundary, *, is_new: bool = False) -> Twin:
    """The twin, or in its place one that asks, where it would replace other people's answers and nobody accepted it."""
    first, *lines = [json.loads(line) for line in made.data.split(b"\n") if line]
    if made.refusal is None and not raw.is_accepted:
        places = others_replaced(first, lines, answers.before(first, is_new))
        if places:
            book = next(book for book in boundary.course.codebooks if book.id == first["instrument_id"])
            asked = question(key_of(raw.sha256), book.submission.id, book.submission.submitted_at)
            error = ExportRefusedError(RULE, asked, places[0])
            made = Twin(raw.sha256, deidentified.refused(error, context_of(boundary, raw)), 0, str(error))
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


def land_one(landing: Landing, boundary: SurveyBoundary, twins: Twins, answers: Answers, incoming: Incoming) -> Landed:
    """Land one export, unless an erased person's export comes again."""
    data = raw_surveys.pack(incoming.upload)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in boundary.tombstones.refused:
        reason = "held a person who was erased since. Export it anew from the survey tool."
        return Landed(key_of(sha256), None, reason)
    name = REMOVED if boundary.tombstones.found_in(incoming.name) else incoming.name
    raw = raw_surveys.described(data, incoming.source, name, after(answers, boundary.now), boundary.raw_days)
    if may_be_kept(boundary, data):
        raw = raw_surveys.keep(boundary.raw_folder, data, raw)
    raw = accepted_by(boundary, raw)
    is_new = sha256 not in answers.lines
    return put(
        landing,
        twins,
        incoming.source,
        held(answers, raw, without_persons(boundary, data, raw), boundary, is_new=is_new),
    )


def after(answers: Answers, now: datetime) -> datetime:
    """Now, or just behind what landed last: no two exports land at one time, so one of them is the later."""
    latest = max(map(datetime.fromisoformat, answers.landed.values()), default=now - TICK)
    return max(now, latest + TICK)


def may_be_kept(boundary: SurveyBoundary, data: bytes) -> bool:
    """Whether the raw bytes hold nobody who was erased; what cannot be read cannot be told, and is not kept then."""
    if not boundary.tombstones.digests:
        return True
    try:
        export = opened(boundary, data)
    except ExportRefusedError:
        return False
    cells = chain(export.headers, (cell for row in export.rows for cell in row.cells if cell))
    return not any(map(boundary.tombstones.found_in, cells))


def put(landing: Landing, twins: Twins, source: str, made: Twin) -> Landed:
    """Land the de-identified twin, and delete an earlier one of the same export."""
    fields = {"derived_from_sha256": made.raw_sha256, "erased": made.erased or None}
    receipt = landing.put(made.data, source, "survey", key_of(made.raw_sha256), **fields)
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


def context_of(boundary: SurveyBoundary, raw: RawSurvey) -> Context:
    """What an export does not hold itself."""
    domain = boundary.course.programme_id
    return Context(
        programme_id=domain,
        raw_sha256=raw.sha256,
        landed_at=raw.landed_at,
        key_id=boundary.key.key_id,
        respondent=Pseudonymiser(boundary.key, f"respondent/{domain}"),
        submission=Pseudonymiser(boundary.key, f"submission/{domain}"),
        organisations=boundary.course.organisations,
        is_erased=boundary.tombstones.is_erased,
        without_erased=boundary.tombstones.without_erased,
    )


def without_persons(boundary: SurveyBoundary, data: bytes, raw: RawSurvey) -> Twin:
    """The twin of an export."""
    context = context_of(boundary, raw)
    try:
        twin = deidentified.deidentified(fit(opened(boundary, data), boundary.course.codebooks), context)
    except ExportRefusedError as error:
        return Twin(raw.sha256, deidentified.refused(error, context), 0, str(error))
    return Twin(raw.sha256, twin, json.loads(twin.split(b"\n", 1)[0])["erased"])


def twins_by_raw(landing: Landing) -> Twins:
    """sha256 of the de-identified objects that are there, by the raw export they were made of."""
    folder = landing.objects.parent
    found: Twins = defaultdict(set)
    for one in receipts(folder):
        if one.kind == "survey" and one.sha256 and one.derived_from_sha256 and object_path(folder, one.sha256).exists():
            found[one.derived_from_sha256].add(one.sha256)
    return found
