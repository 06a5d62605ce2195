"""`bestillerpuls effect`: did it work? One honest sentence an indicator."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.run.report import as_table
from warehouse.connect import connect

SENTENCES = """
    select indicator_id, sentence_nb, sentence_en, threats_nb, threats_en
    from marts.effect_estimates
    where is_headline and (indicator_id = $indicator or $indicator is null)
    order by indicator_id
"""
OTHERWISE = """
    select
        analysis_name_{language} as analysis, aggregation, wave_id, estimate_unit, minimum_detectable_effect, estimate,
        interval_low, interval_high, p_value, pretrend_p, trained_buyers, control_buyers, detail, problem
    from marts.effect_estimates
    where indicator_id = $indicator
    order by is_headline desc, analysis_id, aggregation, wave_id
"""


class Language(StrEnum):
    """Language of the sentences."""

    both = "both"
    nb = "nb"
    en = "en"


def effect(
    indicator: Annotated[
        str | None, typer.Option(help="One indicator only, with every way of looking at it; such as single_bidder.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the sentences.")] = Language.both,
) -> None:
    """Say of each indicator what the course did to it, what could have been seen at all, and what threatens the figure.

    The figures behind the sentences stand in marts.effect_estimates and marts.effect_event_study.
    """
    path = load_settings().current / "marts.duckdb"
    if not path.exists():
        raise UserError(f"Nothing is published in {load_settings().published} yet. Start with: bestillerpuls run")
    languages = ("nb", "en") if language is Language.both else (language.value,)
    with connect(path) as db:
        rows = db.execute(SENTENCES, {"indicator": indicator}).fetchall()
        if not rows:
            raise UserError(f'No indicator {indicator}. See them all: bestillerpuls sql "from marts.indicators"')
        for indicator_id, *said, _threats_nb, _threats_en in rows:
            typer.secho(indicator_id, bold=True)
            for each in languages:
                typer.echo(f"  {said[each == 'en']}")
        if indicator is not None:
            answer = db.execute(OTHERWISE.format(language=languages[-1]), {"indicator": indicator})
            Console(width=None if typer.get_text_stream("stdout").isatty() else 240).print(as_table("", answer))
    typer.secho(
        " / ".join({"nb": "Det som truer tallene", "en": "What threatens the figures"}[each] for each in languages)
    )
    for each in languages:
        for threat in rows[0][3 if each == "nb" else 4].splitlines():
            typer.echo(f"  - {threat}")
