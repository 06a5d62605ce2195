"""The codes that the columns of notices know, from the eForms code lists (SDK 1.3 to 1.15) and the Norwegian ones.

A code that is not here is kept as written and told in `unknown_codes`; it is never taken for a known one.
Source: OP-TED/eForms-SDK code lists (CC BY 4.0); anskaffelser/eforms-sdk-nor for the Norwegian ones.
"""

import re
from collections.abc import Mapping

RECODED: dict[tuple[str, str], Mapping[str, str | None]] = {
    ("notice_purposes", "purpose"): {"social-procurement": "social-objective"},
    ("award_criteria", "number_kind"): {
        "number-weight": "weight",
        "number-fixed": "fixed",
        "number-threshold": "threshold",
    },
    ("lots", "duration_unit_code"): {
        "DAYS": "DAY",
        "CALENDAR_DAY": "DAY",
        "WEEKS": "WEEK",
        "MONTHS": "MONTH",
        "YEARS": "YEAR",
    },
    ("notices", "legal_basis_code"): {"OTHER": "other"},
}
"""Spellings of one format or time that mean what another one says."""

_LANGUAGES = (
    "BUL CES DAN DEU ELL ENG EST FIN FRA GLE HRV HUN ITA LAV LIT MLT NLD POL POR RON SLK SLV SPA SWE "
    "NOR NOB NNO SME ISL"
)
_NATURE = "works supplies services"
_FRAMEWORK = "fa-mix fa-w-rc fa-wo-rc none"
_CRITERIA = (
    "price cost quality quality-nor-env-criteria quality-nor-env-spec quality-nor-env-exempt-critical-interest "
    "quality-nor-env-exempt-insignificant quality-nor-env-exempt-national-minimum quality-nor-env-none"
)
_PURPOSE_CODES = (
    # innovative-acquisition
    "mar-nov proc-innov prod-innov rd-act buy-eff fp-requ org-nov "
    # strategic-procurement
    "inn-pur env-imp soc-obj none "
    # environmental-impact
    "biodiv-eco circ-econ clim-adapt clim-mitig pollu-prev water-mar-res other "
    # social-objective
    "acc-all et-eq gen-eq hum-right opp work-cond "
    # gpp-criteria
    "eu national oth-crit emas-com ene-ef-com iso-14001-com iso-14024-com"
)

KNOWN: dict[tuple[str, str], frozenset[str]] = {
    place: frozenset(codes.split())
    for place, codes in {
        ("notices", "notice_type_code"): (
            "pin-buyer pin-only pin-rtl pin-tran pin-cfc-standard pin-cfc-social pmc cn-standard cn-social cn-desg "
            "subco qu-sy veat can-standard can-social can-desg can-tran can-modif compl corr brin-ecs brin-eeig"
        ),
        ("notices", "language_code"): _LANGUAGES,
        ("notice_texts", "language_code"): _LANGUAGES,
        ("notices", "procedure_type_code"): (
            "open restricted neg-w-call neg-wo-call comp-dial comp-tend innovation oth-single oth-mult exp-int-rail"
        ),
        ("notices", "legal_basis_code"): (
            "32014L0023 32014L0024 32014L0025 32009L0081 32007R1370 32018R1046 32024R2509 32004L0017 32004L0018 "
            "31985R2137 32001R2157 32003R1435 other"
        ),
        ("notices", "nature_code"): _NATURE,
        ("lots", "nature_code"): _NATURE,
        ("notices", "direct_award_code"): (
            "additional artistic bargain below-thres below-thres-sme char-imp closure commodity contest crisis "
            "defse-excl dir24-list dir81-annexii dir81-transport ecom-excl energy-supply exc-circ-rail exclusive "
            "existing in-house int-oper int-rules irregular liquidator non-buyer-aw non-contr non-p-int not-wss "
            "other-activity other-exclusive other-legal rail rd repetition resd rl-third sc-right serv-excl sim-infra "
            "sm-contr sm-contr-sme spe-arrang technical tra-ser unsuitable urgency water-purch"
        ),
        ("notices", "buyer_legal_type_code"): (
            "body-pl body-pl-cga body-pl-la body-pl-ra body-pub-cga body-pub-la body-pub-ra cga def-cont eu-ins-bod-ag "
            "eu-int-org grp-p-aut int-org la org-sub org-sub-cga org-sub-la org-sub-ra pub-undert pub-undert-cga "
            "pub-undert-la pub-undert-ra ra rl-aut spec-rights-entity"
        ),
        ("notices", "buyer_activity_code"): (
            "airport defence econ-aff education electricity env-pro gas-heat gas-oil gen-pub hc-am health port post "
            "pub-os rail rcr soc-pro solid-fuel urttb water"
        ),
        ("lots", "lot_kind"): "Lot Part LotsGroup",
        ("lots", "framework_code"): _FRAMEWORK,
        ("lots", "dps_code"): "dps-list dps-nlist none",
        ("lots", "duration_unit_code"): "DAY WEEK MONTH YEAR",
        ("lots", "variants_code"): "allowed not-allowed required",
        ("notice_purposes", "code"): _PURPOSE_CODES,
        ("award_criteria", "criterion_type_code"): _CRITERIA,
        ("award_criteria", "number_kind"): "weight fixed threshold",
        ("award_criteria", "number_code"): (
            "dec-exa dec-mid dec-ran ord-imp per-exa per-mid per-ran poi-exa poi-mid poi-ran fix-tot fix-unit "
            "max-pass max-quan min-score"
        ),
        ("notice_organisations", "size_code"): "micro small medium large sme",
        ("lot_results", "outcome_code"): "selec-w clos-nw open-nw",
        ("lot_results", "not_awarded_code"): (
            "all-rej chan-need ins-fund no-rece no-signed none-rej one-admis other rev-body rev-buyer tch-pr-error "
            "unsuccessful discontinued"
        ),
        ("tender_counts", "count_code"): (
            "part-req t-esubm t-large t-med t-micro t-no-eea t-no-verif t-oth-eea t-small t-sme t-verif-inad "
            "t-verif-inad-low tenders t-rejec t-weight t-sub"
        ),
        ("tenders", "subcontracting_code"): "yes no not-known",
        ("notice_changes", "reason_code"): (
            "cancel cancel-intent cor-buy cor-esen cor-pub info-release susp-review update-add"
        ),
        ("contract_modifications", "reason_code"): (
            "add-works add-wss mod-cir mod-nonsub mod-repl mod-rev mod-subs mod-minor mod-other unforeseen other"
        ),
    }.items()
}

SUBTYPES = frozenset(
    [
        *(str(number) for number in range(1, 41)),
        *("E1", "E2", "E3", "E4", "E5", "E6", "CEI", "T01", "T02", "X01", "X02", "N4", "N16", "N29", "99"),
    ]
)

KNOWN[("notices", "subtype_code")] = SUBTYPES

PATTERNS = {
    ("country_code",): re.compile(r"^[A-Z]{3}$"),
    ("nuts_code",): re.compile(r"^[A-Z]{2}[A-Z0-9]{0,3}$"),
    ("currency_code",): re.compile(r"^[A-Z]{3}$"),
}
"""Columns whose codes are too many to list: what they look like."""
