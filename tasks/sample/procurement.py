"""What a procurement of the sample is: who bought what, in which words, and what happened when."""

from dataclasses import dataclass
from datetime import date

from tasks.sample.buyers import Buyer, Party
from tasks.sample.catalogue import Thing
from tasks.sample.world import Organisation


@dataclass(frozen=True)
class Lot:
    """A lot and what came of it; `winner` is None where nobody won. Values in NOK without VAT."""

    ordinal: int
    value: int
    tenders: int
    sme_tenders: int
    winner: Organisation | None
    winner_size: str
    awarded_value: int


@dataclass(frozen=True)
class Plan:
    """The advisory notice before a competition: whether it invites to dialogue, and whether it is referred to."""

    on: date
    is_dialogue: bool
    is_linked: bool


@dataclass(frozen=True)
class Change:
    """A change of a competition: `cancelled`, `extended` (then with a new deadline) or `corrected`."""

    kind: str
    on: date
    deadline_on: date | None


@dataclass(frozen=True)
class Result:
    """What came of a competition; a day that is None did not come. `counts_told`: whether tenders are counted."""

    on: date
    decided_on: date
    concluded_on: date | None
    counts_told: bool
    modified_on: date | None
    completed_on: date | None


@dataclass(frozen=True)
class Procurement:
    """One procurement from beginning to end; `competition_on` is None where a plan came to nothing.

    `titles`, `descriptions` and `advice` are texts by language (ISO 639-3 in capitals); `value_told` is what notices
    say of `value`: it, nothing, or a placeholder. `quality_weight` is None where no criteria are told.
    """

    index: int
    buyer: Buyer
    party: Party
    writing: str
    joint: str
    others: tuple[Party, ...]
    others_codes: tuple[str, ...]
    thing: Thing
    language: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    advice: dict[str, str]
    reference: str
    regime: str
    procedure_type: str
    value: int
    value_told: int | None
    lots: tuple[Lot, ...]
    quality_weight: int | None
    is_framework: bool
    is_need: bool
    is_treated: bool
    plan: Plan | None
    competition_on: date | None
    deadline_on: date
    change: Change | None
    result: Result | None

    @property
    def is_awarded(self) -> bool:
        """Whether anybody won."""
        return any(lot.winner for lot in self.lots)
