"""What a text of a notice means, told a second time and by hand: types, codes and masks.

Nothing here is taken from the reader. A text that cannot be made sense of is `Unreadable`, which equals no value that
a reader could give: it has to be null and told.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from schemas import catalogue, ddl

BLANKS = " \t\r\n"
MASK = "[e-post]"
PERSON = re.compile(r"\b(ENK|enkeltpersonforetak|enkeltmannsforetak)\b", re.IGNORECASE)
KINDS = {
    (name.removeprefix("parsed."), str(column.name)): ddl.polars_type(column).base_type()
    for name, table in catalogue.tables("parsed").items()
    for column in ddl.columns(table)
}
"""Published type of each column of each table: what anyone may read in the dictionary."""


@dataclass(frozen=True)
class Unreadable:
    """A text that is no value of its type."""

    text: str


def meaning(table, column, text):
    """The value that a text stands for; None where it is blank."""
    text = (text or "").strip(BLANKS)
    if not text:
        return None
    if column in {"cpv_code", "main_cpv_code"}:
        match = re.fullmatch(r"([0-9]{8})(-[0-9])?", text)
        return match[1] if match else Unreadable(text)
    text = recoded(table, column, text)
    kind = KINDS[table, column]
    return text if text is None or kind == pl.String else READ[kind](text)


def number(text):
    """A number in decimal notation, with an exponent too."""
    if re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", text):
        return Decimal(text)
    return Unreadable(text)


def amount(text):
    """Hundredths are kept."""
    if re.fullmatch(r"[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]{1,2})?|[0-9]{4,},[0-9]{1,2}", text):
        text = re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")
    value = number(text)
    if isinstance(value, Unreadable) or value.adjusted() > 25:
        return Unreadable(text)
    return value.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def whole(text):
    value = number(text)
    if isinstance(value, Unreadable) or value.adjusted() > 30 or value != int(value):
        return Unreadable(text)
    return int(value)


def real(text):
    value = number(text)
    return value if isinstance(value, Unreadable) else float(value)


def truth(text):
    return {"true": True, "1": True, "false": False, "0": False}.get(text, Unreadable(text))


def day(text):
    """A date with its offset cut off: 2024-01-31+01:00, 20240131, 20240131 12:00, 2024-1-31."""
    found = re.fullmatch(r"([0-9]{4})(-?)([0-9]{1,2})\2([0-9]{1,2})(Z|[+-][0-9]{2}:[0-9]{2}| [0-9]{2}:[0-9]{2})?", text)
    if not found or (not found[2] and len(found[3] + found[4]) != 4):
        return Unreadable(text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return Unreadable(text)


def clock(text):
    """A local time with its offset cut off."""
    found = re.fullmatch(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?", text)
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else Unreadable(text)
    except ValueError:
        return Unreadable(text)


READ = {pl.Decimal: amount, pl.Int64: whole, pl.Float64: real, pl.Boolean: truth, pl.Date: day, pl.Time: clock}


def is_masked_of(given, written):
    """Whether a text that was given is a written one whose e-mail addresses are masked."""
    if MASK not in given or "@" not in written:
        return False
    pattern = r"[^\s@]+@[^\s@]+".join(re.escape(part) for part in given.split(MASK))
    return re.fullmatch(pattern, written, re.DOTALL) is not None


LANGUAGES = dict(
    re.findall(
        r"(\w+):(\w+)",
        "BG:BUL CS:CES DA:DAN DE:DEU EL:ELL EN:ENG ES:SPA ET:EST FI:FIN FR:FRA GA:GLE HR:HRV HU:HUN IS:ISL IT:ITA "
        "LT:LIT LV:LAV MT:MLT NL:NLD NO:NOR PL:POL PT:POR RO:RON SK:SLK SL:SLV SV:SWE",
    )
)
COUNTRIES = dict(
    re.findall(
        r"(\w+):(\w+)",
        "AF:AFG AL:ALB AT:AUT AU:AUS BE:BEL BG:BGR CG:COG CM:CMR CY:CYP CZ:CZE DE:DEU DK:DNK EE:EST ES:ESP ET:ETH "
        "FI:FIN FO:FRO FR:FRA GR:GRC GY:GUY HR:HRV HU:HUN IE:IRL IL:ISR IS:ISL IT:ITA LT:LTU LU:LUX LV:LVA MK:MKD "
        "MT:MLT NE:NER NL:NLD NO:NOR PL:POL PT:PRT RE:REU RO:ROU SE:SWE SI:SVN SK:SVK TR:TUR UK:GBR GB:GBR US:USA",
    )
)
"""ISO 3166 of the countries that real legacy notices name, as TED spells them."""
ACTIVITIES = {
    "DEFENCE": "defence",
    "ECONOMIC_AND_FINANCIAL_AFFAIRS": "econ-aff",
    "EDUCATION": "education",
    "ENVIRONMENT": "env-pro",
    "GENERAL_PUBLIC_SERVICES": "gen-pub",
    "HEALTH": "health",
    "HOUSING_AND_COMMUNITY_AMENITIES": "hc-am",
    "PUBLIC_ORDER_AND_SAFETY": "pub-os",
    "RECREATION_CULTURE_AND_RELIGION": "rcr",
    "SOCIAL_PROTECTION": "soc-pro",
    "AIRPORT_RELATED_ACTIVITIES": "airport",
    "ELECTRICITY": "electricity",
    "EXPLORATION_EXTRACTION_COAL_OTHER_SOLID_FUEL": "solid-fuel",
    "EXPLORATION_EXTRACTION_GAS_OIL": "gas-oil",
    "PORT_RELATED_ACTIVITIES": "port",
    "POSTAL_SERVICES": "post",
    "PRODUCTION_TRANSPORT_DISTRIBUTION_GAS_HEAT": "gas-heat",
    "RAILWAY_SERVICES": "rail",
    "URBAN_RAILWAY_TRAMWAY_TROLLEYBUS_BUS_SERVICES": "urttb",
    "WATER": "water",
}
NATURES = {"WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services"}
SPELT_OTHERWISE = {
    ("notices", "language_code"): LANGUAGES,
    ("notice_texts", "language_code"): LANGUAGES,
    ("notice_organisations", "country_code"): COUNTRIES,
    ("notices", "nature_code"): NATURES,
    ("lots", "nature_code"): NATURES,
    ("notices", "buyer_activity_code"): ACTIVITIES,
    ("notices", "buyer_legal_type_code"): {
        "BODY_PUBLIC": "body-pl",
        "EU_INSTITUTION": "eu-ins-bod-ag",
        "MINISTRY": "cga",
        "NATIONAL_AGENCY": "national-agency",
        "REGIONAL_AGENCY": "regional-agency",
        "REGIONAL_AUTHORITY": "ra-or-la",
    },
    ("notices", "legal_basis_code"): {
        "2004/17/EC": "32004L0017",
        "2004/18/EC": "32004L0018",
        "2009/81/EC": "32009L0081",
        "2014/23/EU": "32014L0023",
        "2014/24/EU": "32014L0024",
        "2014/25/EU": "32014L0025",
        "OTHER": "other",
    },
    ("lots", "variants_code"): {"YES": "allowed", "NO": "not-allowed"},
    ("lots", "duration_unit_code"): {
        "DAYS": "DAY",
        "CALENDAR_DAY": "DAY",
        "WEEKS": "WEEK",
        "MONTHS": "MONTH",
        "YEARS": "YEAR",
    },
    ("notice_purposes", "purpose"): {"social-procurement": "social-objective"},
    ("award_criteria", "number_kind"): {
        "number-weight": "weight",
        "number-fixed": "fixed",
        "number-threshold": "threshold",
    },
    ("notices", "direct_award_code"): {
        "D_ADD_DELIVERIES_ORDERED": "existing",
        "D_ALL_TENDERS": "irregular",
        "D_ARTISTIC": "artistic",
        "D_BARGAIN_PURCHASE": "bargain",
        "D_COMMODITY_MARKET": "commodity",
        "D_CONTRACT_AWARDED_DESIGN_CONTEST": "contest",
        "D_EXCLUSIVE_RIGHT": "exclusive",
        "D_EXTREME_URGENCY": "urgency",
        "D_FROM_LIQUIDATOR_CREDITOR": "liquidator",
        "D_FROM_WINDING_PROVIDER": "closure",
        "D_MANUF_FOR_RESEARCH": "resd",
        "D_MARITIME_SERVICES": "dir81-transport",
        "D_NO_TENDERS_REQUESTS": "unsuitable",
        "D_OTHER_SERVICES": "rd",
        "D_OUTSIDE_SCOPE": "other-legal",
        "D_PERIODS_INCOMPATIBLE": "crisis",
        "D_PROC_COMPETITIVE_DIALOGUE": "unsuitable",
        "D_PROC_NEGOTIATED_PRIOR_CALL_COMPETITION": "unsuitable",
        "D_PROC_OPEN": "unsuitable",
        "D_PROC_RESTRICTED": "unsuitable",
        "D_PROTECT_RIGHTS": "exclusive",
        "D_PURE_RESEARCH": "resd",
        "D_REPETITION_EXISTING": "repetition",
        "D_SERVICES_LISTED": "dir81-annexii",
        "D_TECHNICAL": "technical",
    },
}


def recoded(table, column, text):
    """A code in the spelling of eForms."""
    return SPELT_OTHERWISE.get((table, column), {}).get(text, text)
