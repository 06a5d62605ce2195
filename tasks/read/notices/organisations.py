"""Organisations of a notice: their numbers as the register has them, and a pseudonym for a person."""

from collections.abc import Callable

import polars as pl

SOLE_TRADER = r"(?i)\b(ENK|enkeltpersonforetak|enkeltmannsforetak)\b"
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
"""Of the check of Norwegian organisation numbers (mod 11)."""


def organisations(frame: pl.DataFrame, is_doubtful: pl.Series, pseudonymise: Callable[[str], str]) -> pl.DataFrame:
    """Organisation numbers, and a pseudonym in the place of a person.

    A sole trader is known by BT-633 or by the register form in its name; its name, number and place stay behind.

    Args:
        frame: rows of notice_organisations.
        is_doubtful: by row, whether BT-633 says something that is neither yes nor no: then it may be a person.
        pseudonymise: keyed pseudonym of a person's number or name.
    """
    written = pl.col("identifier_as_written")
    squeezed = (
        written.str.to_uppercase().str.replace_all(r"[\s\u{200B}\u{FEFF}\u{A0}.\-]", "").str.replace(r"^(NO):?", "")
    ).str.replace(r"(MVA|FORETAKSREGISTERET)+$", "")
    frame = frame.with_columns(
        squeezed=squeezed,
        abroad=pl.col("country_code").is_not_null() & (pl.col("country_code") != "NOR"),
        person=pl.any_horizontal(is_doubtful, "is_natural_person", pl.col("name").str.contains(SOLE_TRADER)).fill_null(
            value=False
        ),
    )
    frame = frame.with_columns(digits=pl.col("squeezed").str.extract(r"^([0-9]{9})$"))
    frame = frame.with_columns(passes=passes_mod11("digits"))
    frame = frame.with_columns(
        organisation_number=pl.when(~pl.col("abroad") & pl.col("passes")).then("digits"),
        identifier_problem=pl.when(written.is_null())
        .then(pl.lit("absent"))
        .when("abroad")
        .then(pl.lit("foreign"))
        .when(~pl.col("squeezed").str.contains(r"[0-9]"))
        .then(pl.lit("not_a_number"))
        .when(pl.col("digits").is_null())
        .then(pl.lit("not_nine_digits"))
        .when(~pl.col("passes"))
        .then(pl.lit("mod11")),
    )
    if frame["person"].any():
        frame = hide_people(frame, pseudonymise)
    return frame.drop("squeezed", "abroad", "digits", "passes", "person")


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


def passes_mod11(digits: str) -> pl.Expr:
    """Whether the nine digits of a column pass the check; null digits do not.

    The weighted sum of all nine is a multiple of 11, the last digit having the weight 1.
    """
    number = pl.col(digits).cast(pl.Int64)
    places = (number // 10 ** (8 - place) % 10 * weight for place, weight in enumerate((*WEIGHTS, 1)))
    return (pl.sum_horizontal(places, ignore_nulls=False) % 11 == 0).fill_null(value=False)
