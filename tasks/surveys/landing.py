"""Land surveys twice: the raw export, private and for a time; and at once without persons, which all else is built on.

Whoever asked to be erased is held against an export before anything is written, and no erasure runs meanwhile. As long
as a raw export is there its de-identified twin is made anew whenever code, codebook or membership give another one, so
a better codebook also serves what came before it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from tasks.landing.durable import sync_folder
from tasks.landing.store import Landing, Receipt, object_path, receipts
from tasks.read.surveys import deidentified, formats
from tasks.read.surveys.deidentified import Context
from tasks.read.surveys.export import Export, ExportRefusedError, Upload
from tasks.read.surveys.fitting import fit
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.boundary import Incoming, SurveyBoundary
from tasks.surveys.exclusion import surveys_alone
from tasks.surveys.export_names import key_of
from tasks.surveys.pseudonyms import Pseudonymiser
from tasks.surveys.tombstones import REMOVED, Tombstones, erasures

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
    twins = twins_by_raw(landing)
    done: list[Landed] = []
    for each in incoming:
        with alone(landing, boundary, twins) as current:
            done.append(land_one(landing, current, twins, each))
    new = {one.receipt.derived_from_sha256 for one in done if one.receipt}
    for raw in [raw for raw in raw_surveys.known(boundary.raw_folder) if raw.sha256 not in new]:
        with alone(landing, boundary, twins) as current:
            data = raw_surveys.read(boundary.raw_folder, raw)
            made = without_persons(current, data, raw.landed_at) if data is not None else None
            if made and twins[raw.sha256] != {hashlib.sha256(made.data).hexdigest()}:
                done.append(put(landing, twins, raw.source, made))
    return done


@contextmanager
def alone(landing: Landing, boundary: SurveyBoundary, twins: Twins) -> Iterator[SurveyBoundary]:
    """Keep erasures out while an export is written, and give the boundary with whoever was erased until then."""
    folder = landing.objects.parent
    with surveys_alone(folder):
        current = replace(boundary, tombstones=Tombstones(boundary.key, list(erasures(folder / "erasures"))))
        if current.tombstones.requests != boundary.tombstones.requests:
            twins.clear()
            twins.update(twins_by_raw(landing))
        yield current


def refusals(done: Iterable[Landed]) -> list[str]:
    """What to tell of exports that could not be read: key, place, rule and remedy."""
    return [f"{one.key}: {one.refusal}" for one in done if one.refusal]


def land_one(landing: Landing, boundary: SurveyBoundary, twins: Twins, incoming: Incoming) -> Landed:
    """Land one export, unless an erased person's export comes again."""
    data = raw_surveys.pack(incoming.upload)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in boundary.tombstones.refused:
        reason = "held a person who was erased since. Export it anew from the survey tool."
        return Landed(key_of(sha256), None, reason)
    name = REMOVED if boundary.tombstones.found_in(incoming.name) else incoming.name
    raw = raw_surveys.described(data, incoming.source, name, boundary.now, boundary.raw_days)
    if may_be_kept(boundary, data):
        raw = raw_surveys.keep(boundary.raw_folder, data, raw)
    return put(landing, twins, incoming.source, without_persons(boundary, data, raw.landed_at))


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


def without_persons(boundary: SurveyBoundary, data: bytes, landed_at: str) -> Twin:
    """The twin of an export."""
    domain = boundary.course.programme_id
    raw_sha256 = hashlib.sha256(data).hexdigest()
    context = Context(
        programme_id=domain,
        raw_sha256=raw_sha256,
        landed_at=landed_at,
        key_id=boundary.key.key_id,
        respondent=Pseudonymiser(boundary.key, f"respondent/{domain}"),
        submission=Pseudonymiser(boundary.key, f"submission/{domain}"),
        organisations=boundary.course.organisations,
        is_erased=boundary.tombstones.is_erased,
        without_erased=boundary.tombstones.without_erased,
    )
    try:
        twin = deidentified.deidentified(fit(opened(boundary, data), boundary.course.codebooks), context)
    except ExportRefusedError as error:
        return Twin(raw_sha256, deidentified.refused(error, context), 0, str(error))
    return Twin(raw_sha256, twin, json.loads(twin.split(b"\n", 1)[0])["erased"])


def opened(boundary: SurveyBoundary, data: bytes) -> Export:
    """An export as it is, else with what a codebook declares of its bytes.

    Raises:
        ExportRefusedError: as read without a declaration, when none helps.
    """
    upload = raw_surveys.unpack(data)
    try:
        return formats.read(upload)
    except ExportRefusedError as error:
        for book in boundary.course.codebooks:
            if book.file.encoding or book.file.delimiter:
                try:
                    export = formats.read(Upload(upload.members, book.file.encoding, book.file.delimiter))
                    fit(export, [book])
                except ExportRefusedError:
                    continue
                return export
        raise error from None


def twins_by_raw(landing: Landing) -> Twins:
    """sha256 of the de-identified objects that are there, by the raw export they were made of."""
    folder = landing.objects.parent
    found: Twins = defaultdict(set)
    for one in receipts(folder):
        if one.kind == "survey" and one.sha256 and one.derived_from_sha256 and object_path(folder, one.sha256).exists():
            found[one.derived_from_sha256].add(one.sha256)
    return found
