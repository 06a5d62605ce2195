"""Does the reader find what is there? A count of filled values, taken twice: by the reader, and by plain XPath.

`python -m tests.agreement FOLDER` prints the table, a line a field. What the reader nulled and told (placeholders,
masks) counts as found. The XPaths are in tests/agreement_xpaths.py, written apart from the reader's declaration.
"""

import hashlib
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import polars as pl
from lxml import etree

from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.reader import read_notices
from tests import agreement_xpaths

PLACES = {"eforms": agreement_xpaths.EFORMS, "ted_export": agreement_xpaths.TED_EXPORT}


@cache
def question(form, row, column):
    """The number of rows that have the column filled, as one XPath."""
    column = "self::node()" if column == "." else column
    values = " or ".join(f"{part}[normalize-space(.)!='']" for part in split(column))
    path = f"count({'|'.join(f'{part}[{values}]' for part in split(row))})"
    if form == "eforms":
        return etree.XPath(path, namespaces=EFORMS.namespaces)
    return etree.XPath(
        re.sub(
            r"t:(\w+)",
            r"*[local-name()='\1']",
            re.sub(r"(self|parent|ancestor)::t:(\w+)", r"\1::*[local-name()='\2']", path),
        )
    )


def split(path):
    """The alternatives of a path: at each | that stands in no bracket."""
    depth, part = 0, ""
    for letter in path:
        depth += (letter in "[(") - (letter in "])")
        if letter == "|" and not depth:
            yield part
            part = ""
        else:
            part += letter
    yield part


def counted(root, form):
    """Filled values by field, by plain XPath."""
    return {
        (table, column): int(question(form, row, path)(root))
        for table, (row, columns) in PLACES[form].items()
        for column, path in columns.items()
    }


def read(paths):
    """Filled values by file and field as the reader gives them, and the files it rejected."""
    things = [SimpleNamespace(sha256=hashlib.sha256(path.read_bytes()).hexdigest(), path=path) for path in paths]
    found, rejected = Counter(), set()
    for frames in read_notices(things, lambda _: "person", 500):
        rejected.update(frames["parsed.documents"].filter("is_rejected")["file_sha256"])
        for name, frame in frames.items():
            table = name.removeprefix("parsed.")
            filled = frame.group_by("file_sha256").agg(pl.exclude("file_sha256").is_not_null().sum())
            for row in filled.iter_rows(named=True):
                sha256 = row.pop("file_sha256")
                found.update({(sha256, table, column): count for column, count in row.items()})
        people = frames["parsed.notice_organisations"].filter(pl.col("person_pseudonym").is_not_null())
        found.update((sha256, "notice_organisations", "name") for sha256 in people["file_sha256"])
        winners = frames["parsed.notice_roles"].filter(role="winner")
        found.subtract((sha256, "notice_roles", "organisation_id") for sha256 in winners["file_sha256"])
        told = frames["parsed.nulled_values"].filter(~pl.col("table_name").is_in(["notice_cpv_codes"]))
        found.update(told.select("file_sha256", "table_name", "column_name").iter_rows())
    return found, rejected


def agreement(paths):
    """A row per file and field: path, format, table, column, how many by XPath, how many by the reader."""
    by_content = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
    found, rejected = read(by_content.values())
    for sha256, path in by_content.items():
        if sha256 in rejected:
            continue
        root = etree.parse(path).getroot()
        form = "eforms" if root.tag.startswith("{urn:oasis") else "ted_export"
        for (table, column), count in counted(root, form).items():
            yield path, form, table, column, count, found[sha256, table, column]


def kind(path):
    """Real notices apart from examples and tests."""
    return "real" if {"NOR", "other"} & set(path.parts) else "example"


def main(folder):
    totals = {}
    for path, form, table, column, there, got in agreement(sorted(Path(folder).rglob("*.xml"))):
        counts = totals.setdefault((form, table, column), Counter())
        counts.update({f"{kind(path)} there": there, f"{kind(path)} read": got, "wrong": there != got})
    print(f"{'field':58}{'real: there':>12}{'read':>8}{'examples: there':>17}{'read':>8}{'files that differ':>19}")
    for (form, table, column), counts in totals.items():
        numbers = [counts[key] for key in ("real there", "real read", "example there", "example read", "wrong")]
        widths = (12, 8, 17, 8, 19)
        cells = "".join(f"{number:>{width}}" for number, width in zip(numbers, widths, strict=True))
        print(f"{f'{form} {table}.{column}':58}{cells}")
    wrong = sum(counts["wrong"] > 0 for counts in totals.values())
    print(f"{len(totals)} fields, {wrong} of them with a disagreement")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
