"""A generation that knows less than the one before is not published: files of its ledger, units in them, receipts.

Erasures take nothing out of the ledger: they are counted in it. A loss that a person accepted is let through once.
"""

from pathlib import Path
from typing import Any

import duckdb

from schemas import ddl
from schemas.settings import Settings
from tasks.build import manifest
from tasks.landing.damage import DamageError
from tasks.landing.losses import losses
from tasks.landing.receipt_files import count
from tasks.landing.set_aside import decisions
from tasks.surveys.tombstones import erasures

RULE = "the_ledger_does_not_shrink"
REMEDY = (
    "Restore the data folder from a backup, or give again what is gone. Where it cannot be had any more, "
    "`bestillerpuls run --accept-loss WHY` publishes without it and tells so for ever."
)
LESS = """
    SELECT previous.key, previous.kind, previous.read, now.read
    FROM previous.ledger AS previous LEFT JOIN marts.ledger AS now USING (file_sha256)
    WHERE now.file_sha256 IS NULL OR ({is_same_code} AND coalesce(now.read, 0) < coalesce(previous.read, 0))
    ORDER BY ALL
"""
SHOWN = 5


class ShrinkingError(DamageError):
    """Raised where a generation would know less than the one before."""

    checks = (RULE,)


def told_by(settings: Settings, code: str) -> dict[str, Any]:
    """How much landing tells of, to be held against the next generation; and the code that read it."""
    return counts(settings) | {"code": code}


def counts(settings: Settings) -> dict[str, int]:
    """How much landing tells of."""
    return {
        "receipts": count(settings.landing),
        "decisions": len(decisions(settings.landing)),
        "erasures": sum(1 for _ in erasures(settings.landing / "erasures")),
    }


def hold_counts(settings: Settings) -> None:
    """Make sure that landing tells of as much as when the last generation was built.

    Raises:
        ShrinkingError: it tells of less.
    """
    previous = (manifest.read(settings.current) or {}).get("landed", {})
    for name, number in counts(settings).items():
        if number < previous.get(name, 0) and not is_accepted(settings):
            raise ShrinkingError(
                f"{settings.landing}: {number:,} {name}, and the last generation was built from {previous[name]:,}. "
                f"{REMEDY}"
            )


def hold_ledger(db: duckdb.DuckDBPyConnection, settings: Settings, previous: Path | None, code: str) -> None:
    """Make sure that the ledger has every file and unit that the last generation had.

    Args:
        db: the marts, built.
        settings: where the data lies.
        previous: `marts.duckdb` of the last generation, where it is sound.
        code: digest of the code; another version may find fewer units in a file.

    Raises:
        ShrinkingError: it lacks some.
    """
    if previous is None or is_accepted(settings):
        return
    is_same_code = (manifest.read(settings.current) or {}).get("landed", {}).get("code") == code
    db.execute(f"ATTACH {ddl.literal(previous)} AS previous (READ_ONLY)")
    try:
        less = db.execute(LESS.format(is_same_code=is_same_code)).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):  # of an earlier version
        less = []
    finally:
        db.execute("DETACH previous")
    if less:
        told = "; ".join(f"{kind} {key}: {was} units, now {now or 0}" for key, kind, was, now in less[:SHOWN])
        raise ShrinkingError(
            f"Nothing was published: of {len(less):,} files the last generation knew more ({told}). {REMEDY}"
        )


def is_accepted(settings: Settings) -> bool:
    """Whether somebody has accepted a loss since the last generation was published."""
    told = manifest.read(settings.current)
    return told is None or any(loss.since_generation >= told["number"] for loss in losses(settings.landing))
