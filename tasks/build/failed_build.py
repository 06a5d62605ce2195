"""The build that failed a check, remembered, so that the sweep does not build the same again each half hour.

What fails is known again by its inputs: what was read, what has landed, the code. The sweep still says that checks
fail, so nobody takes old marts for new ones, but it costs no build. Whoever runs `bestillerpuls run` builds again.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from schemas.settings import Settings
from tasks.landing import sealed
from tasks.landing.damage import DamageError
from warehouse.build import CheckFailedError


def record_failure(settings: Settings, fingerprint: str, checks: Iterable[str]) -> None:
    """Write down which checks failed on which inputs; the first time stays."""
    failure = recorded(settings)
    if failure is None or failure["fingerprint"] != fingerprint:
        new_failure = {
            "fingerprint": fingerprint,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "checks": [*checks],
        }
        sealed.write(settings.failed_build, new_failure)


def raise_if_failed(settings: Settings, fingerprint: str) -> None:
    """Say again what failed on these inputs.

    Raises:
        CheckFailedError: checks failed on it; with their names, and how to see the rows.
    """
    failure = recorded(settings)
    if failure is not None and failure["fingerprint"] == fingerprint:
        raise CheckFailedError(f"Nothing was published. {describe(failure)}", failure["checks"])


def clear(settings: Settings) -> None:
    """What is published tells everything again."""
    settings.failed_build.unlink(missing_ok=True)


def recorded(settings: Settings) -> dict[str, Any] | None:
    """The build that failed and that no build has succeeded since, or None; what cannot be read is built once more."""
    try:
        return sealed.read(settings.failed_build, "")
    except (FileNotFoundError, DamageError):
        return None


def describe(failure: dict[str, Any]) -> str:
    """What failed and since when, in words."""
    return (
        f"Failed since {failure['at']}: {', '.join(failure['checks'])}. Nothing that a build follows from has changed; "
        "`bestillerpuls run` builds once more and shows the rows."
    )
