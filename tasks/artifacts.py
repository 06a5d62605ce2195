"""What people want to see of a run, at the Prefect server: tables out of the published marts, and where to look."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import duckdb
from prefect import task
from prefect.artifacts import (
    create_link_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from schemas.settings import settings

if TYPE_CHECKING:
    from uuid import UUID

TABLES = {
    "ledger": (
        "What became of everything that landed",
        """
        select kind, count(*) as files, sum(read) as read, sum(loaded) as loaded, sum(rejected) as rejected,
            sum(duplicate) as duplicate, sum(superseded) as superseded, sum(erased) as erased
        from marts.ledger group by kind order by kind
        """,
    ),
    "rejected": (
        "What was rejected, by rule",
        "select rule, count(*) as rows from marts.rejects group by rule order by rows desc, rule limit 50",
    ),
    "completeness": (
        "How complete each source is",
        "select source, completeness, count(*) as windows from marts.completeness group by all order by all",
    ),
    "effect": (
        "What the course changed, indicator by indicator",
        "from marts.effect_estimates order by all limit 50",
    ),
}
"""Key of the artifact: its description and the question. The answers hold counts and figures, no value of a person."""


@task
def show_results() -> list[str]:
    """Put the tables of the published generation, and a link to its dashboard, where the run is looked at.

    Returns:
        Keys of the artifacts; a table whose mart is not published is left out.
    """
    here = settings()
    path = here.current / "marts.duckdb"
    if not path.exists():
        return []
    shown = []
    with duckdb.connect(path, read_only=True) as db:
        for key, (description, question) in TABLES.items():
            try:
                answer = db.execute(question)
            except duckdb.CatalogException:
                continue
            create_table_artifact(key=key, table=rows(answer), description=description)
            shown.append(key)
    create_link_artifact(
        key="dashboard",
        link=f"http://127.0.0.1:{here.pages_port}/dashboard/index.html",
        link_text="The dashboard",
        description=f"The same files: {here.current.absolute()}",
    )
    return [*shown, "dashboard"]


def rows(answer: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """An answer as the rows of a table artifact; what JSON does not know is text."""
    names = [str(column[0]) for column in answer.description or ()]
    return [
        {
            name: value if isinstance(value, int | float | None) else str(value)
            for name, value in zip(names, row, strict=True)
        }
        for row in answer.fetchall()
    ]


def progress_of(source: str) -> Callable[[float], None]:
    """Show at the run how many per cent of the days asked of a source are done."""
    shown = create_progress_artifact(progress=0, key=f"pull-{source}", description=f"Days asked of {source}")
    artifact = cast("UUID", shown)  # a coroutine only where the flow is async

    def show(percent: float) -> None:
        update_progress_artifact(artifact, progress=percent)

    return show
