"""One row per gathering, occasion and theme: submissions with a comment, and those that tell the theme."""

import polars as pl

from warehouse.themes import find, lexicon_named

GROUP = ["programme_id", "gathering_id", "occasion"]


def model(staging__survey_answers: pl.DataFrame) -> pl.DataFrame:
    """Columns programme_id, gathering_id, occasion, theme_code, theme_nb, theme_en, comments, mentions.

    A submission with several comments counts once; an answer in own words to a question with options is no comment.
    """
    lexicon = lexicon_named("themes")
    comments = (
        staging__survey_answers.filter(pl.col("text").is_not_null() & pl.col("option_code").is_null())
        .sort("file_sha256", "member", "question_code")
        .group_by(*GROUP, "file_sha256", "member")
        .agg(pl.col("text").str.join("\n"))
    )
    found = [[each.theme for each in find(text, lexicon)] for text in comments["text"]]
    themed = comments.with_columns(theme_code=pl.Series(found, dtype=pl.List(pl.String)))
    mentions = themed.explode("theme_code").group_by(*GROUP, "theme_code").agg(mentions=pl.len())
    themes = pl.DataFrame(
        [(theme.code, theme.name_nb, theme.name_en) for theme in lexicon.themes],
        schema=["theme_code", "theme_nb", "theme_en"],
        orient="row",
    )
    return (
        themed.group_by(GROUP)
        .agg(comments=pl.len())
        .join(themes, how="cross")
        .join(mentions, on=[*GROUP, "theme_code"], how="left")
        .with_columns(pl.col("comments").cast(pl.Int64), pl.col("mentions").fill_null(0).cast(pl.Int64))
        .select(*GROUP, "theme_code", "theme_nb", "theme_en", "comments", "mentions")
    )
