"""Where each column stands in a TED_EXPORT notice, R2.0.8 and R2.0.9 (S01 to S05): the same tables as eForms.

Elements go by their local name: the namespace changed with every schema. Only the form in the original language is
read. A legacy notice gives its awards and companies no identifiers, so they are numbered by their place: RES-1, CON-1,
TEN-1, TPA-1, ORG-1-1. What eForms tells and TED_EXPORT does not (innovation, strategic purposes) has no row here: it
is null with coverage, not a guess.
"""

from itertools import product

from tasks.read.notices.declaration import Format, Path, Rows

FORM = "/FORM_SECTION/*[@CATEGORY='ORIGINAL'][1]"
CODED = "/CODED_DATA_SECTION/CODIF_DATA"
NOTICE_DATA = "/CODED_DATA_SECTION/NOTICE_DATA"
BODY = f"{FORM}/CONTRACTING_BODY"
OBJECT = f"{FORM}/OBJECT_CONTRACT"
DESCRIPTION = f"{OBJECT}/OBJECT_DESCR"
PROCEDURE = f"{FORM}/PROCEDURE"
INFO = f"{FORM}/COMPLEMENTARY_INFO"
AWARD = f"{FORM}/AWARD_CONTRACT"
AWARDED = f"{AWARD}/AWARDED_CONTRACT"
PRIZE = f"{FORM}/RESULTS"
MODIFICATION = f"{FORM}/MODIFICATIONS_CONTRACT"
CHANGES = f"{FORM}/CHANGES"
LANGUAGE = f"{FORM}/@LG"

# The defence forms of R2.0.8: 16 prior information, 17 contract notice, 18 award.
F16 = f"{FORM}/FD_PRIOR_INFORMATION_DEFENCE"
F17 = f"{FORM}/FD_CONTRACT_DEFENCE"
F18 = f"{FORM}/FD_CONTRACT_AWARD_DEFENCE"
F16_OBJECT = f"{F16}/OBJECT_WORKS_SUPPLIES_SERVICES_PRIOR_INFORMATION"
F17_OBJECT = f"{F17}/OBJECT_CONTRACT_INFORMATION_DEFENCE"
F17_DESCRIPTION = f"{F17_OBJECT}/DESCRIPTION_CONTRACT_INFORMATION_DEFENCE"
F18_OBJECT = f"{F18}/OBJECT_CONTRACT_INFORMATION_CONTRACT_AWARD_NOTICE_DEFENCE"
F18_DESCRIPTION = f"{F18_OBJECT}/DESCRIPTION_AWARD_NOTICE_INFORMATION_DEFENCE"
F18_AWARD = f"{F18}/AWARD_OF_CONTRACT_DEFENCE"
F16_BODY = f"{F16}/AUTHORITY_PRIOR_INFORMATION_DEFENCE"
F17_BODY = f"{F17}/CONTRACTING_AUTHORITY_INFORMATION_DEFENCE"
F18_BODY = f"{F18}/CONTRACTING_AUTHORITY_INFORMATION_CONTRACT_AWARD_DEFENCE"
KIND = "TYPE_AND_ACTIVITIES_OR_CONTRACTING_ENTITY_AND_PURCHASING_ON_BEHALF/TYPE_AND_ACTIVITIES"
ON_BEHALF = (
    "TYPE_AND_ACTIVITIES_OR_CONTRACTING_ENTITY_AND_PURCHASING_ON_BEHALF/PURCHASING_ON_BEHALF"
    "/PURCHASING_ON_BEHALF_YES/CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY"
)
WITHOUT_VAT = "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE[?INCLUDING_VAT!='true']"
QUANTITY = f"{F17_OBJECT}/QUANTITY_SCOPE/NATURE_QUANTITY_SCOPE/COSTS_RANGE_AND_CURRENCY"
F17_TOTAL = f"{F17_DESCRIPTION}/F17_FRAMEWORK/TOTAL_ESTIMATED/COSTS_RANGE_AND_CURRENCY"
F16_QUANTITY = f"{F16_OBJECT}/QUANTITY_SCOPE_WORKS_DEFENCE/COSTS_RANGE_AND_CURRENCY"
F17_PROCEDURE = f"{F17}/PROCEDURE_DEFINITION_CONTRACT_NOTICE_DEFENCE"
F17_ADMINISTRATION = f"{F17_PROCEDURE}/ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE_DEFENCE"
F17_DEADLINE = f"{F17_ADMINISTRATION}/RECEIPT_LIMIT_DATE"
F17_CRITERION = (
    f"{F17_PROCEDURE}/AWARD_CRITERIA_CONTRACT_NOTICE_INFORMATION/AWARD_CRITERIA_DETAIL"
    "/MOST_ECONOMICALLY_ADVANTAGEOUS_TENDER/CRITERIA_STATED_BELOW/CRITERIA_DEFINITION"
)
F17_DISPATCH = f"{F17}/COMPLEMENTARY_INFORMATION_CONTRACT_NOTICE/NOTICE_DISPATCH_DATE"

