"""The texts of notices as they are read for themes: titles and descriptions of procedure and lots, together."""

import polars as pl


def whole_texts(notices: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """One row per notice that has a text: `notice_key` and `text`, each different text once, in a fixed order.

    Args:
        notices: with `notice_key` and `language_code`, the language in which the notice is binding.
        texts: with `notice_key`, `lot_id`, `text_field`, `language_code`, `text`.
    """
    official = texts.join(notices.select("notice_key", official="language_code"), on="notice_key").filter(
        pl.col("official").is_null()
        | pl.col("language_code").is_null()
        | (pl.col("official") == pl.col("language_code"))
    )
    return (
        official.sort("notice_key", pl.col("text_field") == "description", pl.col("lot_id").fill_null(""), "text")
        .group_by("notice_key", maintain_order=True)
        .agg(pl.col("text").unique(maintain_order=True).str.join("\n"))
    )
