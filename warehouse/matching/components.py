"""Join the notices that are of one procedure: connected components of the `same` links. Pure."""

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def components(notices: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """One row per notice: `component` is the id of the first notice published in its procedure."""
    ordered = notices.group_by("notice_id").agg(pl.col("published_on").min()).sort("published_on", "notice_id")
    place = {notice_id: number for number, notice_id in enumerate(ordered["notice_id"])}
    same = links.filter(pl.col("relation") == "same")
    rows, columns = ([place[each] for each in same[name]] for name in ("notice_id", "target_notice_id"))
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(place), len(place)))
    labels = connected_components(graph, directed=False)[1] if place else np.array([], dtype=np.int32)
    return (
        ordered.with_columns(pl.Series("label", labels))
        .with_columns(pl.col("notice_id").first().over("label").alias("component"))
        .select("notice_id", "component")
    )
