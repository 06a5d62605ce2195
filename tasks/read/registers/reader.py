"""Read an answer of a public register: bytes in, rows out. Pure.

What lands is the body of one HTTP answer, byte for byte; a page of a paged answer is one object. A reader gets bytes
and no address, so each kind is known by its own shape:

- Brønnøysund, a page of units: `{"_embedded": {"enheter": [UNIT …]}, "_links": {…}, "page": {"size", "totalElements",
  "totalPages", "number"}}`; sub-units stand under `underenheter`; an empty page has no `_embedded`.
- Brønnøysund, one unit (asked for by number, as deleted ones are): UNIT alone. UNIT is `{"organisasjonsnummer",
  "navn", "organisasjonsform": {"kode"}, "overordnetEnhet"?, "registreringsdatoEnhetsregisteret"?, "slettedato"?,
  "forretningsadresse"? or "beliggenhetsadresse"?: {"kommunenummer"}}` and much that is not read.
- KLASS codes since a day: `{"codes": [{"code", "name", "validFromInRequestedRange", "validToInRequestedRange"}]}`; four
  digits are a municipality (131), two a county (104). No period begins before the day that was asked from.
- KLASS changes of 131: `{"codeChanges": [{"oldCode", "oldName", "newCode", "newName", "changeOccurred"}]}`.
- KLASS correspondence towards 131: `{"correspondenceItems": [{"sourceCode", "targetCode", "validFrom"?, "validTo"?}]}`;
  a source of nine digits is an organisation number (582), another one a centrality class (128, "1" or "01").
- PxWeb: json-stat2 with the dimensions `Region` and `Tid`, any other having one value: `{"class": "dataset", "id": […],
  "size": […], "dimension": {"Region": {"category": {"index": {…}}}, …}, "value": […]}`; regions are `K-3301` or `3301`.

A record, and so a row of parsed.documents, is a unit, a code and period, a change, a pair, or a cell.
"""

import hashlib
import json
from typing import Any

import polars as pl

from schemas import catalogue, ddl
from tasks.read.registers.record import Record, RecordError
from tasks.read.registers.records import records_in

TABLES = (
    "parsed.documents",
    "parsed.rejects",
    "parsed.register_units",
    "parsed.municipality_codes",
    "parsed.municipality_changes",
    "parsed.municipality_organisation_numbers",
    "parsed.county_codes",
    "parsed.centrality",
    "parsed.population",
)
NOT_AS_DECLARED = "A value of the record is of another type than the register describes. Pull the register again."
NOT_JSON = RecordError(
    "not_json", "The answer is not JSON: it was cut off, or is an error page. Pull the register again."
)


def read(sha256: str, data: bytes) -> dict[str, pl.DataFrame]:
    """Every table of `TABLES`; parsed.documents has a row per record, and the record's own table another.

    Args:
        sha256: content address of the bytes.
        data: the body of one answer.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    try:
        for record in list(records_in(parse(data))):
            add(rows, sha256, record)
    except RecordError as error:
        reject(rows, sha256, "", data, error)
    schemas = {name: ddl.empty_frame(catalogue.tables("parsed")[name]).schema for name in TABLES}
    for name in TABLES[2:]:
        refuse_strange(rows, name, schemas[name])
    return {name: pl.DataFrame(rows[name], schema=schemas[name]) for name in TABLES}


def refuse_strange(rows: dict[str, list[dict[str, Any]]], name: str, schema: pl.Schema) -> None:
    """Reject the records whose values are not of the declared types: whatever one holds, the others are read."""
    try:
        pl.DataFrame(rows[name], schema=schema)
    except Exception:  # noqa: BLE001 (whichever it is, one record is at fault)
        kept = []
        for row in rows[name]:
            try:
                pl.DataFrame([row], schema=schema)
            except Exception:  # noqa: BLE001
                place = {"file_sha256": row["file_sha256"], "member": row["member"]}
                for document in rows["parsed.documents"]:
                    if place.items() <= document.items():
                        document.update(identity=None, is_rejected=True)
                rejected = place | {"place": row["member"], "table_name": name, "column_name": None}
                rows["parsed.rejects"].append(rejected | {"rule": "not_as_declared", "reason": NOT_AS_DECLARED})
            else:
                kept.append(row)
        rows[name] = kept


def parse(data: bytes) -> Any:
    """The answer as Python values.

    Raises:
        RecordError: it is not JSON, or has numbers that JSON has not.
    """
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise NOT_JSON from None


def add(rows: dict[str, list[dict[str, Any]]], sha256: str, record: Record) -> None:
    """Add a record's document and row, or its document and the rule it broke."""
    content = json.dumps(record.content, sort_keys=True, ensure_ascii=False).encode(errors="surrogatepass")
    try:
        row = record.row(record.content)
    except RecordError as error:
        reject(rows, sha256, record.member, content, error)
        return
    identity = " ".join([record.table, *(str(row[name]) for name in record.identity)])
    rows["parsed.documents"].append(document(sha256, record.member, content, identity))
    rows[f"parsed.{record.table}"].append({"file_sha256": sha256, "member": record.member} | row)


def reject(rows: dict[str, list[dict[str, Any]]], sha256: str, member: str, content: bytes, error: RecordError) -> None:
    """Say which rule a record broke; its bytes stay in landing."""
    rule, reason = error.args
    rows["parsed.documents"].append(document(sha256, member, content, None))
    where = {"file_sha256": sha256, "member": member, "place": member, "table_name": None, "column_name": None}
    rows["parsed.rejects"].append(where | {"rule": rule, "reason": reason})


def document(sha256: str, member: str, content: bytes, identity: str | None) -> dict[str, Any]:
    """Row of parsed.documents; a record without identity was rejected."""
    return {
        "file_sha256": sha256,
        "member": member,
        "unit": "register_record",
        "identity": identity,
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "preference": 0,
        "is_rejected": identity is None,
    }


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
