"""What the course does to practice in the sample: the truth that the marts must find again.

Each is the difference that a competition announced on or after the first day of its buyer's wave shows, beside the
same competition without the course. It is additive and the same for every wave and quarter, so that every average
of group-time effects has this value.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """One buried effect, named as the indicator that must find it."""

    indicator_id: str
    meaning: str
    unit: str
    size: float


PRECEDED = Effect(
    "preceded_by_early_notice",
    "Competitions preceded by a planning or advisory notice of the same buyer",
    "share",
    0.15,
)
DIALOGUE = Effect("invites_to_dialogue", "Advisory notices before a competition that invite to dialogue", "share", 0.20)
WINDOW = Effect(
    "submission_window_days", "Days from the first publication of a competition to its first deadline", "days", 5.0
)
TENDERS = Effect("tenders_received", "Tenders received per lot that was awarded", "tenders", 0.8)
NEED = Effect("need_described", "Competitions whose text describes a need or functions", "share", 0.15)
PRICE_ONLY = Effect("price_only", "Competitions awarded on price alone, where criteria are stated", "share", -0.10)
FRAMEWORK = Effect("framework_share", "Competitions for a framework agreement: the course does nothing", "share", 0.0)
DECISION = Effect("decision_days", "Days from deadline to decision: the course does nothing", "days", 0.0)

EFFECTS = (PRECEDED, DIALOGUE, WINDOW, TENDERS, NEED, PRICE_ONLY, FRAMEWORK, DECISION)
