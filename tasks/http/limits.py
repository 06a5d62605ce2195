"""HTTP limits in one place: rate limit by host; timeouts, attempts, backoff and retried statuses by client.

A client is what asks: a source, or a part of one. Clients of the same host share its rate limit, the lowest of theirs
(KLASS and PxWeb are both at data.ssb.no), its slowing down after a 429 (`rate_limit`) and its budget of the day.
`BESTILLERPULS_HTTP_LIMITS` changes the limits of one client.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from schemas.errors import UserError
from schemas.settings import Settings

RETRIED = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses that may pass."""


@dataclass(frozen=True)
class Client:
    """Names of the settings that have a client's addresses, rate and largest answer; and the statuses it retries."""

    urls: str
    per_minute: str
    answer_seconds: str = "answer_seconds"
    answer_bytes: str = "answer_bytes"
    retried: Collection[int] = RETRIED


CLIENTS = {
    "doffin": Client("doffin_url", "doffin_requests_per_minute"),
    "ted_search": Client("ted_api_url", "ted_requests_per_minute"),
    "ted_notices": Client("ted_url", "ted_downloads_per_minute"),
    "ted_packages": Client("ted_url", "ted_downloads_per_minute", "package_seconds", "package_bytes"),
    "brreg": Client("brreg_url", "brreg_requests_per_minute"),
    "klass": Client("klass_url", "klass_requests_per_minute"),
    "pxweb": Client("pxweb_url", "pxweb_requests_per_minute"),
    "nettskjema": Client("nettskjema_url", "surveys_per_minute"),
    "nettskjema_token": Client("nettskjema_token_url", "surveys_per_minute"),
    "limesurvey": Client("limesurvey_url", "surveys_per_minute"),
    "surveyxact": Client("surveyxact_url", "surveys_per_minute", retried=RETRIED - {500}),  # 500: a wrong password
    "https": Client("survey_urls", "surveys_per_minute"),
}
"""Every client. Attempts, backoff and timeouts are the settings' own where BESTILLERPULS_HTTP_LIMITS says nothing."""


@dataclass(frozen=True)
class HttpLimits:
    """Limits of one client; the fields that settings have bear the same names there, and are explained there."""

    per_minute: float
    user_agent: str
    retried: Collection[int]
    connect_seconds: float
    read_seconds: float
    answer_seconds: float
    attempts: int
    backoff_seconds: float
    backoff_cap_seconds: float
    retry_after_cap_seconds: float
    answer_bytes: int


def http_limits(settings: Settings, client: str, address: str | None = None) -> HttpLimits:
    """Limits of a client. TED's firewall refuses user agents that do not begin as those of browsers do.

    Args:
        settings: the defaults, and what differs by client.
        client: a key of `CLIENTS`.
        address: where it asks, if the settings have several addresses.

    Raises:
        UserError: BESTILLERPULS_HTTP_LIMITS names a client that does not exist.
    """
    if unknown := sorted(set(settings.http_limits) - set(CLIENTS)):
        raise UserError(
            f"BESTILLERPULS_HTTP_LIMITS: no client is called {', '.join(unknown)}. There are: {', '.join(CLIENTS)}."
        )
    told = CLIENTS[client]
    contact = f"; +{settings.contact}" if settings.contact else ""
    limits = {
        field.name: getattr(settings, field.name) for field in fields(HttpLimits) if hasattr(settings, field.name)
    }
    limits |= {
        "user_agent": f"Mozilla/5.0 (compatible; Bestillerpuls/0.1{contact})",
        "answer_seconds": getattr(settings, told.answer_seconds),
        "answer_bytes": getattr(settings, told.answer_bytes),
        "retried": told.retried,
    }
    own = settings.http_limits[client].model_dump(exclude_none=True) if client in settings.http_limits else {}
    return HttpLimits(**limits | own | {"per_minute": rate_of(settings, client, address)})


def rate_of(settings: Settings, client: str, address: str | None = None) -> float:
    """Requests a minute to a client's host: the lowest rate of all clients that ask it."""
    asked = hosts(address or getattr(settings, CLIENTS[client].urls))
    sharing = {name for name, other in CLIENTS.items() if asked & hosts(getattr(settings, other.urls))}
    return min(own_rate(settings, name) for name in {client} | sharing)


def hosts(addresses: str) -> set[str]:
    """The hosts of addresses that are separated by blanks."""
    return {urlsplit(address).netloc.rpartition("@")[2] for address in addresses.split()}


def own_rate(settings: Settings, client: str) -> float:
    """Requests a minute of one client alone."""
    own = settings.http_limits[client].per_minute if client in settings.http_limits else None
    return float(getattr(settings, CLIENTS[client].per_minute) if own is None else own)
