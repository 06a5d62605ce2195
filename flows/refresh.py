"""What the schedule and the events start: bring the marts up to what has landed."""

from prefect import flow

from tasks.run.artifacts import show_results
from tasks.run.pipeline import bring_up_to_date


@flow(name="refresh")
def refresh() -> str | None:
    """Read what is new, build, check, publish: the main job without the landing of folders.

    Returns:
        The new generation, or None where nothing is new or another run that waits will do it.
    """
    generation = bring_up_to_date()
    show_results()
    return generation
