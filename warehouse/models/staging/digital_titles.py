"""Find the words that tell a digital purchase in titles: one pass of one compiled expression over every title."""

import polars as pl


def model(
    staging__notices: pl.DataFrame,
    staging__notice_texts: pl.DataFrame,
    staging__digital_codes: pl.DataFrame,
    seeds__digital_words: pl.DataFrame,
) -> pl.DataFrame:
    """One row per notice without a digital code and with such a word in a title of any language: the first of them."""
    titles = pl.concat(
        [
            staging__notices.select("notice_key", pl.col("title")),
            staging__notice_texts.filter(pl.col("text_field") == "title").select(
                "notice_key", pl.col("text").alias("title")
            ),
        ]
    )
    words = "|".join(f"(?:{pattern})" for pattern in seeds__digital_words["pattern"].sort())
    return (
        titles.with_columns(pl.col("title").str.to_lowercase())
        .join(staging__digital_codes, on="notice_key", how="anti")
        .unique()
        .filter(pl.col("title").str.contains(words))
        .with_columns(pl.col("title").str.extract(f"({words})").alias("word"))
        .group_by("notice_key")
        .agg(pl.col("word").min())
        .sort("notice_key")
    )
