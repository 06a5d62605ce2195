"""Say what a run did and how things stand: from the published marts, and of surveys from landing."""

from collections import Counter
from collections.abc import Iterable

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from schemas.settings import Settings
from tasks.build import publish
from tasks.erasure.erase import surveys
from tasks.run import survey_account
from warehouse.connect import connect

TABLES = {
    "Landed": """
        select kind, count(*) as files, sum(read) as read, sum(loaded) as loaded, sum(rejected) as rejected,
            sum(duplicate) as duplicate, sum(superseded) as superseded, sum(erased) as erased,
            sum(set_aside) as set_aside
        from marts.ledger group by kind order by kind
    """,
    "Notices by form type": """
        select form_type, count(*) as notices, count(distinct notice_id) as different
        from marts.notice_versions group by form_type order by form_type
    """,
    "Rejected, by rule": """
        select rule, count(*) as rows, min(reason) as for_example
        from marts.rejects group by rule order by rows desc, rule limit 15
    """,
    "Set aside, and left out of everything else": """
        select key, member, rule, reason, set_aside_at as since, file_sha256 from marts.set_aside
        order by set_aside_at desc, key, member limit 15
    """,
}

QUESTION = (
    "select group_id, year(quarter_starts_on) as year, sum(numerator) / sum(denominator) as share "
    "from marts.indicator_by_group_quarter "
    "where indicator_id = 'preceded_by_early_notice' and group_kind = 'cohort' and slice = 'all' "
    "and attribution = 'member' group by all order by all"
)


def print_report(settings: Settings, *, is_new: bool) -> None:
    """Tables of what landed, what came of it and what is published, and a question to try."""
    console = Console(width=None if Console().is_terminal else 160)
    manifest = publish.describe(settings.current)
    if manifest is None:
        console.print(f"Nothing is published in {settings.published} yet. Start with: bestillerpuls run")
        return
    if manifest["world"] == "sample":
        console.print("[bold]Everything below is invented[/bold]: the sample's places, buyers, notices and answers.")
    with connect(settings.current / "marts.duckdb") as db:
        for title, question in TABLES.items():
            try:
                table = as_table(title, db.execute(question))
            except (duckdb.CatalogException, duckdb.BinderException):
                console.print(f"{title}: published by another version. `bestillerpuls run` publishes it anew.")
                continue
            if table.row_count or not title.startswith("Set aside"):
                console.print(table)
    console.print(f"Surveys, for you alone (no count of one is published): {of_surveys(settings)}.", markup=False)
    for line in survey_account.told(settings):
        console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
    console.print()
    rows = ", ".join(f"{name.removeprefix('marts.')} {count:,}" for name, count in sorted(manifest["rows"].items()))
    console.print(f"[bold]Marts and rows[/bold]: {rows}\n")
    for warning in manifest["warnings"]:
        console.print(f"Warning: {warning}", markup=False)
    news = "Published now" if is_new else "Nothing new: published already"
    console.print(
        f"{news}: {settings.current / 'marts.duckdb'} (generation {manifest['generation_id']}).", markup=False
    )
    console.print(f'Try: bestillerpuls sql "{QUESTION}"', markup=False, soft_wrap=True)


def of_surveys(settings: Settings) -> str:
    """What became of the submissions in the exports, out of landing, where nobody else looks."""
    found = Counter[str]()
    for _, first, lines in surveys(settings.landing):
        rejected = sum("rejects" in line for line in lines)
        found.update(
            exports=1,
            refused="refused" in first,
            read=first.get("read", 0),
            rejected=rejected,
            erased=first.get("erased", 0),
        )
    return ", ".join(f"{name} {found[name]:,}" for name in ("exports", "refused", "read", "rejected", "erased"))


def as_table(title: str, answer: duckdb.DuckDBPyConnection) -> Table:
    """A question's answer as a table to print; what is too long goes on below and is never cut."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in answer.description or ():
        table.add_column(str(column[0]), overflow="fold")
    for row in answer.fetchall():
        table.add_row(*map(escape, cells(row)))
    return table


def cells(row: Iterable[object]) -> list[str]:
    """Values as text; NULL is empty."""
    return ["" if value is None else str(value) for value in row]
