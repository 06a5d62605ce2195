"""The documents in a landed object, one after the other, never extracted to disk."""

import hashlib
from collections.abc import Iterator
from pathlib import Path


def documents_of(sha256: str, path: Path) -> Iterator[tuple[str, bytes, str | None]]:
    """Member, bytes and rule broken (if any) of each document; the member is empty when the file is the document."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        yield "", data, "changed_after_landing"
    elif not data.strip():
        yield "", data, "empty"
    else:
        yield "", data, None
