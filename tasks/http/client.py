"""One session per host: polite, patient within limits, and never fooled about where an answer ends.

Every answer passes a reader that says whether it is what was asked for; one that broke off, or is an error page under
status 200, is asked for again like one that never came. Redirects are not followed and nothing but the host's own
address is ever asked, so a key goes nowhere else. Messages name an exception and not its text: a library's text can
hold a whole URL or a header.
"""

import contextlib
import http.client
import io
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import requests
import tenacity
import urllib3

from tasks.http.body import BROKEN, Sink, receive
from tasks.http.deadline import DeadlineAdapter
from tasks.http.errors import NotWholeError, RetryableError, SourceError, SourceUnavailableError
from tasks.http.limits import HttpLimits
from tasks.http.rate_limit import rate_limiter_of
from tasks.http.status import refuse

T = TypeVar("T")
NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationValueError,
)


@dataclass(frozen=True)
class HttpResponse:
    """A whole answer. `body` is empty for a 304, and for one that went into a sink of the caller's."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class HttpRequest:
    """What is asked of a host, and where the body of each try goes."""

    method: str
    path: str
    sink: Callable[[], Sink]
    ask: Mapping[str, Any]


class Host:
    """One host, its session and its rate limit; `requests` counts what was asked of it."""

    def __init__(
        self,
        base: str,
        http_limits: HttpLimits,
        headers: Mapping[str, str] | None = None,
        remedies: Mapping[int, str] | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        self.name = urlsplit(base).netloc.rpartition("@")[2]
        self.requests = 0
        self._limits = http_limits
        self._secrets = [value for value in (headers or {}).values() if value]
        self._remedies = remedies or {}
        self._pace = rate_limiter_of(self.name)
        self._session = requests.Session()
        self._session.auth = lambda request: request  # keeps requests from sending what a .netrc says
        self._session.headers.update(
            {"User-Agent": http_limits.user_agent, "Accept-Encoding": "identity", **(headers or {})}
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter(http_limits.answer_seconds))

    def get(self, path: str, read: Callable[[HttpResponse], T], sink: Callable[[], Sink] = io.BytesIO, **ask: Any) -> T:
        """Ask, and read the answer.

        Args:
            path: what to ask for, below the host's base address.
            read: makes something of the answer, or raises `NotWholeError`.
            sink: makes a fresh place for the body, for each try.
            ask: `params` and `headers` as in requests.

        Raises:
            SourceError: one of its kinds, each of which says what to do.
        """
        return self._with_retries(HttpRequest("GET", path, sink, ask), read)

    def post(self, path: str, read: Callable[[HttpResponse], T], **ask: Any) -> T:
        """Ask a request by POST, so that asking again does no harm; `ask` holds `json` or `data` as in requests."""
        return self._with_retries(HttpRequest("POST", path, io.BytesIO, ask), read)

    def _with_retries(self, request: HttpRequest, read: Callable[[HttpResponse], T]) -> T:
        first = self._limits.backoff_seconds
        backoff = tenacity.wait_exponential_jitter(multiplier=first, max=self._limits.backoff_cap_seconds, jitter=first)

        def wait(state: tenacity.RetryCallState) -> float:
            asked = getattr(state.outcome and state.outcome.exception(), "wait", None)
            return backoff(state) if asked is None else float(asked)

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._limits.attempts),
            wait=wait,
            retry=tenacity.retry_if_exception_type(RetryableError),
            sleep=time.sleep,
            reraise=True,
        )
        try:
            return cast("T", retrying(self._once, request, read))
        except RetryableError as error:
            raise SourceUnavailableError(
                f"{self._address(request)}: {error}, {self._limits.attempts} times. "
                f"The window stays open: run the pull again later."
            ) from None

    def _address(self, request: HttpRequest) -> str:
        return f"{self.name}: {request.method} {request.path}"

    def _once(self, request: HttpRequest, read: Callable[[HttpResponse], T]) -> T:
        self._pace.keep(self._limits.per_minute)
        self.requests += 1
        place, ends_at = self._address(request), time.monotonic() + self._limits.answer_seconds
        try:
            with self._session.request(
                request.method,
                self.base + request.path,
                stream=True,
                allow_redirects=False,
                timeout=(self._limits.connect_seconds, self._limits.read_seconds),
                **request.ask,
            ) as response:
                if response.status_code == http.client.TOO_MANY_REQUESTS:
                    self._pace.slow_down()
                expected = {200, 304} if "If-None-Match" in (request.ask.get("headers") or {}) else {200}
                if response.status_code not in expected:
                    refuse(response, place, self._limits, self._remedies, self._secrets)
                with contextlib.closing(request.sink()) as into:
                    receive(response, into, ends_at, self._limits.answer_bytes)
                    body = into.getvalue() if isinstance(into, io.BytesIO) else b""
                return read(HttpResponse(response.status_code, response.headers, body))
        except NotWholeError as error:
            raise RetryableError(f"the answer is not what was asked for: {error}") from None
        except requests.exceptions.SSLError as error:
            if not doubts_certificate(error):
                raise RetryableError("the connection failed (SSLError)") from None
            raise SourceUnavailableError(
                f"{place}: the host's certificate is not accepted. A proxy in between may need its own in "
                f"REQUESTS_CA_BUNDLE; certificates are always checked."
            ) from None
        except (requests.exceptions.InvalidHeader, UnicodeError):
            raise SourceError(f"{place}: a key has characters that HTTP does not allow. Set it again.") from None
        except NO_ADDRESS:
            raise SourceError(
                f"{place}: that is no address that can be asked. Set it (BESTILLERPULS_…_URL) to one that begins with "
                f"https://."
            ) from None
        except BROKEN as error:
            raise RetryableError(f"the connection failed ({type(error).__name__})") from None


def doubts_certificate(error: BaseException) -> bool:
    """Whether it was the certificate, and not a handshake that broke off, which requests calls by the same name."""
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, ssl.SSLCertVerificationError):
        behind = behind.__context__
    return behind is not None