F18_CRITERION = (
    f"{F18}/PROCEDURE_DEFINITION_CONTRACT_AWARD_NOTICE_DEFENCE/AWARD_CRITERIA_CONTRACT_AWARD_NOTICE_INFORMATION_DEFENCE"
    "/AWARD_CRITERIA_DETAIL_F18/MOST_ECONOMICALLY_ADVANTAGEOUS_TENDER_SHORT/CRITERIA_DEFINITION"
)

DEFENCE_OBJECTS = (F16_OBJECT, F17_DESCRIPTION, F18_DESCRIPTION)
DIRECTIVES = ("DIRECTIVE_2009_81_EC", "DIRECTIVE_2014_23_EU", "DIRECTIVE_2014_24_EU", "DIRECTIVE_2014_25_EU")
PROCEDURE_TYPES = tuple(
    f"^{PROCEDURE}/{directive}{kind}"
    for directive, kind in product(
        ("", *(f"{name}/" for name in DIRECTIVES)),
        (
            "PT_OPEN",
            "PT_RESTRICTED",
            "PT_INVOLVING_NEGOTIATION",
            "PT_NEGOTIATED_WITH_PRIOR_CALL",
            "PT_COMPETITIVE_NEGOTIATION",
            "PT_COMPETITIVE_DIALOGUE",
            "PT_COMPETITIVE_TENDERING",
            "PT_INNOVATION_PARTNERSHIP",
            "PT_AWARD_CONTRACT_WITH_PRIOR_PUBLICATION",
            "PT_AWARD_CONTRACT_WITHOUT_CALL",
            "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION",
            "PT_NEGOTIATED_WITHOUT_PUBLICATION",
            "PT_DA_INTERNAL_OPERATOR",
            "PT_DA_MEDIUM_ENTERPRISE",
            "PT_DA_RAILWAY_TRANSPORT",
            "PT_DA_SMALL_CONTRACT",
        ),
    )
)
"""What the form itself says; the coded section has no code for some of it (F21, F22, T01)."""
AWARD_WITHOUT_CALL = tuple(
    f"{PROCEDURE}/{directive}{kind}"
    for directive, kind in product(
        ("", *(f"{name}/" for name in DIRECTIVES)),
        (
            "PT_AWARD_CONTRACT_WITHOUT_CALL",
            "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION",
            "PT_NEGOTIATED_WITHOUT_PUBLICATION",
        ),
    )
)


def day(at: str) -> list[str]:
    """A date that is written in three elements."""
    return [f"{at}/YEAR", "=-", f"{at}/MONTH", "=-", f"{at}/DAY"]


def cost(at: str) -> tuple[str, str]:
    """An amount of a defence notice: the attribute, and where it is absent the text."""
    return (f"{at}/VALUE_COST/@FMTVAL", f"{at}/VALUE_COST")


def outside(at: str) -> tuple[str, str]:
    """Awards that need no call because the directive does not ask for one."""
    return (f"^{at}/D_OUTSIDE_SCOPE", f"^{at}/D_SERVICES_LISTED")


def values(at: str, element: str) -> tuple[str, ...]:
    """An amount of an award: plain since S04, before that inside VALUES or VALUE."""
    return (f"{at}/VALUES/{element}", f"{at}/{element}", f"{at}/VALUE/{element}")


