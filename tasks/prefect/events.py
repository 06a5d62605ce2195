"""What happened, told to Prefect, so that what waits for it starts at once.

An event carries ids and counts, never content, a name out of a file, or a path. It only wakes somebody: what is
then done follows from landing and its receipts alone, so a lost, doubled, late or forged event changes when
something happens and never what. The sweep that `prefect.yaml` schedules does without any.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from prefect.events import emit_event
from prefect.logging import get_logger

from tasks.landing.set_aside import Decision
from tasks.landing.store import Receipt

IDS_TOLD = 20

EVENTS = frozenset(
    f"bestillerpuls.{event}"
    for event in (
        "notices.landed",
        "survey.landed",
        "register.landed",
        "programme.landed",
        "survey.exported",  # sent from outside: a survey tool has finished an export
        "source.silent",
        "source.changed",
        "check.failed",
        "documents.set_aside",
        "run.died",
        "marts.published",
    )
)
"""Every event there is: a trigger that expects another one would wait for ever."""


def landed(receipts: Iterable[Receipt]) -> None:
    """`bestillerpuls.<kind>.landed`, once for each source that brought bytes."""
    brought: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        if receipt.sha256 is not None:
            brought[receipt.kind, receipt.source].append(receipt)
    for (kind, source), of_source in brought.items():
        ids = [receipt.sha256 for receipt in of_source[:IDS_TOLD]]
        emit(f"{kind}.landed", f"source.{source}", {"objects": len(of_source), "sha256": ids})


def source_silent(source: str, days: int) -> None:
    """`bestillerpuls.source.silent`: nothing was heard from a source for that many days."""
    emit("source.silent", f"source.{source}", {"days": days})


def source_changed(source: str) -> None:
    """`bestillerpuls.source.changed`: a source answers in another shape than the one its reader knows."""
    emit("source.changed", f"source.{source}", {})


def check_failed(checks: Iterable[str]) -> None:
    """`bestillerpuls.check.failed`: these checks found rows that break their rule; nothing was published."""
    emit("check.failed", "marts", {"checks": sorted(checks)})


def documents_set_aside(decisions: Collection[Decision]) -> None:
    """`bestillerpuls.documents.set_aside`: a build left out documents that break a rule, and published the rest."""
    ids = [held.file_sha256 for held in decisions][:IDS_TOLD]
    rules = sorted({held.rule for held in decisions})
    emit("documents.set_aside", "marts", {"documents": len(decisions), "rules": rules, "sha256": ids})


def run_died(unfinished: dict[str, str]) -> None:
    """`bestillerpuls.run.died`: a build ended without saying so; the run that tells it finishes the work."""
    emit("run.died", "marts", {"begun_at": unfinished["at"]})


def marts_published(generation: dict[str, Any], before: dict[str, Any] | None) -> None:
    """`bestillerpuls.marts.published`: which generation, of data as of when, what changed, what was checked.

    Args:
        generation: what `generation.json` says of the new generation.
        before: what it says of the one that was published until now.
    """
    rows, had = generation["rows"], (before or {"rows": {}})["rows"]
    payload = {
        "generation": generation["generation_id"],
        "data_as_of": generation["data_as_of"],
        "rows": rows,
        "changed": {mart: count - had.get(mart, 0) for mart, count in rows.items() if count != had.get(mart, 0)},
        "checks_passed": len(generation["checks"]),
        "warnings": len(generation["warnings"]),
    }
    emit("marts.published", "marts", payload)


def emit(event: str, about: str, payload: dict[str, Any]) -> None:
    """Send one event; where it cannot be sent, say so and go on, because the sweep makes up for it."""
    sent = emit_event(
        f"bestillerpuls.{event}",
        {"prefect.resource.id": f"bestillerpuls.{about}", "prefect.resource.name": about.removeprefix("source.")},
        payload=payload,
    )
    if sent is None:
        get_logger("bestillerpuls").warning("The event %s was not sent; the scheduled sweep makes up for it.", event)
