"""Texts that know where in a document they stand, so that the rows of the walk say which values came into them."""

from collections.abc import Mapping
from typing import Any, Self

from tasks.read.notices.declaration import Format
from tasks.read.notices.walker import Walk, blank, make, whole

Place = tuple[Any, str]
"""An element, and its attribute; empty where it is its text."""


class Traced(str):
    """A text and the places it was put together from."""

    __slots__ = ("places",)
    places: frozenset[Place]

    def __new__(cls, text: str, places: frozenset[Place]) -> Self:
        """The text with its places."""
        made = super().__new__(cls, text)
        made.places = places
        return made

    def __add__(self, other: str) -> "Traced":
        """Put together, places and all."""
        return Traced(str(self) + str(other), self.places | places_of(other))

    def __radd__(self, other: str) -> "Traced":
        """The same, behind a plain text."""
        return Traced(str(other) + str(self), self.places | places_of(other))

    def strip(self, chars: str | None = None, /) -> "Traced":
        """Without the blanks around it."""
        return Traced(str(self).strip(chars), self.places)


def places_of(text: object) -> frozenset[Place]:
    """The places of a text; none of one that came from no document."""
    return text.places if isinstance(text, Traced) else frozenset()


class Tracer:
    """What the walker of a format calls in the place of lxml, and the places it decided by."""

    def __init__(self, form: Format, tables: Mapping[str, list[str]]) -> None:
        self.form = form
        self.decided: set[Place] = set()
        own = {"seen": self.seen, "flag": self.flag, "named": self.named, "clean": self.clean, "joined": self.joined}
        self.walk: Walk = make(form, tables, own)

    def seen(self, element: Any, attribute: str) -> Traced | None:
        """The text of an element or of its attribute."""
        if attribute:
            value = element.get(attribute)
            return None if value is None else Traced(value, frozenset({(element, attribute)}))
        text = whole(element) if self.form.whole_text else element.text
        below = element.iter() if self.form.whole_text else (element,)
        return None if text is None else Traced(text, frozenset((each, "") for each in below))

    def flag(self, element: Any, attribute: str, value: str) -> Traced:
        """A word for an element or attribute that is there."""
        return Traced(value, frozenset({(element, attribute)}))

    def named(self, element: Any) -> Traced:
        """The name of an element."""
        return Traced(str(element.tag).rpartition("}")[2], frozenset({(element, "")}))

    def clean(self, text: str | None) -> str | None:
        """A text that something is decided by, without the blanks around it."""
        self.decided |= places_of(text)
        return text.strip() if text else text

    @staticmethod
    def joined(said: str | None, more: str | None) -> str | None:
        """What was said and what is said beside it."""
        if said is None or more is None or blank(said) or blank(more):
            return more if said is None or blank(said) else said
        return said.strip() + " " + more.strip()
