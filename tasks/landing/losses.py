"""Losses that a person has accepted, with the reason: told in every generation from then on.

`landing/losses/<time>-<nonce>.json` is written once and never changed.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tasks.landing import sealed
from tasks.landing.order import STAMP, stamp_after

REMEDY = "Restore it from a backup of the data folder: it says which losses somebody has accepted, and why."


@dataclass(frozen=True)
class Loss:
    """What was lost, and why that was accepted.

    Attributes:
        at: when, ISO 8601 in UTC.
        why: what the person said.
        what: what was lost, in words.
        since_generation: number of the last generation that was published before; the next one may know less.
        receipt_files: names of files of receipts.
        objects: sha256 of landed objects.
    """

    at: str
    why: str
    what: str
    since_generation: int = 0
    receipt_files: Sequence[str] = ()
    objects: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        """What every generation says of it."""
        return f"{self.at[:10]}: {self.what} Accepted because: {self.why}"


def accept(landing: Path, why: str, what: str, **told: Any) -> Loss:
    """Write down that a loss is accepted; `told` are further fields of `Loss`."""
    folder = landing / "losses"
    now = stamp_after(sorted(path.name for path in folder.glob("[0-9]*.json"))[-1:])
    loss = Loss(now.isoformat(timespec="seconds"), why, what, **told)
    sealed.write(folder / f"{now:{STAMP}}-{secrets.token_hex(2)}.json", asdict(loss))
    return loss


def losses(landing: Path) -> Iterator[Loss]:
    """Every loss that was accepted, in the order in which they were.

    Raises:
        DamageError: what was written of one is damaged.
    """
    for path in sorted((landing / "losses").glob("[0-9]*.json")):
        try:
            yield Loss(**sealed.read(path, REMEDY))
        except TypeError:
            raise sealed.damaged(path, REMEDY) from None


def lost_receipt_files(landing: Path) -> set[str]:
    """Names of the files of receipts whose loss was accepted."""
    return {name for loss in losses(landing) for name in loss.receipt_files}


def lost_objects(landing: Path) -> set[str]:
    """sha256 of the landed objects whose loss was accepted."""
    return {sha256 for loss in losses(landing) for sha256 in loss.objects}
