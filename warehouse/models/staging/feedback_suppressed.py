"""What may be published of the cells of `staging.feedback_cells`: which are hidden, and whether the mean is."""

import polars as pl

from warehouse.suppression import Cell, hidden, hidden_of_several

GROUP = ["programme_id", "gathering_id", "occasion", "instrument_id", "instrument_version", "question_code"]


def model(staging__feedback_cells: pl.DataFrame, staging__suppression_rule: pl.DataFrame) -> pl.DataFrame:
    """One row per cell: the group's columns, option_code, and whether cell, mean, `chose` and group are hidden."""
    below = staging__suppression_rule["suppress_below"].item()
    flagged = []
    for group in staging__feedback_cells.sort(*GROUP, "position").partition_by(GROUP, maintain_order=True):
        cells = [Cell(code, count, step) for code, count, step in group.select("option_code", "answers", "step").rows()]
        answered, chose = group.select("answered", "chose").row(0)
        if group["question_kind"][0] == "multiple":
            decided = hidden_of_several(cells, answered, below, chose=chose)
        else:
            decided = hidden(cells, answered, below, is_sum_known=True, is_score=is_score(group))
        flagged.append(
            group.select(*GROUP, "option_code").with_columns(
                is_hidden=pl.col("option_code").is_in(sorted(decided.cells)),
                is_mean_hidden=pl.lit(decided.is_mean_hidden),
                is_chose_hidden=pl.lit(decided.is_none_hidden),
                is_group_hidden=pl.lit(decided.is_group_hidden),
            )
        )
    texts, flags = [*GROUP, "option_code"], ["is_hidden", "is_mean_hidden", "is_chose_hidden", "is_group_hidden"]
    none = pl.DataFrame(schema=dict.fromkeys(texts, pl.String) | dict.fromkeys(flags, pl.Boolean))
    return pl.concat([none, *flagged])


def is_score(group: pl.DataFrame) -> bool:
    """Whether the group's published figure is a recommend score and not a mean."""
    return bool(group["measure"][0] == "recommend" and group["step"].max() == 10 and group["step"].min() == 0)  # noqa: PLR2004
