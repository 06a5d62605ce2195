"""Small files of JSON that carry the digest of what they say, so that a change of one is seen when it is read."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tasks.landing.damage import DamageError
from tasks.landing.durable import write_once

DIGEST = "digest"


def write(path: Path, told: Mapping[str, Any]) -> None:
    """Write what is told, whole or not at all."""
    write_once(path, sealed(told))


def sealed(told: Mapping[str, Any]) -> bytes:
    """What is told with its digest; names of files may be in it, whatever they are called."""
    return json.dumps({**told, DIGEST: digest_of(told)}).encode()


def read(path: Path, remedy: str, *, is_old_accepted: bool = True) -> dict[str, Any]:
    """What a file tells, without its digest.

    Args:
        path: the file.
        remedy: what to do where it is not what was written.
        is_old_accepted: whether one without a digest may be of an earlier version.

    Raises:
        DamageError: it is not what was written.
        FileNotFoundError: it is not there.
    """
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
        digest = told.pop(DIGEST, None)
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise damaged(path, remedy) from None
    if digest != digest_of(told) and not (digest is None and is_old_accepted):
        raise damaged(path, remedy)
    return told


def damaged(path: Path, remedy: str) -> DamageError:
    """What is told of a file that is not what was written."""
    return DamageError(f"{path}: it is not what was written. {remedy}")


def digest_of(told: Mapping[str, Any]) -> str:
    """Digest of what is told."""
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
