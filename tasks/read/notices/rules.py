"""Why a notice is rejected, and what it says of its own origin."""

import polars as pl

REASONS = {
    "not_xml": "The document is not well-formed XML. Fetch it again; if the source gives it so, tell the source.",
    "empty": "The document is empty. Fetch it again.",
    "too_large": "The document is larger than any notice. Check where it comes from.",
    "too_many_elements": "The document has more elements than any notice. Check where it comes from.",
    "has_doctype": "The document declares a type or entities, which no notice does. Check where it comes from.",
    "unknown_root": "The root element is none of a notice. If it is a new kind of notice, declare it in "
    "tasks/read/notices/.",
    "business_registration": "A registration of a company (EEIG), not a procurement: recognised and set aside.",
    "sdk_not_filled": "CustomizationID is absent or a template's own: the notice was never finished. Ask its sender.",
    "unknown_sdk": "CustomizationID names no eForms SDK. If it is a new one, try it and say so in "
    "tasks/read/notices/rules.py.",
    "ids_clash": "Two different things in the notice have the same id, and the notice refers to it: which of them is "
    "meant cannot be told. Ask its sender for a corrected version.",
    "stands_twice": "A part that a notice has once stands twice and says two things. Ask its sender for a corrected "
    "version.",
    "mixed_content": "Text stands beside elements where a notice has one or the other. Ask its sender for a corrected "
    "version.",
    "changed_after_landing": "The bytes are not those that landed: the disk or somebody changed them. Land it again.",
    "not_a_file": "A link, device or other thing that is no file stands in the archive. Nothing is followed: ask for "
    "the file itself.",
    "archive_cut_off": "The archive ends in the middle. Fetch it again; no document of it counts.",
    "archive_cut_off_or_damaged": "The packed file is cut off or damaged. Fetch it again; no document of it counts.",
    "archive_header_damaged": "A header in the archive is damaged. Fetch it again; no document of it counts.",
    "archive_without_end": "The archive lacks its end mark, so members may be missing. Fetch it again.",
    "archive_goes_on_after_its_end": "Something follows the archive's end mark: two archives in one. Take them apart.",
    "archive_expands_too_much": "The archive expands to more than notices do. Check where it comes from.",
    "archive_has_too_many_members": "The archive has more members than any package. Take it apart.",
    "archive_nested_too_deep": "An archive in an archive in an archive is not read. Take the outermost apart.",
    "archive_empty": "The archive holds no file. Fetch it again.",
    "archive_encrypted": "The member is encrypted. Decrypt it before it lands.",
    "reader_failed": "The reader failed at this document: an error in its code. Report it with the file's sha256.",
}
RULES = pl.DataFrame({"rule": list(REASONS), "reason": list(REASONS.values())})
FIRST_MINOR, LAST_MINOR = 3, 15
"""Minors of SDK 1 whose paths are declared. 1.2 is read as 1.3: its paths are the same but for one amount."""
CORRECTION = "99"
"""Subtype under which Doffin converts a correction of Classic; BT-03 then says the form of what it corrects."""
UUID = r"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"


def with_origin(notices: pl.DataFrame) -> pl.DataFrame:
    """Say of each notice what its customisation and identifier tell: SDK, nationality, conversion."""
    written = pl.col("sdk_version")
    eforms = pl.col("format") == "eforms"
    major = written.str.extract(r"eforms-sdk-([0-9]+)\.[0-9]+").cast(pl.Int64, strict=False)
    minor = written.str.extract(r"eforms-sdk-[0-9]+\.([0-9]+)").cast(pl.Int64, strict=False)
    return notices.with_columns(
        is_untried=(eforms & ((major != 1) | (minor > LAST_MINOR))).fill_null(value=False),
        read_as=pl.when(eforms & (major == 1) & (minor < FIRST_MINOR)).then(pl.lit(f"1.{FIRST_MINOR}")),
        is_converted=(eforms & ~pl.col("notice_id").str.contains(UUID)).fill_null(value=False),
        is_whole=(eforms & written.str.contains("#")).fill_null(value=False),
        form_type=pl.when(eforms & (pl.col("subtype_code") == CORRECTION))
        .then(pl.lit("change"))
        .otherwise("form_type"),
        is_national=(eforms & written.str.contains(":national")).fill_null(value=False),
        sdk_version=pl.when(eforms).then(pl.coalesce(pl.format("{}.{}", major, minor), written)).otherwise(written),
    )


def rejected_notices(notices: pl.DataFrame) -> pl.DataFrame:
    """Documents that are read but break a rule: number of the document, rule, place."""
    written = pl.col("sdk_version")
    rule = (
        pl.when(pl.col("format") != "eforms")
        .then(None)
        .when(written.is_null() | written.str.contains("${", literal=True))
        .then(pl.lit("sdk_not_filled"))
        .when(~written.str.contains(r"^[0-9]+\.[0-9]+$"))
        .then(pl.lit("unknown_sdk"))
    )
    broken = notices.select("document", rule=rule.cast(pl.String), place=pl.lit("/*/cbc:CustomizationID"))
    return broken.filter(pl.col("rule").is_not_null())
