"""What a procurement of the sample is: who bought what, in which words, and what happened when."""

from dataclasses import dataclass
from datetime import date

from tasks.sample.world.buyers import Buyer, Party
from tasks.sample.world.catalogue import Thing
from tasks.sample.world.world import Organisation


@dataclass(frozen=True)
class Lot:
    """A lot and what came of it; `winner` is None where nobody won, `partner` won with it. NOK without VAT."""

    ordinal: int
    value: int
    tenders: int
    sme_tenders: int
    winner: Organisation | None
    partner: Organisation | None
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
    """A change of a competition: `cancelled`, `extended` (then with a new deadline) or `corrected`.

    What was cancelled may be announced again in the same procedure, with a deadline of its own.
    """

    kind: str
    on: date
    deadline_on: date | None = None
    reopened_on: date | None = None
    reopened_deadline_on: date | None = None


@dataclass(frozen=True)
class Result:
    """What came of a competition; a day that is None did not come. `counts_told`: whether tenders are counted.

    Where the result was corrected, the first one told values ten times too large.
    """

    on: date
    decided_on: date
    concluded_on: date | None
    counts_told: bool
    corrected_on: date | None
    modified_on: date | None
    completed_on: date | None


@dataclass(frozen=True)
class Procurement:
    """One procurement from beginning to end.

    `drawn_on` is the day of the competition; `competition_on` is None
    where a plan was given up, or where the contract was awarded directly (`direct_on`).

    `titles`, `descriptions` and `advice` are texts by language (ISO 639-3 in capitals); `value_told` is what notices
    say of `value`: it, nothing, or a placeholder. `quality_weight` is None where no criteria are told.
    """

    index: int
    drawn_on: date
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
    direct_on: date | None
    deadline_on: date
    project_id: str | None
    change: Change | None
    result: Result | None

    @property
    def is_awarded(self) -> bool:
        """Whether anybody won."""
        return any(lot.winner for lot in self.lots)

    @property
    def is_open_ended(self) -> bool:
        """Whether the notice writes a deadline of 2049, as buyers do who take tenders all the time."""
        return self.index % 97 == 11 and self.change is None

    @property
    def is_withheld(self) -> bool:
        """Whether the value of the winning tender is withheld, and masked."""
        return self.index % 37 == 3

    @property
    def has_touchpoint(self) -> bool:
        """Whether the buyer is named by a touchpoint of its own, not by the organisation."""
        return self.index % 50 == 7
