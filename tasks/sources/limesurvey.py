"""LimeSurvey, an open form tool that many run themselves.

Domain: all responses of a survey, complete or not, as CSV with question codes and answer codes.

Terms: a session key is asked for first and given back last.

API: RemoteControl 2, JSON-RPC by POST to `/admin/remotecontrol`; `export_responses` gives base64. Errors are status 200
with `{"status": "…"}` as the result. Built from the description of the API: no LimeSurvey was at hand.
"""

import base64
from collections.abc import Iterator
from typing import Any

from schemas.settings import Settings
from tasks.http.client import Host
from tasks.http.errors import SourceError
from tasks.http.limits import http_limits
from tasks.read.surveys.export import Upload
from tasks.sources.nettskjema import read_json
from tasks.surveys.boundary import Incoming

PATH = "/admin/remotecontrol"
NO_DATA = "No Data"


def exports(settings: Settings) -> Iterator[Incoming]:
    """The responses of every survey in the settings.

    Raises:
        SourceError: no access, or LimeSurvey says why not.
    """
    surveys = settings.limesurvey_surveys.split()
    if not surveys:
        return
    password = settings.limesurvey_password
    if not (settings.limesurvey_url and settings.limesurvey_user and password):
        raise SourceError(
            "limesurvey: surveys are named and no access. Set BESTILLERPULS_LIMESURVEY_URL, _USER and _PASSWORD."
        )
    host = Host(settings.limesurvey_url, http_limits(settings, "limesurvey"))
    key = call(host, "get_session_key", settings.limesurvey_user, password.get_secret_value())
    try:
        for survey in surveys:
            answer = call(host, "export_responses", key, int(survey), "csv", None, "all", "code", "short")
            if answer is not None:
                yield Incoming("limesurvey", f"survey {survey}", Upload({"responses": base64.b64decode(answer)}))
    finally:
        call(host, "release_session_key", key)


def call(host: Host, method: str, *params: Any) -> str | None:
    """The result of one call; None where there are no responses yet.

    Raises:
        SourceError: LimeSurvey says that it will not; its own words are passed on.
    """
    answer = host.post(PATH, read_json, json={"method": method, "params": list(params), "id": 1})
    result = answer.get("result")
    if isinstance(result, dict):
        status = str(result.get("status", "no reason"))
        if status.startswith(NO_DATA):
            return None
        raise SourceError(f"{host.name}: {method}: {status[:200]}. Check user, rights and number of the survey.")
    return str(result)
