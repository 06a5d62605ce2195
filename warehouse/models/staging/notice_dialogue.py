"""One row per planning or advisory notice with a text: whether it invites suppliers to dialogue, and what told it."""

import polars as pl

from warehouse.reading import whole_texts
from warehouse.themes import Found, find, lexicon_named

EARLY = ("planning", "consultation")
CODE = "invites_to_dialogue"


def model(staging__notices: pl.DataFrame, staging__notice_texts: pl.DataFrame) -> pl.DataFrame:
    """Columns notice_key, invites_to_dialogue, matched_words; a notice without a text has no row."""
    early = staging__notices.filter(pl.col("form_type").is_in(EARLY))
    texts = whole_texts(early, staging__notice_texts)
    dialogue = lexicon_named("dialogue")
    phrases: list[Found | None] = [next(iter(find(text, dialogue)), None) for text in texts["text"]]
    return texts.select("notice_key").with_columns(
        pl.Series("invites_to_dialogue", [found is not None for found in phrases], dtype=pl.Boolean),
        pl.Series("matched_words", [found and found.words for found in phrases], dtype=pl.String),
    )
