"""Keep an eye on the inbox and on the sources."""

from prefect import flow

from tasks.inbox import take_in
from tasks.silence import tell_silent_sources


@flow(name="pull-surveys")
def pull_surveys() -> int:
    """Land what lies in the inbox.

    Returns:
        Files that landed.
    """
    return take_in()


@flow(name="watch-sources")
def watch_sources() -> list[str]:
    """Tell of every source that nothing was heard from for too long.

    Returns:
        The sources that are silent.
    """
    return tell_silent_sources()
