"""What the landing of an export knows and the export itself does not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def nobody(_: str) -> bool:
    """Nobody has asked to be erased."""
    return False


@dataclass(frozen=True)
class Context:
    """What the export itself does not hold.

    `respondent` and `submission` make pseudonyms; `organisations` maps names as they are compared to numbers;
    `is_erased` says of a cell whether it is a person who asked to be erased, and `without_erased` takes such a person
    out of a text. `landed_at` is when the raw export first landed: of two that tell of one submission the later wins,
    however often their twins are written anew.
    """

    programme_id: str
    raw_sha256: str
    landed_at: str
    key_id: str
    respondent: Callable[[str], str]
    submission: Callable[[str], str]
    organisations: Mapping[str, str] = field(default_factory=dict)
    is_erased: Callable[[str], bool] = nobody
    without_erased: Callable[[str], str] = str
