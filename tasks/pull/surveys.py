"""Pull surveys from every place that is set up: the inbox, addresses, and the tools' own APIs."""

from contextlib import suppress
from datetime import UTC, datetime

from filelock import FileLock, Timeout
from prefect import task

from schemas.errors import UserError
from schemas.settings import Settings, load_settings
from tasks.landing.store import Landing, held_world, receipts
from tasks.prefect import events
from tasks.run.folders import noted
from tasks.sources import https, limesurvey, nettskjema, surveyxact
from tasks.surveys import inbox
from tasks.surveys.boundary import SurveyBoundary, open_survey_boundary
from tasks.surveys.landing import Landed, land_surveys, refusals

SOURCES = (https, nettskjema, limesurvey, surveyxact)


@task
def pull_survey_sources(*, with_tools: bool = True) -> list[str]:
    """Land what the inbox holds and, where asked, what every survey tool offers; tell what is new.

    What is wrong with one does not stop the others. Two that pull at once do not take the same file: the second
    leaves it all to the first. One that is killed leaves its files where they are, and lands them again in vain.

    Returns:
        What could not be fetched or read, why, and the remedy.
    """
    settings = load_settings()
    for folder in (settings.inbox, settings.lease):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    problems: list[str] = []
    with suppress(Timeout), FileLock(settings.lease / "surveys", timeout=0, mode=0o600):
        known = {receipt.sha256 for receipt in receipts(settings.landing)}
        with Landing(settings.landing, held_world(settings.landing) or "real") as landing:
            boundary = open_survey_boundary(settings, datetime.now(UTC))
            done = take_inbox(landing, boundary, settings)
            for source in SOURCES if with_tools else ():
                with noted(problems):
                    done += land_surveys(landing, boundary, source.exports(settings))
        problems += refusals(done)
        events.landed(one.receipt for one in done if one.receipt and one.receipt.sha256 not in known)
    return problems


@task
def stop_over(problems: list[str]) -> None:
    """End the run as failed where something could not be used, so that somebody is told.

    Raises:
        UserError: with every message.
    """
    if problems:
        raise UserError("\n".join(problems))


def take_inbox(landing: Landing, boundary: SurveyBoundary, settings: Settings) -> list[Landed]:
    """Land what lies in the inbox and take it out: raw landing holds what could not be read, until a codebook fits.

    An export that raw landing may not hold, because it cannot be read and somebody has been erased, stays.
    """
    landed = []
    for path, incoming in inbox.exports_in(settings.inbox, settings.inbox_settle_seconds):
        own, *renewed = land_surveys(landing, boundary, [incoming])
        landed += [own, *renewed]
        if own.refusal is None or own.receipt is None or is_in_raw(own, boundary):
            inbox.take_out(settings.inbox, path, incoming.upload)
    return landed


def is_in_raw(own: Landed, boundary: SurveyBoundary) -> bool:
    """Whether the export waits in raw landing."""
    return own.receipt is not None and (boundary.raw_folder / str(own.receipt.derived_from_sha256)).exists()
