"""Raw survey exports: private, kept as they came for a limited time, and the only place that holds identity.

`landing/raw/<sha256>` is the export (mode 0600 in a folder of mode 0700), `landing/raw/<sha256>.json` says what it was
called and on which day it expires. Several files that belong together are one tar.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tasks.landing import sealed
from tasks.landing.durable import make_folder, sha256_of, sync_folder, write_once
from tasks.read.surveys.export import Upload

REMEDY = (
    "Restore it from a backup; where there is none, delete it and the file of that name with or without .json, and "
    "export it anew from the survey tool."
)
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
    description, data_path = folder / f"{raw.sha256}.json", folder / raw.sha256
    if not description.exists() or not data_path.exists() or sha256_of(data_path) != raw.sha256:
        make_folder(folder)
        write_once(data_path, data)
    if not description.exists():
        sealed.write(description, asdict(raw))
    return described_in(description)


def described_in(description: Path) -> RawSurvey:
    """What a file says of a raw export.

    Raises:
        DamageError: it is not what was written.
    """
    try:
        return RawSurvey(**sealed.read(description, REMEDY))
    except TypeError:
        raise sealed.damaged(description, REMEDY) from None


def accept(folder: Path, raw: RawSurvey) -> RawSurvey:
    """Note that a raw export may replace what landed before."""
    accepted = replace(raw, is_accepted=True)
    sealed.write(folder / f"{raw.sha256}.json", asdict(accepted))
    return accepted


def known(folder: Path) -> Iterator[RawSurvey]:
    """What is known of every raw export."""
    for description in sorted(folder.glob("*.json")):
        yield described_in(description)


def kept(folder: Path) -> Iterator[tuple[RawSurvey, bytes]]:
    """Every raw export that is still there.

    Raises:
        DamageError: the bytes of one are not those that came.
    """
    for raw in known(folder):
        if (data := read(folder, raw)) is not None:
            yield raw, data


def read(folder: Path, raw: RawSurvey) -> bytes | None:
    """The bytes of a raw export; None where they are no longer there.

    Raises:
        DamageError: they are not those that came.
    """
    path = folder / raw.sha256
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(data).hexdigest() != raw.sha256:
        raise sealed.damaged(path, REMEDY)
    return data


def incomplete(folder: Path) -> list[Path]:
    """What is known of exports that are gone, and exports of which nothing is known."""
    there = {path.name for path in folder.glob("[0-9a-f]*")}
    return [folder / name for name in sorted(there) if other(name) not in there]


def other(name: str) -> str:
    """The name of what is known of an export, by that of the export; and the other way about."""
    return name.removesuffix(".json") if name.endswith(".json") else f"{name}.json"


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
