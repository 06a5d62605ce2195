"""Surveys from the survey tools and from the inbox."""

from prefect import flow

from tasks.pull.surveys import pull_survey_sources, stop_over


@flow(name="pull-surveys")
def pull_surveys(*, with_tools: bool = True) -> None:
    """Land what the inbox holds and, where asked, what every survey tool offers; tell what landed.

    Args:
        with_tools: ask the survey tools and addresses that are set up as well.
    """
    stop_over(pull_survey_sources(with_tools=with_tools))
