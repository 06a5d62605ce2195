"""Notices that a source announces and says it has not, and when that is believed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from tasks.landing.store import Landing, Receipt
from tasks.sources.window import Hit

GONE = {404, 410}
TIMES, DAYS = 3, 14
"""How often, and over how many days, a source has to say that it has not what it announces, until that is believed."""


class UnavailableNotices:
    """What receipts tell of the notices of a source that were announced and not there."""

    def __init__(self, landing: Landing, source: str, receipts: Iterable[Receipt]) -> None:
        """`receipts` are the receipts of the source."""
        self.landing, self.source = landing, source
        self._seen: dict[str, list[date]] = defaultdict(list)
        for receipt in receipts:
            if receipt.detail.get("status") in GONE:
                self._seen[receipt.key].append(datetime.fromisoformat(receipt.landed_at).date())

    def record(self, hit: Hit, status: int, requests_by_host: dict[str, int]) -> tuple[bool, str]:
        """Write that a notice was not there once more; gives whether that is believed now, and a sentence for it."""
        seen = self._seen[hit.key]
        seen.append(datetime.now(UTC).date())
        days, day = (seen[-1] - seen[0]).days, min(hit.days).isoformat()
        reason = f"{hit.key} is announced and not downloadable ({status}), seen {len(seen)} times over {days} days"
        self.landing.note(
            self.source,
            "notices",
            hit.key,
            completeness="unavailable",
            window_from=day,
            window_to=day,
            detail={"status": status, "reason": reason, "requests_by_host": requests_by_host},
        )
        if len(seen) >= TIMES and days >= DAYS:
            return True, f"{reason}: given up"
        return False, f"{reason}; after {TIMES} times over {DAYS} days its day is closed without it"
