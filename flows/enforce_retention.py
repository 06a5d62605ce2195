"""Delete what may be kept for a time only."""

from prefect import flow

from tasks.erasure.retention import delete_expired


@flow(name="enforce-retention")
def enforce_retention() -> int:
    """Delete raw exports whose time is over.

    Returns:
        Exports that went.
    """
    return delete_expired()
