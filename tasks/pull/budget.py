"""What a host has been asked today, by whichever pull, and what is left of the day's budget.

Limits are a host's: two sources that ask the same one share it. Receipts alone say what was spent.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from tasks.http.client import Host
from tasks.landing.store import Receipt


class Budget:
    """The requests of a day to some hosts; `told` are the receipts of every source."""

    def __init__(self, receipts: Iterable[Receipt], hosts: Iterable[Host], most: int) -> None:
        self._hosts, self._most = list(hosts), most
        today = datetime.now(UTC).date().isoformat()
        self._before: Counter[str] = Counter()
        for receipt in receipts:
            if receipt.landed_at.startswith(today):
                self._before.update(receipt.detail.get("requests_by_host", {}))
        self._noted = self._made()

    def spent(self, hosts: Iterable[Host] | None = None) -> str:
        """Which host has had all of its requests, as a sentence for a receipt; empty where none has."""
        made = self._made()
        for host in self._hosts if hosts is None else hosts:
            if self._before[host.name] + made[host.name] >= self._most:
                return (
                    f"{host.name} has had its {self._most} requests of today; the next run goes on from here "
                    f"(BESTILLERPULS_REQUESTS_PER_DAY)."
                )
        return ""

    def since(self) -> dict[str, int]:
        """Requests to each host since this was asked last: for the next receipt."""
        made = self._made()
        since, self._noted = made - self._noted, made
        return dict(since)

    def _made(self) -> Counter[str]:
        made: Counter[str] = Counter()
        for host in self._hosts:
            made[host.name] += host.requests
        return made
