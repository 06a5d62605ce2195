"""Documents read and not yet handed over: each is parsed once and walked once; one that fails costs itself only."""

import hashlib
from typing import Any

import polars as pl
from lxml import etree

from tasks.read.archives import Document
from tasks.read.failure import where
from tasks.read.notices.coverage import Known, is_sampled, unknown_elements
from tasks.read.notices.declaration import Format
from tasks.read.notices.identifiers import make_unique
from tasks.read.notices.parsing import FORMATS, RefusedError, declared_otherwise, parse
from tasks.read.notices.tables import TABLES, written
from tasks.read.notices.walker import make
from tasks.read.notices.withheld import withheld

WALKS = {form.name: make(form, TABLES) for form in FORMATS}
WALKED_TOGETHER = 200
"""Documents whose rows are Python tuples at one time; then they become columns, which take a tenth of the memory."""
WALKED_BYTES = 24 * 1024 * 1024
"""The same in bytes of documents, for few that are large."""
SDK, SUBTYPE = (TABLES["notices"].index(name) + 1 for name in ("sdk_version", "subtype_code"))


class Chunk:
    """Some documents: where each came from, the rows of those that could be read, why the others could not."""

    def __init__(self, forms: set[tuple[Any, ...]] | None = None) -> None:
        self.files: list[str] = []
        self.members: list[str] = []
        self.contents: list[str] = []
        self.rejects: list[tuple[int, str, str | None]] = []
        self.units: dict[str, int] = {}
        """Documents of each file that was read to its end."""
        self.held_bytes = 0
        """Of what became columns: notices leave 6 kB of their 60."""
        self.forms = set() if forms is None else forms
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._written: dict[str, list[pl.DataFrame]] = {name: [] for name in TABLES}
        self._walked = self._walked_bytes = 0
        self._known = {form.name: Known(form) for form in FORMATS}

    def add(self, sha256: str, found: Document, failed: str | None = None) -> None:
        """Read one document: its rows, or why it is rejected.

        Args:
            sha256: of the landed file it lies in.
            found: the document.
            failed: where the reader failed at it before; then it is not read again.
        """
        document = len(self.files)
        self.files.append(sha256)
        self.members.append(found.member)
        content = hashlib.sha256(found.data).hexdigest() if found.data or found.member else sha256
        self.contents.append(content)
        self._walked += 1
        self._walked_bytes += len(found.data)
        trouble, place = ("reader_failed", failed) if failed else (found.trouble, None)
        before = {name: len(rows) for name, rows in self._rows.items()}
        try:
            if not trouble:
                form, root = parse(found.data)
                walk(form, root, document, self._rows)
                if encoding := declared_otherwise(found.data):
                    self._rows["unknown_codes"].append((document, "notices", "encoding", encoding))
                self._look_through(form, root, content)
        except RefusedError as error:
            trouble, place = error.rule, error.place
        except etree.XMLSyntaxError as error:
            trouble, place = "not_xml", f"line {error.lineno}"
        except Exception as error:  # noqa: BLE001 (whatever one document does to the reader, the others are read)
            trouble, place = "reader_failed", where(error)
        if trouble:
            self.rejects.append((document, trouble, place))
            for name, length in before.items():
                del self._rows[name][length:]
        if self._walked >= WALKED_TOGETHER or self._walked_bytes >= WALKED_BYTES:
            self._settle()

    def _look_through(self, form: Format, root: Any, content: str) -> None:
        """Walk a second time through the first document of each SDK and form, and through a sample."""
        notice = self._rows["notices"][-1]
        kind = (notice[SDK], notice[SUBTYPE])
        if kind not in self.forms or is_sampled(content):
            self.forms.add(kind)
            counts = unknown_elements(root, self._known[form.name])
            self._rows["unknown_elements"] += [(notice[0], path, str(count)) for path, count in counts.items()]

    def _settle(self) -> None:
        """Turn rows into columns."""
        for name, rows in self._rows.items():
            if rows:
                self._written[name].append(written(name, rows))
                self.held_bytes += int(self._written[name][-1].estimated_size())
                rows.clear()
        self._walked = self._walked_bytes = 0

    def take(self, name: str) -> pl.DataFrame:
        """All rows of a table, as written; they are given away."""
        if self._walked:
            self._settle()
        return pl.concat(self._written.pop(name) or [written(name, ())])


def walk(form: Format, root: Any, document: int, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """The one walk through a document."""
    rows["repeats"] += [(document, *repeat) for repeat in make_unique(form, root)]
    WALKS[form.name](root, document, rows)
    rows["withheld_fields"] += withheld(root, document)
