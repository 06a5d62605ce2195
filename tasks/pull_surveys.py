"""Pull surveys from every place that is set up: the inbox, addresses, and the tools' own APIs."""

from datetime import UTC, datetime

from prefect import task

from schemas.errors import UserError
from schemas.settings import Settings, settings
from tasks.land_surveys import land_surveys, refusals
from tasks.landing import Landing, held_world
from tasks.sources import https, inbox, limesurvey, nettskjema, surveyxact
from tasks.survey_door import open_door

SOURCES = (https, nettskjema, limesurvey, surveyxact)


@task
def pull_survey_sources() -> list[str]:
    """Land what every source offers; what is wrong with one does not stop the others.

    Returns:
        What could not be fetched or read, why, and the remedy.
    """
    here = settings()
    problems: list[str] = []
    with Landing(here.landing, held_world(here.landing) or "real") as landing:
        door = open_door(here, datetime.now(UTC))
        problems += take_inbox(landing, here)
        for source in SOURCES:
            try:
                problems += refusals(land_surveys(landing, door, source.exports(here)))
            except UserError as error:
                problems.append(str(error))
    return problems


def take_inbox(landing: Landing, here: Settings) -> list[str]:
    """Land what lies in the inbox, and take out what was read; what was not stays there, with the reason told."""
    problems = []
    for path, incoming in inbox.exports_in(here.data / "inbox", here.inbox_settle_seconds):
        told = refusals(land_surveys(landing, open_door(here, datetime.now(UTC)), [incoming]))
        problems += told
        if not told:
            inbox.take_out(path)
    return problems
