"""What TED_EXPORT says another way, as eForms says it: form and type, lots, deadlines, criteria, references."""

import polars as pl

from tasks.read.notices.legacy_codes import DEFENCE_FORMS, DOCUMENT_TYPES, SOCIAL_FORMS, TRIED_FORMS
from tasks.read.notices.legacy_lots import NUMBER, spread

TWO_STAGES = ("restricted", "neg-w-call", "comp-dial", "innovation")
LOT_TABLES = (
    "lots", "notice_texts", "notice_cpv_codes", "notice_places", "award_criteria", "lot_results", "tenders",
)  # fmt: skip


def lot_id(text: pl.Expr) -> pl.Expr:
    """`LOT:7` and `LOT:Del 7` of the declaration are the lot LOT-0007, `LOT:A` is LOT-A."""
    written = text.str.extract(r"^LOT:\s*(.+)$").str.strip_chars(".# ")
    number = written.str.extract(NUMBER)
    padded = pl.coalesce(number.str.zfill(4), written)
    return pl.when(written.is_not_null()).then(pl.lit("LOT-") + padded).otherwise(text)


def notices(frame: pl.DataFrame) -> pl.DataFrame:
    """Form, type and gazette of legacy notices, from the codes they are written in."""
    legacy = pl.col("format") == "ted_export"
    bare = pl.col("subtype_code").str.contains(r"^[0-9]{1,2}$")
    form = pl.when(bare).then(pl.lit("F") + pl.col("subtype_code").str.zfill(2)).otherwise("subtype_code")
    older = pl.col("sdk_version").str.starts_with("R2.0.8").fill_null(value=False)
    tried = form.is_in(TRIED_FORMS) & (form.is_in(DEFENCE_FORMS) | ~older)
    types = {code: notice for code, (_, notice) in DOCUMENT_TYPES.items()}
    forms = {code: kind for code, (kind, _) in DOCUMENT_TYPES.items()}
    notice_type = (
        pl.when(form == "T01")
        .then(pl.lit("pin-tran"))
        .when(form == "T02")
        .then(pl.lit("can-tran"))
        .when(pl.col("notice_type_code").str.ends_with("_REDUCING_TIME_LIMITS"))
        .then(pl.lit("pin-rtl"))
        .when(form.is_in(SOCIAL_FORMS))
        .then(pl.col("form_type").replace(types).str.replace("-standard$", "-social"))
        .otherwise(pl.col("form_type").replace(types))
    )
    return frame.with_columns(
        subtype_code=pl.when(legacy).then(form).otherwise("subtype_code"),
        notice_type_code=pl.when(legacy).then(notice_type).otherwise("notice_type_code"),
        form_type=pl.when(legacy).then(pl.col("form_type").replace(forms)).otherwise("form_type"),
        gazette_number=pl.when(legacy)
        .then(pl.col("gazette_number").str.extract(r"^([0-9]{4}/S [0-9]+)"))
        .otherwise("gazette_number"),
        is_untried=pl.col("is_untried") | (legacy & ~tried.fill_null(value=False)),
    )


def rest(made: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Everything else of legacy notices that needs more than its own row to be said as eForms says it."""
    published = made["notices"].select(
        "document", "subtype_code", "procedure_type_code", legacy=pl.col("format") == "ted_export"
    )
    old = published.filter("legacy")["document"]
    made["lots"] = deadlines(made["lots"], published)
    made["contracts"] = decisions(made["contracts"], published)
    for name in ("lot_results", "tenders"):
        made[name] = only_lot(made[name], made["lots"], old)
    spread(made, old)
    made["award_criteria"] = numbered(made["award_criteria"], old)
    place = pl.int_range(1, pl.len() + 1).over("document")
    legacy = pl.col("document").is_in(old.implode())
    made["notice_changes"] = made["notice_changes"].with_columns(
        change_number=pl.when(legacy).then(place).otherwise("change_number")
    )
    made["notice_references"] = earlier(made["notice_references"], old, published)
    return made


def earlier(references: pl.DataFrame, old: pl.Series, published: pl.DataFrame) -> pl.DataFrame:
    """What a modification refers to is what it modifies; and a legacy notice says the same number in two places."""
    modified = published.filter("legacy", subtype_code="F20")["document"]
    kind = pl.when(pl.col("document").is_in(modified.implode())).then(pl.lit("modified")).otherwise("reference_kind")
    again = pl.col("document").is_in(old.implode()) & ~pl.struct(pl.all()).is_first_distinct()
    return references.with_columns(reference_kind=kind).filter(~again)


def deadlines(lots: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """The one deadline of a legacy notice is for requests to participate where the procedure has two stages."""
    joined = lots.join(published, on="document", how="left", maintain_order="left")
    early = pl.col("legacy") & pl.col("procedure_type_code").is_in(TWO_STAGES).fill_null(value=False)
    return joined.with_columns(
        participation_deadline_on=pl.when(early).then("tender_deadline_on").otherwise("participation_deadline_on"),
        tender_deadline_on=pl.when(~early).then("tender_deadline_on"),
        participation_deadline_time=pl.when(early)
        .then("tender_deadline_time")
        .otherwise("participation_deadline_time"),
        tender_deadline_time=pl.when(~early).then("tender_deadline_time"),
    ).select(lots.columns)


def decisions(contracts: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """The date in a notice of intent (F15) is that of the decision: nothing is concluded before it is published."""
    intended = pl.col("document").is_in(published.filter("legacy", subtype_code="F15")["document"].implode())
    return contracts.with_columns(
        decided_on=pl.when(intended).then(pl.coalesce("decided_on", "concluded_on")).otherwise("decided_on"),
        concluded_on=pl.when(~intended).then("concluded_on"),
    )


def only_lot(rows: pl.DataFrame, lots: pl.DataFrame, old: pl.Series) -> pl.DataFrame:
    """An award that names no lot is of the only lot, where there is only one."""
    only = (
        lots.filter(pl.col("document").is_in(old.implode()))
        .group_by("document")
        .agg(only=pl.when(pl.len() == 1).then(pl.col("lot_id").first()))
    )
    joined = rows.join(only, on="document", how="left", maintain_order="left")
    return joined.with_columns(lot_id=pl.coalesce("lot_id", "only")).select(rows.columns)


def numbered(criteria: pl.DataFrame, old: pl.Series) -> pl.DataFrame:
    """Criteria of legacy notices in the order of their kinds, with the weight as a number where it is one."""
    legacy = pl.col("document").is_in(old.implode())
    written = pl.col("weighting_as_written").str.replace(",", ".", literal=True)
    weight = written.str.extract(r"^([0-9]+(?:\.[0-9]+)?)\s*%?$").cast(pl.Float64, strict=False)
    place = pl.int_range(1, pl.len() + 1).over("document", "lot_id")
    return criteria.with_columns(
        criterion_number=pl.when(legacy).then(place).otherwise("criterion_number"),
        number=pl.when(legacy).then(weight).otherwise("number"),
        number_kind=pl.when(legacy & weight.is_not_null()).then(pl.lit("weight")).otherwise("number_kind"),
        number_code=pl.when(legacy & weight.is_not_null() & written.str.ends_with("%"))
        .then(pl.lit("per-exa"))
        .otherwise("number_code"),
    )
