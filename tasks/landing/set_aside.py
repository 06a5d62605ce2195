"""What is set aside: documents that break a check of the build, or that a person takes out. A receipt a decision.

`landing/set_aside/<time>-<nonce>.json` is written once and never changed; the last decision about a document is in
force. A decision of a build holds for the version of the code that made it: another version tries the document again.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tasks.landing import sealed
from tasks.landing.order import STAMP, stamp_after

REMEDY = "Restore it from a backup, or delete it and decide again with `bestillerpuls set-aside` or `readmit`."
BY_A_PERSON = "set_aside_by_a_person"
"""The rule of what a person sets aside."""


@dataclass(frozen=True)
class Decision:
    """That a document is set aside, or is read again.

    Attributes:
        file_sha256: landed file.
        member: document inside it; None for all of them.
        rule: check, key or constraint that its rows broke, or `BY_A_PERSON`.
        reason: what is wrong, in words.
        decided_at: ISO 8601, UTC.
        code: digest of the code whose build decided; None where a person did.
        is_readmitted: whether it counts again.
    """

    file_sha256: str
    member: str | None
    rule: str
    reason: str
    decided_at: str
    code: str | None = None
    is_readmitted: bool = False


def decide(landing: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions down."""
    folder = landing / "set_aside"
    now = stamp_after(sorted(path.name for path in folder.glob("[0-9]*.json"))[-1:])
    for place, decision in enumerate(decisions):
        name = f"{now:{STAMP}}-{place:06}-{secrets.token_hex(2)}.json"
        sealed.write(folder / name, asdict(decision))


def decisions(landing: Path) -> list[Decision]:
    """Every decision, oldest first.

    Raises:
        DamageError: one is not what was written.
    """
    return [decision_of(path) for path in sorted((landing / "set_aside").glob("[0-9]*.json"))]


def decision_of(path: Path) -> Decision:
    """The decision in a file.

    Raises:
        DamageError: it is not what was written.
    """
    try:
        return Decision(**sealed.read(path, REMEDY))
    except TypeError:
        raise sealed.damaged(path, REMEDY) from None


def decisions_in_force(landing: Path, code: str) -> list[Decision]:
    """What is set aside now.

    Args:
        landing: the landing folder.
        code: digest of the code that asks: builds of another version decided for themselves only.
    """
    latest: dict[tuple[str, str | None], Decision] = {}
    for decision in decisions(landing):
        if decision.member is None and decision.is_readmitted:  # the whole file, and whatever of it was set aside
            latest = {name: held for name, held in latest.items() if name[0] != decision.file_sha256}
        latest[decision.file_sha256, decision.member] = decision
    return [held for held in latest.values() if not held.is_readmitted and held.code in {None, code}]


def readmit_all(landing: Path, wanted: Sequence[Decision]) -> None:
    """Let documents count again."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decide(landing, [replace(held, is_readmitted=True, decided_at=now) for held in wanted])