NOTICE = Rows(
    "notices",
    "/",
    {
        "notice_id": "@DOC_ID",
        "notice_version": "=1",
        "format": "=ted_export",
        "sdk_version": ("@VERSION", f"{FORM}/@VERSION"),
        "subtype_code": f"{FORM}/@FORM",
        "form_type": ["=TD:", f"{CODED}/TD_DOCUMENT_TYPE/@CODE"],
        "notice_type_code": f"{FORM}/NOTICE/@TYPE",
        "legal_basis_code": (
            f"{FORM}/LEGAL_BASIS/@VALUE",
            f"{FORM}/DIRECTIVE/@VALUE",
            f"{CODED}/DIRECTIVE/@VALUE",
        ),
        "national_legal_basis": f"{FORM}/LEGAL_BASIS_OTHER",
        "language_code": (LANGUAGE, f"{NOTICE_DATA}/LG_ORIG"),
        "dispatched_on": (f"{INFO}/DATE_DISPATCH_NOTICE", f"{CODED}/DS_DATE_DISPATCH"),
        "planned_on": f"{OBJECT}/DATE_PUBLICATION_NOTICE",
        "publication_number": "@DOC_ID",
        "gazette_number": f"{NOTICE_DATA}/NO_DOC_OJS",
        "publication_on": "/CODED_DATA_SECTION/REF_OJS/DATE_PUB",
        "reference_number": (f"{OBJECT}/REFERENCE_NUMBER", f"{F17_ADMINISTRATION}/FILE_REFERENCE_NUMBER"),
        "procedure_type_code": (*PROCEDURE_TYPES, ["=PR:", f"{CODED}/PR_PROC/@CODE"]),
        "is_accelerated": f"{PROCEDURE}/ACCELERATED_PROC => true",
        "direct_award_code": tuple(
            path for at in AWARD_WITHOUT_CALL for path in (f"^{at}/D_ACCORDANCE_ARTICLE/*", *outside(at))
        ),
        "direct_award_reason": tuple(f"{at}/D_JUSTIFICATION" for at in AWARD_WITHOUT_CALL),
        "title": (f"{OBJECT}/TITLE", *(f"{at}/TITLE_CONTRACT" for at in DEFENCE_OBJECTS)),
        "description": (
            f"{OBJECT}/SHORT_DESCR",
            f"{DESCRIPTION}/SHORT_DESCR",
            f"{F16_OBJECT}/QUANTITY_SCOPE_WORKS_DEFENCE/TOTAL_QUANTITY_OR_SCOPE",
            f"{F17_DESCRIPTION}/SHORT_CONTRACT_DESCRIPTION",
            f"{F18_DESCRIPTION}/SHORT_CONTRACT_DESCRIPTION",
        ),
        "nature_code": (f"{OBJECT}/TYPE_CONTRACT/@CTYPE", ["=NC:", f"{CODED}/NC_CONTRACT_NATURE/@CODE"]),
        "main_cpv_code": (
            f"{OBJECT}/CPV_MAIN/CPV_CODE/@CODE",
            *(f"{at}/CPV/CPV_MAIN/CPV_CODE/@CODE" for at in DEFENCE_OBJECTS),
        ),
        "estimated_value": (
            f"{OBJECT}/VAL_ESTIMATED_TOTAL",
            *(path for at in (QUANTITY, F16_QUANTITY) for path in cost(at)),
        ),
        "framework_maximum_value": cost(F17_TOTAL),
        "framework_maximum_value_currency_code": f"{F17_TOTAL}/@CURRENCY",
        "awarded_value": (f"{OBJECT}/VAL_TOTAL", *cost(f"{F18_OBJECT}/TOTAL_FINAL_VALUE/{WITHOUT_VAT}")),
        "awarded_value_currency_code": (
            f"{OBJECT}/VAL_TOTAL/@CURRENCY",
            f"{F18_OBJECT}/TOTAL_FINAL_VALUE/COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/@CURRENCY",
        ),
        "estimated_value_currency_code": (
            f"{OBJECT}/VAL_ESTIMATED_TOTAL/@CURRENCY",
            f"{QUANTITY}/@CURRENCY",
            f"{F16_QUANTITY}/@CURRENCY",
        ),
        "buyer_legal_type_code": (
            f"{BODY}/CA_TYPE/@VALUE",
            *(f"{at}/{KIND}/TYPE_OF_CONTRACTING_AUTHORITY/@VALUE" for at in (F16_BODY, F17_BODY, F18_BODY)),
        ),
        "buyer_activity_code": (
            f"{BODY}/CA_ACTIVITY/@VALUE",
            f"{BODY}/CE_ACTIVITY/@VALUE",
            *(f"{at}/{KIND}/TYPE_OF_ACTIVITY/@VALUE" for at in (F16_BODY, F17_BODY, F18_BODY)),
        ),
        "is_joint_procurement": f"{BODY}/JOINT_PROCUREMENT_INVOLVED => true",
        "is_central_purchasing": f"{BODY}/CENTRAL_PURCHASING => true",
        "maximum_lots_submitted": f"{OBJECT}/LOT_DIVISION/LOT_MAX_NUMBER",
    },
)

