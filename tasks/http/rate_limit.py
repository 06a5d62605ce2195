"""Rate limits: one limiter a host, however many sources ask it."""

import time
from weakref import WeakValueDictionary

SLOWEST = 32
"""How many times slower than its rate limit a host is asked at the most, after it often answered 429."""


class RateLimiter:
    """Keeps requests to a host apart. A host that answers 429 is asked more slowly from then on (backoff)."""

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


_rate_limiters: WeakValueDictionary[str, RateLimiter] = WeakValueDictionary()


def rate_limiter_of(host: str) -> RateLimiter:
    """The rate limiter of a host, shared by all sources that ask it; forgotten when none does."""
    return _rate_limiters.setdefault(host, RateLimiter())
