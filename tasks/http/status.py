"""What a status other than 200 means: it may pass, or the request itself is refused, or we are sent elsewhere."""

import email.utils
import io
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import urlsplit

import requests

from tasks.http.body import BROKEN, CHUNK, receive
from tasks.http.errors import (
    NotWholeError,
    RetryableError,
    SourceChangedError,
    SourceRefusedError,
    SourceUnavailableError,
)
from tasks.http.limits import HttpLimits

TOLD = 200
"""Characters of a source's own error message that are passed on."""


def refuse(
    response: requests.Response,
    place: str,
    http_limits: HttpLimits,
    remedies: Mapping[int, str],
    secrets: Sequence[str],
) -> NoReturn:
    """Say what the status means.

    Args:
        response: opened with `stream=True`, nothing read yet.
        place: host, method and path, for the message.
        http_limits: which statuses may pass, and how long we wait at the most.
        remedies: what to do about a status, where the source has something to say about it.
        secrets: what no message may hold.

    Raises:
        RetryableError: it may pass.
        SourceUnavailableError: it may pass, and the host asks us to stay away for longer than we wait.
        SourceChangedError: the host sends us elsewhere.
        SourceRefusedError: it refuses the request itself.
    """
    status = response.status_code
    if status in http_limits.retried:
        stay_away(response, place, http_limits.retry_after_cap_seconds)
    if status in {*range(300), 304}:
        raise RetryableError(f"status {status} without an answer: not ready, or something in between that doubts us")
    if status in range(300, 400):
        where = urlsplit(response.headers.get("Location", "")).netloc or "another page"
        raise SourceChangedError(
            f"{place}: {status} sends us to {where}. Redirects are not followed, so that a key is never sent "
            f"elsewhere. If the service has moved, set its address (BESTILLERPULS_…_URL)."
        )
    body = io.BytesIO()
    try:
        receive(response, body, time.monotonic() + http_limits.read_seconds, CHUNK)
    except (NotWholeError, SourceChangedError, *BROKEN):
        body = io.BytesIO()
    text = body.getvalue().decode("utf-8", "replace")
    for secret in secrets:
        text = text.replace(secret, "…")
    text = " ".join(text.split())[:TOLD]
    remedy = f"{remedies[status]} " if status in remedies else ""
    raise SourceRefusedError(f"{place}: refused with {status}. {remedy}The host says: {text or 'nothing'}", status)


def stay_away(response: requests.Response, place: str, longest: float) -> NoReturn:
    """Wait as the host asks, unless it asks for too long."""
    wait = retry_after(response.headers.get("Retry-After"))
    if wait is not None and wait > longest:
        raise SourceUnavailableError(
            f"{place}: {response.status_code}, and the host asks us to stay away for {wait:.0f} s. The window stays "
            f"open: run the pull again after that (longest wait: BESTILLERPULS_RETRY_AFTER_CAP_SECONDS)."
        )
    raise RetryableError(f"status {response.status_code}", wait)


def retry_after(header: str | None) -> float | None:
    """Seconds that a Retry-After asks for, as a number or a date; None where it says nothing that makes sense."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        until = email.utils.parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    return max((until - datetime.now(UTC)).total_seconds(), 0.0) if until.tzinfo else None
