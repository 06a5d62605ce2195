"""KLASS, Statistics Norway's classifications.

Domain: municipality numbers (131) and their changes, county numbers (104), organisation numbers of municipalities
(582), centrality (128).

Terms: a correspondence maps the codes of one classification to those of another, each pair with its validity.

API: `GET /classifications/{id}/codes|changes|corresponds?from=YYYY-MM-DD`, as JSON; its CSV is ISO-8859-1. The codes of
a span come with `validFromInRequestedRange`, cut at the first day that was asked from. One answer is the whole list.
"""

from schemas.settings import Settings
from tasks.http.client import Host
from tasks.http.limits import http_limits

QUESTIONS = {
    "131 codes": ("/classifications/131/codes", {}),
    "131 changes": ("/classifications/131/changes", {}),
    "104 codes": ("/classifications/104/codes", {}),
    "582 to 131": ("/classifications/582/corresponds", {"targetClassificationId": "131"}),
    "128 to 131": ("/classifications/128/corresponds", {"targetClassificationId": "131"}),
}


class Klass:
    """SSB's classifications."""

    name = "klass"

    def __init__(self, settings: Settings) -> None:
        self.host = Host(settings.klass_url, http_limits(settings, "klass"))
        since = {"from": settings.registers_from.isoformat()}
        self.questions = {key: (path, asked | since) for key, (path, asked) in QUESTIONS.items()}
