"""A second walk, over everything a notice holds: which elements no field is declared for.

Slower than reading, so the reader makes it on a sample only; the account of every value is `account.py`. Of an unknown
element the path is told and never the text: contact persons stand in such elements.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from tasks.read.notices.declaration import Format, steps

SAMPLED = 50
"""One document in so many is looked through, chosen by its content, so that the same ones are chosen again."""
PRIVACY = "FieldsPrivacy"
"""Withheld fields are read wherever they stand (withheld.py)."""


def is_sampled(content_sha256: str) -> bool:
    """Whether a document belongs to the sample."""
    return int(content_sha256[:8], 16) % SAMPLED == 0


@cache
def taken(form: Format) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Paths of the elements whose text the declaration takes, and of those it takes an attribute of."""
    texts: set[tuple[str, ...]] = {(form.language,)} if form.language else set()
    attributes: set[tuple[str, ...]] = set()
    for rows in form.sources:
        at = steps(rows.at)[0]
        for path in paths_of([*rows.columns.values(), *rows.only]):
            below, attribute = steps(path)
            key = below if path.startswith("/") else at + below
            (attributes if attribute else texts).add(tuple(step.name for step in key))
            for length, step in enumerate(key, 1):
                if step.test and not step.on_itself:
                    tested = steps(step.test.removeprefix("?"))[0]
                    texts.add(tuple(each.name for each in (*key[:length], *tested)))
    return frozenset(texts), frozenset(attributes)


@cache
def wild(form: Format) -> frozenset[tuple[str, ...]]:
    """Paths below which the declaration takes any element, `*`, whatever its name."""
    texts, attributes = taken(form)
    return frozenset(path[:place] for path in texts | attributes for place, name in enumerate(path) if name == "*")


def paths_of(column_path: Any) -> Iterator[str]:
    """Every path of some columns, without its sign."""
    for each in column_path:
        if not isinstance(each, str):
            yield from paths_of(each)
        elif not each.startswith(("=", "#")):
            yield each.partition(" => ")[0].lstrip("~+^")


class Known(dict[str, "Known | None"]):
    """What is known of an element at a path, by the tags below it; None for one that nothing is said of below.

    Elements are looked up by their tag as lxml says it; a tag is made sense of once for each path it stands at.
    """

    def __init__(self, form: Format, path: tuple[str, ...] = ()) -> None:
        super().__init__()
        texts, attributes = taken(form)
        self.form = form
        self.path = path
        self.name = "/".join(path)
        self.is_taken = path in texts or path in attributes
        self.is_whole = form.whole_text and path in texts

    def __missing__(self, tag: str) -> "Known | None":
        uri, _, local = tag.rpartition("}")
        prefix = next((f"{prefix}:" for prefix, known in self.form.namespaces.items() if known == uri[1:]), "")
        below = Known(self.form, (*self.path, "*" if self.path in wild(self.form) else prefix + local))
        self[tag] = known = None if local == PRIVACY or below.is_whole else below
        return known


def unknown_elements(root: Any, known: Known) -> Counter[str]:
    """Elements that say something and are not read, by path: how often.

    Args:
        root: of the document.
        known: `Known(form)`, for some documents of a format together: it grows by each path that is met.
    """
    found: Counter[str] = Counter()
    waiting = [(root, known)]
    while waiting:
        above, at = waiting.pop()
        for element in above:
            below = at[element.tag]
            if below is None:
                continue
            if len(element):
                waiting.append((element, below))
            elif not below.is_taken and ((element.text or "").strip() or element.attrib):
                found[below.name] += 1
    return found
