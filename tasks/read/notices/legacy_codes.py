"""The codes of TED_EXPORT, in those of eForms.

Codes with an equal in eForms get that code. The others keep a word of their own (`ra-or-la`, `fa`, `direct-award`):
they are known, and are not taken for a code that says more than the notice said.
"""

from collections.abc import Mapping

LANGUAGES = {
    "BG": "BUL", "CS": "CES", "DA": "DAN", "DE": "DEU", "EL": "ELL", "EN": "ENG", "ES": "SPA", "ET": "EST",
    "FI": "FIN", "FR": "FRA", "GA": "GLE", "HR": "HRV", "HU": "HUN", "IS": "ISL", "IT": "ITA", "LT": "LIT",
    "LV": "LAV", "MT": "MLT", "NL": "NLD", "NO": "NOR", "PL": "POL", "PT": "POR", "RO": "RON", "SK": "SLK",
    "SL": "SLV", "SV": "SWE",
}  # fmt: skip
COUNTRIES = {
    "AD": "AND", "AE": "ARE", "AF": "AFG", "AL": "ALB", "AM": "ARM", "AO": "AGO", "AR": "ARG", "AT": "AUT", "AU":
    "AUS", "AZ": "AZE", "BA": "BIH", "BD": "BGD", "BE": "BEL", "BF": "BFA", "BG": "BGR", "BH": "BHR", "BI": "BDI",
    "BJ": "BEN", "BO": "BOL", "BR": "BRA", "BW": "BWA", "BY": "BLR", "CA": "CAN", "CD": "COD", "CF": "CAF", "CG":
    "COG", "CH": "CHE", "CI": "CIV", "CL": "CHL", "CM": "CMR", "CN": "CHN", "CO": "COL", "CR": "CRI", "CU": "CUB",
    "CV": "CPV", "CY": "CYP", "CZ": "CZE", "DE": "DEU", "DJ": "DJI", "DK": "DNK", "DO": "DOM", "DZ": "DZA", "EC":
    "ECU", "EE": "EST", "EG": "EGY", "ER": "ERI", "ES": "ESP", "ET": "ETH", "FI": "FIN", "FJ": "FJI", "FO": "FRO",
    "FR": "FRA", "GA": "GAB", "GB": "GBR", "GE": "GEO", "GF": "GUF", "GH": "GHA", "GI": "GIB", "GL": "GRL", "GM":
    "GMB", "GN": "GIN", "GP": "GLP", "GR": "GRC", "GT": "GTM", "GY": "GUY", "HK": "HKG", "HN": "HND", "HR": "HRV",
    "HT": "HTI", "HU": "HUN", "ID": "IDN", "IE": "IRL", "IL": "ISR", "IN": "IND", "IQ": "IRQ", "IR": "IRN", "IS":
    "ISL", "IT": "ITA", "JM": "JAM", "JO": "JOR", "JP": "JPN", "KE": "KEN", "KG": "KGZ", "KH": "KHM", "KR": "KOR",
    "KW": "KWT", "KZ": "KAZ", "LA": "LAO", "LB": "LBN", "LI": "LIE", "LK": "LKA", "LR": "LBR", "LS": "LSO", "LT":
    "LTU", "LU": "LUX", "LV": "LVA", "LY": "LBY", "MA": "MAR", "MC": "MCO", "MD": "MDA", "ME": "MNE", "MG": "MDG",
    "MK": "MKD", "ML": "MLI", "MM": "MMR", "MN": "MNG", "MQ": "MTQ", "MR": "MRT", "MT": "MLT", "MU": "MUS", "MW":
    "MWI", "MX": "MEX", "MY": "MYS", "MZ": "MOZ", "NA": "NAM", "NE": "NER", "NG": "NGA", "NI": "NIC", "NL": "NLD",
    "NO": "NOR", "NP": "NPL", "NZ": "NZL", "OM": "OMN", "PA": "PAN", "PE": "PER", "PH": "PHL", "PK": "PAK", "PL":
    "POL", "PS": "PSE", "PT": "PRT", "PY": "PRY", "QA": "QAT", "RE": "REU", "RO": "ROU", "RS": "SRB", "RU": "RUS",
    "RW": "RWA", "SA": "SAU", "SD": "SDN", "SE": "SWE", "SG": "SGP", "SI": "SVN", "SJ": "SJM", "SK": "SVK", "SL":
    "SLE", "SM": "SMR", "SN": "SEN", "SO": "SOM", "SR": "SUR", "SS": "SSD", "SV": "SLV", "SY": "SYR", "TD": "TCD",
    "TG": "TGO", "TH": "THA", "TJ": "TJK", "TM": "TKM", "TN": "TUN", "TR": "TUR", "TW": "TWN", "TZ": "TZA", "UA":
    "UKR", "UG": "UGA", "UK": "GBR", "US": "USA", "UY": "URY", "UZ": "UZB", "VA": "VAT", "VE": "VEN", "VN": "VNM",
    "XK": "XKX", "YE": "YEM", "YT": "MYT", "ZA": "ZAF", "ZM": "ZMB", "ZW": "ZWE",
}  # fmt: skip
NATURES = {
    "WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services",
    "NC:1": "works", "NC:2": "supplies", "NC:4": "services", "NC:3": "combined", "NC:9": None, "NC:Z": None,
}  # fmt: skip
ACTIVITIES = {
    "DEFENCE": "defence", "ECONOMIC_AND_FINANCIAL_AFFAIRS": "econ-aff", "EDUCATION": "education",
    "ENVIRONMENT": "env-pro", "GENERAL_PUBLIC_SERVICES": "gen-pub", "HEALTH": "health",
    "HOUSING_AND_COMMUNITY_AMENITIES": "hc-am", "PUBLIC_ORDER_AND_SAFETY": "pub-os",
    "RECREATION_CULTURE_AND_RELIGION": "rcr", "SOCIAL_PROTECTION": "soc-pro",
    "AIRPORT_RELATED_ACTIVITIES": "airport", "ELECTRICITY": "electricity",
    "EXPLORATION_EXTRACTION_COAL_OTHER_SOLID_FUEL": "solid-fuel", "EXPLORATION_EXTRACTION_GAS_OIL": "gas-oil",
    "PORT_RELATED_ACTIVITIES": "port", "POSTAL_SERVICES": "post",
    "PRODUCTION_TRANSPORT_DISTRIBUTION_GAS_HEAT": "gas-heat", "RAILWAY_SERVICES": "rail",
    "URBAN_RAILWAY_TRAMWAY_TROLLEYBUS_BUS_SERVICES": "urttb", "WATER": "water",
}  # fmt: skip

