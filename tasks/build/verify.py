"""Verify all that is kept: what is sound, what is made anew because it follows from that, what a hand is needed for.

Needs the build lease. Reads every byte of landing, parsed rows and generations.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from schemas.settings import Settings
from tasks.build import manifest, publish, shrinking, truth
from tasks.landing import sealed
from tasks.landing.damage import DamageError
from tasks.landing.losses import losses
from tasks.landing.set_aside import decisions
from tasks.landing.store import held_world, object_path, receipts
from tasks.parse import batch as batch_files
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.surveys import raw_exports
from tasks.surveys.held_key import held_key, recorded_id
from tasks.surveys.tombstones import erasures

Kind = Literal["follows", "hand"]


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written.

    Attributes:
        kind: `follows` from what is sound and is made anew; a `hand` is needed.
        message: what, where, and the remedy.
    """

    kind: Kind
    message: str


def verify(settings: Settings, *, is_repaired: bool = False) -> list[Finding]:
    """Look at everything that is kept.

    Args:
        settings: where the data lies.
        is_repaired: take away what is damaged and follows from what is sound, so that the next run makes it anew.

    Returns:
        What was found; nothing where all is sound.
    """
    found = [*truth_damaged(settings)]
    if not found:  # without key and receipts nobody knows which batches there should be
        found += batches_damaged(settings, is_repaired=is_repaired)
    found += generations_damaged(settings, is_repaired=is_repaired)
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "hand": sum(each.kind == "hand" for each in found),
        "follows": sum(each.kind == "follows" for each in found),
        "is_repaired": is_repaired,
    }
    sealed.write(settings.data / "verified.json", told)
    return found


def truth_damaged(settings: Settings) -> Iterator[Finding]:
    """What is damaged and nothing brings back."""
    landing = settings.landing
    asked: list[Callable[[], Iterable[object] | object]] = [
        lambda: list(receipts(landing)),
        lambda: held_world(landing),
        lambda: list(losses(landing)),
        lambda: decisions(landing),
        lambda: list(erasures(landing / "erasures")),
        lambda: [None for _ in raw_exports.kept(landing / "raw")],
        lambda: shrinking.hold_counts(settings),
        lambda: held_key(settings) if recorded_id(settings) else None,
    ]
    is_sound = True
    for each in asked:
        try:
            each()
        except DamageError as error:
            is_sound = False
            yield Finding("hand", str(error))
    for path in raw_exports.incomplete(landing / "raw"):
        yield Finding("hand", f"{path}: the other half of this raw export is gone. {raw_exports.REMEDY}")
    if not is_sound:
        return
    for what, things in (("is gone", truth.gone(settings)), ("changed", truth.changed(settings))):
        for one in things:
            path = object_path(landing, str(one.sha256))
            yield Finding("hand", f"{path}: what landed {what}. Restore it from a backup; or {truth.remedy(one)}.")


def batches_damaged(settings: Settings, *, is_repaired: bool) -> Iterator[Finding]:
    """Batches of parsed rows that do not hold what was written."""
    for batch in parse.damaged(settings.parsed, readers(settings)):
        if is_repaired:
            batch_files.remove(batch)
        yield Finding("follows", f"{batch}: parsed rows are gone or changed; they are read again from landing.")


def generations_damaged(settings: Settings, *, is_repaired: bool) -> Iterator[Finding]:
    """Generations that do not hold what was published; an earlier one is not made again, and goes."""
    current = settings.current.resolve()
    if settings.current.is_symlink() and not current.is_dir():
        yield Finding("follows", f"{settings.current}: the published generation is gone; it is built anew.")
    for folder in sorted((settings.published / "generations").glob("[!.]*")):
        if broken := manifest.damaged(folder):
            files = ", ".join(broken[: truth.SHOWN])
            if folder == current:
                yield Finding("follows", f"{folder}: {files}: gone or changed; the generation is built anew.")
                continue
            if is_repaired:
                publish.remove(folder)
            yield Finding("follows", f"{folder}: {files}: gone or changed; an earlier generation, which goes.")


def last_verified(settings: Settings) -> dict[str, Any] | None:
    """When everything was looked at last, and how much was found; None where it never was."""
    try:
        return sealed.read(settings.data / "verified.json", "", is_old_accepted=False)
    except (FileNotFoundError, DamageError):
        return None


def hands_needed(found: list[Finding]) -> None:
    """Stop where a hand is needed.

    Raises:
        DamageError: it is; with every message.
    """
    if messages := [each.message for each in found if each.kind == "hand"]:
        raise DamageError("\n".join(messages))


def in_words(path: Path, found: list[Finding]) -> str:
    """The outcome in a sentence."""
    if not found:
        return f"{path}: everything that is kept is as it was written."
    hands = sum(each.kind == "hand" for each in found)
    return f"{path}: {len(found)} things are not as they were written; for {hands} of them a hand is needed."
