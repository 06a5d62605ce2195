"""Keep an eye on the sources."""

from prefect import flow

from tasks.prefect.silence import report_silent_sources


@flow(name="watch-sources")
def watch_sources() -> list[str]:
    """Tell of every source that nothing was heard from for too long.

    Returns:
        The sources that are silent.
    """
    return report_silent_sources()
