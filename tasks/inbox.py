"""Take in what lies in the inbox. A file leaves it when it has landed.

What cannot be read lands too: it waits in raw, private and for a limited time, until a codebook fits it, and is told
of as rejected. So nothing is lost here, and no second copy of what people wrote stays behind.
"""

from contextlib import suppress
from datetime import UTC, datetime

from filelock import FileLock, Timeout
from prefect import task
from prefect.logging import get_run_logger

from schemas.settings import settings
from tasks import events
from tasks.land_surveys import land_surveys, refusals
from tasks.landing import Landing, held_world
from tasks.sources.inbox import exports_in, take_out
from tasks.survey_door import open_door


@task
def take_in() -> int:
    """Land every whole export of the inbox, and tell so.

    Two that look at once do not take the same export: the second leaves it to the first. One that is killed leaves
    its exports where they are, and the same bytes land twice without a trace.

    Returns:
        Exports that were taken in now.
    """
    here = settings()
    for folder in (here.inbox, here.lease):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(Timeout), FileLock(here.lease / "inbox", timeout=0, mode=0o600):
        exports = list(exports_in(here.inbox, here.settle_seconds))
        if not exports:
            return 0
        with Landing(here.landing, held_world(here.landing) or "real") as landing:
            landed = land_surveys(landing, open_door(here, datetime.now(UTC)), [export for _, export in exports])
        for path, _ in exports:
            take_out(path)
        for problem in refusals(landed):
            get_run_logger().warning(problem)
        events.landed(one.receipt for one in landed if one.receipt is not None)
        return len(exports)
    return 0
