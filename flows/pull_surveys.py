"""Surveys over the wire and from the inbox."""

from prefect import flow

from tasks.pipeline import bring_up_to_date
from tasks.pull_surveys import pull_survey_sources


@flow(name="pull-surveys")
def pull_surveys() -> tuple[str | None, list[str]]:
    """Land what every survey source offers, then read, build and publish.

    Returns:
        The new generation, or None where nothing is new; and what could not be landed, a message each.
    """
    problems = pull_survey_sources()
    return bring_up_to_date(), problems