LOT_ID: Path = (["=LOT:", f"{DESCRIPTION}/LOT_NO"], "=LOT-0000")
F17_LOT = f"{F17_DESCRIPTION}/F17_DIVISION_INTO_LOTS/F17_DIV_INTO_LOT_YES/F17_ANNEX_B"
F16_LOT = f"{F16_OBJECT}/QUANTITY_SCOPE_WORKS_DEFENCE/F16_DIVISION_INTO_LOTS/F16_DIV_INTO_LOT_YES/LOT_PRIOR_INFORMATION"
F17_TERMS: dict[str, Path] = {
    "framework_code": f"{F17_DESCRIPTION}/F17_FRAMEWORK => fa",
    "nature_code": f"{F17_DESCRIPTION}/TYPE_CONTRACT_DEFENCE/TYPE_CONTRACT/@VALUE",
    "variants_code": f"{F17_DESCRIPTION}/ACCEPTED_VARIANTS/@VALUE",
    "tender_deadline_on": day(F17_DEADLINE),
    "tender_deadline_time": f"{F17_DEADLINE}/TIME",
}

DEFENCE_LOTS: tuple[tuple[str, dict[str, Path]], ...] = ((F16_LOT, {}), (F17_LOT, F17_TERMS))

LOTS = (
    Rows(
        "lots",
        DESCRIPTION,
        {
            "lot_id": LOT_ID,
            "lot_kind": "=Lot",
            "title": "TITLE",
            "description": "SHORT_DESCR",
            "nature_code": f"{OBJECT}/TYPE_CONTRACT/@CTYPE",
            "estimated_value": "VAL_OBJECT",
            "estimated_value_currency_code": "VAL_OBJECT/@CURRENCY",
            "framework_code": f"{PROCEDURE}/FRAMEWORK => fa",
            "framework_maximum_participants": f"{PROCEDURE}/FRAMEWORK/NB_PARTICIPANTS",
            "dps_code": f"{PROCEDURE}/DPS => dps",
            "duration": "DURATION",
            "duration_unit_code": "DURATION/@TYPE",
            "starts_on": "DATE_START",
            "ends_on": "DATE_END",
            "tender_deadline_on": f"{PROCEDURE}/DATE_RECEIPT_TENDERS",
            "tender_deadline_time": f"{PROCEDURE}/TIME_RECEIPT_TENDERS",
            "variants_code": ("ACCEPTED_VARIANTS => allowed", "NO_ACCEPTED_VARIANTS => not-allowed"),
            "has_electronic_auction": f"{PROCEDURE}/EAUCTION_USED => true",
            "is_gpa_covered": (
                f"{PROCEDURE}/CONTRACT_COVERED_GPA => true",
                f"{PROCEDURE}/NO_CONTRACT_COVERED_GPA => false",
            ),
            "criteria_in_documents": ("AC/AC_PROCUREMENT_DOC => true", "AC_PROCUREMENT_DOC => true"),
        },
    ),
    *(
        Rows(
            "lots",
            at,
            {
                "lot_id": (["=LOT:", "LOT_NUMBER"], "=LOT-0000"),
                "lot_kind": "=Lot",
                "title": "LOT_TITLE",
                "description": "LOT_DESCRIPTION",
                "main_cpv_code": "CPV/CPV_MAIN/CPV_CODE/@CODE",
                **terms,
            },
        )
        for at, terms in DEFENCE_LOTS
    ),
    Rows(
        "lots",
        F17_DESCRIPTION,
        {
            "lot_id": "=LOT-0000",
            "lot_kind": "=Lot",
            "title": "TITLE_CONTRACT",
            "description": "SHORT_CONTRACT_DESCRIPTION",
            "main_cpv_code": "CPV/CPV_MAIN/CPV_CODE/@CODE",
            **F17_TERMS,
        },
        only={"F17_DIVISION_INTO_LOTS[?F17_DIV_INTO_LOT_YES/F17_ANNEX_B!='true'] => yes": ("yes",)},
    ),
    *(
        Rows("lots", at, {"lot_id": "=LOT-0000", "lot_kind": "=Lot", "title": "TITLE_CONTRACT"}, only=only)
        for at, only in (
            (
                F16_OBJECT,
                {"QUANTITY_SCOPE_WORKS_DEFENCE/F16_DIVISION_INTO_LOTS/DIV_INTO_LOT_NO => yes": ("yes",)},
            ),
            (F18_DESCRIPTION, {}),
        )
    ),
)

