"""What may be kept for a time only, and goes when it is over."""

from datetime import UTC, datetime

from prefect import task

from schemas.settings import load_settings
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.exclusion import surveys_alone


@task
def delete_expired() -> int:
    """Delete raw exports whose time is over; what was said in them stays, without persons.

    Returns:
        Exports that went.
    """
    landing = load_settings().landing
    with surveys_alone(landing):
        return len(raw_surveys.enforce_retention(landing / "raw", datetime.now(UTC).date()))
