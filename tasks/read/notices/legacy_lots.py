"""Lots as legacy notices write them: `7`, `Del 7`, `1, 2 og 3`, `1-3`. An award of several lots is a result of each."""

import re
from collections.abc import Collection, Mapping

import polars as pl

WORDS = (
    r"lots?|lott[oi]|lotes?|los|lose|osa|osat|del|deler|delar|delkontrakt(?:er)?|delaftale|parti|parts?|perceel|percelen"
    r"|część|części|υποέργα|kontrakt|nr|no|nº|n°|num|number|nummer|numéro"
)
"""What is written before the number of a lot."""
NUMBER = rf"(?i)^(?:(?:{WORDS})\b[\s.:#º°]*)*([0-9]{{1,4}})[.#\s]*$"
"""A lot that is a number, whatever is written around it."""
AND = re.compile(r"\s*(?:[,;/&+]|\b(?:og|and|und|et|och|samt|plus)\b|(?<=[0-9])\s+[yei]\s+(?=[0-9]))\s*")
RANGE = re.compile(r"([0-9]{1,4})\s*(?:[-–—]|til|to|t\.?o\.?m\.?|bis|à|through)\s*([0-9]{1,4})")
BEFORE = re.compile(rf"^(?:(?:{WORDS})\b[\s.:#º°]*)+(?=\S)", re.IGNORECASE)
ALL = re.compile(r"(?:all|alle|samtlige)(?: (?:lots|deler|delar|delkontrakter))?", re.IGNORECASE)
TITLED = re.compile(r"([0-9]{1,4})\s*[-–—.:]\s*[^\s0-9].*", re.DOTALL)
"""A number with the title behind it."""
UNDIVIDED = "LOT-0000"
"""The one lot of a notice that describes none."""
MOST = 500
"""Lots that a range may stand for."""


def lot_ids(written: str, known: Collection[str]) -> list[str]:
    """The lots that an award names.

    Args:
        written: what stands in the notice, as `LOT-` with the text behind it.
        known: ids of the lots of the notice; a list or a range counts only where each of them is one.

    Returns:
        At least one id; what is neither a lot nor a list of lots stays as it is.
    """
    if written in known:
        return [written]
    text = written.removeprefix("LOT-").strip()
    by_name = {each.casefold(): each for each in known}
    if one := by_name.get(lot_id(text).casefold()):
        return [one]
    if ALL.fullmatch(text) and known:
        return sorted(known)
    found = [each for part in AND.split(text) if part.strip(" .#") for each in lots_of(part, by_name)]
    if len(found) > 1 and (not known or all(each.casefold() in by_name for each in found)):
        return list(dict.fromkeys(by_name.get(each.casefold(), each) for each in found))
    titled = TITLED.fullmatch(BEFORE.sub("", text))
    if titled and (one := by_name.get(lot_id(titled[1]).casefold())):
        return [one]
    return [written]


def lots_of(part: str, known: Mapping[str, str]) -> list[str]:
    """The lots of one part of a list: one, or those of a range."""
    bare = BEFORE.sub("", part.strip())
    between = RANGE.fullmatch(BEFORE.sub("", bare))
    if between and lot_id(bare).casefold() not in known:
        first, last = int(between[1]), int(between[2])
        if first < last < first + MOST:
            return [lot_id(str(number)) for number in range(first, last + 1)]
    if not known and not re.fullmatch(NUMBER, part):
        return []  # a list of what nobody knows is a text
    return [lot_id(bare)]


def lot_id(text: str) -> str:
    """`LOT-0007` of 7, of `7.` and of `Del 7`; `LOT-A` of A."""
    number = re.match(NUMBER, text.strip())
    return f"LOT-{number[1].zfill(4)}" if number else f"LOT-{BEFORE.sub('', text.strip()).strip('.# ')}"


def spread(made: dict[str, pl.DataFrame], old: pl.Series) -> None:
    """Make a result of each lot that a legacy award names; its tender, contract and counts belong to all of them.

    Args:
        made: the tables; `lot_results`, `tenders` and what hangs on results are replaced.
        old: numbers of the legacy documents.
    """
    lots = made["lots"].filter(pl.col("document").is_in(old.implode()) & (pl.col("lot_id") != UNDIVIDED))
    described = lots.group_by("document").agg("lot_id")
    known = {document: set(ids) for document, ids in described.rows()}
    for name in ("lot_results", "tenders"):
        named = made[name].filter(pl.col("document").is_in(old.implode())).select("document", "lot_id").drop_nulls()
        ids = {row: lot_ids(row[1], known.get(row[0], ())) for row in named.unique().rows()}
        changed = {row: found for row, found in ids.items() if found != [row[1]]}
        if not changed:
            continue
        several = pl.DataFrame(
            [(*row, found) for row, found in changed.items()],
            schema={"document": pl.Int64, "lot_id": pl.String, "ids": pl.List(pl.String)},
            orient="row",
        )
        joined = made[name].join(several, on=["document", "lot_id"], how="left", maintain_order="left")
        if name == "tenders":  # its amount is for all of them
            alone = pl.when(pl.col("ids").list.len() == 1).then(pl.col("ids").list.first())
            made[name] = joined.with_columns(lot_id=pl.when(pl.col("ids").is_null()).then("lot_id").otherwise(alone))
            made[name] = made[name].drop("ids")
            continue
        results = joined.with_columns(ids=pl.coalesce("ids", pl.concat_list("lot_id"))).explode("ids")
        place = pl.int_range(1, pl.len() + 1).over("document", "result_id")
        own = pl.when(place > 1).then(pl.format("{}-{}", "result_id", place)).otherwise("result_id")
        results = results.with_columns(lot_id="ids", own=own)
        for of_result in ("tender_counts", "result_tenders", "result_contracts"):
            made[of_result] = for_each(made[of_result], results.select("document", "result_id", "own"))
        made[name] = results.with_columns(result_id="own").drop("ids", "own")


def for_each(rows: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """What hangs on a result hangs on each that was made of it."""
    joined = rows.join(results, on=["document", "result_id"], how="left", maintain_order="left")
    return joined.with_columns(result_id=pl.coalesce("own", "result_id")).select(rows.columns)
