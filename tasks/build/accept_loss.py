"""Go on without what was lost and cannot be had any more: a person says why, and every generation tells it."""

from pathlib import Path

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.build import failed_build, publish, shrinking, truth
from tasks.landing import losses
from tasks.landing.damage import DamageError
from tasks.landing.durable import make_folder
from tasks.landing.receipt_files import closed_last, lines_of, runs, told_of
from tasks.landing.store import object_path, receipt_of
from tasks.read.masking import mask


def accept_loss(settings: Settings, why: str) -> losses.Loss:
    """Accept what is lost now; needs the build lease. What is damaged is moved to `landing/damaged`.

    Args:
        settings: where the data lies.
        why: the reason, for whoever reads the marts.

    Raises:
        UserError: no reason is given, or nothing is lost.
    """
    why = "".join(letter if letter.isprintable() else " " for letter in mask(why)).strip()
    if not why:
        raise UserError("--accept-loss needs a reason: whoever reads the marts will want to know.")
    files = lost_receipts(settings.landing)
    for name in files:
        move_away(settings.landing, settings.landing / "receipts" / name)
    number = publish.last_number(settings.published)
    if files:
        what = f"{len(files)} files of receipts."
        losses.accept(settings.landing, why, what, since_generation=number, receipt_files=files)
    objects = [*truth.gone(settings), *truth.changed(settings)]
    for one in objects:
        move_away(settings.landing, object_path(settings.landing, str(one.sha256)))
    failed = failed_build.recorded(settings)
    if objects:
        what = f"{len(objects)} landed files ({', '.join(sorted({one.kind for one in objects}))})."
        hashes = [str(one.sha256) for one in objects]
        return losses.accept(settings.landing, why, what, since_generation=number, objects=hashes)
    if failed is not None and shrinking.RULE in failed["checks"]:
        what = "What the ledger had before and has not now."
        return losses.accept(settings.landing, why, what, since_generation=number)
    try:
        shrinking.hold_counts(settings)
    except shrinking.ShrinkingError:
        what = "Receipts, decisions or erasures that landing had before and has not now."
        return losses.accept(settings.landing, why, what, since_generation=number)
    if not files:
        raise UserError("Nothing is lost that could be accepted: `bestillerpuls verify` says how things stand.")
    return list(losses.losses(settings.landing))[-1]


def lost_receipts(landing: Path) -> list[str]:
    """Names of the files of receipts that are gone, cut or changed, and not accepted yet."""
    broken, there = [], {}
    for name in runs(landing):
        path = landing / "receipts" / name
        try:
            lines, closing = lines_of(path)
            for line in lines:
                receipt_of(path, line)
        except DamageError:
            broken.append(name)
        else:
            there[name] = closing
    closings = [closing for closing in there.values() if closing]
    accepted = losses.lost_receipt_files(landing)
    for number, (digest, name) in told_of(closings, closed_last(landing)).items():
        held = next((closing for closing in closings if closing.number == number), None)
        if held is None and name not in accepted:
            broken.append(name)
        elif held is not None and held.digest != digest:
            broken.append(held.name)
    return sorted(set(broken))


def move_away(landing: Path, path: Path) -> None:
    """Keep what is damaged where nothing reads it."""
    if path.exists():
        make_folder(landing / "damaged")
        path.replace(landing / "damaged" / path.name)
