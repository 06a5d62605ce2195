"""What each version of a notice means, whatever form it is published in: its kind, what told it, and how sure that is.

National forms have none for an intention to award directly: it is published as an advisory notice, and only its words
tell it (`warehouse/lexicons/intention.toml`). A form that says what it is, is believed.
"""

import polars as pl

from warehouse.reading import whole_texts
from warehouse.themes import find, lexicon_named

KINDS = {
    "planning": "planning",
    "consultation": "early_dialogue",
    "competition": "competition",
    "dir-awa-pre": "intention",
    "result": "result",
    "cont-modif": "modification",
    "completion": "completion",
    "change": "correction",
}
"""Kind by form type (BT-03)."""
DIRECT_AWARD, NAMED_SUPPLIER, DIALOGUE, NO_WORD, STUB = 0.95, 0.7, 0.85, 0.85, 0.8
"""How sure a kind is that words tell; precision is measured on warehouse/labels/, rounded down. `NO_WORD`: no word
tells another kind than the form."""


def model(
    staging__notices: pl.DataFrame,
    staging__notice_texts: pl.DataFrame,
    staging__notice_dialogue: pl.DataFrame,
    staging__notice_stubs: pl.DataFrame,
) -> pl.DataFrame:
    """Columns notice_key, notice_kind, notice_kind_basis, notice_kind_confidence."""
    notices = staging__notices.select("notice_key", "form_type", "language_code")
    advisory = notices.filter(pl.col("form_type") == "planning")
    texts = whole_texts(advisory, staging__notice_texts)
    sure = pl.Series("sure", [intention(text) for text in texts["text"]], dtype=pl.Float64)
    said = (
        notices.join(texts.select("notice_key").with_columns(sure), on="notice_key", how="left")
        .join(staging__notice_dialogue, on="notice_key", how="left")
        .join(staging__notice_stubs.with_columns(is_stub=True), on="notice_key", how="left")
    )
    is_advisory = pl.col("form_type") == "planning"
    rules = [  # the first that holds
        (pl.col("is_stub"), "correction", "content", pl.lit(STUB)),
        (is_advisory & pl.col("sure").is_not_null(), "intention", "text", pl.col("sure")),
        (is_advisory & pl.col("invites_to_dialogue"), "early_dialogue", "text", pl.lit(DIALOGUE)),
        (is_advisory, "planning", "form", pl.lit(NO_WORD)),
    ]
    kind = pl.col("form_type").replace_strict(KINDS)
    basis, confidence = pl.lit("form"), pl.lit(1.0)
    for holds, told, by, how_sure in reversed(rules):
        kind = pl.when(holds).then(pl.lit(told)).otherwise(kind)
        basis = pl.when(holds).then(pl.lit(by)).otherwise(basis)
        confidence = pl.when(holds).then(how_sure).otherwise(confidence)
    return said.select("notice_key", notice_kind=kind, notice_kind_basis=basis, notice_kind_confidence=confidence).sort(
        "notice_key"
    )


def intention(text: str) -> float | None:
    """How sure it is that an advisory text tells an intention to award directly; None where nothing tells it."""
    found = {each.theme for each in find(text, lexicon_named("intention"))}
    if "direct_award" in found:
        return DIRECT_AWARD
    return NAMED_SUPPLIER if "names_supplier" in found and "seeks_supplier" not in found else None
