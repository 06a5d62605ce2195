"""Hold the entries of a programme folder to what is declared: each value of its type, and every rule of its column.

`parse` validates the same declarations (`tasks/parse/validate.py`); here each rule has its words and its remedy.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pandera.polars as pa
import polars as pl

from schemas import ddl, fields
from tasks.read.problems import Problem
from tasks.read.programme.entries import Entry, Part, what_it_holds

LISTS = {"members", "keywords", "cpv_codes"}
"""Columns that programme.toml may give as a list."""
NINE_DIGITS = "Write its nine digits without blanks, as the Brønnøysund register has them."
PATTERNS = {fields.ORGANISATION_NUMBER: ("not_nine_digits", "is not nine digits", NINE_DIGITS)}
UNDECIDED = "DECIDE"
"""How a cell begins that a draft left to a person; what may be meant follows."""
LARGEST = 2**63


@dataclass(frozen=True)
class Row:
    """An entry with its values by declared column; None where it is empty or does not fit."""

    entry: Entry
    values: Mapping[str, Any]


class MisfitError(Exception):
    """Raised when a value does not fit its column: rule, what is wrong, remedy."""


def held(part: Part, entry: Entry) -> tuple[Row, list[Problem]]:
    """An entry as declared, and what of it does not fit. A column that a CSV lacks is told of its header."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, column in part.columns.items():
        name = str(column.name)
        values[name] = None
        if key not in entry.values and part.heading == "":
            continue
        try:
            values[name] = fitting(column, entry.values.get(key), is_there=key in entry.values)
        except MisfitError as error:
            rule, message, remedy = error.args
            problems.append(Problem(entry.place, rule, f"{key} {message}", remedy, entry.of, part.table, name))
    return Row(entry, values), problems


def fitting(column: pa.Column, written: Any, *, is_there: bool = True) -> Any:
    """A value as its column declares it.

    Raises:
        MisfitError: it is of another type, or breaks a rule of the column.
    """
    if isinstance(written, str):
        written = written.strip()
    if written is None or written == "":
        if not column.nullable:
            raise MisfitError("empty", "is empty" if is_there else "is missing", remedy_of_empty(column))
        return None
    if isinstance(written, str) and written.startswith(UNDECIDED):
        raise MisfitError(*undecided(written))
    value = typed(column, written)
    for check in column.checks:
        hold(str(check.name), check.statistics, value)
    if column.name == "name_pattern":
        hold_pattern(value)
    return value


def undecided(written: str) -> tuple[str, str, str]:
    """Rule, words and remedy of what a draft left to a person, with the candidates that the draft wrote."""
    candidates = written.removeprefix(UNDECIDED).strip(": ")
    if re.search(r"[0-9]{9}", candidates):
        remedy = "Write the right number of these alone, or take out the line."
    else:
        remedy = f"{NINE_DIGITS} Or take out the line."
    return "undecided", f"is still to be decided: {candidates}" if candidates else "is still to be decided", remedy


def typed(column: pa.Column, written: Any) -> Any:
    """A value of TOML or CSV as the declared type; a list becomes one text.

    Raises:
        MisfitError: it is of another type.
    """
    kind = ddl.polars_type(column)
    if isinstance(kind, pl.Date):
        return day(written)
    if isinstance(kind, pl.Boolean):
        value = {"true": True, "false": False}.get(written, written) if isinstance(written, str) else written
        if not isinstance(value, bool):
            raise MisfitError("not_yes_or_no", "is neither true nor false", "Write true or false.")
        return value
    if isinstance(kind, pl.Int64):
        if not isinstance(written, int) or isinstance(written, bool) or abs(written) >= LARGEST:
            raise MisfitError("not_a_number", "is not a whole number", "Write digits alone, without quotation marks.")
        return written
    if (
        isinstance(written, list)
        and column.name in LISTS
        and not any(isinstance(each, list | dict) for each in written)
    ):
        return ";".join(str(each) for each in written)
    if isinstance(written, list | dict | bool):
        raise MisfitError("not_a_text", "is not a text", "Write it in quotation marks.")
    return str(written)


def day(written: Any) -> date:
    """A date of TOML, or a text that is one.

    Raises:
        MisfitError: it is none.
    """
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise MisfitError("not_a_date", "is no day of the calendar", "Write it as 2024-03-01.") from None
    raise MisfitError("not_a_date", "is not a date", "Write it as 2024-03-01.")


def hold(rule: str, statistics: Mapping[str, Any], value: Any) -> None:
    """Hold a value to a declared rule.

    Raises:
        MisfitError: the value breaks it.
        KeyError: the rule has no words yet: add them.
    """
    if rule == "isin":
        allowed = list(map(str, statistics["allowed_values"]))
        if value not in allowed:
            raise MisfitError("not_in_list", "is none of the words it may be", f"Write {one_of(allowed)}.")
    elif rule == "greater_than_or_equal_to":
        least = statistics["min_value"]
        if value < least:
            raise MisfitError("too_small", f"is less than {least}", f"Write {least} or more.")
    else:
        pattern = {"str_matches": str(statistics.get("pattern"))}[rule]
        broken = PATTERNS[pattern]
        if not re.match(pattern, value):
            raise MisfitError(*broken)


def hold_pattern(value: str) -> None:
    """Hold a pattern to what DuckDB, which searches with it, takes as one.

    Raises:
        MisfitError: it is no regular expression.
    """
    try:
        duckdb.execute("select regexp_matches('', ?)", [value])
    except duckdb.Error:
        message = "is not a regular expression"
        remedy = r"Put \ before each of ( ) [ ] { } * + ? . that means itself, or leave it empty."
        raise MisfitError("not_a_pattern", message, remedy) from None


def remedy_of_empty(column: pa.Column) -> str:
    """What to write where nothing is written."""
    for check in column.checks:
        if check.name == "isin":
            return f"Write {one_of(list(map(str, check.statistics['allowed_values'])))}."
        if check.name == "str_matches":
            return NINE_DIGITS
    return f"Fill it in: {what_it_holds(column)}"


def one_of(words: Sequence[str]) -> str:
    """`a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def standing_twice(part: Part, rows: Sequence[Row]) -> Iterator[Problem]:
    """The entries whose short name an earlier one of the same part has."""
    first: dict[str, Row] = {}
    for row in rows:
        key = row.values[part.unique] if part.unique else None
        if key is None:
            continue
        if key in first:
            message = f"id {key} stands twice, first in {first[key].entry.place}"
            remedy = "Give each its own id, or take one out."
            yield Problem(row.entry.place, "stands_twice", message, remedy, row.entry.of, part.table, part.unique)
        first.setdefault(key, row)
