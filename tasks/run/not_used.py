"""What of the given folders could not be used: of this run's files, each with its rule, its remedy and its place.

A file is known by its content: what a run landed stands in its receipts, and why a document of it is rejected in
parsed.rejects. What was recognised and rightly left out is used; so is what says the same as another file.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas.settings import Settings
from tasks.build.inputs import code_version
from tasks.landing.receipt_files import runs
from tasks.landing.set_aside import BY_A_PERSON, decisions_in_force
from tasks.landing.store import Kind, object_path, receipts
from tasks.parse import parse
from tasks.parse.readers import readers
from tasks.read.file_names import shown
from tasks.read.masking import mask
from tasks.run.folders import Given
from tasks.surveys.export_names import names_in

SHOWN = 10
"""Places named of a rule; of the others how many there are."""
RIGHTLY_LEFT_OUT = ["business_registration", "sole_trader"]
"""Rules of what is no notice of a purchase, or the register's entry of a person: there is nothing to mend."""
FILE = {"file": pl.String, "file_sha256": pl.String}
DECISION = {"file_sha256": pl.String, "place": pl.String, "rule": pl.String, "reason": pl.String}
TROUBLE = {"file": pl.String, "place": pl.String, "rule": pl.String, "reason": pl.String}


def not_used(settings: Settings, given: Given, earlier: Collection[str]) -> list[str]:
    """A message for each folder of which something could not be used.

    Args:
        settings: where the data lies.
        given: the folders.
        earlier: the runs that had landed something before this one (`store.runs`).
    """
    in_file: list[str] = []
    landed = list(receipts(settings.landing, of=set(runs(settings.landing)) - set(earlier)))
    folders: dict[Kind, Path | None] = {
        "programme": given.programme,
        "register": given.registers,
        "notices": given.notices,
        "survey": given.surveys,
    }
    for kind, folder in folders.items():
        if folder is None:
            continue
        of_kind = [(shown(one.key), one.sha256) for one in landed if one.kind == kind and one.source == "folder"]
        if kind == "survey":
            called = {key: shown(mask(name)) for key, name in names_in(folder).items()}
            rows = [(called[key], sha256) for key, sha256 in of_kind if key in called]
            files = pl.DataFrame(rows, FILE, orient="row")
            troubles = in_exports(settings.landing, files)
        else:
            files = pl.DataFrame(of_kind, FILE, orient="row")
            troubles = in_documents(settings, kind, files)
        troubles = pl.concat([troubles, set_aside(settings, files)])
        if troubles.height:
            in_file.append(message(folder, files["file"].n_unique(), troubles))
    return in_file


def in_documents(settings: Settings, kind: Kind, files: pl.DataFrame) -> pl.DataFrame:
    """Columns of `TROUBLE`: a row for each rule that a document of the files broke."""
    paths = parse.inputs(settings.parsed, [reader for reader in readers(settings) if reader.kind == kind])[
        "parsed.rejects"
    ]
    if not paths or not files.height:
        return pl.DataFrame(schema=TROUBLE)
    member, place = pl.col("member"), pl.col("place")
    return (
        pl.scan_parquet(paths)
        .filter(~pl.col("rule").is_in(RIGHTLY_LEFT_OUT))
        .join(files.lazy(), on="file_sha256", maintain_order="left_right")
        .select(
            "file",
            pl.concat_str(
                pl.when(member != "").then(member),
                pl.when(place != member).then(place),
                separator=", ",
                ignore_nulls=True,
            ).alias("place"),
            "rule",
            "reason",
        )
        .unique(maintain_order=True)
        .collect()
    )


def in_exports(landing: Path, files: pl.DataFrame) -> pl.DataFrame:
    """Columns of `TROUBLE`: a row for each answer that rejected its submission. A refused export is told before."""
    rows = [trouble for file, sha256 in files.iter_rows() for trouble in rejected_answers(landing, file, sha256)]
    return pl.DataFrame(rows, schema=TROUBLE).unique(maintain_order=True)


def set_aside(settings: Settings, files: pl.DataFrame) -> pl.DataFrame:
    """Columns of `TROUBLE`: a row for each document of the files that a build set aside."""
    held = [
        (decision.file_sha256, decision.member or "", decision.rule, decision.reason)
        for decision in decisions_in_force(settings.landing, code_version(readers(settings)))
        if decision.rule != BY_A_PERSON
    ]
    decisions = pl.DataFrame(held, DECISION, orient="row")
    return files.join(decisions, on="file_sha256").select(list(TROUBLE)).unique(maintain_order=True)


def rejected_answers(landing: Path, file: str, sha256: str) -> Iterator[dict[str, Any]]:
    """Place, rule and reason of each rejected answer of a landed export."""
    for line in object_path(landing, sha256).read_bytes().split(b"\n")[1:]:
        submission = json.loads(line) if line else {}
        for reject in submission.get("rejects", []):
            place = f"{submission['place']}, column {reject['column']}"
            yield {"file": file, "place": place, "rule": reject["rule"], "reason": reject["reason"]}


def message(folder: Path, files: int, troubles: pl.DataFrame) -> str:
    """What to tell of a folder: rule by rule in words with its remedy, and where it was broken."""
    bad = troubles["file"].n_unique()
    lines = [f"{shown(folder)}: of {files} files {bad} could not be used, wholly or in part. What is wrong and where:"]
    by_file = troubles.sort("file", maintain_order=True)
    by_rule = by_file.group_by("rule", "reason", maintain_order=True).agg(where=pl.struct("file", "place"))
    for rule, reason, where in by_rule.sort(
        pl.col("where").list.len(), "rule", "reason", descending=[True, False, False]
    ).iter_rows():
        lines.append(f"  {reason} ({rule})")
        lines += [f"    {in_file(each)}" for each in where[:SHOWN]]
        if len(where) > SHOWN:
            lines.append(f"    … and {len(where) - SHOWN:,} more")
    return "\n".join(lines)


def in_file(where: Mapping[str, str]) -> str:
    """A file and the place in it."""
    return f"{where['file']}: {where['place']}" if where["place"] else where["file"]
