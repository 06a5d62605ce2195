"""One record of a public register, and how its values are written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_STATED = "9999"
"""The municipality code that means that none is stated."""


class RecordError(Exception):
    """Raised when a record or an answer breaks a rule: the rule's short name, then what is wrong and what to do."""


@dataclass(frozen=True)
class Record:
    """One record found in an answer: where it stands, and how it becomes a row of which table."""

    member: str
    content: Any
    table: str
    row: Callable[[Any], dict[str, Any]]
    identity: tuple[str, ...]


def text(item: Any, name: str) -> str:
    """A text that must be there."""
    value = get(item, name)
    if not isinstance(value, str) or not value.strip():
        raise RecordError("missing", f"The record has no {name}. Pull the register again.")
    return value.strip()


def day(written: Any) -> date | None:
    """A date as registers write it, or None where there is none."""
    if written in {None, ""}:
        return None
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        raise RecordError("not_a_date", "A date is not written YYYY-MM-DD. Pull the register again.") from None


def get(item: Any, name: str) -> Any:
    """What a record has under a name; None where it is no record or has nothing."""
    return item.get(name) if isinstance(item, dict) else None
