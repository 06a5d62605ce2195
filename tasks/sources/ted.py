"""TED, Tenders Electronic Daily: the supplement to the Official Journal in which notices above the EEA threshold stand.

Domain: notices with a Norwegian buyer. TED's copy has lost the Norwegian text; what it adds is the publication number,
and notices that Doffin does not have.

Terms: a publication number (`566631-2026`) is one publication of a notice. OJ S issues come out on weekdays.

API: `POST /v3/notices/search` is the index, without a key, as an expert query; rows of it are never used as substance,
because lots and winners are flattened out of step. `GET /en/notice/{publication number}/xml` on the website is the
notice. What bites: a date in another form than YYYYMMDD finds nothing and is no error; `timedOut` comes with status
200 and half a page; the page after the last still has a token; the website answers 202 and nothing where its firewall
doubts the User-Agent; the index goes back ten years.
"""

import re
from datetime import date, timedelta
from typing import Any

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceRefusedError, SourceUnavailableError
from tasks.http.limits import http_limits
from tasks.http.responses import json_object, notice_xml
from tasks.sources.selection import spellings
from tasks.sources.window import Hit, Page, Window, texts, whole

NUMBER = re.compile(r"\d+-\d{4}")
NUMBERS = ("organisation-identifier-buyer", "buyer-identifier")
NAMES = ("organisation-name-buyer", "buyer-name")
"""Where a row has its buyers: notices from before eForms were seen with the second alone."""
FIELDS = [
    "publication-number",
    "publication-date",
    "ojs-number",
    "buyer-country",
    *NUMBERS,
    *NAMES,
]
NORWAY, EVERYWHERE = "buyer-country=NOR", ""
TEN_YEARS = timedelta(days=3_652)
"""How far back TED's index has every notice; what is older is in the packages."""


class Ted:
    """TED as a source of notices, and as an index by publication date."""

    name = "ted"
    page_size = 250
    cap: int | None = None
    reach: timedelta | None = TEN_YEARS
    numbers: tuple[str, ...] = ()
    most_numbers = 60
    """Each is asked for in seven spellings, so that a query stays some thousand characters long."""

    def __init__(self, settings: Settings, country: str = NORWAY) -> None:
        """`country` is the part of the query that says whose notices are meant, beside those of `numbers`."""
        self.settle_days = settings.ted_settle_days
        self._country = country
        self.api = Host(settings.ted_api_url, http_limits(settings, "ted_search"))
        self.site = Host(settings.ted_url, http_limits(settings, "ted_notices"))
        self.hosts = (self.api, self.site)

    @property
    def whose(self) -> str:
        """Notices of the country; those of the numbers also where the notice does not say the country.

        Buyers write their number in many ways and TED finds it only as written, so each way is asked for. The country
        is in each question: a question that is seldom answered cannot prove that it was heard.
        """
        if not self.numbers:
            return f"{self._country} AND " if self._country else ""
        written = " ".join(f"'{spelling}'" for number in self.numbers for spelling in spellings(number))
        return f"({self._country} OR organisation-identifier-buyer IN ({written})) AND "

    def ask(self, window: Window, onward: str | None = None) -> Page:
        """One page of the notices published in a window; `onward` is TED's own token.

        Raises:
            SourceUnavailableError: the token is no longer good, so that the walk has to begin anew.
        """
        query = (
            f"{self.whose}publication-date>={window.first:%Y%m%d} AND publication-date<={window.last:%Y%m%d} "
            f"SORT BY publication-date"
        )
        asked: dict[str, Any] = {
            "query": query,
            "fields": FIELDS,
            "limit": self.page_size,
            "scope": "ALL",
            "paginationMode": "ITERATION",
            "onlyLatestVersions": False,
        }
        if onward is not None:
            asked["iterationNextToken"] = onward
        try:
            return self.api.post("/v3/notices/search", page_of, json=asked)
        except SourceRefusedError as refused:
            if onward is None:
                raise
            raise SourceUnavailableError(f"TED's token is no longer good, so the walk begins anew: {refused}") from None

    def fetch(self, hit: Hit) -> bytes:
        """The XML of a notice."""
        return self.site.get(f"/en/notice/{hit.key}/xml", notice_xml)


def page_of(answer: HttpResponse) -> Page:
    """The page that an answer of the search holds.

    Raises:
        NotWholeError: it is none, or TED ran out of time over it.
    """
    content = json_object(answer)
    if content.get("timedOut"):
        raise NotWholeError("TED ran out of time and sent part of a page")
    announced, rows, token = content.get("totalNoticeCount"), content.get("notices"), content.get("iterationNextToken")
    if type(announced) is not int or announced < 0 or not isinstance(rows, list):
        raise NotWholeError("no page of notices")
    return Page(announced, whole(Ted.name, rows, hit_of), token if isinstance(token, str) else None)


def hit_of(row: Any) -> Hit | None:
    """A notice in the index. Its date is a local calendar date, whatever offset stands behind it.

    None where it lacks what every row has.
    """
    try:
        number, published = row["publication-number"], date.fromisoformat(row["publication-date"][:10])
        numbers = [written for field in NUMBERS for written in texts(row.get(field))]
        spoken = [content for field in NAMES for content in (row.get(field) or {}).values()]
        names = [name for content in spoken for name in texts(content)]
        buyers = tuple((written, "") for written in numbers) + tuple((None, name) for name in names)
        country = "NOR" if "NOR" in texts(row.get("buyer-country")) else None
        hit = Hit(number, frozenset({published}), published, buyers, row.get("ojs-number"), country)
        return hit if NUMBER.fullmatch(number) else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
