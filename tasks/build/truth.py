"""What everything else follows from and nothing brings back: landed objects, receipts, decisions, erasures, the key.

A build stops where it is damaged. What was lost and accepted by a person stops nothing, and is told for ever.
"""

from schemas.settings import Settings
from tasks.landing.damage import DamageError
from tasks.landing.durable import sha256_of
from tasks.landing.losses import lost_objects
from tasks.landing.store import Receipt, object_path, receipts
from tasks.read.file_names import shown
from tasks.surveys.tombstones import erasures

BY_HAND = {"folder", "inbox"}
SHOWN = 5
"""Things named in a message; of the others how many there are."""
ACCEPT = "Where it cannot be had any more, `bestillerpuls run --accept-loss WHY` goes on without it."


def hold_objects(settings: Settings) -> None:
    """Make sure that every landed object is there that was not erased, or replaced as surveys are.

    Raises:
        DamageError: one is not; with the remedy.
    """
    if gone(settings) and (found := gone(settings)):  # looked at twice: a pull that runs replaces surveys
        raise DamageError("\n".join(remedies(settings, found, "is gone")))


def gone(settings: Settings) -> list[Receipt]:
    """The first receipt of each landed object that should be there and is not."""
    return [one for one in wanted(settings) if not object_path(settings.landing, str(one.sha256)).exists()]


def changed(settings: Settings) -> list[Receipt]:
    """The first receipt of each landed object that is there and does not hold what landed. Reads all of landing."""
    paths = ((one, object_path(settings.landing, str(one.sha256))) for one in wanted(settings))
    return [one for one, path in paths if path.exists() and sha256_of(path) != one.sha256]


def wanted(settings: Settings) -> list[Receipt]:
    """The first receipt of each landed object that should be there."""
    first: dict[str, Receipt] = {}
    latest: dict[str, str] = {}
    for one in receipts(settings.landing):
        if one.sha256:
            first.setdefault(one.sha256, one)
            if one.derived_from_sha256:
                latest[one.derived_from_sha256] = one.sha256
    excused = lost_objects(settings.landing)
    excused |= {sha256 for each in erasures(settings.landing / "erasures") for sha256 in each.landed}
    return [
        one
        for sha256, one in first.items()
        if sha256 not in excused and latest.get(str(one.derived_from_sha256), sha256) == sha256
    ]


def remedies(settings: Settings, found: list[Receipt], what: str) -> list[str]:
    """A message for each object, of the first few, with what to do."""
    told = [
        f"{object_path(settings.landing, str(one.sha256))}: what landed {what} ({remedy(one)})" for one in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        told.append(f"… and {len(found) - SHOWN:,} more.")
    return [*told, f"Restore from a backup of the data folder, or fetch again. {ACCEPT}"]


def remedy(one: Receipt) -> str:
    """How the bytes of an object are had again."""
    name = f"{one.kind} {shown(one.key)} of {one.landed_at[:10]}"
    if one.kind == "survey":
        return f"{name}: give the export again, if it was not erased"
    if one.source in BY_HAND:
        return f"{name}: give it again with --{one.kind}, in a folder"
    return f"{name}: it is fetched again by `bestillerpuls pull`, else from {one.source} by hand"
