"""SurveyXact, a survey tool that Norwegian agencies use much.

Domain: the dataset of a survey. Structure and labels are not fetched: a codebook says what its codes mean, and an
export with all three is brought through the inbox.

API: REST with a user and a password; `GET /surveys/{id}/export/dataset?format=EU`. A missing password or a wrong
variable is answered by status 500, not 401 or 400.
"""

import base64
from collections.abc import Iterator

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceError
from tasks.http.limits import http_limits
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Incoming

REMEDY = {500: "SurveyXact answers 500 to a wrong user, password or survey: check BESTILLERPULS_SURVEYXACT_…"}


def exports(settings: Settings) -> Iterator[Incoming]:
    """The dataset of every survey in the settings.

    Raises:
        SourceError: no access, or no such survey.
    """
    surveys = settings.surveyxact_surveys.split()
    if not surveys:
        return
    password = settings.surveyxact_password
    if not (settings.surveyxact_user and password):
        raise SourceError(
            "surveyxact: surveys are named and no access. Set BESTILLERPULS_SURVEYXACT_USER and _PASSWORD."
        )
    known = base64.b64encode(f"{settings.surveyxact_user}:{password.get_secret_value()}".encode()).decode()
    limits = http_limits(settings, "surveyxact")
    host = Host(settings.surveyxact_url, limits, headers={"Authorization": f"Basic {known}"}, remedies=REMEDY)
    for survey in surveys:
        data = host.get(f"/surveys/{survey}/export/dataset", table, params={"format": "EU", "lang": "no"})
        yield Incoming("surveyxact", f"survey {survey}", Upload({"dataset": data}))


def table(answer: HttpResponse) -> bytes:
    """A dataset, which is neither a page nor empty."""
    if not answer.body.strip() or answer.body.lstrip().startswith(b"<"):
        raise NotWholeError("no dataset")
    return answer.body
