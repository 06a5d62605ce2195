"""Rows as written become typed columns; what says nothing becomes null, and is told with its reason.

Everything here works on whole columns: the walker hands texts over as they stand, and polars does the rest in a few
expressions a column. Dates stay local calendar dates: an offset is cut off and never applied.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from schemas import catalogue, ddl
from tasks.read.notices import legacy
from tasks.read.notices.codes import KNOWN, PATTERNS, RECODED

Texts = Mapping[str, Sequence[tuple[Any, ...]]]
"""Rows by table as the walker gives them: number of the document, then the columns as texts."""

TABLES = {
    name: [str(column.name) for column in ddl.columns(table)][2:]
    for name, table in ((name.removeprefix("parsed."), table) for name, table in catalogue.tables("parsed").items())
    if table.__module__.rpartition(".")[2] in {"notices", "organisations", "results", "changes", "omissions"}
}
"""Columns of each table of notices, without those that name the file."""
TYPES = {
    name: {
        str(column.name): ddl.polars_type(column)
        for column in ddl.columns(catalogue.tables("parsed")[f"parsed.{name}"])
    }
    for name in TABLES
}
COUNTED = {"change_number", "modification_number"}
"""Places counted in what surrounds them: where the notice has only what surrounds them, there is one."""
ROW_IDS = {
    "lots": "lot_id",
    "lot_results": "result_id",
    "tenders": "tender_id",
    "contracts": "contract_id",
    "tender_counts": "result_id",
    "award_criteria": "lot_id",
}
NEEDED = {
    "notice_texts": ("text",),
    "notice_cpv_codes": ("cpv_code",),
    "notice_purposes": ("code",),
    "notice_roles": ("organisation_id",),
    "notice_references": ("reference",),
    "tender_counts": ("count",),
    "result_tenders": ("tender_id",),
    "result_contracts": ("contract_id",),
    "contract_tenders": ("tender_id",),
    "tendering_party_members": ("organisation_id",),
}
"""Rows that are there for these columns alone: an element that leaves one empty says nothing and makes no row."""
XML_SPACE = " \t\r\n"
NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)$"
DATE = r"^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2}| \d{2}:\d{2})?$"
FAR_YEAR = 2049
NOTHING = pl.date(2000, 1, 1)
DEADLINES = ("tender_deadline_on", "participation_deadline_on")
CPV_COLUMNS = ("cpv_code", "main_cpv_code")
SAYS_NOTHING = ("unpublished", "n.a.", "N.A.")
FREE_TEXTS = {"title", "description", "text", "reason", "direct_award_reason", "old_value", "new_value", "name"}
EMAIL = r"[\w.+\-]+@[\w\-]+(\.[\w\-]+)+"
SOLE_TRADER = r"(?i)\b(ENK|enkeltpersonforetak|enkeltmannsforetak)\b"
MASKED = "[e-post]"


def raw(name: str, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as the walker gives them, as columns of texts with the number of the document in front."""
    given = list(zip(*rows, strict=True)) if rows else [()] * (len(TABLES[name]) + 1)
    texts = [pl.Series(column, values, dtype=pl.String) for column, values in zip(TABLES[name], given[1:], strict=True)]
    return pl.DataFrame([pl.Series("document", given[0], dtype=pl.Int64), *texts])


