"""What a survey export is called: by a key wherever many may look, by its file's name to the operator alone.

A file can be called after who filled it in. So receipts, marts, and whatever Prefect shows or keeps say
`survey-3fa9c2d41b07`, the beginning of the raw export's sha256; `landing/raw/<sha256>.json` says the name, for as long
as the raw export is kept, and a command says it at the terminal.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tasks.read.masking import mask
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.inbox import exports_in

KEY = re.compile(r"(?<!--accept )survey-[0-9a-f]{12}")
"""A key in a message; one that is part of a command to copy stays as it is."""


def key_of(raw_sha256: str) -> str:
    """The key of an export, which gives nobody away."""
    return f"survey-{raw_sha256[:12]}"


def names_in(folder: Path) -> dict[str, str]:
    """Name of the file by key, of every export in a folder."""
    given = exports_in(folder)
    return {key_of(hashlib.sha256(raw_surveys.pack(one.upload)).hexdigest()): one.name for _, one in given}


def names(raw_folder: Path, folder: Path | None = None) -> dict[str, str]:
    """Name of the file by key, of every raw export that is kept and of every export in a folder."""
    waiting = names_in(folder) if folder is not None else {}
    return waiting | {key_of(raw.sha256): raw.name for raw in raw_surveys.known(raw_folder)}


def with_names(message: str, named: Mapping[str, str]) -> str:
    """A message as the operator reads it: each key followed by the name of its file, where that is known."""
    return KEY.sub(lambda key: f"{key[0]} ({mask(named[key[0]])})" if key[0] in named else key[0], message)


def with_all_names(messages: Iterable[str], named: Mapping[str, str]) -> list[str]:
    """Messages as the operator reads them."""
    return [with_names(message, named) for message in messages]
