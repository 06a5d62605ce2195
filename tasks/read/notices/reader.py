"""Read notices: bytes of one document or of an archive of many become frames of every table of notices.

A document is parsed once and walked once. One that cannot be read is rejected with place, rule and remedy; the others
of the same file are read. Nothing here knows how the frames are judged or kept.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import polars as pl
from lxml import etree

from schemas import catalogue, ddl
from tasks.read.archives import Document, documents_in
from tasks.read.notices import legacy, normal
from tasks.read.notices.coverage import is_sampled, unknown_elements
from tasks.read.notices.declaration import Format
from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.rules import RULES, rejected_notices, with_origin
from tasks.read.notices.ted_export import TED_EXPORT
from tasks.read.notices.walker import make
from tasks.read.notices.withheld import withheld

UBL = "{urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS_ROOTS = {
    f"{UBL}{name}-2}}{name}" for name in ("PriorInformationNotice", "ContractNotice", "ContractAwardNotice")
}
FORMATS = (EFORMS, TED_EXPORT)
WALKS = {form.name: make(form, normal.TABLES) for form in FORMATS}


class Thing(Protocol):
    """A landed object, as the door hands it over."""

    @property
    def sha256(self) -> str:
        """Content address."""

    @property
    def path(self) -> Path:
        """Where the bytes lie."""


SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
}
LEAN: dict[str, Any] = {"remove_blank_text": True, "remove_comments": True, "remove_pis": True}
CAREFUL = etree.XMLParser(**SAFE, **LEAN)
"""Resolves, fetches and repairs nothing, and leaves out what nobody reads."""
PARSER = etree.XMLParser(**SAFE, **LEAN, collect_ids=False)
"""The same and quicker, for documents that declare no type: for one that does, lxml then loads its DTD after all."""
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
ROOT = re.compile(rb"<[A-Za-z_]")
WALKED_TOGETHER = 200
"""Documents whose rows are Python tuples at one time; then they become columns, which take a tenth of the memory."""
SDK, SUBTYPE = (normal.TABLES["notices"].index(name) + 1 for name in ("sdk_version", "subtype_code"))
TOGETHER_BYTES = 48 * 1024 * 1024
"""Bytes of documents handed over together at most, however few they are."""


class Chunk:
    """Documents read and not yet handed over."""

    def __init__(self, forms: set[tuple[Any, ...]] | None = None) -> None:
        self.files: list[str] = []
        self.members: list[str] = []
        self.contents: list[str] = []
        self.rejects: list[tuple[int, str, str | None]] = []
        self.units: dict[str, int] = {}
        self.bytes = 0
        self.forms = set() if forms is None else forms
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in normal.TABLES}
        self.written: dict[str, list[pl.DataFrame]] = {name: [] for name in normal.TABLES}

    def add(self, sha256: str, found: Document) -> None:
        """Read one document: its rows, or why it is rejected."""
        document = len(self.files)
        self.files.append(sha256)
        self.members.append(found.member)
        content = hashlib.sha256(found.data).hexdigest() if found.data or found.member else sha256
        self.contents.append(content)
        self.bytes += len(found.data)
        trouble, place = found.trouble, None
        before = {name: len(rows) for name, rows in self.rows.items()}
        try:
            if not trouble:
                form, root = parse(found.data)
                walk(form, root, document, self.rows)
                self.look_through(form, root, content)
        except RefusedError as error:
            trouble = error.rule
        except etree.XMLSyntaxError as error:
            trouble, place = "not_xml", f"line {error.lineno}"
        except Exception as error:  # noqa: BLE001 (whatever one document does to the reader, the others are read)
            trouble, place = "reader_failed", where(error)
        if trouble:
            self.rejects.append((document, trouble, place))
            for name, length in before.items():
                del self.rows[name][length:]
        if len(self.files) % WALKED_TOGETHER == 0:
            self.settle()

    def look_through(self, form: Format, root: Any, content: str) -> None:
        """Walk a second time through the first document of each SDK and form, and through a sample."""
        notice = self.rows["notices"][-1]
        kind = (notice[SDK], notice[SUBTYPE])
        if kind not in self.forms or is_sampled(content):
            self.forms.add(kind)
            counts = unknown_elements(root, form)
            self.rows["unknown_elements"] += [(notice[0], path, str(count)) for path, count in counts.items()]

    def settle(self) -> None:
        """Turn rows into columns."""
        for name, rows in self.rows.items():
            if rows:
                self.written[name].append(normal.raw(name, rows))
                rows.clear()

    def texts(self, name: str) -> pl.DataFrame:
        """All rows of a table, as written; they are given away."""
        return pl.concat(self.written.pop(name) or [normal.raw(name, ())])


def read_notices(
    things: Iterable[Thing], pseudonymise: Callable[[str], str], batch_documents: int
) -> Iterator[dict[str, pl.DataFrame]]:
    """Frames of every table, some documents at a time.

    Args:
        things: landed objects: a document, or an archive of documents.
        pseudonymise: keyed pseudonym of a person's number or name.
        batch_documents: documents handed over together; bounds the memory.
    """
    chunk = Chunk()
    for thing in things:
        units = 0
        for document in documents_in(thing.sha256, thing.path):
            units += 1
            chunk.add(thing.sha256, document)
            if len(chunk.files) >= batch_documents or chunk.bytes > TOGETHER_BYTES:
                yield frames(chunk, pseudonymise)
                chunk = Chunk(chunk.forms)
        chunk.units[thing.sha256] = units
    yield frames(chunk, pseudonymise)


class RefusedError(ValueError):
    """Raised for a document that is no notice; says the rule it breaks."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def parse(data: bytes) -> tuple[Format, Any]:
    """The format and the root of a document.

    Raises:
        etree.XMLSyntaxError: not well-formed.
        RefusedError: no notice.
    """
    if not data.strip():
        raise RefusedError("empty")
    prolog = PROLOG.match(data)
    if prolog and ROOT.match(data, prolog.end()):
        root: Any = etree.fromstring(data, PARSER)
    else:
        root = etree.fromstring(data, CAREFUL)
        if root.getroottree().docinfo.doctype:
            raise RefusedError("has_doctype")
    if root.tag in EFORMS_ROOTS:
        return EFORMS, root
    name = root.tag.rpartition("}")[2]
    if name == "TED_EXPORT":
        return TED_EXPORT, root
    raise RefusedError("business_registration" if name == "BusinessRegistrationInformationNotice" else "unknown_root")


