"""TED's bulk packages: every notice of an OJ S issue, or of a month, in one archive.

Domain: the notices of all countries. For backfill beyond the ten years that TED's index covers, and as a count of what
a day had.

Terms: a daily package is one OJ S issue, by year and five digits of the issue's number, which is no day of the year; a
monthly one is an archive of daily ones.

API: `GET /packages/daily/{yyyy}{nnnnn}` and `GET /packages/monthly/{yyyy}-{m}`, anonymous, without length, checksum or
ETag; 404 where there is none. Members are called `00566631_2026.xml` after their publication number. A month was seen
to lack a notice that its day has.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError
from tasks.http.limits import http_limits
from tasks.read.archives import DEFAULT, Count, read_archive
from tasks.read.tar import ArchiveError

MEMBER = re.compile(r"(\d+)_(\d{4})\.xml$", re.IGNORECASE)


MAKE_ANEW = os.O_CREAT | os.O_TRUNC | os.O_WRONLY


class TedPackages:
    """Packages, streamed into a file and read to their end before they count."""

    name = "ted_packages"

    def __init__(self, settings: Settings) -> None:
        self.host = Host(settings.ted_url, http_limits(settings, "ted_packages"))

    def fetch(self, key: str, into: Path) -> set[str]:
        """Write the package `daily/202600157` or `monthly/2026-8` into a file; gives its publication numbers."""

        def read(_: HttpResponse) -> set[str]:
            return set(numbers_in(into))

        return self.host.get(f"/packages/{key}", read, sink=lambda: os.fdopen(os.open(into, MAKE_ANEW, 0o600), "wb"))


def numbers_in(package: Path) -> Iterator[str]:
    """The publication numbers of a package's members, all of it read: a cut archive gives no row that counts.

    Raises:
        NotWholeError: it is cut off, or no archive of notices.
    """
    found = 0
    try:
        for document in read_archive(package, Count(package.stat().st_size, DEFAULT, skim=True)):
            if member := MEMBER.search(document.member):
                found += 1
                yield f"{int(member[1])}-{member[2]}"
    except ArchiveError as error:
        raise NotWholeError(f"no whole package ({error.rule})") from None
    if not found:
        raise NotWholeError("no package of notices")


def daily(issue: str) -> str:
    """The package of an OJ S issue as the index names it: `157/2026` is `daily/202600157`."""
    number, year = issue.split("/")
    return f"daily/{year}{int(number):05d}"
