"""Did the course change how members buy: estimates, what they turn into, and what could have been seen at all."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

ESTIMATE = "Difference that training made, in the unit of the value (shares 0 to 1); for counts the log of a ratio."
LOW = "Lower end of the 95 % interval: effects below are rejected by the permutation test; null where no end is found."
HIGH = "Upper end of the 95 % interval."
P_VALUE = "Share of the ways the waves could have been drawn within strata that look as extreme; null below 200 ways."
STANDARD_ERROR = "Standard error as if municipalities were sampled, by cluster: a check, not the headline."


class EffectEstimates(Table):
    """One row per indicator, way of looking at it (analysis), aggregation and wave: the effect of the course.

    The headline is `is_headline`: analysis `headline`, aggregation `simple`. Group-time effects after Callaway and
    Sant'Anna on half-years, sums over sums, not-yet-trained and never-trained municipalities as controls, the two years
    before training as the base. Counties and state agencies are described by group, never estimated.
    """

    indicator_id: str = fields.required("Indicator.")
    analysis_id: str = fields.required("Way of looking: headline, or one choice made otherwise.")
    analysis_name_nb: str = fields.required("That way in Norwegian.")
    analysis_name_en: str = fields.required("That way in English.")
    aggregation: str = pa.Field(
        isin=["simple", "group", "dynamic", "calendar"],
        description="How cells are put together: simple, by wave, by time since training, by calendar time.",
    )
    wave_id: str = fields.required("Wave, or `all`.")
    estimate_unit: str = fields.required("Unit of estimate, interval and smallest detectable effect.")
    minimum_detectable_effect: float = fields.text(
        "Effect that would be found (p ≤ 5 %) in four of five such programmes. Read it before the estimate."
    )
    estimate: float = fields.text(ESTIMATE)
    interval_low: float = fields.text(LOW)
    interval_high: float = fields.text(HIGH)
    interval_method: str = fields.text("permutation; or range, over the estimates without one municipality at a time.")
    p_value: float = fields.text(P_VALUE)
    smallest_p: float = fields.text("Smallest p-value that could have come out.")
    distinct_assignments: float = fields.text("Different ways the waves could have been drawn within strata.")
    strata: int = fields.text("Strata (county and size, merged until each has enough never-trained).")
    draws: int = fields.text("Assignments that were drawn.")
    standard_error: float = fields.text(STANDARD_ERROR)
    bootstrap_low: float = fields.text("Lower end of the cluster bootstrap's 95 % interval: a check, for the headline.")
    bootstrap_high: float = fields.text(
        "Upper end of the cluster bootstrap's 95 % interval: a check, for the headline."
    )
    pretrend_p: float = fields.text(
        "p-value, by permutation, of no difference in any half-year before training; for the headline."
    )
    pretrend_wald_p: float = fields.text("The same by a Wald test; null where waves are too small for it.")
    level_before: float = fields.text("Level of the trained before training.")
    trained_buyers: int = fields.text("Trained municipalities in the estimate.")
    control_buyers: int = fields.text("Never-trained municipalities in the estimate.")
    empty_share: float = fields.text("Share of municipalities and half-years without any data.")
    detail: str = fields.text("For leave_one_out the municipality that moves the estimate most.")
    problem: str = fields.text("Why there is no estimate, where there is none.")
    sentence_nb: str = fields.text("One honest sentence in Norwegian, for the headline.")
    sentence_en: str = fields.text("One honest sentence in English, for the headline.")
    threats_nb: str = fields.text("What threatens the figure, in Norwegian, a line each.")
    threats_en: str = fields.text("What threatens the figure, in English, a line each.")
    method_version: str = fields.text("Digest of the code that made the estimate.")
    data_version: str = fields.text("Digest of the data it was made of.")
    is_headline: bool = fields.required("Whether it is the figure to quote.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "analysis_id", "aggregation", "wave_id"]


class EffectEventStudy(Table):
    """One row per indicator and point of its event study: time since training, calendar time, or wave and half-year.

    Before training each half-year is compared with those just before it, so the points show whether the groups were
    parting already.
    """

    indicator_id: str = fields.required("Indicator.")
    aggregation: str = pa.Field(
        isin=["dynamic", "calendar", "group_time"], description="What the point is of: event, period, or both by wave."
    )
    point_id: str = fields.required("Name of the point: event, first day of the half-year, or wave and that day.")
    wave_id: str = fields.required("Wave, or `all`.")
    event_half_years: int = fields.text("Half-years since training began; negative before; null for calendar.")
    period_starts_on: date = fields.text("First day of the half-year; null for dynamic.")
    estimate: float = fields.text(ESTIMATE)
    interval_low: float = fields.text(LOW)
    interval_high: float = fields.text(HIGH)
    p_value: float = fields.text(P_VALUE)
    standard_error: float = fields.text(STANDARD_ERROR)
    bootstrap_low: float = fields.text("Lower end of the cluster bootstrap's 95 % interval.")
    bootstrap_high: float = fields.text("Upper end of the cluster bootstrap's 95 % interval.")
    is_before_training: bool = fields.text("Whether it speaks of the time before training; null for calendar.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "aggregation", "point_id"]


class EffectPermutations(Table):
    """One row per indicator and drawn assignment of waves: what the headline would have been by chance alone."""

    indicator_id: str = fields.required("Indicator.")
    draw: int = pa.Field(ge=1, description="Number of the draw.")
    estimate: float = fields.text("The headline figure under that assignment.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "draw"]


class ChangesAndPractice(Table):
    """One row per wave, thing that participants said they would do differently, and indicator it would show in.

    These groups chose themselves: what they meant to do is no cause of what they did. An intention right after a
    gathering is a reaction, and what notices show is what municipalities published, not what the same persons did.
    """

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Wave.")
    option_code: str = fields.required("What was meant to change.")
    option_label: str = fields.required("The same in words.")
    indicator_id: str = fields.required("Indicator that it would show in.")
    answered: float = fields.text("Submissions in which the question was answered, over the wave's gatherings.")
    intended_share: float = fields.text("Share of them that meant to; null where suppressed.")
    level_before: float = fields.text("The indicator among the wave's buyers in the two years before training.")
    level_after: float = fields.text("The indicator among them since.")
    estimate: float = fields.text(
        "Effect of the wave in marts.effect_estimates: after less before, less the controls'."
    )
    interval_low: float = fields.text("Lower end of its 95 % interval.")
    interval_high: float = fields.text("Upper end of its 95 % interval.")
    p_value: float = fields.text("Its p-value.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "wave_id", "option_code", "indicator_id"]


class PracticeByIntention(Table):
    """One row per indicator, wave and strength of intention: what notices show where most meant to, and elsewhere.

    These groups chose themselves: a difference between them is no effect of the intention. Both groups of a wave are
    left out where either has fewer buyers or answers than may be shown; levels are rounded.
    """

    indicator_id: str = fields.required("Indicator.")
    wave_id: str = fields.required("Wave.")
    strength: str = pa.Field(isin=["strong", "weaker"], description="strong: most participants of the buyer said yes.")
    buyers: int = fields.text("Buyers in the group; null where suppressed.")
    level_before: float = fields.text("The indicator in the two years before training.")
    level_after: float = fields.text("The indicator since.")
    is_suppressed: bool = fields.required("Whether the wave's groups are too small to be shown.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "wave_id", "strength"]
