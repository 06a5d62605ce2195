"""The files that receipts stand in, and the chain that holds them together.

`landing/receipts/<run>.jsonl` has a receipt a line. When a run ends, its file is closed by a last line: how many
receipts it has, the digest of their lines, and the digest of the line that closed the file before it. So no file can
change, be cut or go without the next one telling; `landing/last_receipts.json` tells of the last one. A file that was
not closed is of a run that is still writing, and holds a lock; or of one that was killed, or of an earlier version:
whoever opens landing next closes it, without the part of a line that was not finished.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.losses import lost_receipt_files

CLOSED = b'{"closed": '
"""How a closing line begins; no receipt does."""
TAIL = 1 << 16
"""Bytes in which the last line of a file fits."""
REMEDY = (
    "Restore it from a backup of the data folder. Where there is none, `bestillerpuls run --accept-loss WHY` goes on "
    "without it: what it told of is asked for again by the pulls, and what was given in a folder has to be given again."
)


@dataclass(frozen=True)
class Closing:
    """The last line of a file of receipts.

    Attributes:
        number: which file it is in the order in which they were closed, from 1.
        name: the file.
        receipts: how many it has.
        sha256: digest of their lines.
        before: digest of the closing line of the file before; None for the first.
        before_name: its name.
        landed_at: when the last receipt of this or any file before was written.
    """

    number: int
    name: str
    receipts: int
    sha256: str
    before: str | None
    before_name: str | None
    landed_at: str

    @property
    def line(self) -> bytes:
        """The line without its end."""
        return CLOSED + json.dumps(asdict(self)).encode() + b"}"

    @property
    def digest(self) -> str:
        """What the next file tells of this one."""
        return hashlib.sha256(self.line).hexdigest()


def runs(folder: Path) -> list[str]:
    """The runs that have landed something, oldest first."""
    return sorted(path.name for path in (folder / "receipts").glob("*.jsonl"))


def lines_of(path: Path) -> tuple[list[bytes], Closing | None]:
    """The whole lines of a file without its closing line, and that. A line ends in a line feed and in nothing else.

    Raises:
        DamageError: they are not what was written.
    """
    data = path.read_bytes()
    *lines, unfinished = data.split(b"\n")
    closing = parsed(path, lines[-1]) if lines else None
    if closing is None:
        return lines, None
    told = memoryview(data)[: len(data) - len(unfinished) - len(lines[-1]) - 1]
    if len(lines) - 1 != closing.receipts or hashlib.sha256(told).hexdigest() != closing.sha256:
        raise changed(path)
    return lines[:-1], closing


def parsed(path: Path, line: bytes) -> Closing | None:
    """A line as a closing; None where it is none.

    Raises:
        DamageError: it is one that nobody wrote.
    """
    if not line.startswith(CLOSED):
        return None
    try:
        closing = Closing(**json.loads(line)["closed"])
    except (ValueError, TypeError, KeyError):
        raise changed(path) from None
    if closing.name != path.name or closing.line != line:
        raise changed(path)
    return closing


def last_line(path: Path) -> bytes:
    """The last whole line of a file."""
    with path.open("rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - TAIL))
        return file.read().rpartition(b"\n")[0].rpartition(b"\n")[2]


def changed(path: Path) -> DamageError:
    """What is told of a file that is not what was written."""
    return DamageError(f"{path}: these receipts are not those that were written. {REMEDY}")


def closings(folder: Path) -> list[Closing]:
    """The closing lines of all files that have one, in the order in which they were written.

    Raises:
        DamageError: one is not what was written.
    """
    paths = [folder / "receipts" / name for name in runs(folder)]
    found = [parsed(path, last_line(path)) for path in paths]
    return sorted((closing for closing in found if closing), key=lambda closing: closing.number)


def closed_last(folder: Path) -> Closing | None:
    """What was written down of the file that was closed last; None where nothing was, or it cannot be read.

    It follows from the files: where it is gone they tell it again, and where it is older a run was killed.
    """
    try:
        return Closing(**sealed.read(folder / "last_receipts.json", "", is_old_accepted=False))
    except (FileNotFoundError, DamageError, TypeError):
        return None


def told_of(found: Iterable[Closing], last: Closing | None) -> dict[int, tuple[str, str]]:
    """Digest of the closing line and name of each file that another one tells of, by its number."""
    told = {each.number - 1: (each.before, str(each.before_name)) for each in found if each.before}
    return told | ({last.number: (last.digest, last.name)} if last else {})


def hold_chain(folder: Path, found: Collection[Closing]) -> None:
    """Make sure that every file that was closed is there, as it was closed, unless its loss was accepted.

    Raises:
        DamageError: one is gone or cut, or is another one.
    """
    there = {closing.number: closing for closing in found}
    accepted = lost_receipt_files(folder)
    for number, (digest, name) in sorted(told_of(found, closed_last(folder)).items()):
        path = folder / "receipts" / name
        if (held := there.get(number)) is None:
            if name not in accepted:
                raise DamageError(f"{path}: these receipts are {'cut' if path.exists() else 'gone'}. {REMEDY}")
        elif held.digest != digest:
            raise changed(folder / "receipts" / held.name)


def landed_at(path: Path, line: bytes) -> str:
    """When a receipt was written.

    Raises:
        DamageError: the line is no receipt.
    """
    try:
        return str(json.loads(line)["landed_at"])
    except (ValueError, TypeError, KeyError):
        raise changed(path) from None


def count(folder: Path) -> int:
    """How many receipts there are: of a closed file what it says, of another one its whole lines.

    Raises:
        DamageError: a file of receipts is not what was written.
    """
    found = 0
    for name in runs(folder):
        path = folder / "receipts" / name
        closing = parsed(path, last_line(path))
        found += closing.receipts if closing else path.read_bytes().count(b"\n")
    return found


def newest(folder: Path) -> datetime | None:
    """When the last receipt was written; None where there is none.

    Raises:
        DamageError: a file of receipts is not what was written.
    """
    found = []
    for name in runs(folder):
        path = folder / "receipts" / name
        if line := last_line(path):
            closing = parsed(path, line)
            found.append(closing.landed_at if closing else landed_at(path, line))
    return datetime.fromisoformat(max(found)) if found else None