def walk(form: Format, root: Any, document: int, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """The one walk through a document."""
    WALKS[form.name](root, document, rows)
    rows["withheld_fields"] += withheld(root, document)


def where(error: Exception) -> str:
    """The line of our own code that failed: no value of the document."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{type(error).__name__} in line {trace.tb_lineno if trace else 0} of the reader"


def frames(chunk: Chunk, pseudonymise: Callable[[str], str]) -> dict[str, pl.DataFrame]:
    """The chunk as frames of the declared columns."""
    chunk.settle()
    told: list[pl.DataFrame] = []
    made = {name: normal.typed(name, chunk.texts(name), told) for name in normal.TABLES}
    made["notices"] = legacy.notices(with_origin(made["notices"]))
    if (made["notices"]["format"] == TED_EXPORT.name).any():
        made = legacy.rest(made)
    made["notice_organisations"] = normal.organisations(made["notice_organisations"], pseudonymise)
    made["notice_roles"] = pl.concat([made["notice_roles"], normal.winners(made)])
    told += [*normal.unknown_codes(made), *strange_sdks(made["notices"])]
    made.update(normal.omissions(told))
    broken = pl.DataFrame(
        chunk.rejects, schema={"document": pl.Int64, "rule": pl.String, "place": pl.String}, orient="row"
    )
    broken = pl.concat([broken, rejected_notices(made["notices"])])
    if broken.height:
        bad = broken["document"].unique()
        made = {name: frame.filter(~pl.col("document").is_in(bad.implode())) for name, frame in made.items()}
    return finish(chunk, made, broken)


def strange_sdks(notices: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """SDKs without an example, told like unknown codes."""
    strange = notices.filter(pl.col("is_untried") | pl.col("read_as").is_not_null())
    yield strange.select(
        "document", table_name=pl.lit("notices"), column_name=pl.lit("sdk_version"), code=pl.col("sdk_version")
    )


def finish(chunk: Chunk, made: dict[str, pl.DataFrame], broken: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Put the names of file and member in the place of the documents' numbers, and say what became of each."""
    named = pl.DataFrame(
        {"file_sha256": chunk.files, "member": chunk.members, "content_sha256": chunk.contents},
        schema={"file_sha256": pl.String, "member": pl.String, "content_sha256": pl.String},
    )
    out = {
        f"parsed.{name}": frame.with_columns(
            named["file_sha256"].gather(frame["document"]), named["member"].gather(frame["document"])
        ).select("file_sha256", "member", *normal.TABLES[name])
        for name, frame in made.items()
    }
    rejects = broken.join(RULES, on="rule", how="left").with_columns(
        named["file_sha256"].gather(broken["document"]),
        named["member"].gather(broken["document"]),
        table_name=pl.lit(None, pl.String),
        column_name=pl.lit(None, pl.String),
    )
    known = made["notices"].select(
        "document",
        identity=pl.format("{}-{}", "notice_id", pl.col("notice_version").cast(pl.String).str.zfill(2)),
        preference=pl.lit(1) + pl.col("is_whole").cast(pl.Int64),  # TED's copy lacks the Norwegian texts and codes
    )
    documents = (
        named.with_row_index("document")
        .with_columns(pl.col("document").cast(pl.Int64))
        .join(known, on="document", how="left", maintain_order="left")
        .with_columns(
            unit=pl.lit("notice"),
            preference=pl.col("preference").fill_null(0).cast(pl.Int64),
            is_rejected=pl.col("document").is_in(broken["document"].implode()),
        )
    )
    files = pl.DataFrame({"file_sha256": list(chunk.units), "units": list(chunk.units.values())})
    for name, frame in (("documents", documents), ("rejects", rejects), ("files", files)):
        empty = ddl.empty_frame(catalogue.tables("parsed")[f"parsed.{name}"])
        out[f"parsed.{name}"] = frame.select(pl.col(column).cast(kind) for column, kind in empty.schema.items())
    return out
