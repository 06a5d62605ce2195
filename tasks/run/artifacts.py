"""What people want to see of a run, at the Prefect server: tables out of the published marts, and where to look."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import duckdb
from prefect import task
from prefect.artifacts import (
    Artifact,
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)

from schemas.settings import load_settings
from tasks.build import publish
from warehouse.connect import connect

if TYPE_CHECKING:
    from uuid import UUID

TABLES = {
    "ledger": (
        "All that landed: read = loaded + rejected + duplicate + superseded + erased + set aside; no counts of surveys",
        """
        select
            kind, source, count(*) as files, sum(read)::bigint as read, sum(loaded)::bigint as loaded,
            sum(rejected)::bigint as rejected, sum(duplicate)::bigint as duplicate,
            sum(superseded)::bigint as superseded, sum(erased)::bigint as erased,
            sum(set_aside)::bigint as set_aside, max(landed_at)::date as newest
        from marts.ledger group by kind, source order by kind, source
        """,
    ),
    "rejected": (
        "What was rejected, and why. Which file and where in it: marts.rejects",
        """
        select rule, count(*) as rejected, count(distinct file_sha256) as files, rule || ': ' || min(reason) as said
        from marts.rejects group by rule order by rejected desc, rule limit 50
        """,
    ),
    "set-aside": (
        "What was set aside: it breaks a rule of the warehouse, or a person took it out; the rest is published",
        """
        select key, member, rule, reason, set_aside_at as since, file_sha256
        from marts.set_aside order by set_aside_at desc, key, member limit 50
        """,
    ),
    "completeness": (
        "How complete each source that was asked is, in days",
        """
        select
            source, kind, min(day_on) as first, max(day_on) as last, count(*) as days,
            count(*) filter (completeness = 'verified') as verified,
            count(*) filter (completeness = 'mismatch') as did_not_add_up,
            count(*) filter (completeness = 'unavailable') as did_not_answer,
            count(*) filter (completeness = 'empty_unconfirmed') as empty_unconfirmed,
            count(*) filter (completeness = 'not_asked') as not_asked
        from marts.completeness group by source, kind order by source, kind
        """,
    ),
    "effect": (
        "What the course changed, an indicator a row, with the smallest effect that could have been seen",
        """
        select
            indicators.name_en as indicator, estimates.estimate_unit as unit,
            round(estimates.minimum_detectable_effect, 3) as detectable, round(estimates.estimate, 3) as estimate,
            round(estimates.interval_low, 3) as low, round(estimates.interval_high, 3) as high,
            round(estimates.p_value, 3) as p, estimates.sentence_en as said
        from marts.effect_estimates as estimates
        inner join marts.indicators as indicators on estimates.indicator_id = indicators.indicator_id
        where estimates.is_headline
        order by indicators.name_en
        """,
    ),
}
"""Key of the artifact: its description and the question. The answers hold counts, figures and rules: no value of a
document, no name of a file."""


@task
def show_results() -> list[str]:
    """Put tables of the published generation, and a link to its dashboard, where runs are looked at; each once.

    Returns:
        Keys of the artifacts: none where nothing is published, or what is published stands there already.
    """
    settings = load_settings()
    manifest = publish.describe(settings.current)
    if manifest is None:
        return []
    of = f"Generation {manifest['generation_id']}, data as of {manifest['data_as_of']}"
    if manifest["world"] == "sample":
        of += ". All of it is invented: the sample"
    last = cast("Artifact | None", Artifact.get(key="dashboard"))  # made last: a run killed before it is made up for
    if last is not None and str(last.description).startswith(of):
        return []
    with connect(settings.current / "marts.duckdb") as db:
        for key, (description, question) in TABLES.items():
            create_markdown_artifact(key=key, markdown=table(db.execute(question)), description=f"{description}. {of}.")
    create_link_artifact(
        key="dashboard",
        link=f"http://127.0.0.1:{settings.pages_port}/dashboard/index.html",
        link_text="The dashboard",
        description=f"{of}. The same files: {settings.current.absolute()}",
    )
    return [*TABLES, "dashboard"]


def table(answer: duckdb.DuckDBPyConnection) -> str:
    """An answer as a table in Markdown; a last column `said` stands below it, since Prefect's tables break no line."""
    names = [str(column[0]).replace("_", " ") for column in answer.description or ()]
    rows = [["" if value is None else str(value).replace("|", "\\|") for value in row] for row in answer.fetchall()]
    if not rows:
        return "Nothing yet."
    sentences = [f"- {row.pop()}" for row in rows if names[-1] == "said"]
    shown = names[: len(rows[0])]
    lines = [f"| {' | '.join(line)} |" for line in (shown, ["---"] * len(shown), *rows)]
    return "\n".join([*lines, "", *sentences])


def progress_of(source: str) -> Callable[[float], None]:
    """Show at the run how many per cent of the days asked of a source are done."""
    shown = create_progress_artifact(progress=0, key=f"pull-{source}", description=f"Days asked of {source}")
    artifact = cast("UUID", shown)  # a coroutine only where the flow is async

    def show(percent: float) -> None:
        update_progress_artifact(artifact, progress=percent)

    return show
