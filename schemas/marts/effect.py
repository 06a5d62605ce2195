"""Did the course change how members buy: estimates, what they turn into, and what could have been seen at all."""

from datetime import date, datetime

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

ESTIMATE = "Difference that training made, in the unit of the value (shares 0 to 1); for counts the log of a ratio."
LOW = "Lower end of the 95 % interval: effects below are rejected by the permutation test; null where no end is found."
HIGH = "Upper end of the 95 % interval."
P_VALUE = (
    "Share of the ways the waves could have been drawn within strata in which the figure over its error is as far from"
    " nothing; null where `untested` says why."
)
T_STATISTIC = "The figure over its error (cluster-robust, as if training had done nothing)."
STANDARD_ERROR = "Standard error as if municipalities were sampled, by cluster: a check, not the headline."

ROLES = ["primary", "exploratory"]


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
    t_statistic: float = fields.text(T_STATISTIC)
    role: str = pa.Field(
        nullable=True,
        isin=ROLES,
        description="primary or exploratory, as the evaluation plan says; exploratory where there is none.",
    )
    adjusted_p: float = fields.text(
        "p-value of a primary indicator, adjusted for the others of its family (step-down maximum over the same draws)."
    )
    q_value: float = fields.text("False-discovery rate (Benjamini and Hochberg) over the exploratory indicators.")
    plan_note: str = fields.text("What was said otherwise in an earlier plan: role, direction, family or window.")
    smallest_p: float = fields.text("Smallest p-value that could have come out.")
    distinct_assignments: float = fields.text("Different ways the waves could have been drawn within strata.")
    strata: int = fields.text("Strata: purchases before training, then county, merged until never-trained are enough.")
    volume_classes: int = fields.text("Classes of purchases before training, each twice the one below.")
    volume_classes_kept: int = fields.text("Classes left after those with too few never-trained joined a neighbour.")
    widest_stratum: float = fields.text(
        "How many times its smallest municipality the largest bought (each plus one), in the widest stratum."
    )
    share_drawn_in_county: float = fields.text("Share of the trained that are drawn within their own county.")
    effective_trained: float = fields.text(
        "Trained municipalities of equal volume that the figures rest on: fewer where a large one outweighs the others."
    )
    untested: str = fields.text(
        "Why there is no p-value: few_untrained, few_assignments (below 200), few_trained (below two of equal volume)."
    )
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
    detectable_pretrend: float = fields.text(
        "Smallest straight trend, a half-year, that the test before training finds in four of five programmes."
    )
    error_of_pretrend: float = fields.text("How far that trend, going on, would move the headline.")
    breakdown_relative: float = fields.text(
        "The headline differs from nothing unless, from one span of two years to the next, the groups parted after"
        " training more than this many times as far as ever before (Rambachan and Roth). 0: it does not differ anyway."
    )
    breakdown_smooth: float = fields.text(
        "The same for a change of the trend's slope from span to span, in the unit of the estimate."
    )
    level_before: float = fields.text("Level of the trained before training.")
    trained_buyers: int = fields.text("Trained municipalities in the estimate.")
    control_buyers: int = fields.text("Never-trained municipalities in the estimate.")
    empty_share: float = fields.text("Share of municipalities and half-years without any data.")
    placebos: int = fields.text(
        "Figures tested in which nothing should be found: training two years too early, each untrained county as if"
        " trained. For the headline all of them."
    )
    placebos_found: int = fields.text("How many of them were found (p ≤ 5 %); one in twenty is to be expected.")
    negative_controls: int = fields.text("Indicators tested that no course can move.")
    negative_controls_found: int = fields.text("How many of them were found (p ≤ 5 %).")
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


class EvaluationPlan(Table):
    """One row per version of the evaluation plan and indicator: what was said beforehand, and how much was known then.

    A plan is known by its digest. The day it was decided is what the programme folder says; when it landed, and how
    many notices had landed before, is what this machine saw.
    """

    plan_digest: str = fields.required("Digest of what the plan says.")
    indicator_id: str = fields.required("Indicator.")
    is_current: bool = fields.required("Whether the plan is in force.")
    landed_at: datetime = fields.text("When the plan landed first, in UTC.")
    decided_on: date = fields.required("Day on which it was decided, as the programme folder says.")
    decided_by: str = fields.required("Who decided it.")
    half_years: int = fields.text("Half-years from training that count; null for all.")
    family: str = fields.required("Indicators whose p-values are adjusted together.")
    role: str = pa.Field(isin=ROLES, description="primary, or exploratory.")
    direction: str = pa.Field(isin=["up", "down"], description="Way it is meant to go.")
    notices_landed_before: int = fields.required("Notices that had landed when the plan did.")
    is_before_training: bool = fields.required("Whether the plan landed before the first wave began.")

    class Config(Table.Config):
        """Key."""

        unique = ["plan_digest", "indicator_id"]


class EffectPermutations(Table):
    """One row per indicator and drawn assignment of waves: what the headline would have been by chance alone."""

    indicator_id: str = fields.required("Indicator.")
    draw: int = pa.Field(ge=1, description="Number of the draw.")
    estimate: float = fields.text("The headline figure under that assignment.")
    t_statistic: float = fields.text("The same over its error, which is what the p-value counts; null where none is.")

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