TEXTS = tuple(
    Rows(
        "notice_texts",
        f"{at}/{element}",
        {"text_field": f"={field}", "language_code": LANGUAGE, "text": "."} | lot,
    )
    for at, field, element, lot in (
        (OBJECT, "title", "TITLE", {}),
        (OBJECT, "description", "SHORT_DESCR", {}),
        (DESCRIPTION, "title", "TITLE", {"lot_id": LOT_ID}),
        (DESCRIPTION, "description", "SHORT_DESCR", {"lot_id": LOT_ID}),
        *((at, "title", "TITLE_CONTRACT", {}) for at in DEFENCE_OBJECTS),
        *((at, "description", "SHORT_CONTRACT_DESCRIPTION", {}) for at in (F17_DESCRIPTION, F18_DESCRIPTION)),
    )
)

CPV_PLACES: tuple[tuple[str, dict[str, Path]], ...] = (
    (OBJECT, {}),
    (DESCRIPTION, {"lot_id": LOT_ID}),
    *((f"{at}/CPV", {}) for at in DEFENCE_OBJECTS),
    (f"{F16_LOT}/CPV", {"lot_id": ["=LOT:", f"{F16_LOT}/LOT_NUMBER"]}),
    (f"{F17_LOT}/CPV", {"lot_id": ["=LOT:", f"{F17_LOT}/LOT_NUMBER"]}),
)
CPV_CODES = tuple(
    Rows("notice_cpv_codes", f"{at}/{element}/CPV_CODE", {"cpv_code": "@CODE", "is_main": f"={main}", **lot})
    for (at, lot), (element, main) in product(
        CPV_PLACES,
        (("CPV_MAIN", "true"), ("CPV_ADDITIONAL", "false")),
    )
)

PLACES = (
    Rows("notice_places", f"{DESCRIPTION}/NUTS", {"lot_id": LOT_ID, "nuts_code": "@CODE"}),
    *(
        Rows("notice_places", f"{at}/NUTS", {"nuts_code": "@CODE"})
        for at in (
            f"{F16_OBJECT}/TYPE_CONTRACT_PLACE_DELIVERY_DEFENCE/SITE_OR_LOCATION",
            f"{F17_DESCRIPTION}/LOCATION_NUTS",
            f"{F18_DESCRIPTION}/LOCATION_NUTS",
        )
    ),
)

WEIGHED = {"name": "AC_CRITERION", "weighting_as_written": "AC_WEIGHTING"}
CRITERION_KINDS: tuple[tuple[str, dict[str, Path]], ...] = (
    ("AC_QUALITY", {"criterion_type_code": "=quality", **WEIGHED}),
    ("AC_COST", {"criterion_type_code": "=cost", **WEIGHED}),
    ("AC_PRICE", {"criterion_type_code": "=price", "weighting_as_written": "AC_WEIGHTING"}),
    ("AC_CRITERIA", {**WEIGHED}),
    ("AC_CRITERION", {"name": "."}),
)
CRITERIA = (
    *(
        Rows("award_criteria", at, {"criterion_number": "#", "name": "CRITERIA", "weighting_as_written": "WEIGHTING"})
        for at in (F17_CRITERION, F18_CRITERION)
    ),
    *(
        Rows(
            "award_criteria",
            f"{DESCRIPTION}/{directive}{wrapper}{element}",
            {"lot_id": LOT_ID, "criterion_number": "#", **columns},
        )
        for directive, wrapper, (element, columns) in product(
            ("", *(f"{name}/" for name in DIRECTIVES)),
            ("", "AC/"),
            CRITERION_KINDS,
        )
    ),
)

