"""Raw survey exports: private, kept as they came for a limited time, and the only place that holds identity.

`landing/raw/<sha256>` is the export (mode 0600 in a folder of mode 0700), `landing/raw/<sha256>.json` says what it was
called and on which day it expires. Several files that belong together are one tar.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tasks.landing.store import sync_folder, write_once
from tasks.read.surveys.export import Upload

TAR_MARK = slice(257, 262)


@dataclass(frozen=True)
class RawSurvey:
    """What is known of a raw export beside its bytes."""

    sha256: str
    source: str
    name: str
    landed_at: str
    expires_on: str
    is_accepted: bool = False
    """Whether the operator said that it may replace what landed before."""


def pack(upload: Upload) -> bytes:
    """The bytes of a single file as they are; several as a tar in which nothing but names and bytes can differ."""
    if upload.only is not None:
        return upload.only
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in sorted(upload.members.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def unpack(data: bytes) -> Upload:
    """The upload that `pack` packed."""
    if data[TAR_MARK] != b"ustar":
        return Upload({"export": data})
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = {entry.name: archive.extractfile(entry) for entry in archive if entry.isfile()}
        return Upload({name: file.read() for name, file in files.items() if file})


def described(data: bytes, source: str, name: str, now: datetime, days: int) -> RawSurvey:
    """What is to be known of a raw export that comes now and may be kept for so many days."""
    expires_on = f"{now + timedelta(days=days):%Y-%m-%d}"
    return RawSurvey(hashlib.sha256(data).hexdigest(), source, name, now.isoformat(), expires_on)


def keep(folder: Path, data: bytes, raw: RawSurvey) -> RawSurvey:
    """Keep a raw export; the same bytes again change nothing: what was known first stands, expiry too."""
    description = folder / f"{raw.sha256}.json"
    if not description.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(folder / raw.sha256, data)
        write_once(description, json.dumps(asdict(raw), ensure_ascii=False).encode())
    return RawSurvey(**json.loads(description.read_bytes()))


def accept(folder: Path, raw: RawSurvey) -> RawSurvey:
    """Note that a raw export may replace what landed before."""
    accepted = replace(raw, is_accepted=True)
    write_once(folder / f"{raw.sha256}.json", json.dumps(asdict(accepted), ensure_ascii=False).encode())
    return accepted


def known(folder: Path) -> Iterator[RawSurvey]:
    """What is known of every raw export."""
    for description in sorted(folder.glob("*.json")):
        yield RawSurvey(**json.loads(description.read_bytes()))


def kept(folder: Path) -> Iterator[tuple[RawSurvey, bytes]]:
    """Every raw export that is still there."""
    for raw in known(folder):
        if (folder / raw.sha256).exists():
            yield raw, (folder / raw.sha256).read_bytes()


def remove(folder: Path, sha256: str) -> None:
    """Delete a raw export and what was known of it; once more changes nothing."""
    if folder.is_dir():
        (folder / sha256).unlink(missing_ok=True)
        (folder / f"{sha256}.json").unlink(missing_ok=True)
        sync_folder(folder)


def enforce_retention(folder: Path, today: date) -> list[str]:
    """Delete what expires today or earlier, and what a killed run left half written; the sha256 of what went."""
    expired = []
    for raw in known(folder):
        if raw.expires_on <= today.isoformat():
            remove(folder, raw.sha256)
            expired.append(raw.sha256)
    remove_leftovers(folder)
    return expired


def remove_leftovers(folder: Path) -> None:
    """Delete parts that a killed run left: an export without what is known of it, or half of one."""
    for path in sorted(folder.glob("*")) + sorted(folder.glob(".part-*")):
        if path.name.startswith(".part-") or (
            path.suffix != ".json" and not path.with_name(f"{path.name}.json").exists()
        ):
            path.unlink(missing_ok=True)
