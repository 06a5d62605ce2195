"""Brønnøysund's register of legal entities.

Domain: municipalities, county municipalities, state agencies, inter-municipal companies, their enterprises and
sub-units, and those that were deleted.

Terms: a unit (enhet) has an organisation form; a sub-unit (underenhet) lies below one. ORGL is a part of a unit with
a number of its own, such as an agency of a municipality.

API: `GET /enheter?organisasjonsform=KOMM&size=1000&page=0`, `GET /underenheter?overordnetEnhet=…`, `GET /enheter/{n}`.
An empty answer has no `_embedded`. No more than 10,000 rows of a search can be paged. A deleted unit answers 200 with
`slettedato`, one that was removed 410.
"""

from dataclasses import dataclass, field

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError
from tasks.http.limits import http_limits
from tasks.http.responses import json_object
from tasks.sources.window import Hit, Page, Window

FORMS = ("KOMM", "FYLK", "STAT", "ORGL", "KF", "FKF", "IKS", "ADOS")


class Brreg:
    """The register of legal entities."""

    name = "brreg"

    def __init__(self, settings: Settings) -> None:
        self.host = Host(settings.brreg_url, http_limits(settings, "brreg"))

    def of_form(self, form: str) -> "Units":
        """All units of an organisation form."""
        return Units(self.host, "/enheter", {"organisasjonsform": form})

    def below(self, number: str) -> "Units":
        """All sub-units of a unit."""
        return Units(self.host, "/underenheter", {"overordnetEnhet": number})

    def one(self, number: str) -> bytes:
        """The answer about one unit, which may be deleted."""
        return self.host.get(f"/enheter/{number}", unit_bytes)


@dataclass
class Units:
    """A search in the register as an index that is walked in pages; `bodies` are the answers, by page."""

    host: Host
    path: str
    asked: dict[str, str]
    numbers: tuple[str, ...] = ()
    page_size: int = 1_000
    cap: int | None = 10_000
    bodies: dict[str, bytes] = field(default_factory=dict)

    def ask(self, window: Window, onward: str | None = None) -> Page:
        """One page; `onward` is its number."""
        number = onward or "0"
        asked = self.asked | {"size": str(self.page_size), "page": number, "sort": "organisasjonsnummer,ASC"}
        page, self.bodies[number] = self.host.get(self.path, lambda answer: page_of(answer, window), params=asked)
        return page


def page_of(answer: HttpResponse, window: Window) -> tuple[Page, bytes]:
    """The page that an answer holds, and its bytes.

    Raises:
        NotWholeError: it is none.
    """
    content = json_object(answer)
    try:
        announced, number, pages = (content["page"][name] for name in ("totalElements", "number", "totalPages"))
        if type(announced) is not int or announced < 0:
            raise NotWholeError("no page of units")
        (units,) = content["_embedded"].values() if announced else ([],)
        hits = [Hit(unit["organisasjonsnummer"], frozenset(window.days())) for unit in units]
        onward = str(number + 1) if number + 1 < pages else None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotWholeError("no page of units") from None
    return Page(announced, hits, onward), answer.body


def unit_bytes(answer: HttpResponse) -> bytes:
    """The bytes of an answer about one unit.

    Raises:
        NotWholeError: it is about none.
    """
    if "organisasjonsnummer" not in json_object(answer):
        raise NotWholeError("no unit")
    return answer.body
