"""The main job: folders in, marts out. The command line and the deployments run this same flow."""

from prefect import flow

from tasks.folders import Given
from tasks.pipeline import land_folders, publish_marts, read_landed


@flow(name="run")
def run(given: Given) -> tuple[str | None, list[str]]:
    """Land what the folders hold, read what is new, build and publish.

    Returns:
        The new generation, or None where nothing is new; and what could not be landed, a message each.
    """
    problems = land_folders(given)
    read_landed()
    return publish_marts(), problems


@flow(name="empty")
def empty() -> None:
    """Do nothing: what Prefect itself costs, to hold a run against."""
