"""Keep an eye on the sources."""

from prefect import flow

from tasks.prefect.silence import tell_silent_sources


@flow(name="watch-sources")
def watch_sources() -> list[str]:
    """Tell of every source that nothing was heard from for too long.

    Returns:
        The sources that are silent.
    """
    return tell_silent_sources()
