"""The build that failed a check, remembered, so that the sweep does not build the same again each half hour.

What fails is known again by its inputs: what was read, what has landed, the code. The sweep still says that checks
fail, so nobody takes old marts for new ones, but it costs no build. Whoever runs `bestillerpuls run` builds again.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from schemas.settings import Settings
from tasks.landing.durable import write_once
from warehouse.build import CheckFailedError


def remember(here: Settings, fingerprint: str, checks: Iterable[str]) -> None:
    """Write down which checks failed on which inputs; the first time stays."""
    held = described(here)
    if held is None or held["fingerprint"] != fingerprint:
        said = {"fingerprint": fingerprint, "at": datetime.now(UTC).isoformat(timespec="seconds"), "checks": [*checks]}
        write_once(here.failed_build, json.dumps(said).encode())


def recall(here: Settings, fingerprint: str) -> None:
    """Say again what failed on these inputs.

    Raises:
        CheckFailedError: checks failed on it; with their names, and how to see the rows.
    """
    held = described(here)
    if held is not None and held["fingerprint"] == fingerprint:
        raise CheckFailedError(f"Nothing was published. {told(held)}", held["checks"])


def forget(here: Settings) -> None:
    """What is published tells everything again."""
    here.failed_build.unlink(missing_ok=True)


def described(here: Settings) -> dict[str, Any] | None:
    """The build that failed and that no build has succeeded since, or None."""
    if not here.failed_build.exists():
        return None
    held: dict[str, Any] = json.loads(here.failed_build.read_text(encoding="utf-8"))
    return held


def told(held: dict[str, Any]) -> str:
    """What failed and since when, in words."""
    return (
        f"Failed since {held['at']}: {', '.join(held['checks'])}. Nothing that a build follows from has changed; "
        "`bestillerpuls run` builds once more and shows the rows."
    )
