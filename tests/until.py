"""Wait for an event, never for seconds; the limit is for what never comes, so a busy machine does not meet it."""

import time

PATIENCE = 300


def until(condition, seconds=PATIENCE, what="what is waited for"):
    end = time.monotonic() + seconds
    while not (held := condition()):
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.05)
    return held
