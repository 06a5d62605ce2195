"""Nettskjema, the form tool of Norwegian universities, used by public bodies.

Domain: delivered submissions of a form, as the CSV report whose columns are the names in the form's codebook.

Terms: a form without an active and valid codebook has no lasting column names and is refused. The API client must be
an editor of the form (`<client id>@apiclient`); its secret is valid for a year.

API v3: OAuth2 client credentials; `GET /form/{id}/info`, `/settings`, `/csv-report`. The report has no count of its
own, so it is held against `numberOfSubmissions`.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceError
from tasks.http.limits import http_limits
from tasks.read.surveys import nettskjema_csv
from tasks.read.surveys.export import ExportRefusedError, Upload
from tasks.surveys.boundary import Incoming


def exports(settings: Settings) -> Iterator[Incoming]:
    """The CSV report of every form in the settings.

    Raises:
        SourceError: no access, or a form without a valid codebook.
    """
    forms = settings.nettskjema_forms.split()
    if not forms:
        return
    limits = http_limits(settings, "nettskjema")
    host = Host(settings.nettskjema_url, limits, headers={"Authorization": f"Bearer {token(settings)}"})
    for form in forms:
        info = host.get(f"/form/{form}/info", read_json)
        rules = host.get(f"/form/{form}/settings", read_json)
        if not (info.get("isCodebookValid") and rules.get("codebookActivated")):
            raise SourceError(
                f"{host.name}: form {form} has no active and valid codebook, so its column names are not lasting. "
                "Activate it in Nettskjema (Innstillinger, Kodebok) and give every question and option a code."
            )
        if info["numberOfSubmissions"]:
            data = host.get(f"/form/{form}/csv-report", report_of(info["numberOfSubmissions"]))
            yield Incoming("nettskjema", f"form {form}", Upload({"report": data}))


def token(settings: Settings) -> str:
    """An access token for the client in the settings."""
    secret = settings.nettskjema_client_secret
    if not (settings.nettskjema_client_id and secret):
        raise SourceError(
            "nettskjema: forms are named and no client. Set BESTILLERPULS_NETTSKJEMA_CLIENT_ID and _CLIENT_SECRET."
        )
    known = base64.b64encode(f"{settings.nettskjema_client_id}:{secret.get_secret_value()}".encode()).decode()
    limits = http_limits(settings, "nettskjema_token")
    host = Host(settings.nettskjema_token_url, limits, headers={"Authorization": f"Basic {known}"})
    content = host.post("/oauth2/token", read_json, data={"grant_type": "client_credentials"})
    return str(content["access_token"])


def read_json(answer: HttpResponse) -> dict[str, Any]:
    """An answer that is a JSON object.

    Raises:
        NotWholeError: it is something else.
    """
    try:
        content = json.loads(answer.body)
    except ValueError:
        raise NotWholeError("not JSON") from None
    if not isinstance(content, dict):
        raise NotWholeError("not an object")
    return content


def report_of(submissions: int) -> Any:
    """A reader of a CSV report that must have so many submissions; more may have come meanwhile."""

    def read(answer: HttpResponse) -> bytes:
        try:
            rows = nettskjema_csv.read(Upload({"report": answer.body})).rows
        except ExportRefusedError as error:
            raise NotWholeError(error.rule) from None
        if len(rows) < submissions:
            raise NotWholeError(f"{len(rows)} of {submissions} submissions")
        return answer.body

    return read