ADDRESS: dict[str, Path] = {
    "name": "OFFICIALNAME",
    "identifier_as_written": "NATIONALID",
    "country_code": "COUNTRY/@VALUE",
    "nuts_code": "NUTS/@CODE",
    "city": "TOWN",
    "postcode": "POSTAL_CODE",
}
PROFILE: dict[str, Path] = ADDRESS | {
    "name": ("ORGANISATION/OFFICIALNAME", "ORGANISATION"),
    "identifier_as_written": "ORGANISATION/NATIONALID",
}
OPERATOR = "ECONOMIC_OPERATOR_NAME_ADDRESS/CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME"
SIZE: Path = ("SME => sme", "NO_SME => large")

BUYERS = (
    (f"{BODY}/ADDRESS_CONTRACTING_BODY", "ORG-B", ADDRESS),
    (f"{BODY}/ADDRESS_CONTRACTING_BODY_ADDITIONAL", "ORG-A", ADDRESS),
    *(
        (f"{at}/{contact}/CA_CE_CONCESSIONAIRE_PROFILE", "ORG-B", PROFILE)
        for at, contact in (
            (F16_BODY, "NAME_ADDRESSES_CONTACT_PRIOR_INFORMATION"),
            (F17_BODY, "NAME_ADDRESSES_CONTACT_CONTRACT"),
            (F18_BODY, "NAME_ADDRESSES_CONTACT_CONTRACT_AWARD"),
        )
    ),
)
CONTRACTORS = (
    *((f"{AWARDED}{group}/CONTRACTOR", "ADDRESS_CONTRACTOR", AWARD) for group in ("/CONTRACTORS", "")),
    *(
        (f"{PRIZE}/AWARDED_PRIZE{group}/WINNER", "ADDRESS_WINNER", f"{PRIZE}/AWARDED_PRIZE")
        for group in ("/WINNERS", "")
    ),
)


def below(at: str, columns: dict[str, Path]) -> dict[str, Path]:
    """The same columns, one element further down."""
    return {name: f"{at}/{path}" for name, path in columns.items()}


ORGANISATIONS = (
    *(
        rows
        for at, prefix, columns in BUYERS
        for rows in (
            Rows("notice_organisations", at, {"organisation_id": [f"={prefix}", "#"], **columns}),
            Rows("notice_roles", at, {"organisation_id": [f"={prefix}", "#"], "role": "=buyer"}),
        )
    ),
    *(
        rows
        for at, address, award in CONTRACTORS
        for rows in (
            Rows(
                "notice_organisations",
                at,
                {
                    "organisation_id": ["=ORG-", f"#{award}", "=-", "#"],
                    "size_code": SIZE,
                    **below(address, ADDRESS),
                },
            ),
            Rows(
                "notice_roles",
                at,
                {
                    "organisation_id": ["=ORG-", f"#{award}", "=-", "#"],
                    "role": "=tenderer",
                    "scope_id": ["=TPA-", f"#{award}"],
                },
            ),
            Rows(
                "tendering_party_members",
                at,
                {
                    "party_id": ["=TPA-", f"#{award}"],
                    "organisation_id": ["=ORG-", f"#{award}", "=-", "#"],
                    "is_subcontractor": "=false",
                },
            ),
        )
    ),
    Rows(
        "notice_organisations",
        f"{F18_AWARD}/{OPERATOR}",
        {"organisation_id": ["=ORG-", f"#{F18_AWARD}", "=-", "#"], **PROFILE},
    ),
    Rows(
        "notice_roles",
        f"{F18_AWARD}/{OPERATOR}",
        {
            "organisation_id": ["=ORG-", f"#{F18_AWARD}", "=-", "#"],
            "role": "=tenderer",
            "scope_id": ["=TPA-", f"#{F18_AWARD}"],
        },
    ),
    Rows(
        "tendering_party_members",
        f"{F18_AWARD}/{OPERATOR}",
        {
            "party_id": ["=TPA-", f"#{F18_AWARD}"],
            "organisation_id": ["=ORG-", f"#{F18_AWARD}", "=-", "#"],
            "is_subcontractor": "=false",
        },
    ),
    *(
        rows
        for at, role, prefix in (
            (f"{INFO}/ADDRESS_REVIEW_BODY", "review_body", "ORG-R"),
            *((f"{body}/{ON_BEHALF}", "on_behalf_of", "ORG-O") for body in (F16_BODY, F17_BODY, F18_BODY)),
        )
        for rows in (
            Rows(
                "notice_organisations",
                at,
                {"organisation_id": [f"={prefix}", "#"], **(ADDRESS if role == "review_body" else PROFILE)},
            ),
            Rows("notice_roles", at, {"organisation_id": [f"={prefix}", "#"], "role": f"={role}"}),
        )
    ),
)

