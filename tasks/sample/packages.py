"""Put documents where a source would: plain files, zips, daily packages, monthly packages of daily ones.

| source | years | how |
|---|---|---|
| Doffin | to 2024 | a zip a quarter |
| Doffin | to June 2026 | a .tar.gz a month |
| Doffin | after | plain files |
| TED | 2022 | daily .tar.gz |
| TED | 2026 | plain files |
| TED | else | monthly .tar.gz of daily .tar.gz |

The same documents give the same bytes, with one build of zlib. What is packed is held compressed until all is in.
"""

import gzip
import io
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from tasks.sample.world.notice import Notice
from tasks.sample.world.notices import journal_issue

LEVEL = 1
Member = tuple[str, bytes]


def place(source: str, name: str, day: date) -> tuple[str, str]:
    """Where a document goes: file below the notices folder, and member inside it (empty in a plain file)."""
    issue = journal_issue(day)
    daily = f"{day:%Y%m%d}_{issue:03d}"
    if source == "doffin" and day.year <= 2024:
        return f"doffin/{day.year}-q{(day.month + 2) // 3}.zip", name
    if source == "doffin" and day < date(2026, 7, 1):
        return f"doffin/{day:%Y-%m}.tar.gz", name
    if source == "ted" and day.year == 2022:
        return f"ted/daily/{day.year}{issue:05d}.tar.gz", f"{daily}/{name}"
    if source == "ted" and day.year < 2026:
        return f"ted/monthly/{day.year}-{day.month}.tar.gz", f"{day.month:02d}/{daily}.tar.gz/{daily}/{name}"
    return f"{source}/{day.year}/{name}", ""


def name_of(notice: Notice, source: str) -> str:
    """What the source calls the document; TED's numbers have eight digits from eForms on."""
    if source == "doffin":
        return f"{notice.doffin_id}.xml"
    number, year = (notice.ted_number or "").split("-")
    return f"{number:0>8}_{year}.xml" if notice.is_native else f"{number}_{year}.xml"


class Packer:
    """Documents on their way into archives."""

    def __init__(self) -> None:
        self.zips: dict[str, tuple[io.BytesIO, zipfile.ZipFile]] = {}
        self.tars: dict[str, list[Member]] = defaultdict(list)

    def add(self, path: str, member: str, data: bytes) -> None:
        """Put one document into its archive."""
        if not path.endswith(".zip"):
            self.tars[path].append((member, gzip.compress(data, LEVEL, mtime=0)))
            return
        if path not in self.zips:
            held = io.BytesIO()
            self.zips[path] = held, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        entry = zipfile.ZipInfo(member)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.zips[path][1].writestr(entry, data)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every archive as path and bytes."""
        for path, (held, archive) in sorted(self.zips.items()):
            archive.close()
            yield path, held.getvalue()
        for path, members in sorted(self.tars.items()):
            opened = [(member, gzip.decompress(data)) for member, data in members]
            yield path, monthly(opened) if path.startswith("ted/monthly/") else tar_gz(opened)


def monthly(members: Iterable[Member]) -> bytes:
    """A package of daily packages: the member's path says which."""
    days: dict[str, list[Member]] = defaultdict(list)
    for member, data in members:
        day, mark, name = member.partition(".tar.gz/")
        days[day + mark.rstrip("/")].append((name, data))
    return tar_gz((day, tar_gz(inside)) for day, inside in sorted(days.items()))


def tar_gz(members: Iterable[Member]) -> bytes:
    """A .tar.gz in which nothing but names and bytes can differ."""
    held = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=held, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()
