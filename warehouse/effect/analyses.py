"""The ways an effect is looked at: the headline, and what it turns into when one choice is made otherwise."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from warehouse.effect.group_time import Design, Link
from warehouse.effect.panel import Panel

ELSEWHERE = "trained_elsewhere"


@dataclass(frozen=True)
class Analysis:
    """One way of looking. The defaults are the headline's choices.

    Attributes:
        base_periods: half-years before training that are taken together. One half-year of a few small municipalities
            is a handful of purchases, and its chance would stand in every figure after it.
        first_event: 1 leaves the half-year of the first gathering out.
        left_out: column of staging.effect_units that says who is left out.
        counts_elsewhere: whether those that somebody else trained count as a wave of their own; else they are out.
        half_years: half-years from training that count, as the evaluation plan says; all where it does not.
    """

    analysis_id: str
    name_nb: str
    name_en: str
    attribution: str = "member"
    slice: str = "all"
    base_periods: int = 4
    controls: Literal["not_yet", "never"] = "not_yet"
    first_event: int = 0
    left_out: str | None = None
    counts_elsewhere: bool = False
    half_years: int | None = None

    def units(self, units: pl.DataFrame) -> pl.DataFrame:
        """Those of the municipalities that this way looks at."""
        if not self.counts_elsewhere:
            units = units.filter(pl.col("wave_id").ne_missing(ELSEWHERE))
        return units.filter(~pl.col(self.left_out)) if self.left_out else units

    def design(self, panel: Panel, link: Link) -> Design:
        """Who is compared with whom on a panel."""
        return Design(
            panel.starts,
            len(panel.periods),
            self.base_periods,
            self.controls,
            self.first_event,
            link,
            has_before=self.analysis_id == "headline",
            window=self.half_years,
        )


HEADLINE = Analysis("headline", "Hovedanslag", "Headline")
ANALYSES = (
    HEADLINE,
    Analysis("digital", "Bare digitale anskaffelser", "Digital purchases only", slice="digital"),
    Analysis("base_one", "Siste halvår før kurset som grunnlag", "Last half-year before as the base", base_periods=1),
    Analysis("never_only", "Bare aldri kursede til sammenligning", "Never-trained controls only", controls="never"),
    Analysis(
        "donut", "Uten halvåret for første samling", "Without the half-year of the first gathering", first_event=1
    ),
    Analysis("lead", "Felles kjøp telt hos den som ledet dem", "Joint purchases counted for their lead", "lead"),
    Analysis(
        "without_neighbours",
        "Uten naboer som kjøper sammen med kursede",
        "Without neighbours who buy together with trained ones",
        left_out="is_neighbour",
    ),
    Analysis(
        "without_mixed",
        "Uten kommuner som også andre har kurset",
        "Without municipalities also trained by someone else",
        left_out="is_mixed",
    ),
    Analysis(
        "with_elsewhere",
        "Med kommuner som andre har kurset, som kurset",
        "With municipalities trained by someone else, as trained",
        counts_elsewhere=True,
    ),
)
TOO_EARLY = Analysis("too_early", "Som om kurset kom to år for tidlig", "As if the course had come two years too early")
COUNTIES = Analysis(
    "untrained_counties",
    "Hvert ukurset fylke som om det var kurset",
    "Each untrained county as if it had been trained",
)
LEAVE_ONE_OUT = Analysis("leave_one_out", "Uten én kommune om gangen", "Without one municipality at a time")
