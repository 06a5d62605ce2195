"""The words a declaration of fields is written in: where rows begin in a document, and where their columns stand.

A path is a small XPath. Steps are element names; `*` is any element. A step may have one predicate:
`[@name='value']` on its attribute, `[.='value']` or `[.!='value']` on its text, `[path='value']` on something below
it, `[?path='true']` on whether something is there; `[1]` after it takes the first such element only. A path ends in
an element (its text), in `@name` (an attribute) or in `.` (the element where the row begins). It is told from the
element where the row begins; with a leading `/` from the root, which reaches what stands above.

A sign says what is taken, where it is not the one text that stands there:

    path            the first text there
    ~path           the text in the language of the notice, else the first
    +path           all of them, separated by blanks
    ^path           the name of the element, for what a format says by which element stands there
    path => value   the value, where the element is there
    #               the place of this row inside the row around it, from 1; `#/path` that of an element around it
    =value          the value itself, for what the format says by where it says it
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

One = str | list[str]
"""One path, or a list of them whose texts are put together (nothing, where one of them says nothing)."""
Path = One | tuple[One, ...]
"""One, or several of which the first that says something is taken."""


@dataclass(frozen=True)
class Rows:
    """One source of rows of a table: an element that begins a row, and the columns found from there.

    Attributes:
        table: the table, without `parsed.`.
        at: path from the root to the element that begins a row.
        columns: where each column stands.
        only: values that must stand at a path for the row to count.
        otherwise: path of an element that has one row even where there is no `at` inside it.
    """

    table: str
    at: str
    columns: Mapping[str, Path]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: str = ""


@dataclass(frozen=True, eq=False)
class Format:
    """All sources of a format, and how its documents are walked.

    Attributes:
        name: as in `notices.format`.
        sources: where rows come from; the first is the notice itself, at `/`.
        namespaces: prefix to namespace; none where elements go by their local name whatever the namespace.
        language: element below the root that says the language of the notice.
        language_attribute: attribute in which a text says its language.
        whole_text: whether a text may be spread over elements below it (`<P>`).
    """

    name: str
    sources: tuple[Rows, ...]
    namespaces: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    language_attribute: str = ""
    whole_text: bool = False


@dataclass(frozen=True)
class Step:
    """One step of a path: an element and what must hold for it."""

    name: str
    test: str = ""
    """Left side of the predicate: `@name`, `.` or a path; empty where there is none."""
    equal: bool = True
    value: str = ""
    first: bool = False
    """Whether only the first such element of the document counts."""

    @property
    def on_itself(self) -> bool:
        """Whether the predicate can be answered at the element, without looking below it."""
        return not self.test or self.test == "." or self.test.startswith("@")


STEP = re.compile(
    r"(?P<name>[\w:*]+)(?:\[(?P<test>[^!=\]]+?)\s*(?P<sign>!?=)\s*'(?P<value>[^']*)'\](?P<first>\[1\])?)?"
)


def steps(path: str) -> tuple[tuple[Step, ...], str]:
    """The element steps of a path, and the attribute it ends in (empty: the text).

    Raises:
        ValueError: the path is not written in the words above.
    """
    elements, _, attribute = path.strip("/").rpartition("@") if re.search(r"(^|/)@\w+$", path) else (path, "", "")
    found, rest = [], elements.strip("/").removeprefix("./")
    while rest and rest != ".":
        match = STEP.match(rest)
        if not match or rest[match.end() :][:1] not in ("", "/"):
            raise ValueError(f"{path}: cannot be read from {rest!r} on; see tasks/read/notices/declaration.py.")
        found.append(
            Step(match["name"], match["test"] or "", match["sign"] != "!=", match["value"] or "", bool(match["first"]))
        )
        rest = rest[match.end() :].removeprefix("/")
    return tuple(found), attribute
