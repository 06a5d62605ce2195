"""HTTP limits by host: rate limit, timeouts, retries, backoff, the largest response, the user agent."""

from dataclasses import dataclass, fields, replace

from schemas.settings import Settings


@dataclass(frozen=True)
class HttpLimits:
    """Limits towards one host; the fields that settings have bear the same names there, and are explained there."""

    per_minute: float
    user_agent: str
    connect_seconds: float
    read_seconds: float
    answer_seconds: float
    attempts: int
    backoff_seconds: float
    backoff_cap_seconds: float
    retry_after_cap_seconds: float
    answer_bytes: int


def http_limits(settings: Settings, per_minute: float) -> HttpLimits:
    """HTTP limits from the settings. TED's firewall refuses user agents that do not begin as those of browsers do."""
    contact = f"; +{settings.contact}" if settings.contact else ""
    values = {
        field.name: getattr(settings, field.name) for field in fields(HttpLimits) if hasattr(settings, field.name)
    }
    return HttpLimits(per_minute, f"Mozilla/5.0 (compatible; Bestillerpuls/0.1{contact})", **values)


def for_packages(settings: Settings, per_minute: float) -> HttpLimits:
    """The same, with time and room for a whole package."""
    same = http_limits(settings, per_minute)
    return replace(same, answer_seconds=settings.package_seconds, answer_bytes=settings.package_bytes)