AWARD_LOT: Path = ["=LOT:", f"{AWARD}/LOT_NO"]
COUNTS = (
    ("NB_TENDERS_RECEIVED", "tenders"),
    ("NB_TENDERS_RECEIVED_SME", "t-sme"),
    ("NB_TENDERS_RECEIVED_OTHER_EU", "t-oth-eea"),
    ("NB_TENDERS_RECEIVED_NON_EU", "t-no-eea"),
    ("NB_TENDERS_RECEIVED_EMEANS", "t-esubm"),
)


def chain(at: str, **contract: Path) -> tuple[Rows, ...]:
    """What hangs together by its place: a contract, its tender, and the links between result, tender and contract."""
    number = f"#{at}"
    return (
        Rows("contracts", at, {"contract_id": ["=CON-", number], **contract}),
        Rows("contract_tenders", at, {"contract_id": ["=CON-", number], "tender_id": ["=TEN-", number]}),
        Rows("result_contracts", at, {"result_id": ["=RES-", number], "contract_id": ["=CON-", number]}),
        Rows("result_tenders", at, {"result_id": ["=RES-", number], "tender_id": ["=TEN-", number]}),
    )


RESULTS = (
    Rows(
        "lot_results",
        AWARD,
        {
            "result_id": ["=RES-", "#"],
            "lot_id": AWARD_LOT,
            "outcome_code": ("AWARDED_CONTRACT => selec-w", "NO_AWARDED_CONTRACT => clos-nw"),
            "not_awarded_code": (
                "NO_AWARDED_CONTRACT/PROCUREMENT_UNSUCCESSFUL => unsuccessful",
                "NO_AWARDED_CONTRACT/PROCUREMENT_DISCONTINUED => discontinued",
            ),
            "lowest_tender_value": values("AWARDED_CONTRACT", "VAL_RANGE_TOTAL/LOW"),
            "highest_tender_value": values("AWARDED_CONTRACT", "VAL_RANGE_TOTAL/HIGH"),
            "lowest_tender_value_currency_code": values("AWARDED_CONTRACT", "VAL_RANGE_TOTAL/@CURRENCY"),
            "highest_tender_value_currency_code": values("AWARDED_CONTRACT", "VAL_RANGE_TOTAL/@CURRENCY"),
        },
    ),
    *(
        Rows(
            "tender_counts",
            f"{AWARDED}/{group}{element}",
            {"result_id": ["=RES-", f"#{AWARD}"], "count_code": f"={code}", "count": "."},
        )
        for group, (element, code) in product(("TENDERS/", ""), COUNTS)
    ),
    Rows(
        "tenders",
        AWARDED,
        {
            "tender_id": ["=TEN-", f"#{AWARD}"],
            "lot_id": AWARD_LOT,
            "party_id": ["=TPA-", f"#{AWARD}"],
            "value": values(".", "VAL_TOTAL"),
            "currency_code": values(".", "VAL_TOTAL/@CURRENCY"),
            "subcontracting_code": ("LIKELY_SUBCONTRACTED => yes", "NO_LIKELY_SUBCONTRACTED => no"),
        },
    ),
    *(
        Rows(rows.table, AWARDED, rows.columns)
        for rows in chain(
            AWARD,
            reference=f"{AWARD}/CONTRACT_NO",
            title=f"{AWARD}/TITLE",
            concluded_on="DATE_CONCLUSION_CONTRACT",
        )
    ),
    # The prizes of a design contest
    Rows(
        "lot_results",
        f"{PRIZE}/AWARDED_PRIZE",
        {"result_id": ["=RES-", "#"], "outcome_code": "=selec-w"},
    ),
    Rows(
        "lot_results",
        f"{PRIZE}/NO_AWARDED_PRIZE",
        {
            "result_id": ["=RES-N", "#"],
            "outcome_code": "=clos-nw",
            "not_awarded_code": (
                "PROCUREMENT_UNSUCCESSFUL => unsuccessful",
                "PROCUREMENT_DISCONTINUED => discontinued",
            ),
        },
    ),
    Rows(
        "tenders",
        f"{PRIZE}/AWARDED_PRIZE",
        {
            "tender_id": ["=TEN-", "#"],
            "party_id": ["=TPA-", "#"],
            "value": "VAL_PRIZE",
            "currency_code": "VAL_PRIZE/@CURRENCY",
        },
    ),
    *chain(f"{PRIZE}/AWARDED_PRIZE", decided_on="DATE_DECISION_JURY"),
    *(
        Rows(
            "tender_counts",
            f"{PRIZE}/AWARDED_PRIZE/{group}{element}",
            {"result_id": ["=RES-", f"#{PRIZE}/AWARDED_PRIZE"], "count_code": f"={code}", "count": "."},
        )
        for group, (element, code) in product(
            ("PARTICIPANTS/", ""),
            (
                ("NB_PARTICIPANTS", "tenders"),
                ("NB_PARTICIPANTS_SME", "t-sme"),
                ("NB_PARTICIPANTS_OTHER_EU", "t-oth-eea"),
            ),
        )
    ),
    # The awards of defence
    Rows(
        "lot_results",
        F18_AWARD,
        {"result_id": ["=RES-", "#"], "lot_id": ["=LOT:", "LOT_NUMBER"], "outcome_code": "=selec-w"},
    ),
    Rows(
        "tender_counts",
        f"{F18_AWARD}/OFFERS_RECEIVED_NUMBER",
        {"result_id": ["=RES-", f"#{F18_AWARD}"], "count_code": "=tenders", "count": "."},
    ),
    Rows(
        "tenders",
        F18_AWARD,
        {
            "tender_id": ["=TEN-", "#"],
            "lot_id": ["=LOT:", "LOT_NUMBER"],
            "party_id": ["=TPA-", "#"],
            "value": cost(f"CONTRACT_VALUE_INFORMATION/{WITHOUT_VAT}"),
            "currency_code": "CONTRACT_VALUE_INFORMATION/COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/@CURRENCY",
        },
    ),
    *chain(
        F18_AWARD,
        reference=f"{F18_AWARD}/CONTRACT_NUMBER",
        title=f"{F18_AWARD}/CONTRACT_TITLE",
        concluded_on=day(f"{F18_AWARD}/CONTRACT_AWARD_DATE"),
    ),
)

