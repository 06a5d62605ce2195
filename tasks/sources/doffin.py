"""Doffin's public API: the Norwegian database of public procurement.

Domain: every notice that Norwegian buyers publish, since 2017 as eForms XML with the Norwegian text.

Terms: the Doffin id (YYYY-NNNNNN) is new for each publication of a notice. The issue date is the buyer's; a notice is
published up to some days after it, so that a day goes on growing for a while.

API: `GET /v2/search` and `GET /v2/download/{id}`, with a subscription key in a header. What is not told by its
description and was seen by its users: parameters it does not know are ignored and everything comes back; no more than
1,000 hits of a search can be paged; the order is unstable, so that pages overlap; texts can hold control characters;
page sizes above 20 are refused by the letter of the description and accepted by its words.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError, SourceError, SourceRefusedError
from tasks.http.limits import http_limits
from tasks.http.responses import json_object, notice_xml
from tasks.sources.window import Hit, Page, Window, texts, whole

OSLO = ZoneInfo("Europe/Oslo")
ID = re.compile(r"\d{4}-\d+")
DESCRIBED_PAGE_SIZE = 20
CAP = 1_000
WHERE_TO_GET_A_KEY = (
    "Get a subscription key at https://dof-notices-prod-api.developer.azure-api.net/ and set BESTILLERPULS_DOFFIN_KEY."
)


class Doffin:
    """Doffin as a source of notices, and as an index by issue date."""

    name = "doffin"
    reach: timedelta | None = None
    most_numbers = 0
    numbers: tuple[str, ...] = ()

    def __init__(self, settings: Settings) -> None:
        if settings.doffin_key is None:
            raise SourceError(f"Doffin wants a key. {WHERE_TO_GET_A_KEY}")
        self.cap: int | None
        self.take(settings.doffin_page_size)
        self.settle_days = settings.doffin_settle_days
        self.host = Host(
            settings.doffin_url,
            http_limits(settings, "doffin"),
            headers={"Ocp-Apim-Subscription-Key": settings.doffin_key.get_secret_value().strip()},
            remedies={401: WHERE_TO_GET_A_KEY, 403: WHERE_TO_GET_A_KEY},
        )
        self.hosts = (self.host,)

    def take(self, page_size: int) -> None:
        """Ask for pages of this size from now on; of the first 1,000 hits, whole pages can be had."""
        self.page_size, self.cap = page_size, CAP - CAP % page_size

    def ask(self, window: Window, onward: str | None = None) -> Page:
        """One page of the notices issued in a window; `onward` is the page's number."""
        number = int(onward or 1)
        try:
            page = self._page(window, number)
            if (
                number > 1
                or len(page.hits) != DESCRIBED_PAGE_SIZE
                or len(page.hits) >= min(page.announced, self.page_size)
            ):
                return page
        except SourceRefusedError as refused:
            if refused.status != 400 or number > 1 or self.page_size == DESCRIBED_PAGE_SIZE:  # noqa: PLR2004
                raise
        self.take(DESCRIBED_PAGE_SIZE)  # the larger size was refused, or silently not heeded
        return self._page(window, number)

    def _page(self, window: Window, number: int) -> Page:
        asked = {
            "issueDateFrom": window.first.isoformat(),
            "issueDateTo": window.last.isoformat(),
            "sortBy": "PUBLICATION_DATE_ASC",
            "numHitsPerPage": self.page_size,
            "page": number,
        }
        return self.host.get("/v2/search", lambda answer: page_of(answer, self.page_size, number), params=asked)

    def fetch(self, hit: Hit) -> bytes:
        """The XML of a notice."""
        return self.host.get(f"/v2/download/{hit.key}", notice_xml)


def page_of(answer: HttpResponse, page_size: int, number: int) -> Page:
    """The page that an answer of the search holds.

    Raises:
        NotWholeError: it is none.
    """
    content = json_object(answer)
    announced, rows = content.get("numHitsTotal"), content.get("hits")
    if type(announced) is not int or announced < 0 or not isinstance(rows, list):
        raise NotWholeError("no page of hits")
    more = number * page_size < announced and (number + 1) * page_size <= CAP
    return Page(announced, whole(Doffin.name, rows, hit_of), str(number + 1) if more else None)


def hit_of(row: Any) -> Hit | None:
    """A notice in the index. Its issue time is UTC; which day Doffin counts it under is not told, so both may hold.

    None where it lacks what every hit has.
    """
    try:
        issued = datetime.fromisoformat(row["issueDate"])
        local = issued.astimezone(OSLO) if issued.tzinfo else issued
        published = date.fromisoformat(row["publicationDate"][:10]) if row.get("publicationDate") else None
        buyers = tuple(
            (" ".join(texts(buyer.get("organizationId"))) or None, " ".join(texts(buyer.get("name"))))
            for buyer in row.get("buyer") or []
        )
        hit = Hit(row["id"], frozenset({issued.date(), local.date()}), published, buyers)
        return hit if ID.fullmatch(row["id"]) else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
