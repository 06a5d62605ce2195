"""The main job: folders in, marts out. The command line and the deployments run this same flow."""

from prefect import flow

from schemas.errors import UserError
from tasks.run.folders import Given
from tasks.run.pipeline import bring_up_to_date, land_folders


@flow(name="run")
def run(given: Given) -> tuple[str | None, list[str]]:
    """Land what the folders hold, read what is new, build and publish.

    Returns:
        The new generation, or None where nothing is new; and what could not be landed, a message each.

    Raises:
        UserError: nothing could be published; its notes are what could not be landed.
    """
    problems = land_folders(given)
    try:
        return bring_up_to_date(is_patient=True), problems
    except UserError as error:
        for problem in problems:
            error.add_note(problem)
        raise


@flow(name="empty")
def empty() -> None:
    """Do nothing: what Prefect itself costs, to hold a run against."""
