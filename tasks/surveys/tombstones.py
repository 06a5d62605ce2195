"""Who asked to be erased, as keyed digests: nobody can read who it was, and a re-import cannot bring them back.

`landing/erasures/<id>.json` is one request: its digests, what is to be deleted, and whether that is done. It is
written before anything is deleted, so that a run killed half-way is finished by the next one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from tasks.landing import sealed
from tasks.read.masking import INVISIBLE, turned
from tasks.surveys.pseudonyms import PHONE, Key, normal_form

DOMAIN = "erased"
WORD = re.compile(rf"(?:[^\W_]|[\u0300-\u036f{INVISIBLE}])+")
"""Letters and digits: what stands between them, `_`, `.` and `@` too, tells no two spellings of a person apart."""
GENITIVE = ("s", "S")
"""`Kari Nordmanns innlegg` names Kari Nordmann."""
REMOVED = "[fjernet]"
REMEDY = (
    "Restore it from a backup; where there is none, delete it and erase the person again: who it was, it does not say."
)


@dataclass(frozen=True)
class Erasure:
    """One request and its plan.

    `digests` are of the values, `words` how many words each has. `raw` and `landed` are sha256 of objects to delete;
    `drop` says by landed object which lines go, the others are written anew. `carried_out_at` is when landing was
    done and `last_generation` the number of the last generation then; `done_at` is when no published generation held
    the person any more.
    """

    erasure_id: str
    asked_at: str
    key_id: str
    digests: tuple[str, ...]
    words: tuple[int, ...]
    raw: tuple[str, ...] = ()
    landed: tuple[str, ...] = ()
    drop: dict[str, list[str]] = field(default_factory=dict)
    carried_out_at: str | None = None
    done_at: str | None = None
    last_generation: int | None = None

    def save(self, folder: Path) -> None:
        """Write the request, whole or not at all."""
        sealed.write(folder / f"{self.erasure_id}.json", asdict(self))


def erasures(folder: Path) -> Iterator[Erasure]:
    """Every request, in the order in which they came.

    Raises:
        DamageError: one is not what was written.
    """
    for path in sorted(folder.glob("*.json")):
        content = sealed.read(path, REMEDY)
        try:
            yield Erasure(**content | {name: tuple(content[name]) for name in ("digests", "words", "raw", "landed")})
        except (TypeError, KeyError):
            raise sealed.damaged(path, REMEDY) from None


@dataclass(frozen=True)
class Tombstones:
    """The digests of all requests, ready to be held against cells and texts."""

    key: Key = field(repr=False)
    requests: Sequence[Erasure]

    @cached_property
    def digests(self) -> frozenset[str]:
        """Digests of every value."""
        return frozenset(digest for request in self.requests for digest in request.digests)

    @cached_property
    def lengths(self) -> frozenset[int]:
        """How many words the values have."""
        return frozenset(length for request in self.requests for length in request.words)

    @cached_property
    def refused(self) -> frozenset[str]:
        """sha256 of exports and landed objects that held an erased person."""
        return frozenset(sha256 for request in self.requests for sha256 in (*request.raw, *request.landed))

    def is_erased(self, cell: str) -> bool:
        """Whether a cell is the value of a person who asked to be erased."""
        return bool(self.digests and words(cell)) and digest(self.key, cell) in self.digests

    def found_in(self, text: str) -> bool:
        """Whether a text names such a person."""
        return next(self.spans(text), None) is not None

    def without_erased(self, text: str) -> str:
        """The text with such a person's values taken out."""
        for begin, end in sorted(self.spans(text), reverse=True):
            text = text[:begin] + REMOVED + text[end:]
        return text

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where such values stand, without overlap: runs of words as long as a value, and numbers however spaced."""
        if not self.digests:
            return
        places = [match.span() for match in WORD.finditer(text)]
        runs = [
            (places[start][0], places[start + length - 1][1])
            for length in sorted(self.lengths, reverse=True)
            for start in range(len(places) - length + 1)
        ]
        taken: list[tuple[int, int]] = []
        genitives = [(begin, end - 1) for begin, end in runs if text[end - 1 : end] in GENITIVE]
        for begin, end in [*runs, *genitives, *(match.span() for match in PHONE.finditer(text))]:
            if all(end <= other[0] or begin >= other[1] for other in taken) and self.is_erased(text[begin:end]):
                taken.append((begin, end))
                yield begin, end


def digests(key: Key, value: str) -> tuple[str, ...]:
    """Digests of a value, and of a name as lists have it: `Kari Nordmann`, `Nordmann, Kari`."""
    return tuple({digest(key, form): None for form in (value, turned(value))})


def digest(key: Key, value: str) -> str:
    """Digest of a value; spelling variants of one value, and whatever stands between its words, give one digest."""
    return key.digest(DOMAIN, words(value))


def words(value: str) -> str:
    """The words of a value, as they are compared; empty where it holds no letter and no digit."""
    return " ".join(WORD.findall(normal_form(value)))


def word_count(value: str) -> int:
    """How many words a value has, as `spans` counts them."""
    return max(1, len(WORD.findall(value)))
