"""Choose for each planning notice and each result the competition it most likely belongs to (matching/links.py).

`answer` is the choice. `without` is the choice for a notice that says where it belongs when just that is taken away:
then every answer is wrong, as it is for a planning notice that never led to anything.
"""

import polars as pl

from warehouse.matching import links

ASKED = ["link", "asked_notice_id"]


def model(staging__match_candidates: pl.DataFrame) -> pl.DataFrame:
    """One row per notice asked and question (`answer`, `without`) with a clear best competition: its confidence."""
    pairs = staging__match_candidates.sort(*ASKED, "candidate_notice_id")
    weighed = pairs.with_columns(links.confidence(pairs))
    saying = weighed.filter("is_said").select(ASKED).unique()
    without = weighed.filter(~pl.col("is_said")).join(saying, on=ASKED)
    return pl.concat(
        [
            links.choose(weighed).with_columns(pl.lit("answer").alias("question")),
            links.choose(without).with_columns(pl.lit("without").alias("question")),
        ]
    ).select(*ASKED, "question", "candidate_notice_id", "confidence", "margin")
