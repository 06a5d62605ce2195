"""What may be kept for a time only, and goes when it is over."""

from datetime import UTC, datetime, timedelta

from prefect import task

from schemas.settings import settings


@task
def delete_expired() -> int:
    """Delete what was refused at the inbox so long ago that a raw export would be deleted as well.

    Returns:
        Files that went.
    """
    here = settings()
    limit = (datetime.now(UTC) - timedelta(days=here.raw_survey_days)).timestamp()
    expired = [path for path in here.refused.glob("*") if path.stat().st_mtime <= limit]
    for path in expired:
        path.unlink()
    return len(expired)
