"""A chunk of documents as frames of the declared tables."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from schemas import catalogue, ddl
from tasks.read.notices import currencies, legacy, omissions, repeats
from tasks.read.notices.chunk import Chunk
from tasks.read.notices.instants import in_oslo
from tasks.read.notices.organisations import organisations
from tasks.read.notices.rules import RULES, rejected_notices, with_origin
from tasks.read.notices.tables import TABLES
from tasks.read.notices.texts import cleaned
from tasks.read.notices.values import NEEDED, typed

GAZETTE_NUMBER = r"^[0-9]{4}/S [0-9]+-[0-9]+$"


def frames(chunk: Chunk, pseudonymise: Callable[[str], str]) -> dict[str, pl.DataFrame]:
    """The chunk as frames of the declared columns."""
    made: dict[str, pl.DataFrame] = {}
    told: list[pl.DataFrame] = []
    for name in TABLES:
        texts = in_oslo(name, cleaned(name, chunk.take(name)))
        values = typed(name, texts)
        told += omissions.nulled_values(name, texts, values)
        made[name] = values.drop_nulls(NEEDED.get(name, []))
        if name == "notice_organisations":
            is_doubtful = texts["is_natural_person"].is_not_null() & values["is_natural_person"].is_null()
    currencies.common_currency(made)
    made["notices"] = legacy.notices(with_origin(several_buyers(made)))
    own_numbers(made)
    if (made["notices"]["format"] == "ted_export").any():
        made = legacy.rest(made)
    made["notice_organisations"] = organisations(made["notice_organisations"], is_doubtful, pseudonymise)
    made["contract_modifications"] = made["contract_modifications"].with_columns(
        modification_number=pl.int_range(1, pl.len() + 1).over("document")
    )
    told += [made["repeats"], *repeats.count_once(made)]
    told += [made["unknown_codes"], *omissions.unknown_codes(made), *strange_sdks(made["notices"])]
    made.update(omissions.as_tables(told))
    broken = pl.DataFrame(
        chunk.rejects, schema={"document": pl.Int64, "rule": pl.String, "place": pl.String}, orient="row"
    )
    broken = pl.concat([broken, rejected_notices(made["notices"]), *repeats.clashes(made)])
    if broken.height:
        bad = broken["document"].unique()
        made = {name: frame.filter(~pl.col("document").is_in(bad.implode())) for name, frame in made.items()}
    return named(chunk, made) | told_of_documents(chunk, made["notices"], broken)


def several_buyers(made: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The notices; one in eForms that names several buyers is a joint procurement, with or without saying so."""
    buyers = made["notice_roles"].filter(role="buyer").group_by("document").agg(pl.col("organisation_id").n_unique())
    joint = buyers.filter(pl.col("organisation_id") > 1)["document"]
    is_joint = (pl.col("format") == "eforms") & pl.col("document").is_in(joint.implode())
    return made["notices"].with_columns(
        is_joint_procurement=pl.when(is_joint).then(pl.lit(value=True)).otherwise("is_joint_procurement")
    )


def own_numbers(made: dict[str, pl.DataFrame]) -> None:
    """A notice that Doffin converted has its Doffin number; the gazette number in it is that of its competition."""
    foreign = pl.col("is_converted") & pl.col("publication_number").str.contains(GAZETTE_NUMBER).fill_null(value=False)
    later = foreign & pl.col("form_type").is_in(["result", "cont-modif", "completion"])
    references = (
        made["notices"]
        .filter(later)
        .select("document", reference_kind=pl.lit("previous"), reference="publication_number")
    )
    new = references.join(made["notice_references"], on=references.columns, how="anti")
    made["notice_references"] = pl.concat([made["notice_references"], new], how="diagonal")
    made["notices"] = made["notices"].with_columns(
        publication_number=pl.when(foreign).then("notice_id").otherwise("publication_number")
    )


def strange_sdks(notices: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """SDKs without an example, told like unknown codes."""
    strange = notices.filter(pl.col("is_untried") | pl.col("read_as").is_not_null()).drop_nulls("sdk_version")
    yield strange.select(
        "document", table_name=pl.lit("notices"), column_name=pl.lit("sdk_version"), code=pl.col("sdk_version")
    )


def named(chunk: Chunk, made: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The rows with the names of file and member in the place of the documents' numbers."""
    files, members = (pl.Series(texts, dtype=pl.String) for texts in (chunk.files, chunk.members))
    return {
        f"parsed.{name}": frame.with_columns(
            file_sha256=files.gather(frame["document"]), member=members.gather(frame["document"])
        ).select("file_sha256", "member", *TABLES[name])
        for name, frame in made.items()
    }


def told_of_documents(chunk: Chunk, notices: pl.DataFrame, broken: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What became of each document and file, and why some are rejected."""
    documents = pl.DataFrame(
        {"file_sha256": chunk.files, "member": chunk.members, "content_sha256": chunk.contents},
        schema={"file_sha256": pl.String, "member": pl.String, "content_sha256": pl.String},
    ).with_columns(document=pl.int_range(pl.len(), dtype=pl.Int64))
    rejects = broken.join(RULES, on="rule", how="left").join(documents, on="document", how="left")
    known = notices.select(
        "document",
        identity=pl.format("{}-{}", "notice_id", pl.col("notice_version").cast(pl.String).str.zfill(2)),
        preference=pl.lit(1) + pl.col("is_whole").cast(pl.Int64),  # TED's copy lacks the Norwegian texts and codes
    )
    documents = documents.join(known, on="document", how="left", maintain_order="left").with_columns(
        unit=pl.lit("notice"),
        preference=pl.col("preference").fill_null(0).cast(pl.Int64),
        is_rejected=pl.col("document").is_in(broken["document"].implode()),
    )
    return {
        "parsed.documents": declared("documents", documents),
        "parsed.rejects": declared(
            "rejects",
            rejects.with_columns(table_name=pl.lit(None, pl.String), column_name=pl.lit(None, pl.String)),
        ),
        "parsed.files": declared(
            "files", pl.DataFrame({"file_sha256": list(chunk.units), "units": list(chunk.units.values())})
        ),
    }


def declared(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The declared columns of a frame, as the declared types."""
    empty = ddl.empty_frame(catalogue.tables("parsed")[f"parsed.{name}"])
    return frame.select(pl.col(column).cast(kind) for column, kind in empty.schema.items())
