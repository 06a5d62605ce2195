"""How a host is treated: pace, patience, the largest answer that is taken, and who we say we are."""

from dataclasses import dataclass, fields, replace

from schemas.settings import Settings


@dataclass(frozen=True)
class Manners:
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


def manners(settings: Settings, per_minute: float) -> Manners:
    """The manners that the settings say, at a pace. TED's firewall refuses agents that do not begin as browsers do."""
    contact = f"; +{settings.contact}" if settings.contact else ""
    told = {field.name: getattr(settings, field.name) for field in fields(Manners) if hasattr(settings, field.name)}
    return Manners(per_minute, f"Mozilla/5.0 (compatible; Bestillerpuls/0.1{contact})", **told)


def for_packages(settings: Settings, per_minute: float) -> Manners:
    """The same, with time and room for a whole package."""
    same = manners(settings, per_minute)
    return replace(same, answer_seconds=settings.package_seconds, answer_bytes=settings.package_bytes)
