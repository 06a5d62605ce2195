"""PxWeb, the tables of Statistics Norway's StatBank.

Domain: people in each municipality on 1 January (table 07459), on today's map.

Terms: a code list groups regions; `agg_KommSummer` sums former municipalities to today's. Municipalities that were
split (Snillfjord) or came in part (Halsa) are in its rest, so that the series of Heim begins in 2020.

API: version 2, `GET /tables/{id}/data` with `valueCodes[…]`; json-stat2. Sex and age are left out and so are summed. No
more than 800,000 cells an answer (403), 30 questions a minute (429).
"""

from schemas.settings import Settings
from tasks.http.client import Host
from tasks.http.limits import http_limits


class PxWeb:
    """SSB's tables."""

    name = "pxweb"

    def __init__(self, settings: Settings) -> None:
        self.host = Host(settings.pxweb_url, http_limits(settings, "pxweb"))
        asked = {
            "lang": "no",
            "outputFormat": "json-stat2",
            "codelist[Region]": "agg_KommSummer",
            "outputValues[Region]": "aggregated",
            "valueCodes[Region]": "*",
            "valueCodes[ContentsCode]": "Personer1",
            "valueCodes[Tid]": f"from({settings.registers_from.year})",
        }
        self.questions = {"07459 population": ("/tables/07459/data", asked)}