def typed(name: str, written: pl.DataFrame, told: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of a table as the declared types.

    Args:
        name: the table.
        written: texts, as `raw` gives them.
        told: receives frames of nulled values, as `nulled` gives them.
    """
    columns = TABLES[name]
    if not written.height:
        return written.select("document", *(pl.col(column).cast(TYPES[name][column]) for column in columns))
    cleaned = written.with_columns(clean(name, column) for column in columns)
    free = [column for column in columns if column in FREE_TEXTS]
    has_address = cleaned.select(pl.col(column).str.contains("@", literal=True).any() for column in free)
    cleaned = cleaned.with_columns(mask(cleaned[column]) for column in free if has_address[column].item())
    frame = cleaned.select("document", *(convert(column, TYPES[name][column]).alias(column) for column in columns))
    lost = cleaned.select((pl.col(column).is_not_null() & frame[column].is_null()).any() for column in columns)
    told.extend(nulled(name, column, cleaned, frame) for column in columns if lost[column].item())
    return frame.drop_nulls(NEEDED.get(name, []))


def mask(texts: pl.Series) -> pl.Series:
    """Free texts with e-mail addresses masked; only those with an @ are looked through."""
    found = texts.str.contains("@", literal=True).arg_true()
    return texts.scatter(found, texts.gather(found).str.replace_all(EMAIL, MASKED)) if len(found) else texts


def clean(name: str, column: str) -> pl.Expr:
    """A text without the blanks around it, null where nothing is left, in the spelling of the code lists."""
    text = pl.col(column).str.strip_chars(XML_SPACE)
    text = pl.when(text != "").then(text)
    for recoded in (RECODED.get((name, column)), legacy.RECODED.get((name, column))):
        text = text.replace(recoded) if recoded else text
    if column == "lot_id" and name in legacy.LOT_TABLES:
        text = legacy.lot_id(text)
    if column in COUNTED:
        text = text.fill_null("1")
    return text.alias(column)


def convert(column: str, kind: pl.DataType) -> pl.Expr:
    """A clean text as its type, null where it says nothing."""
    if column in CPV_COLUMNS:
        return pl.col(column).str.extract(r"^(\d{8})(-\d)?$")
    return CONVERTERS[kind.base_type()](column, kind)


def amount(column: str, kind: pl.DataType) -> pl.Expr:
    """An amount; 0, 1 and -1 stand where nothing was to be said."""
    number = pl.when(pl.col(column).str.contains(NUMBER)).then(column).cast(kind, strict=False)
    return pl.when(number > 1).then(number)


def number(column: str, kind: pl.DataType) -> pl.Expr:
    """A number that is not negative."""
    value = pl.when(pl.col(column).str.contains(NUMBER)).then(column).cast(kind, strict=False)
    return pl.when(value >= 0).then(value)


def count(column: str, kind: pl.DataType) -> pl.Expr:
    """A whole number that is not negative."""
    return pl.col(column).str.extract(r"^(\d{1,15})(\.0*)?$").cast(kind, strict=False)


def day(column: str, _: pl.DataType) -> pl.Expr:
    """A local calendar date; 2000-01-01 and deadlines far away stand where nothing was to be said."""
    date = calendar_date(column)
    right = date != NOTHING
    return pl.when(right & (date.dt.year() < FAR_YEAR) if column in DEADLINES else right).then(date)


def calendar_date(column: str) -> pl.Expr:
    """A date as eForms (2024-01-31+01:00) or TED_EXPORT (20240131, 2024-1-31) writes it, without its offset."""
    text = pl.col(column).str.replace(r"^(\d{4})(\d{2})(\d{2})\b", "$1-$2-$3").str.replace_all(r"-(\d)\b", "-0$1")
    return text.str.extract(DATE).str.to_date("%Y-%m-%d", strict=False)


def clock(column: str, _: pl.DataType) -> pl.Expr:
    """A local time."""
    text = pl.col(column)
    full = text.str.extract(r"^(\d{2}:\d{2})") + text.str.extract(r"^\d{2}:\d{2}(:\d{2})").fill_null(":00")
    return full.str.to_time("%H:%M:%S", strict=False)


def truth(column: str, _: pl.DataType) -> pl.Expr:
    """Whether it is so; of several, one yes is enough."""
    yes, no = (pl.col(column).str.contains(rf"\b({words})\b") for words in ("true|1|YES", "false|0|NO"))
    return pl.when(yes).then(pl.lit(value=True)).when(no).then(pl.lit(value=False))


def words(column: str, _: pl.DataType) -> pl.Expr:
    """A text that says something."""
    return pl.when(~pl.col(column).is_in(SAYS_NOTHING)).then(column)


CONVERTERS: Mapping[Any, Callable[[str, pl.DataType], pl.Expr]] = {
    pl.Decimal: amount,
    pl.Float64: number,
    pl.Int64: count,
    pl.Date: day,
    pl.Time: clock,
    pl.Boolean: truth,
    pl.String: words,
}


def nulled(name: str, column: str, cleaned: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The values of a column that stand in the notice and are null in the table, with the reason of each."""
    kind = TYPES[name][column]
    text = pl.col(column)
    value = text.cast(pl.Float64, strict=False)
    reason = (
        pl.when(text == "unpublished")
        .then(pl.lit("unpublished"))
        .when(value == -1)
        .then(pl.lit("minus_one"))
        .when(value < 0)
        .then(pl.lit("negative"))
    )
    if isinstance(kind, pl.Decimal):
        reason = reason.when(value.is_between(0, 1)).then(pl.lit("placeholder_amount"))
    if isinstance(kind, pl.Date):
        date = calendar_date(column)
        reason = reason.when(date == NOTHING).then(pl.lit("placeholder_date"))
        reason = reason.when(date.is_not_null()).then(pl.lit("far_deadline"))
    rest = {
        pl.Date: "not_a_date",
        pl.Time: "not_a_date",
        pl.Boolean: "not_a_code",
        pl.String: "not_a_code" if column in CPV_COLUMNS else "placeholder_text",
    }
    return cleaned.filter(text.is_not_null() & frame[column].is_null()).select(
        "document",
        table_name=pl.lit(name),
        column_name=pl.lit(column),
        row_id=pl.col(ROW_IDS[name]) if name in ROW_IDS else pl.lit(None, pl.String),
        reason=reason.otherwise(pl.lit(rest.get(kind.base_type(), "not_a_number"))),
    )


def unknown_codes(made: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The codes that the lists of their columns do not have, each with its table and column."""
    for name, frame in made.items():
        strange = {column: test for column in TABLES[name] if (test := is_unknown(name, column)) is not None}
        if not strange or not frame.height:
            continue
        any_strange = frame.select(test.any().alias(column) for column, test in strange.items())
        for column in (column for column in strange if any_strange[column].item()):
            yield frame.filter(strange[column]).select(
                "document", table_name=pl.lit(name), column_name=pl.lit(column), code=pl.col(column)
            )


def is_unknown(name: str, column: str) -> pl.Expr | None:
    """Whether a code is not in the list of its column; None where there is no list."""
    if known := KNOWN.get((name, column)):
        return ~pl.col(column).is_in(sorted(known | legacy.KNOWN.get((name, column), set())))
    if pattern := PATTERNS.get((column,)):
        return ~pl.col(column).str.contains(pattern.pattern)
    return None


def organisations(frame: pl.DataFrame, pseudonymise: Callable[[str], str]) -> pl.DataFrame:
    """Organisation numbers, and a pseudonym in the place of a person.

    A sole trader is known by BT-633 or by the register form in its name; its name, number and place stay behind.
    """
    written = pl.col("identifier_as_written")
    squeezed = (
        written.str.to_uppercase().str.replace_all(r"[\s\u{200B}\u{FEFF}\u{A0}.\-]", "").str.replace(r"^(NO):?", "")
    ).str.replace(r"(MVA|FORETAKSREGISTERET)+$", "")
    digits = squeezed.str.extract(r"^(\d{9})$")
    abroad = pl.col("country_code").is_not_null() & (pl.col("country_code") != "NOR")
    person = pl.col("is_natural_person").fill_null(value=False) | pl.col("name").str.contains(SOLE_TRADER).fill_null(
        value=False
    )
    frame = frame.with_columns(
        organisation_number=pl.when(~abroad & passes_mod11(digits)).then(digits),
        identifier_problem=pl.when(written.is_null())
        .then(pl.lit("absent"))
        .when(abroad)
        .then(pl.lit("foreign"))
        .when(~squeezed.str.contains(r"\d"))
        .then(pl.lit("not_a_number"))
        .when(digits.is_null())
        .then(pl.lit("not_nine_digits"))
        .when(~passes_mod11(digits))
        .then(pl.lit("mod11")),
        person=person,
    )
    if frame["person"].any():
        frame = hide_people(frame, pseudonymise)
    return frame.drop("person")


def hide_people(frame: pl.DataFrame, pseudonymise: Callable[[str], str]) -> pl.DataFrame:
    """A pseudonym where a person's name, number and place stood."""
    who = frame.select(
        value=pl.when(pl.col("person")).then(
            pl.coalesce("organisation_number", "identifier_as_written", "name", pl.lit("unnamed"))
        )
    )["value"]
    words = {value: pseudonymise(value) for value in who.unique().drop_nulls()}
    secret = ("name", "identifier_as_written", "organisation_number", "identifier_problem", "city", "postcode")
    return frame.with_columns(
        person_pseudonym=who.replace_strict(words, default=None, return_dtype=pl.String),
        legal_form_code=pl.when(pl.col("name").str.contains(SOLE_TRADER)).then(pl.lit("ENK")),
        **{column: pl.when(~pl.col("person")).then(pl.col(column)) for column in secret},
    )


def passes_mod11(digits: pl.Expr) -> pl.Expr:
    """Whether nine digits pass the check of Norwegian organisation numbers; null digits do not."""
    weights = (3, 2, 7, 6, 5, 4, 3, 2)
    total = pl.sum_horizontal(
        digits.str.slice(place, 1).cast(pl.Int32, strict=False) * weight for place, weight in enumerate(weights)
    )
    control = (11 - total % 11) % 11
    return (digits.str.slice(8, 1).cast(pl.Int32, strict=False) == control).fill_null(value=False)


def winners(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The roles `winner`: who stands behind a tender of a contract."""
    return (
        frames["contract_tenders"]
        .select("document", "tender_id")
        .unique(maintain_order=True)
        .join(frames["tenders"].select("document", "tender_id", "party_id"), on=["document", "tender_id"])
        .join(
            frames["tendering_party_members"].filter(~pl.col("is_subcontractor")),
            on=["document", "party_id"],
        )
        .select("document", "organisation_id", role=pl.lit("winner"), scope_id="party_id")
        .unique(maintain_order=True)
    )


def omissions(told: Sequence[pl.DataFrame]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Nulled values and unknown codes of a batch, each in its table."""
    for name, last in (("nulled_values", "reason"), ("unknown_codes", "code")):
        empty = pl.DataFrame(schema={"document": pl.Int64} | dict.fromkeys(TABLES[name], pl.String))
        yield name, pl.concat([empty, *(frame.select(empty.columns) for frame in told if last in frame.columns)])
