"""The pace at which a host is asked."""

import time

SLOWEST = 32
"""How many times slower than its pace a host is asked, at the most, after it said often that we are too fast."""


class Pace:
    """Keeps requests apart; a host that says that we are too fast is asked more slowly from then on."""

    def __init__(self, per_minute: float) -> None:
        self._interval = 60 / per_minute
        self._longest = self._interval * SLOWEST
        self._free_at = 0.0

    def keep(self) -> None:
        """Wait until the next request may go out."""
        now = time.monotonic()
        if now < self._free_at:
            time.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._interval

    def slow_down(self) -> None:
        """Ask half as often."""
        self._interval = min(self._interval * 2, self._longest)
