"""Pull a span of days by hand, however long: it resumes where it was stopped."""

from datetime import date

from prefect import flow

from schemas.settings import load_settings
from tasks.prefect import events
from tasks.pull.pulling import landed, pull
from tasks.run.artifacts import progress_of


@flow(name="backfill")
def backfill(source: str, first: date, last: date) -> tuple[int, int]:
    """Ask a source for every day of a span that no receipt closes.

    Args:
        source: doffin or ted.
        first: first day.
        last: last day.

    Returns:
        Notices that landed, and windows that stay open.
    """
    pulled, still_open = pull(source, first, last, load_settings(), progress_of(source))
    events.landed(pulled)
    return landed(pulled), still_open
