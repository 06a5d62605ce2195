"""Which source has said nothing for too long, read from receipts: no event need have arrived for it to be noticed."""

from collections.abc import Iterable
from datetime import UTC, datetime

from prefect import task

from schemas.settings import load_settings
from tasks.landing.store import Receipt, receipts
from tasks.prefect import events

BY_HAND = {"folder", "inbox", "ted_packages"}
ASKED_MONTHLY = {"brreg", "klass", "pxweb"}
MONTH = 31
HEARD = {"verified", "mismatch"}


@task
def report_silent_sources() -> list[str]:
    """Tell of every source that is silent.

    Returns:
        Their names.
    """
    settings = load_settings()
    silent = days_of_silence(receipts(settings.landing), datetime.now(UTC))
    too_long = {source: days for source, days in silent.items() if days >= allowed(source, settings.silence_days)}
    for source, days in too_long.items():
        events.source_silent(source, days)
    return sorted(too_long)


def days_of_silence(receipts_read: Iterable[Receipt], now: datetime) -> dict[str, int]:
    """Whole days since each source was last heard from; what people land by hand is no source that falls silent."""
    latest: dict[str, str] = {}
    for receipt in receipts_read:
        if receipt.source not in BY_HAND and receipt.completeness in HEARD:
            latest[receipt.source] = max(latest.get(receipt.source, ""), receipt.landed_at)
    return {source: (now - datetime.fromisoformat(at)).days for source, at in latest.items()}


def allowed(source: str, days: int) -> int:
    """The silence at which a source is told of: `days` after it should have been asked again."""
    return days + MONTH if source in ASKED_MONTHLY else days
