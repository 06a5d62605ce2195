"""Pull from the services of the sources, and say what landed."""

from datetime import date
from typing import Literal

from prefect import flow, get_run_logger

from schemas.settings import load_settings
from tasks.prefect import events
from tasks.pull.pulling import first_asked, landed, pull, pull_packages
from tasks.pull.refresh_registers import refresh_registers
from tasks.run.artifacts import progress_of


@flow(name="pull-notices")
def pull_notices(
    source: str, first: date | None = None, last: date | None = None, *, again: bool = False
) -> tuple[int, int]:
    """Ask a source of notices for every day that no receipt closes, oldest first.

    A source that nobody has begun with is left alone, with a word in the log: the schedule has no first day.

    Args:
        source: doffin or ted.
        first: first day; by default the first that was ever asked for.
        last: last day; by default today.
        again: ask for every day of the span, whatever was said of it before.

    Returns:
        Notices that landed, and windows that stay open.
    """
    if first is None and first_asked(source, load_settings()) is None:
        begin = f"bestillerpuls pull {source} --from YYYY-MM-DD"
        get_run_logger().warning(
            "Nobody has said from when to ask %s, so it is not asked. Begin once: %s", source, begin
        )
        return 0, 0
    pulled, still_open = pull(source, first, last, load_settings(), progress_of(source), again=again)
    events.landed(pulled)
    return landed(pulled), still_open


@flow(name="pull-packages")
def pull_ted_packages(
    size: Literal["daily", "monthly"], first: date | None = None, last: date | None = None
) -> tuple[int, int]:
    """Fetch TED's packages of all countries, and hold each against TED's index.

    Args:
        size: daily or monthly.
        first: first day; by default the first that was ever asked for.
        last: last day; by default today.

    Returns:
        Packages that landed, and windows that stay open.
    """
    pulled, still_open = pull_packages(size, first, last, load_settings(), progress_of("ted-packages"))
    events.landed(pulled)
    return landed(pulled), still_open


@flow(name="pull-registers")
def pull_registers(accept: tuple[str, ...] = ()) -> tuple[int, int]:
    """Renew the registers and show what changed.

    Args:
        accept: questions whose answer is believed though it is much shorter than the last one.

    Returns:
        Rows that are new or gone, and questions that stay open.
    """
    pulled, changed = refresh_registers(load_settings(), accept)
    events.landed(pulled)
    return changed, sum(receipt.completeness != "verified" for receipt in pulled)
