"""`bestillerpuls analysis-plan`: what was said beforehand, with its digest and how much was known then."""

import typer
from rich.console import Console

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.run.report import as_table
from warehouse.connect import connect

PLANS = """
    select plan_digest, is_current, landed_at, decided_on, decided_by, half_years, notices_landed_before,
        is_before_training
    from marts.evaluation_plan
    group by all
    order by is_current desc, landed_at desc, plan_digest
"""
OUTCOMES = """
    select role, family, indicator_id, direction
    from marts.evaluation_plan
    where plan_digest = $plan
    order by role desc, family, indicator_id
"""
NONE = (
    "No plan has landed. Write [evaluation] and [[outcomes]] in programme.toml (docs/programme.md), then:"
    " bestillerpuls run"
)


def analysis_plan() -> None:
    """Say what the programme folder said beforehand: the plan in force first, then those before it.

    The digest is of what a plan says. Beside it stands when it landed here and how many notices had landed by then.
    """
    path = load_settings().current / "marts.duckdb"
    if not path.exists():
        raise UserError(f"Nothing is published in {load_settings().published} yet. Start with: bestillerpuls run")
    with connect(path) as db:
        plans = db.execute(PLANS).fetchall()
        if not plans:
            typer.echo(NONE)
        for digest, is_current, landed_at, decided_on, decided_by, half_years, notices, is_before in plans:
            typer.secho(f"{digest} ({'in force' if is_current else 'earlier'})", bold=True)
            typer.echo(f"  decided {decided_on} by {decided_by}; landed {landed_at:%Y-%m-%d %H:%M} UTC")
            typer.echo(f"  {notices} notices had landed before it; the first wave had {'not ' * is_before}begun")
            typer.echo(f"  counts {'all' if half_years is None else half_years} half-years from training")
            width = None if typer.get_text_stream("stdout").isatty() else 120
            Console(width=width).print(as_table("", db.execute(OUTCOMES, {"plan": digest})))
