"""One row per competition with a text: whether it describes a need, or names a solution, and the words that told it.

Most texts do neither, and then `describes_need` is null: nothing is known, which is not the same as no.
"""

import polars as pl

from warehouse.reading import whole_texts
from warehouse.themes import find, lexicon_named

COMPETITION = ("competition",)


def model(staging__notices: pl.DataFrame, staging__notice_texts: pl.DataFrame) -> pl.DataFrame:
    """Columns notice_key, describes_need, names_solution, need_words, solution_words.

    `describes_need` is true where the text describes a need or functions, false where it only names a solution.
    """
    texts = whole_texts(staging__notices.filter(pl.col("form_type").is_in(COMPETITION)), staging__notice_texts)
    need = lexicon_named("need")
    phrases = [{found.theme: found.words for found in find(text, need)} for text in texts["text"]]
    return texts.select("notice_key").with_columns(
        pl.Series(
            "describes_need",
            [True if "describes_need" in one else False if one else None for one in phrases],
            dtype=pl.Boolean,
        ),
        pl.Series("names_solution", ["names_solution" in one for one in phrases], dtype=pl.Boolean),
        pl.Series("need_words", [one.get("describes_need") for one in phrases], dtype=pl.String),
        pl.Series("solution_words", [one.get("names_solution") for one in phrases], dtype=pl.String),
    )