REFERENCES = tuple(
    Rows("notice_references", at, {"reference_kind": f"={kind}", "reference": "."})
    for at, kind in (
        (f"{PROCEDURE}/NOTICE_NUMBER_OJ", "previous"),
        (f"{NOTICE_DATA}/REF_NOTICE/NO_DOC_OJS", "previous"),
        (f"{INFO}/NOTICE_NUMBER_OJ", "changed"),
    )
)

CHANGE = (
    Rows(
        "notice_changes",
        f"{CHANGES}/CHANGE",
        {
            "change_number": "#",
            "description": "WHERE/LABEL",
            "section_id": "WHERE/SECTION",
            "old_value": "OLD_VALUE",
            "new_value": "NEW_VALUE",
        },
    ),
    Rows("notice_changes", f"{CHANGES}/INFO_ADD", {"change_number": "#", "description": "."}),
    Rows(
        "contract_modifications",
        f"{MODIFICATION}/INFO_MODIFICATIONS",
        {
            "modification_number": "#",
            "contract_id": "=CON-1",
            "reason_code": ("ADDITIONAL_NEED => add-wss", "UNFORESEEN_CIRCUMSTANCE => mod-cir"),
            "reason": ("ADDITIONAL_NEED", "UNFORESEEN_CIRCUMSTANCE"),
            "description": "SHORT_DESCR",
            "value_before": ("VALUES/VAL_TOTAL_BEFORE", "VAL_TOTAL_BEFORE"),
            "value_after": ("VALUES/VAL_TOTAL_AFTER", "VAL_TOTAL_AFTER"),
            "value_after_currency_code": ("VALUES/VAL_TOTAL_AFTER/@CURRENCY", "VAL_TOTAL_AFTER/@CURRENCY"),
            "value_before_currency_code": ("VALUES/VAL_TOTAL_BEFORE/@CURRENCY", "VAL_TOTAL_BEFORE/@CURRENCY"),
        },
    ),
)

TED_EXPORT = Format(
    "ted_export",
    (NOTICE, *LOTS, *TEXTS, *CPV_CODES, *PLACES, *CRITERIA, *ORGANISATIONS, *RESULTS, *REFERENCES, *CHANGE),
    whole_text=True,
)
