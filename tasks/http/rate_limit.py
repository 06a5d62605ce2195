"""The pace at which a host is asked."""

import time
from weakref import WeakValueDictionary

SLOWEST = 32
"""How many times slower than its pace a host is asked, at the most, after it said often that we are too fast."""


class Pace:
    """Keeps requests apart; a host that says that we are too fast is asked more slowly from then on."""

    def __init__(self) -> None:
        self._slower = 1
        self._free_at = 0.0

    def keep(self, per_minute: float) -> None:
        """Wait until the next request may go out."""
        now = time.monotonic()
        if now < self._free_at:
            time.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + 60 / per_minute * self._slower

    def slow_down(self) -> None:
        """Ask half as often."""
        self._slower = min(self._slower * 2, SLOWEST)


_paces: WeakValueDictionary[str, Pace] = WeakValueDictionary()


def pace_of(host: str) -> Pace:
    """The one pace of a host, however many sources ask it; forgotten when none does."""
    return _paces.setdefault(host, Pace())
