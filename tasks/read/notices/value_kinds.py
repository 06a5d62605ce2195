"""What kind of thing a value of a notice is, by the name of its element or attribute."""

import re
from functools import lru_cache

from tasks.read.notices.declaration import Format

EFORMS = (
    ("amount", re.compile(r"Amount$")),
    ("date", re.compile(r"(Date|Time)$")),
    ("code", re.compile(r"(Code|Indicator)$")),
    (
        "identifier",
        re.compile(r"(:ID|Identifier|CompanyID|VersionID|CustomizationID|GazetteID|PublicationID|FolderID)$"),
    ),
    ("number", re.compile(r"(Numeric|Quantity|Measure)$")),
    ("attribute", re.compile(r"/@[A-Za-z]+$")),
)
TED_EXPORT = (
    ("amount", re.compile(r"(VAL_[A-Z_]+|VALUE_COST|LOW_VALUE|HIGH_VALUE|/LOW|/HIGH|@FMTVAL|@CURRENCY|VAL)$")),
    ("date", re.compile(r"(/(DS_|DT_|DD_)?DATE(_[A-Z]+)*|_DATE|/YEAR|/MONTH|/DAY|/TIME|TIME_[A-Z_]+|DATE_PUB)$")),
    ("identifier", re.compile(r"(NATIONALID|_NO|NO_DOC_\w+|NO_OJ|_NUMBER|NOTICE_NUMBER_OJ|NOTICE_UUID|@DOC_ID|@ID)$")),
    ("code", re.compile(r"@(CODE|VALUE|CTYPE|TYPE|CATEGORY|FORM|LG|CHOICE|PUBLICATION)$")),
    ("number", re.compile(r"(NB_[A-Z_]+|DURATION|AC_WEIGHTING|WEIGHTING|PCT[A-Z_]*|_RANKING|MAX_NUMBER|MIN_NUMBER)$")),
    ("attribute", re.compile(r"/?@[A-Za-z_]+$")),
)


@lru_cache(maxsize=20_000)
def kind(form: Format, path: str) -> str:
    """Amount, date, code, identifier, number, attribute or text."""
    if re.search(r"@currencyID$", path):
        return "amount"
    rules = EFORMS if form.namespaces else TED_EXPORT
    return next((name for name, pattern in rules if pattern.search(path)), "text")
