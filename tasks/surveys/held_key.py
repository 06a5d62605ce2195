"""The key of a data folder: made at its first use, told in landing, and from then on that one and no other.

Pseudonyms and tombstones mean nothing under another key: a person who was erased would come back with a fresh export.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.durable import sync_folder
from tasks.landing.store import object_path, receipts
from tasks.surveys.pseudonyms import Key, open_key
from tasks.surveys.tombstones import erasures

RECORD = "pseudonym_key.json"
BACKUP = "pseudonym_key_backup.json"
UNKNOWN = "an earlier key"


class KeyLostError(DamageError):
    """Raised where the key that landing was made with is gone, or another one is in its place."""


def held_key(settings: Settings) -> Key:
    """The key of this data folder.

    Raises:
        KeyLostError: it is gone, or another one is in its place.
        KeyRefusedError: the file holds no usable key.
    """
    wanted = recorded_id(settings)
    if wanted is not None and not settings.key_file.exists():
        raise lost(settings, wanted, "is gone")
    key = open_key(settings.key_file)
    if wanted not in {None, UNKNOWN, key.key_id}:
        raise lost(settings, str(wanted), f"is another one ({key.key_id})")
    if written_id(settings.landing) is None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        sealed.write(settings.landing / RECORD, {"key_id": key.key_id, "recorded_at": now})
    return key


def lost(settings: Settings, wanted: str, what: str) -> KeyLostError:
    """What is told where the key is not the one that is needed."""
    return KeyLostError(
        f"{settings.key_file}: the pseudonym key {what}. What has landed here was made with the key {wanted}, and "
        "nothing that needs it runs without it: erased persons would come back, and no pseudonym would be the same. "
        "The only way is a backup of that key: put it there, with mode 600."
    )


def recorded_id(settings: Settings) -> str | None:
    """The id of the key that landing was made with, `UNKNOWN` where only that there was one; None where none was."""
    if (written := written_id(settings.landing)) is not None:
        return written
    for each in erasures(settings.landing / "erasures"):
        return each.key_id
    for receipt in receipts(settings.landing, "survey"):
        path = object_path(settings.landing, str(receipt.sha256))
        if receipt.sha256 and path.exists():
            return str(json.loads(path.read_bytes().split(b"\n", 1)[0])["key_id"])
    return UNKNOWN if settings.current.exists() or list(settings.parsed.glob("notices/*")) else None


def written_id(landing: Path) -> str | None:
    """The id as it was recorded; None where it was not, or can no longer be read: it follows from the key."""
    try:
        return str(sealed.read(landing / RECORD, "", is_old_accepted=False)["key_id"])
    except (FileNotFoundError, DamageError, KeyError):
        return None


def back_up(settings: Settings, target: Path) -> Key:
    """Copy the key out of the data folder, and note that this was done.

    Args:
        settings: where the key lies.
        target: a file that is not there yet, or a folder to put it into.

    Raises:
        UserError: the target lies in the data folder, or is there already.
    """
    key = held_key(settings)
    target = target / settings.key_file.name if target.is_dir() else target
    if target.absolute().resolve().is_relative_to(settings.data.absolute().resolve()):
        raise UserError(f"{target}: this lies in the data folder, and would be lost with it. Give another place.")
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(settings.key_file.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        sync_folder(target.parent)
    except OSError as error:
        raise UserError(f"{target}: cannot be written ({error.strerror}). Give a file that is not there yet.") from None
    if open_key(target) != key:
        raise UserError(f"{target}: the copy is not the key. Give another place.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sealed.write(settings.landing / BACKUP, {"key_id": key.key_id, "made_at": now})
    return key


def last_backup(settings: Settings) -> dict[str, Any] | None:
    """When the key was last copied out of the data folder, and which; None where it never was."""
    try:
        return sealed.read(settings.landing / BACKUP, "", is_old_accepted=False)
    except (FileNotFoundError, DamageError):
        return None
