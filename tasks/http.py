"""One session per host: polite, patient within limits, and never fooled about where an answer ends.

Every answer passes a reader that says whether it is what was asked for; one that broke off, or is an error page under
status 200, is asked for again like one that never came. Redirects are not followed and nothing but the host's own
address is ever asked, so a key goes nowhere else. Messages name an exception and not its text: a library's text can
hold a whole URL or a header.
"""

import contextlib
import http.client
import io
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar, cast
from urllib.parse import urlsplit

import requests
import tenacity
import urllib3

from tasks.wire.body import CHUNK, Sink, receive, retry_after
from tasks.wire.deadline import DeadlineAdapter
from tasks.wire.errors import (
    NotWholeError,
    PassingError,
    SourceChangedError,
    SourceError,
    SourceRefusedError,
    SourceUnavailableError,
)
from tasks.wire.manners import Manners

T = TypeVar("T")

BROKEN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    zlib.error,
    ConnectionError,
    TimeoutError,
)
TOLD = 200
"""Characters of a source's own error message that are passed on."""
SLOWEST = 32
"""How many times slower than its pace a host is asked, at the most, after it said too often that we are too fast."""
MAY_PASS = {408, 425, 429, *range(500, 600)}


@dataclass(frozen=True)
class Answer:
    """A whole answer. `body` is empty for a 304, and for one that went into a sink of the caller's."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Question:
    """What is asked of a host, and where the body of each try goes."""

    method: str
    path: str
    sink: Callable[[], Sink]
    ask: Mapping[str, Any]


class Host:
    """One host, its session and its pace; `requests` counts what was asked of it."""

    def __init__(
        self,
        base: str,
        manners: Manners,
        headers: Mapping[str, str] | None = None,
        remedies: Mapping[int, str] | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        self.name = urlsplit(base).netloc
        self.requests = 0
        self._manners = manners
        self._secrets = [value for value in (headers or {}).values() if value]
        self._remedies = remedies or {}
        self._interval = 60 / manners.per_minute
        self._free_at = 0.0
        self._session = requests.Session()
        self._session.auth = lambda request: request  # keeps requests from sending what a .netrc says
        self._session.headers.update(
            {"User-Agent": manners.user_agent, "Accept-Encoding": "identity", **(headers or {})}
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter(manners.answer_seconds))

    def get(self, path: str, read: Callable[[Answer], T], sink: Callable[[], Sink] = io.BytesIO, **ask: Any) -> T:
        """Ask, and read the answer.

        Args:
            path: what to ask for, below the host's base address.
            read: makes something of the answer, or raises `NotWholeError`.
            sink: makes a fresh place for the body, for each try.
            ask: `params` and `headers` as in requests.

        Raises:
            SourceError: one of its kinds, each of which says what to do.
        """
        return self._patiently(Question("GET", path, sink, ask), read)

    def post(self, path: str, read: Callable[[Answer], T], **ask: Any) -> T:
        """Ask a question by POST, so that asking again does no harm; `ask` holds `json` or `data` as in requests."""
        return self._patiently(Question("POST", path, io.BytesIO, ask), read)

    def _patiently(self, question: Question, read: Callable[[Answer], T]) -> T:
        first = self._manners.backoff_seconds
        backoff = tenacity.wait_exponential_jitter(
            multiplier=first, max=self._manners.backoff_cap_seconds, jitter=first
        )

        def wait(state: tenacity.RetryCallState) -> float:
            asked = getattr(state.outcome and state.outcome.exception(), "wait", None)
            return backoff(state) if asked is None else float(asked)

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._manners.attempts),
            wait=wait,
            retry=tenacity.retry_if_exception_type(PassingError),
            sleep=time.sleep,
            reraise=True,
        )
        try:
            return cast("T", retrying(self._once, question, read))
        except PassingError as error:
            raise SourceUnavailableError(
                f"{self._place(question)}: {error}, {self._manners.attempts} times. "
                f"The window stays open: run the pull again later."
            ) from None

    def _place(self, question: Question) -> str:
        return f"{self.name}: {question.method} {question.path}"

    def _once(self, question: Question, read: Callable[[Answer], T]) -> T:
        self._keep_pace()
        self.requests += 1
        place, ends_at = self._place(question), time.monotonic() + self._manners.answer_seconds
        try:
            with self._session.request(
                question.method,
                self.base + question.path,
                stream=True,
                allow_redirects=False,
                timeout=(self._manners.connect_seconds, self._manners.read_seconds),
                **question.ask,
            ) as response:
                if response.status_code not in {200, 304}:
                    self._refuse(place, response, ends_at)
                with contextlib.closing(question.sink()) as into:
                    receive(response, into, ends_at, self._manners.answer_bytes)
                    body = into.getvalue() if isinstance(into, io.BytesIO) else b""
                return read(Answer(response.status_code, response.headers, body))
        except NotWholeError as error:
            raise PassingError(f"the answer is not what was asked for: {error}") from None
        except requests.exceptions.SSLError:
            raise SourceUnavailableError(
                f"{place}: the host's certificate is not accepted. A proxy in between may need its own in "
                f"REQUESTS_CA_BUNDLE; certificates are always checked."
            ) from None
        except (requests.exceptions.InvalidHeader, UnicodeError):
            raise SourceError(f"{place}: a key has characters that HTTP does not allow. Set it again.") from None
        except BROKEN as error:
            raise PassingError(f"the connection failed ({type(error).__name__})") from None

    def _keep_pace(self) -> None:
        now = time.monotonic()
        if now < self._free_at:
            time.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._interval

    def _refuse(self, place: str, response: requests.Response, ends_at: float) -> NoReturn:
        """Say what a status other than 200 means."""
        status = response.status_code
        if status in MAY_PASS:
            self._stay_away(place, response)
        if status in range(300, 400):
            where = urlsplit(response.headers.get("Location", "")).netloc or "another page"
            raise SourceChangedError(
                f"{place}: {status} sends us to {where}. Redirects are not followed, so that a key is never sent "
                f"elsewhere. If the service has moved, set its address (BESTILLERPULS_…_URL)."
            )
        if status in range(300):
            raise PassingError(f"status {status} without an answer: not ready, or a firewall that doubts us")
        told = io.BytesIO()
        try:
            receive(response, told, ends_at, CHUNK)
        except (NotWholeError, SourceChangedError, *BROKEN):
            told.seek(0)
        said = " ".join(told.getvalue().decode("utf-8", "replace").split())[:TOLD]
        for secret in self._secrets:
            said = said.replace(secret, "…")
        raise SourceRefusedError(
            f"{place}: refused with {status}. {self._remedies.get(status, '')} The host says: {said or 'nothing'}",
            status,
        )

    def _stay_away(self, place: str, response: requests.Response) -> NoReturn:
        """Wait as the host asks, and slow down where it says that we are too fast."""
        status = response.status_code
        if status == http.client.TOO_MANY_REQUESTS:
            self._interval = min(self._interval * 2, SLOWEST * 60 / self._manners.per_minute)
        wait = retry_after(response.headers.get("Retry-After"))
        if wait is not None and wait > self._manners.retry_after_cap_seconds:
            raise SourceUnavailableError(
                f"{place}: {status}, and the host asks us to stay away for {wait:.0f} s. The window stays open: run "
                f"the pull again after that (longest wait: BESTILLERPULS_RETRY_AFTER_CAP_SECONDS)."
            )
        raise PassingError(f"status {status}", wait)
