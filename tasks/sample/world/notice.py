"""What a notice of the sample is: one step of a procurement, announced."""

from dataclasses import dataclass
from datetime import date

from tasks.sample.world.procurement import Procurement


@dataclass(frozen=True)
class Notice:
    """One version of one notice. `refers_to` are earlier notices it names, by kind."""

    of: Procurement
    step: str
    notice_id: str
    version: int
    procedure_id: str | None
    on: date
    is_native: bool
    form: str
    subtype: str
    sdk: str
    doffin_id: str
    ted_number: str | None
    journal_number: str | None
    deadline_on: date
    earlier_journal_number: str | None = None
    refers_to: tuple[tuple[str, str], ...] = ()
    changes: str | None = None
    change_reason: str | None = None

    @property
    def is_competition(self) -> bool:
        """Whether it calls for tenders: the first time, changed, or anew."""
        return self.step in {"competition", "change", "reopened"}

    @property
    def is_result(self) -> bool:
        """Whether it tells a result, or corrects one."""
        return self.step in {"result", "correction"}

    @property
    def tells_winners(self) -> bool:
        """Whether it names who won, or is to have the contract."""
        return self.is_result or self.step in {"intention", "modification", "completion"}

    @property
    def is_eea(self) -> bool:
        """Whether it follows a form of the EU."""
        return self.form == "eu"

    @property
    def versioned_id(self) -> str:
        """How other notices name it: id and version."""
        return f"{self.notice_id}-{self.version:02d}"
