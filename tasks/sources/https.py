"""Survey exports at an HTTPS address: what a share or a form tool offers under a lasting link.

Domain: one file an address. Addresses come from the settings alone; nothing that was read is ever followed.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceError
from tasks.http.limits import http_limits
from tasks.read.surveys.export import Upload
from tasks.surveys.boundary import Incoming

HERE = {"127.0.0.1", "localhost"}


def exports(settings: Settings) -> Iterator[Incoming]:
    """The file at each address in the settings. It is told by host and path: a query can hold a key.

    Raises:
        SourceError: not HTTPS, or no answer.
    """
    for address in settings.survey_urls.split():
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in HERE:
            raise SourceError(f"{parts.netloc}{parts.path}: exports hold personal data; give an https address.")
        base = f"{parts.scheme}://{parts.netloc}"
        host = Host(base, http_limits(settings, "https", base))
        query = f"?{parts.query}" if parts.query else ""
        data = host.get(parts.path + query, whole)
        yield Incoming("https", f"{parts.netloc}{parts.path}", Upload({"export": data}))


def whole(answer: HttpResponse) -> bytes:
    """A file that is not empty."""
    if not answer.body:
        raise NotWholeError("empty")
    return answer.body