RECODED: dict[tuple[str, str], Mapping[str, str | None]] = {
    ("notices", "language_code"): LANGUAGES,
    ("notice_texts", "language_code"): LANGUAGES,
    ("notice_organisations", "country_code"): COUNTRIES,
    ("notices", "nature_code"): NATURES,
    ("lots", "nature_code"): NATURES,
    ("notices", "legal_basis_code"): {
        "2004/17/EC": "32004L0017",
        "2004/18/EC": "32004L0018",
        "2009/81/EC": "32009L0081",
        "2014/23/EU": "32014L0023",
        "2014/24/EU": "32014L0024",
        "2014/25/EU": "32014L0025",
        "OTHER": "other",
    },
    ("notices", "buyer_legal_type_code"): {
        "BODY_PUBLIC": "body-pl",
        "EU_INSTITUTION": "eu-ins-bod-ag",
        "MINISTRY": "cga",
        "NATIONAL_AGENCY": "national-agency",
        "REGIONAL_AGENCY": "regional-agency",
        "REGIONAL_AUTHORITY": "ra-or-la",
    },
    ("notices", "buyer_activity_code"): ACTIVITIES,
    ("notices", "procedure_type_code"): {
        "PT_OPEN": "open",
        "PT_RESTRICTED": "restricted",
        "PT_INVOLVING_NEGOTIATION": "neg-w-call",
        "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
        "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
        "PT_COMPETITIVE_DIALOGUE": "comp-dial",
        "PT_COMPETITIVE_TENDERING": "comp-tend",
        "PT_INNOVATION_PARTNERSHIP": "innovation",
        "PT_AWARD_CONTRACT_WITH_PRIOR_PUBLICATION": "concession",
        "PT_AWARD_CONTRACT_WITHOUT_CALL": "neg-wo-call",
        "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "neg-wo-call",
        "PT_NEGOTIATED_WITHOUT_PUBLICATION": "neg-wo-call",
        "PT_DA_INTERNAL_OPERATOR": "direct-award",
        "PT_DA_MEDIUM_ENTERPRISE": "direct-award",
        "PT_DA_RAILWAY_TRANSPORT": "direct-award",
        "PT_DA_SMALL_CONTRACT": "direct-award",
        "PR:1": "open",
        "PR:2": "restricted",
        "PR:3": "restricted",
        "PR:4": "neg-w-call",
        "PR:6": "neg-w-call",
        "PR:A": "direct-award",
        "PR:B": "neg-w-call",
        "PR:C": "comp-dial",
        "PR:E": "concession",
        "PR:F": "neg-wo-call",
        "PR:G": "innovation",
        "PR:T": "neg-wo-call",
        "PR:V": "neg-wo-call",
        "PR:9": None,
        "PR:N": None,
        "PR:Z": None,
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
    ("lots", "variants_code"): {"YES": "allowed", "NO": "not-allowed"},
}
"""Codes of TED_EXPORT by the column they stand in; None where the code itself says that nothing is said."""

KNOWN = {
    ("notices", "buyer_legal_type_code"): {"national-agency", "regional-agency", "ra-or-la"},
    ("notices", "procedure_type_code"): {"direct-award", "concession"},
    ("notices", "nature_code"): {"combined"},
    ("lots", "nature_code"): {"combined"},
    ("lots", "framework_code"): {"fa"},
    ("lots", "dps_code"): {"dps"},
}
"""Words for what TED_EXPORT says and eForms has no code for."""

DOCUMENT_TYPES = {
    "TD:0": ("planning", "pin-only"),
    "TD:1": ("change", "corr"),
    "TD:2": ("change", "corr"),
    "TD:3": ("competition", "cn-standard"),
    "TD:7": ("result", "can-standard"),
    "TD:A": ("competition", "pin-cfc-standard"),
    "TD:B": ("planning", "pin-buyer"),
    "TD:C": ("competition", "cn-standard"),
    "TD:D": ("competition", "cn-desg"),
    "TD:F": ("competition", "subco"),
    "TD:H": ("competition", "cn-standard"),
    "TD:J": ("result", "can-standard"),
    "TD:K": ("cont-modif", "can-modif"),
    "TD:M": ("competition", "pin-cfc-standard"),
    "TD:O": ("competition", "qu-sy"),
    "TD:P": ("planning", "pin-only"),
    "TD:Q": ("competition", "qu-sy"),
    "TD:R": ("result", "can-desg"),
    "TD:V": ("dir-awa-pre", "veat"),
    "TD:Y": ("competition", "cn-standard"),
}
"""Form and notice type of each type of document (TD)."""
SOCIAL_FORMS = ("F21", "F22", "F23")
DEFENCE_FORMS = {"F16", "F17", "F18"}
TRIED_FORMS = {f"F{number:02}" for number in (*range(1, 9), *range(12, 19), *range(20, 26))} | {"T01", "T02"}
"""Forms with an example: all in R2.0.9, and those of defence in R2.0.8. Of others the coded section is read."""
KNOWN[("notices", "subtype_code")] = TRIED_FORMS | {"F19"}
