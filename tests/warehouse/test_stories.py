"""Every folder of stories/ is a test: notices and what is beside them go in, marts come out as expected.

`notices.csv` has a row per document. `buyers` is `name|number|postcode|role|country; …`, `references` is
`kind:reference; …`, `change` is `reason code:why:section`, `deadline_on` and `lots` make lots, `cpv` their codes.
Any other `parsed.<table>.csv` has the table's own columns, with `document` for the file. `<mart>.expect.csv` is
compared in its own columns.
"""

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pytest

from schemas import catalogue, ddl
from warehouse import frames
from warehouse.build import fill, load_parsed, load_seeds, tables_of
from warehouse.graph import in_order, read_models
from warehouse.lineage import upstream

STORIES = Path(__file__).parent / "stories"
PARSED = catalogue.tables("parsed")


@pytest.mark.parametrize(
    "story", sorted(path for path in STORIES.iterdir() if path.is_dir()), ids=lambda path: path.name.replace("_", " ")
)
def test_story_ends_as_expected(story):
    expected = {path.name.removesuffix(".expect.csv"): csv(path) for path in story.glob("*.expect.csv")}
    with duckdb.connect() as db:
        tell(db, story, list(expected))
        for mart, rows in expected.items():
            columns = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in rows.columns)
            made = frames.frame(db, f"SELECT {columns} FROM {mart}")
            assert sorted(made.rows(), key=repr) == sorted(rows.rows(), key=repr), made.write_csv()


def tell(db, story, wanted):
    """Fill what lies upstream of the marts that a story asks for."""
    fill_wanted(db, inputs(story), wanted)


def fill_wanted(db, given, wanted):
    """Fill the wanted marts and what lies upstream of them from frames of the parsed tables."""
    load_parsed(db, given)
    load_seeds(db, "real")
    for schema in ("staging", "indicators", "marts"):
        db.execute(f"CREATE SCHEMA {schema}")
    models = models_read()
    needed = upstream(models, wanted)
    for model in in_order({name: model for name, model in models.items() if name in needed}, tables_of(db)):
        fill(db, model)


@cache
def models_read():
    return read_models()


def csv(path):
    return pl.read_csv(path, infer_schema=False)


def inputs(story):
    """Frames of the parsed tables that a story tells."""
    rows = {name: [] for name in PARSED}
    for notice in csv(story / "notices.csv").iter_rows(named=True) if (story / "notices.csv").exists() else ():
        for table, row in told(notice):
            rows[f"parsed.{table}"].append(row)
    for path in story.glob("parsed.*.csv"):
        for row in csv(path).iter_rows(named=True):
            document = row.pop("document", None) or "register"
            rows[path.stem].append(key(document) | row)
            if path.stem not in {"parsed.documents", "parsed.receipts"} and document == "register":
                rows["parsed.documents"].append(loaded(document, "register_record", repr(row)))
    return {name: frame(name, told) for name, told in rows.items() if told}


def told(notice):
    """The rows of the tables that one line of notices.csv stands for."""
    document = notice["document"]
    version = int(notice.get("notice_version") or 1)
    identity = f"{notice['notice_id']}-{version:02d}"
    yield "documents", loaded(document, "notice", identity, preference=int(notice.get("preference") or 1))
    yield (
        "receipts",
        key(document)
        | {
            "source": "folder",
            "kind": "notices",
            "key": document,
            "size_bytes": 1,
            "landed_at": notice.get("landed_at") or "2026-01-01",
            "completeness": "verified",
        },
    )
    flags = {"is_untried": "false", "is_converted": "false", "is_national": "false"}
    flags |= dict.fromkeys(("estimated_value_currency_code", "awarded_value_currency_code"), "NOK")
    said = {name: value for name, value in notice.items() if value is not None}
    yield (
        "notices",
        key(document) | flags | {"format": "eforms", "form_type": "competition"} | said | {"notice_version": version},
    )
    for number, buyer in enumerate(parts(notice.get("buyers")), 1):
        name, identifier, postcode, role, country, *_ = [
            *(part.strip() or None for part in buyer.split("|")),
            *[None] * 5,
        ]
        is_number = bool(identifier and identifier.isdigit() and len(identifier) == 9)
        yield (
            "notice_organisations",
            key(document)
            | {
                "organisation_id": f"ORG-{number:04d}",
                "name": name,
                "identifier_as_written": identifier,
                "organisation_number": identifier if is_number else None,
                "postcode": postcode,
                "country_code": country,
            },
        )
        yield "notice_roles", key(document) | {"organisation_id": f"ORG-{number:04d}", "role": role or "buyer"}
    for reference in parts(notice.get("references")):
        kind, _, text = reference.partition(":")
        yield "notice_references", key(document) | {"reference_kind": kind, "reference": text}
    if notice.get("change"):
        code, why, section, *_ = [*notice["change"].split(":"), "", ""]
        said = {"change_number": 1, "reason_code": code, "reason": why or None, "section_id": section or None}
        yield "notice_changes", key(document) | said
    for number in range(1, int(notice.get("lots") or bool(notice.get("deadline_on"))) + 1):
        lot = {"lot_id": f"LOT-{number:04d}", "lot_kind": "Lot", "tender_deadline_on": notice.get("deadline_on")}
        yield "lots", key(document) | lot
    for number, code in enumerate(parts(notice.get("cpv"))):
        yield "notice_cpv_codes", key(document) | {"cpv_code": code, "is_main": str(number == 0).lower()}


def parts(text):
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def key(document):
    return {"file_sha256": hashlib.sha256(document.encode()).hexdigest(), "member": ""}


def loaded(document, unit, identity, preference=1):
    return key(document) | {
        "unit": unit,
        "identity": identity,
        "content_sha256": hashlib.sha256(document.encode()).hexdigest(),
        "preference": preference,
        "is_rejected": "false",
    }


def frame(name, rows):
    """Rows of texts as the declared columns."""
    columns = {str(column.name): ddl.polars_type(column) for column in ddl.columns(PARSED[name])}
    return pl.DataFrame(
        {column: [typed(row.get(column), kind) for row in rows] for column, kind in columns.items()}, schema=columns
    )


def typed(value, kind):
    if not isinstance(value, str):
        return value
    if isinstance(kind, pl.Date):
        return date.fromisoformat(value)
    if isinstance(kind, pl.Datetime):
        return datetime.fromisoformat(value)
    if isinstance(kind, pl.Boolean):
        return value == "true"
    return pl.Series([value]).cast(kind)[0] if kind.is_numeric() else value
