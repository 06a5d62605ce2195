"""What the notices show: indicators, each with its base and its coverage, by buyer, by group and over time."""

from datetime import date

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

MEASURES = ["share", "mean", "count"]
ATTRIBUTIONS = ["member", "lead"]
ATTRIBUTION = (
    "Choose one: `member` counts a joint purchase for each buyer it was made for, in parts; `lead` counts it whole for"
    " the buyer that ran it. Purchases of one's own are in both."
)
GROUP_KINDS = ["all", "cohort", "size"]
INTERVALS = ["wilson", "student", "poisson_exact"]

SLICE = "Part of the purchases: all, digital, not_digital, eea, national, below_threshold, unknown_regime."
NUMERATOR = "Sum of the values that are known, each times the buyer's part in the procedure."
DENOMINATOR = "What the numerator is divided by: units with a value, by part; for counts the buyer-quarters."
COVERAGE = "Share of the base for which the notice says anything: units_with_data / units_in_base; null without a base."


class Indicators(Table):
    """One row per indicator: what it asks, how it is counted, and who reads it otherwise."""

    indicator_id: str = fields.required("Short name: the name of its file in warehouse/indicators.")
    name_nb: str = fields.required("Name in Norwegian.")
    name_en: str = fields.required("Name in English.")
    question_nb: str = fields.required("Question it answers, in Norwegian.")
    question_en: str = fields.required("Question it answers, in English.")
    theme: str = pa.Field(isin=["market", "need", "together", "quality"], description="Theme it belongs to.")
    definition_nb: str = fields.required("Exact definition, in Norwegian.")
    definition: str = fields.required("Exact definition, in English.")
    unit: str = pa.Field(isin=["procedure", "lot", "award", "notice"], description="What one observation is.")
    measure: str = pa.Field(isin=MEASURES, description="How observations are put together: share, mean or count.")
    value_unit: str = fields.required("Unit of the value: share (0 to 1), days, tenders …")
    base_nb: str = fields.required("Which units are counted at all, in Norwegian.")
    base: str = fields.required("Which units are counted at all, in English.")
    fields_needed: str = fields.required("Notice fields it needs (eForms business terms), separated by blanks.")
    hoped: str = pa.Field(isin=["up", "down", "none"], description="Direction the course hopes for.")
    is_negative_control: bool = fields.required("Whether no course can move it: what is found there is no effect.")
    otherwise_nb: str = fields.required("Who sees it otherwise, or why it may mislead, in Norwegian.")
    otherwise: str = fields.required("Who sees it otherwise, or why it may mislead, in English.")
    source_nb: str = fields.required("Where the definition comes from, in Norwegian.")
    source: str = fields.required("Where the definition comes from, in English.")
    known_as: str = fields.text("Name it has elsewhere (Single Market Scoreboard, Cardinal), and how the two differ.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id"]


class SeriesBreaks(Table):
    """One row per indicator and date at which its series breaks for reasons that are not the buyers' doing."""

    indicator_id: str = fields.required("Indicator.")
    break_id: str = fields.required("Short name of the break.")
    breaks_on: date = fields.required("First day after the break.")
    name_nb: str = fields.required("What happened, in Norwegian.")
    name_en: str = fields.required("What happened, in English.")
    source: str = fields.required("Where that is known from.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "break_id"]


class IndicatorUnits(Table):
    """One row per indicator and unit in its base: the purchase behind each figure."""

    indicator_id: str = fields.required("Indicator.")
    unit_id: str = fields.required("Unit: procedure, lot or award.")
    procedure_key: str = fields.required("Procedure it belongs to (marts.procedures).")
    lot_id: str = fields.text("Lot, where the unit is one or belongs to one.")
    occurred_on: date = fields.required("Day the unit is counted on: the competition's, where there is one.")
    has_data: bool = fields.required("Whether the notice says anything about it.")
    value: float = fields.text("Value: 0 or 1 for shares; null where the notice says nothing.")

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "unit_id"]


class IndicatorByBuyerQuarter(Table):
    """One row per indicator, buyer, quarter, attribution and slice of the purchases."""

    indicator_id: str = fields.required("Indicator.")
    buyer_id: str = fields.required("Buyer (marts.buyers).")
    quarter_starts_on: date = fields.required("First day of the quarter.")
    attribution: str = pa.Field(isin=ATTRIBUTIONS, description=ATTRIBUTION)
    slice: str = fields.required(SLICE)
    units_in_base: int = pa.Field(ge=0, description="Units in the base.")
    units_with_data: int = pa.Field(ge=0, description="Those of them for which the notice says anything.")
    numerator: float = fields.required(NUMERATOR)
    denominator: float = fields.required(DENOMINATOR)
    value: float = fields.text("numerator / denominator; null where nothing is known.")
    coverage: float = fields.text(COVERAGE)

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "buyer_id", "quarter_starts_on", "attribution", "slice"]


class IndicatorByGroupQuarter(Table):
    """One row per indicator, group of buyers, quarter, attribution and slice: sums over sums, with an interval.

    The interval takes purchases as independent of each other. It says how thin the figure is, and nothing of an effect.
    """

    indicator_id: str = fields.required("Indicator.")
    group_kind: str = pa.Field(isin=GROUP_KINDS, description="What the group is: all buyers, cohort or size class.")
    group_id: str = fields.required("all; a wave or comparison group (marts.buyers.group_id); or a size class.")
    quarter_starts_on: date = fields.required("First day of the quarter.")
    attribution: str = pa.Field(isin=ATTRIBUTIONS, description=ATTRIBUTION)
    slice: str = fields.required(SLICE)
    buyers: int = pa.Field(ge=0, description="Buyers with a unit in the base; for counts all buyers of the group.")
    units_in_base: int = pa.Field(ge=0, description="Units in the base.")
    units_with_data: int = pa.Field(ge=0, description="Those of them for which the notice says anything.")
    numerator: float = fields.required(NUMERATOR)
    denominator: float = fields.required(DENOMINATOR)
    value: float = fields.text("numerator / denominator: every purchase counts the same; null where nothing is known.")
    median_value: float = fields.text("Median of the known values; null for shares and counts.")
    coverage: float = fields.text(COVERAGE)
    interval_low: float = fields.text("Lower end of the 95 % interval.")
    interval_high: float = fields.text("Upper end of the 95 % interval.")
    interval_method: str = pa.Field(
        isin=INTERVALS, description="Wilson (share), Student (mean), exact Poisson (count)."
    )

    class Config(Table.Config):
        """Key."""

        unique = ["indicator_id", "group_kind", "group_id", "quarter_starts_on", "attribution", "slice"]
