"""Organisations of a notice: their numbers as the register has them, and a pseudonym for a person."""

from collections.abc import Callable

import polars as pl

from tasks.read.notices.organisation_numbers import found_in

SOLE_TRADER = r"(?i)\b(ENK|enkeltpersonforetak|enkeltmannsforetak)\b"
BLANKS = r"[\s\u{200B}\u{FEFF}\u{A0}.\-]"
MVA = r"(MVA|FORETAKSREGISTERET)+$"


def organisations(frame: pl.DataFrame, is_doubtful: pl.Series, pseudonymise: Callable[[str], str]) -> pl.DataFrame:
    """Organisation numbers, and a pseudonym in the place of a person.

    A sole trader is known by BT-633 or by the register form in its name; its name, number and place stay behind.

    Args:
        frame: rows of notice_organisations.
        is_doubtful: by row, whether BT-633 says something that is neither yes nor no: then it may be a person.
        pseudonymise: keyed pseudonym of a person's number or name.
    """
    written = pl.col("identifier_as_written")
    person = pl.any_horizontal(is_doubtful, "is_natural_person", pl.col("name").str.contains(SOLE_TRADER))
    frame = frame.with_columns(
        squeezed=written.str.to_uppercase().str.replace_all(BLANKS, "").str.replace(r"^NO:?", "").str.replace(MVA, ""),
        abroad=pl.col("country_code").is_not_null() & (pl.col("country_code") != "NOR"),
        person=person.fill_null(value=False),
    )
    asked = frame.filter(~pl.col("abroad"))["identifier_as_written"]
    frame = frame.join(
        found_in(asked), left_on="identifier_as_written", right_on="written", how="left", maintain_order="left"
    )
    number = pl.when(~pl.col("abroad")).then("number")
    frame = frame.with_columns(
        organisation_number=number,
        identifier_problem=pl.when(number.is_not_null())
        .then(None)
        .when(written.is_null())
        .then(pl.lit("absent"))
        .when("abroad")
        .then(pl.lit("foreign"))
        .when(pl.col("numbers") > 1)
        .then(pl.lit("several_numbers"))
        .when(~pl.col("squeezed").str.contains(r"[0-9]"))
        .then(pl.lit("not_a_number"))
        .when(~pl.col("squeezed").str.contains(r"^[0-9]{9}$"))
        .then(pl.lit("not_nine_digits"))
        .otherwise(pl.lit("mod11")),
    )
    if frame["person"].any():
        frame = hide_people(frame, pseudonymise)
    return frame.drop("squeezed", "abroad", "number", "numbers", "person")


def hide_people(frame: pl.DataFrame, pseudonymise: Callable[[str], str]) -> pl.DataFrame:
    """A pseudonym where a person's name, number and place stood."""
    who = frame.select(
        value=pl.when("person").then(
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
