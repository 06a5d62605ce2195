"""An account of the values of a notice: each is read, withheld, declared as not wanted with a reason, or lost.

A value is the text of an element that has none inside it, or an attribute; in TED_EXPORT also an element that says
something by being there. Read is what came into a row, or decided which row there is: told by texts that know where
they stand (`tracing.py`), not by the declaration, so of two values in the place of one the second is lost.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tasks.read.notices.coverage import paths_of
from tasks.read.notices.declaration import Format, Step, steps
from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.identifiers import make_unique
from tasks.read.notices.not_wanted import reason
from tasks.read.notices.tables import TABLES
from tasks.read.notices.tracing import Place, Tracer, places_of
from tasks.read.notices.value_kinds import kind

PRIVACY = f"{{{EFORMS.namespaces['efac']}}}FieldsPrivacy"
EXTENSION = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"


class Entry(NamedTuple):
    """A line of the account: what became of a value, its kind, where it stands, and why it is not wanted."""

    outcome: str
    kind: str
    path: str
    reason: str


@cache
def tracer(form: Format) -> Tracer:
    """The tracing walker of a format, made once."""
    return Tracer(form, TABLES)


def account(form: Format, root: Any) -> Counter[Entry]:
    """The account of one document.

    Args:
        form: its format.
        root: parsed; exact repeats are taken out of it, and are told elsewhere.

    Raises:
        RefusedError: the document is rejected.
    """
    make_unique(form, root)
    return entries(form, root)


def entries(form: Format, root: Any) -> Counter[Entry]:
    """The account of a document of which nothing stands twice."""
    found: Counter[Entry] = Counter()
    values = [*values_of(form, root)]  # keeps every element alive, so that each has one identity
    read = places_read(form, root)
    for place, path in values:
        is_read = place in read or path in row_starts(form)
        sort = "code" if is_flag(place) else kind(form, path)
        why = "" if is_read else reason(form.name, path, sort, is_declared=path in declared(form))
        outcome = "read" if is_read else "not_wanted" if why else "lost"
        found[Entry(outcome, sort, path, why)] += 1
    return found


def places_read(form: Format, root: Any) -> set[Place]:
    """Where the values stand that came into a row, or decided something."""
    tracing = tracer(form)
    tracing.decided.clear()
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    tracing.walk(root, 0, rows)
    read = set(tracing.decided)
    for of_table in rows.values():
        for row in of_table:
            for value in row[1:]:
                read |= places_of(value)
    read |= {(each, "") for privacy in root.iter(PRIVACY) for each in privacy.iter()}
    return read


def is_flag(place: Place) -> bool:
    """Whether a value says something by being there and nothing else."""
    element, attribute = place
    return not attribute and not len(element) and not (element.text or "").strip()


@cache
def declared(form: Format) -> frozenset[str]:
    """Paths that the declaration reads."""
    return frozenset(
        path_of((*(() if path.startswith("/") else steps(rows.at)[0]), *steps(path)[0]), steps(path)[1])
        for rows in form.sources
        for path in paths_of([*rows.columns.values(), *rows.only])
    )


def path_of(key: tuple[Step, ...], attribute: str) -> str:
    """The path of a declaration as the account writes it."""
    names = ["FORM" if step.name == "*" and step.test else step.name for step in key]
    return shortened("/".join([*names, *([f"@{attribute}"] if attribute else [])]))


@cache
def row_starts(form: Format) -> frozenset[str]:
    """Paths of the elements that make a row by being there."""
    return frozenset(path_of(steps(rows.at)[0], "") for rows in form.sources)


def values_of(form: Format, root: Any) -> Iterator[tuple[Place, str]]:
    """Place and path of each value of a document, in its order."""
    waiting = [(root, "")]
    while waiting:
        element, path = waiting.pop()
        for name, value in element.attrib.items():
            if value.strip():
                yield (element, name), f"{path}/@{name.rpartition('}')[2]}".removeprefix("/")
        if not len(element):
            is_text = (element.text or "").strip()
            if is_text or (form.whole_text and not element.attrib and kind(form, path) in {"text", "code"}):
                yield (element, ""), path
            continue
        if form.whole_text and any((each.tail or "").strip() for each in element):
            yield (element, ""), path
        below = [(each, f"{path}/{name_of(form, each)}".removeprefix("/")) for each in element]
        waiting += reversed([(each, shortened(where)) for each, where in below])


def name_of(form: Format, element: Any) -> str:
    """The name of an element with the prefix of the declaration; a form in the original language is `FORM`."""
    uri, _, local = str(element.tag).rpartition("}")
    if not form.namespaces:
        is_first = element.get("CATEGORY") == "ORIGINAL" and not any(
            each.get("CATEGORY") == "ORIGINAL" for each in element.itersiblings(preceding=True)
        )
        return "FORM" if is_first else local
    return next((f"{prefix}:{local}" for prefix, known in form.namespaces.items() if known == uri[1:]), f"?:{local}")


def shortened(path: str) -> str:
    """A path without the wrapping that all extensions share."""
    return path.replace(EXTENSION, "…")
