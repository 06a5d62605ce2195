"""Read a programme folder: `programme.toml` and `members.csv`, landed as one tar.

programme.toml has [programme] (id, name, world, pull, verbatims_reviewed), [[waves]] (id, name, starts_on),
[[gatherings]] (id, wave, held_on, place, theme_nb, theme_en, participants) and [[projects]] (id, name, starts_on,
ends_on, members, keywords, cpv_codes). members.csv has the columns of parsed.members. A cooperations.csv, where there
is one, has those of parsed.cooperations: who buys together. Codebooks are read with the surveys they explain.
"""

import csv
import io
import tarfile
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from schemas import catalogue, ddl
from schemas.errors import UserError

FILES = "programme.toml and members.csv"


class ProgrammeError(UserError, ValueError):
    """Raised when a programme folder does not fit; says file, place, rule and remedy."""


def read_programme(packed: bytes) -> dict[str, pl.DataFrame]:
    """The folder's tables, keyed `parsed.programmes`, `parsed.waves`, …, without the columns that name the file.

    Raises:
        ProgrammeError: a file is missing, cannot be read, or has a value of the wrong type.
    """
    files = unpack(packed)
    try:
        told = tomllib.loads(files["programme.toml"].decode())
        members = rows_of(files["members.csv"])
        cooperations = rows_of(files.get("cooperations.csv", b""))
    except KeyError as missing:
        raise ProgrammeError(f"The programme folder has no {missing}; it needs {FILES}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(f"programme.toml: {error}. See docs/programme.md for an example.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise ProgrammeError(
            f"A file of the programme folder is no UTF-8 text or no CSV: {type(error).__name__}."
        ) from None
    programme = told.get("programme", {})
    return {
        "parsed.programmes": frame(
            "parsed.programmes", [programme], {"id": "programme_id"}, "programme.toml [programme]"
        ),
        "parsed.waves": frame("parsed.waves", told.get("waves", []), {"id": "wave_id"}, "programme.toml [[waves]]"),
        "parsed.gatherings": frame(
            "parsed.gatherings",
            told.get("gatherings", []),
            {"id": "gathering_id", "wave": "wave_id"},
            "programme.toml [[gatherings]]",
        ),
        "parsed.projects": frame(
            "parsed.projects", told.get("projects", []), {"id": "project_id"}, "programme.toml [[projects]]"
        ),
        "parsed.members": frame("parsed.members", members, {}, "members.csv"),
        "parsed.cooperations": frame("parsed.cooperations", cooperations, {}, "cooperations.csv"),
    }


def rows_of(text: bytes) -> list[dict[str, str]]:
    """Rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), strict=True))


def unpack(packed: bytes) -> dict[str, bytes]:
    """Files of the landed tar by their path."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive if entry.isfile()}  # type: ignore[union-attr]


def frame(table: str, rows: list[dict[str, Any]], renamed: Mapping[str, str], place: str) -> pl.DataFrame:
    """Rows of a programme file as the declared columns.

    Raises:
        ProgrammeError: a column is not known, or a value is not of the declared type.
    """
    types = {str(column.name): ddl.polars_type(column) for column in ddl.columns(catalogue.tables("parsed")[table])}
    types = {name: kind for name, kind in types.items() if name not in {"file_sha256", "member"}}
    named = [{renamed.get(key, key): value for key, value in row.items()} for row in rows]
    if unknown := {str(key) for row in named for key in row} - types.keys():
        raise ProgrammeError(f"{place}: unknown {', '.join(sorted(unknown))}. Known: {', '.join(types)}.")
    columns = {
        name: [typed(row.get(name), kind, f"{place}, entry {number}, {name}") for number, row in enumerate(named, 1)]
        for name, kind in types.items()
    }
    return pl.DataFrame(columns, schema=types)


def typed(value: Any, kind: pl.DataType, place: str) -> Any:
    """A value of TOML or CSV as the declared type; an empty text is null, a list becomes one text.

    Raises:
        ProgrammeError: the value is of another type.
    """
    if value is None or value == "":
        return None
    try:
        if isinstance(kind, pl.Date):
            return value if isinstance(value, date) else date.fromisoformat(value)
        if isinstance(kind, pl.Boolean | pl.Int64):
            return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    except ValueError:
        raise ProgrammeError(f"{place}: not a date; write it as 2024-03-01.") from None
    return ";".join(value) if isinstance(value, list) else str(value)
