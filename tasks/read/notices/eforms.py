"""Where each column stands in an eForms notice (UBL 2.3 with the eForms extensions), SDK 1.3 to 1.15 and 2.*.

One declaration, read three ways: the walker is generated from it, coverage counts by it, docs/notices.md lists it.
To read one more field, add its column to schemas/parsed/ and its path here. Business terms stand in the schema.
"""

from tasks.read.notices.declaration import Format, Rows

EXTENSION = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
LOT = "/cac:ProcurementProjectLot"
LOT_ID = f"{LOT}/cbc:ID"
PROJECT = "cac:ProcurementProject"
PROCESS = "cac:TenderingProcess"
TERMS = "cac:TenderingTerms"
RESULT = f"/{EXTENSION}/efac:NoticeResult"
ORGANISATION = f"/{EXTENSION}/efac:Organizations/efac:Organization"
CHANGES = f"/{EXTENSION}/efac:Changes"
MODIFICATION = f"/{EXTENSION}/efac:ContractModification"
AMOUNT = "cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
FRAMEWORK = (
    f"cac:RequestedTenderTotal/{EXTENSION}/efbc:FrameworkMaximumAmount",
    "cac:RequestedTenderTotal/cbc:EstimatedOverallFrameworkContractsAmount",
)
GROUP_MAXIMUM = f"{PROCESS}/cac:FrameworkAgreement/cbc:EstimatedMaximumValueAmount"
DIRECT_AWARD = f"{PROCESS}/cac:ProcessJustification[cbc:ProcessReasonCode/@listName='direct-award-justification']"
CRITERION = f"{LOT}/{TERMS}/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
YES = ("true", "1")
CENTRAL = ("AwardingCPBIndicator", "AcquiringCPBIndicator")
PURPOSES = (
    "innovative-acquisition",
    "strategic-procurement",
    "environmental-impact",
    "social-objective",
    "social-procurement",  # SDK 1.0 to 1.2
    "gpp-criteria",
)

NOTICE = Rows(
    "notices",
    "/",
    {
        "notice_id": "cbc:ID[@schemeName='notice-id']",
        "notice_version": "cbc:VersionID",
        "format": "=eforms",
        "sdk_version": "cbc:CustomizationID",
        "subtype_code": f"{EXTENSION}/efac:NoticeSubType/cbc:SubTypeCode",
        "form_type": "cbc:NoticeTypeCode/@listName",
        "notice_type_code": "cbc:NoticeTypeCode",
        "legal_basis_code": "cbc:RegulatoryDomain",
        "national_legal_basis": f"+{TERMS}/cac:ProcurementLegislationDocumentReference/cbc:ID[.!='CrossBorderLaw']",
        "language_code": "cbc:NoticeLanguageCode",
        "other_languages": "+cac:AdditionalNoticeLanguage/cbc:ID",
        "dispatched_on": "cbc:IssueDate",
        "dispatched_time": "cbc:IssueTime",
        "requested_publication_on": "cbc:RequestedPublicationDate",
        "planned_on": "cbc:PlannedDate",
        "publication_number": f"{EXTENSION}/efac:Publication/efbc:NoticePublicationID",
        "gazette_number": f"{EXTENSION}/efac:Publication/efbc:GazetteID",
        "publication_on": f"{EXTENSION}/efac:Publication/efbc:PublicationDate",
        "procedure_id": "cbc:ContractFolderID",
        "reference_number": f"{PROJECT}/cbc:ID",
        "procedure_type_code": f"{PROCESS}/cbc:ProcedureCode",
        "is_accelerated": f"{PROCESS}/cac:ProcessJustification"
        "/cbc:ProcessReasonCode[@listName='accelerated-procedure']",
        "direct_award_code": f"{PROCESS}/cac:ProcessJustification"
        "/cbc:ProcessReasonCode[@listName='direct-award-justification']",
        "direct_award_reason": f"{DIRECT_AWARD}/cbc:ProcessReason",
        "previous_procedure_id": f"{DIRECT_AWARD}/cbc:Description",
        "title": f"~{PROJECT}/cbc:Name",
        "description": f"~{PROJECT}/cbc:Description",
        "nature_code": f"{PROJECT}/cbc:ProcurementTypeCode",
        "main_cpv_code": f"{PROJECT}/cac:MainCommodityClassification/cbc:ItemClassificationCode",
        "estimated_value": f"{PROJECT}/{AMOUNT}",
        "framework_maximum_value": (
            f"{RESULT}/efbc:OverallMaximumFrameworkContractsAmount",
            f"{RESULT}/cbc:EstimatedOverallFrameworkContractsAmount",
            *(f"{PROJECT}/{path}" for path in FRAMEWORK),
        ),
        "framework_approximate_value": f"{RESULT}/efbc:OverallApproximateFrameworkContractsAmount",
        "awarded_value": f"{RESULT}/cbc:TotalAmount",
        "awarded_value_currency_code": f"{RESULT}/cbc:TotalAmount/@currencyID",
        "estimated_value_currency_code": f"{PROJECT}/{AMOUNT}/@currencyID",
        "framework_maximum_value_currency_code": (
            f"{RESULT}/efbc:OverallMaximumFrameworkContractsAmount/@currencyID",
            f"{RESULT}/cbc:EstimatedOverallFrameworkContractsAmount/@currencyID",
            *(f"{PROJECT}/{path}/@currencyID" for path in FRAMEWORK),
        ),
        "framework_approximate_value_currency_code": f"{RESULT}/efbc:OverallApproximateFrameworkContractsAmount"
        "/@currencyID",
        "buyer_legal_type_code": "cac:ContractingParty/cac:ContractingPartyType"
        "/cbc:PartyTypeCode[@listName='buyer-legal-type']",
        "buyer_activity_code": "cac:ContractingParty/cac:ContractingActivity/cbc:ActivityTypeCode",
        "is_central_purchasing": (
            *(f"{ORGANISATION}/efbc:{name}[.='{yes}'] => true" for name in CENTRAL for yes in YES),
            *(f"{ORGANISATION}/efbc:{name}" for name in CENTRAL),
        ),
        "maximum_lots_submitted": f"{TERMS}/cac:LotDistribution/cbc:MaximumLotsSubmittedNumeric",
    },
)

LOTS = Rows(
    "lots",
    LOT,
    {
        "lot_id": "cbc:ID",
        "lot_kind": "cbc:ID/@schemeName",
        "title": f"~{PROJECT}/cbc:Name",
        "description": f"~{PROJECT}/cbc:Description",
        "nature_code": f"{PROJECT}/cbc:ProcurementTypeCode",
        "main_cpv_code": f"{PROJECT}/cac:MainCommodityClassification/cbc:ItemClassificationCode",
        "estimated_value": f"{PROJECT}/{AMOUNT}",
        "framework_maximum_value": (*(f"{PROJECT}/{path}" for path in FRAMEWORK), GROUP_MAXIMUM),
        "estimated_value_currency_code": f"{PROJECT}/{AMOUNT}/@currencyID",
        "framework_maximum_value_currency_code": (
            *(f"{PROJECT}/{path}/@currencyID" for path in FRAMEWORK),
            f"{GROUP_MAXIMUM}/@currencyID",
        ),
        "framework_code": f"{PROCESS}/cac:ContractingSystem"
        "/cbc:ContractingSystemTypeCode[@listName='framework-agreement']",
        "framework_maximum_participants": f"{PROCESS}/cac:FrameworkAgreement/cbc:MaximumOperatorQuantity",
        "dps_code": f"{PROCESS}/cac:ContractingSystem/cbc:ContractingSystemTypeCode[@listName='dps-usage']",
        "duration": f"{PROJECT}/cac:PlannedPeriod/cbc:DurationMeasure",
        "duration_unit_code": f"{PROJECT}/cac:PlannedPeriod/cbc:DurationMeasure/@unitCode",
        "starts_on": f"{PROJECT}/cac:PlannedPeriod/cbc:StartDate",
        "ends_on": f"{PROJECT}/cac:PlannedPeriod/cbc:EndDate",
        "maximum_renewals": f"{PROJECT}/cac:ContractExtension/cbc:MaximumNumberNumeric",
        "tender_deadline_on": f"{PROCESS}/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate",
        "tender_deadline_time": f"{PROCESS}/cac:TenderSubmissionDeadlinePeriod/cbc:EndTime",
        "participation_deadline_on": f"{PROCESS}/cac:ParticipationRequestReceptionPeriod/cbc:EndDate",
        "participation_deadline_time": f"{PROCESS}/cac:ParticipationRequestReceptionPeriod/cbc:EndTime",
        "variants_code": f"{TERMS}/cbc:VariantConstraintCode",
        "is_sme_suitable": f"{PROJECT}/cbc:SMESuitableIndicator",
        "has_electronic_auction": f"{PROCESS}/cac:AuctionTerms/cbc:AuctionConstraintIndicator",
        "is_gpa_covered": "cac:TenderingProcess/cbc:GovernmentAgreementConstraintIndicator",
    },
)

TEXTS = tuple(
    Rows(
        "notice_texts",
        f"{at}/{PROJECT}/{element}",
        {"text_field": f"={field}", "language_code": "@languageID", "text": "."} | lot,
    )
    for at, lot in (("", {}), (LOT, {"lot_id": LOT_ID}))
    for field, element in (("title", "cbc:Name"), ("description", "cbc:Description"))
)

CPV_CODES = tuple(
    Rows(
        "notice_cpv_codes",
        f"{at}/{PROJECT}/{element}/cbc:ItemClassificationCode",
        {"cpv_code": ".", "is_main": f"={main}"} | lot,
    )
    for at, lot in (("", {}), (LOT, {"lot_id": LOT_ID}))
    for main, element in (
        ("true", "cac:MainCommodityClassification"),
        ("false", "cac:AdditionalCommodityClassification"),
    )
)

PLACES = tuple(
    Rows(
        "notice_places",
        f"{at}/{PROJECT}/cac:RealizedLocation/cac:Address",
        {
            "country_code": "cac:Country/cbc:IdentificationCode",
            "nuts_code": "cbc:CountrySubentityCode",
            "city": "cbc:CityName",
        }
        | lot,
    )
    for at, lot in (("", {}), (LOT, {"lot_id": LOT_ID}))
)

PURPOSE = Rows(
    "notice_purposes",
    f"{LOT}/{PROJECT}/cac:ProcurementAdditionalType",
    {
        "lot_id": LOT_ID,
        "purpose": "cbc:ProcurementTypeCode/@listName",
        "code": "cbc:ProcurementTypeCode",
        "description": "~cbc:ProcurementType",
    },
    only={"cbc:ProcurementTypeCode/@listName": PURPOSES},
)

CRITERIA = Rows(
    "award_criteria",
    f"{CRITERION}/{EXTENSION}/efac:AwardCriterionParameter",
    {
        "lot_id": LOT_ID,
        "criterion_number": f"#{CRITERION}",
        "criterion_type_code": f"{CRITERION}/cbc:AwardingCriterionTypeCode",
        "name": f"~{CRITERION}/cbc:Name",
        "description": f"~{CRITERION}/cbc:Description",
        "number_kind": "efbc:ParameterCode/@listName",
        "number": "efbc:ParameterNumeric",
        "number_code": "efbc:ParameterCode",
    },
    otherwise=CRITERION,
)

COMPANY = {
    "organisation_id": "cac:PartyIdentification/cbc:ID",
    "name": "~cac:PartyName/cbc:Name",
    "identifier_as_written": "+cac:PartyLegalEntity/cbc:CompanyID",
    "country_code": "cac:PostalAddress/cac:Country/cbc:IdentificationCode",
    "nuts_code": "cac:PostalAddress/cbc:CountrySubentityCode",
    "city": "cac:PostalAddress/cbc:CityName",
    "postcode": "cac:PostalAddress/cbc:PostalZone",
}
COMPANY_ID = f"{ORGANISATION}/efac:Company/cac:PartyIdentification/cbc:ID"

ORGANISATIONS = (
    Rows(
        "notice_organisations",
        f"{ORGANISATION}/efac:Company",
        COMPANY
        | {
            "size_code": "efbc:CompanySizeCode",
            "is_natural_person": f"{ORGANISATION}/efbc:NaturalPersonIndicator",
            "is_listed": f"{ORGANISATION}/efbc:ListedOnRegulatedMarketIndicator",
        },
    ),
    Rows("notice_organisations", f"{ORGANISATION}/efac:TouchPoint", COMPANY | {"company_id": COMPANY_ID}),
)

PARTY = "cac:PartyIdentification"
ROLES = (
    Rows("notice_roles", f"/cac:ContractingParty/cac:Party/{PARTY}", {"organisation_id": "cbc:ID", "role": "=buyer"}),
    Rows(
        "notice_roles",
        f"/cac:ContractingParty/cac:Party/cac:ServiceProviderParty/cac:Party/{PARTY}",
        {"organisation_id": "cbc:ID", "role": "=service_provider"},
    ),
    *(
        Rows(
            "notice_roles",
            ORGANISATION,
            {"organisation_id": COMPANY_ID, "role": f"={role}"},
            only={f"efbc:{indicator}": YES},
        )
        for role, indicator in (
            ("lead_buyer", "GroupLeadIndicator"),
            ("awarding_central_purchasing_body", "AwardingCPBIndicator"),
            ("acquiring_central_purchasing_body", "AcquiringCPBIndicator"),
        )
    ),
    Rows(
        "notice_roles",
        f"{LOT}/{TERMS}/cac:AppealTerms/cac:AppealReceiverParty/{PARTY}",
        {"organisation_id": "cbc:ID", "role": "=review_body", "scope_id": LOT_ID},
    ),
    Rows(
        "notice_roles",
        f"{RESULT}/efac:TenderingParty/efac:Tenderer",
        {"organisation_id": "cbc:ID", "role": "=tenderer", "scope_id": f"{RESULT}/efac:TenderingParty/cbc:ID"},
    ),
    Rows(
        "notice_roles",
        f"{RESULT}/efac:TenderingParty/efac:SubContractor",
        {"organisation_id": "cbc:ID", "role": "=subcontractor", "scope_id": f"{RESULT}/efac:TenderingParty/cbc:ID"},
    ),
)

LOT_RESULT = f"{RESULT}/efac:LotResult"
RESULT_ID = f"{LOT_RESULT}/cbc:ID"
CONTRACT = f"{RESULT}/efac:SettledContract"
PARTY_ID = f"{RESULT}/efac:TenderingParty/cbc:ID"

RESULTS = (
    Rows(
        "lot_results",
        LOT_RESULT,
        {
            "result_id": "cbc:ID",
            "lot_id": "efac:TenderLot/cbc:ID",
            "outcome_code": "cbc:TenderResultCode",
            "not_awarded_code": "efac:DecisionReason/efbc:DecisionReasonCode",
            "lowest_tender_value": "cbc:LowerTenderAmount",
            "highest_tender_value": "cbc:HigherTenderAmount",
            "framework_maximum_value": "efac:FrameworkAgreementValues/cbc:MaximumValueAmount",
            "framework_reestimated_value": "efac:FrameworkAgreementValues/efbc:ReestimatedValueAmount",
            "lowest_tender_value_currency_code": "cbc:LowerTenderAmount/@currencyID",
            "highest_tender_value_currency_code": "cbc:HigherTenderAmount/@currencyID",
            "framework_maximum_value_currency_code": "efac:FrameworkAgreementValues/cbc:MaximumValueAmount/@currencyID",
            "framework_reestimated_value_currency_code": "efac:FrameworkAgreementValues/efbc:ReestimatedValueAmount"
            "/@currencyID",
        },
    ),
    Rows(
        "tender_counts",
        f"{LOT_RESULT}/efac:ReceivedSubmissionsStatistics",
        {"result_id": RESULT_ID, "count_code": "efbc:StatisticsCode", "count": "efbc:StatisticsNumeric"},
    ),
    Rows("result_tenders", f"{LOT_RESULT}/efac:LotTender", {"result_id": RESULT_ID, "tender_id": "cbc:ID"}),
    Rows("result_contracts", f"{LOT_RESULT}/efac:SettledContract", {"result_id": RESULT_ID, "contract_id": "cbc:ID"}),
    Rows(
        "tenders",
        f"{RESULT}/efac:LotTender",
        {
            "tender_id": "cbc:ID",
            "lot_id": "efac:TenderLot/cbc:ID",
            "party_id": "efac:TenderingParty/cbc:ID",
            "value": "cac:LegalMonetaryTotal/cbc:PayableAmount",
            "currency_code": "cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID",
            "rank": "cbc:RankCode",
            "is_variant": "efbc:TenderVariantIndicator",
            "subcontracting_code": "efac:SubcontractingTerm/efbc:TermCode[@listName='applicability']",
        },
    ),
    *(
        Rows(
            "tendering_party_members",
            f"{RESULT}/efac:TenderingParty/efac:{element}",
            {"party_id": PARTY_ID, "organisation_id": "cbc:ID", "is_subcontractor": f"={sub}"} | leader,
        )
        for element, sub, leader in (
            ("Tenderer", "false", {"is_leader": "efbc:GroupLeadIndicator"}),
            ("SubContractor", "true", {}),
        )
    ),
    Rows(
        "contracts",
        CONTRACT,
        {
            "contract_id": "cbc:ID",
            "reference": "efac:ContractReference/cbc:ID",
            "title": "~cbc:Title",
            "decided_on": "cbc:AwardDate",
            "concluded_on": "cbc:IssueDate",
            "is_in_framework": "efbc:ContractFrameworkIndicator",
            "framework_notice": "cac:NoticeDocumentReference/cbc:ID",
        },
    ),
    Rows(
        "contract_tenders", f"{CONTRACT}/efac:LotTender", {"contract_id": f"{CONTRACT}/cbc:ID", "tender_id": "cbc:ID"}
    ),
)

REFERENCES = (
    Rows(
        "notice_references",
        f"{LOT}/{PROCESS}/cac:NoticeDocumentReference",
        {
            "lot_id": LOT_ID,
            "reference_kind": "=planning",
            "reference": "cbc:ID",
            "part_id": "cbc:ReferencedDocumentInternalAddress",
        },
    ),
    Rows(
        "notice_references",
        f"/{PROCESS}/cac:NoticeDocumentReference",
        {
            "reference_kind": "=planning",
            "reference": "cbc:ID",
            "part_id": "cbc:ReferencedDocumentInternalAddress",
        },
    ),
    Rows(
        "notice_references",
        f"{CHANGES}/efbc:ChangedNoticeIdentifier",
        {"reference_kind": "=changed", "reference": "."},
    ),
    Rows(
        "notice_references",
        f"{MODIFICATION}/efbc:ChangedNoticeIdentifier",
        {"reference_kind": "=modified", "reference": "."},
    ),
    Rows(
        "notice_references",
        f"{CONTRACT}/cac:NoticeDocumentReference",
        {"reference_kind": "=framework", "reference": "cbc:ID"},
    ),
    Rows(
        "notice_references",
        f"/{PROCESS}/cac:ProcessJustification",
        {"reference_kind": "=direct_award", "reference": "cbc:Description"},
        only={"cbc:ProcessReasonCode/@listName": ("direct-award-justification",)},
    ),
)

SECTIONS = ("+efac:ChangedSection/efbc:ChangedSectionIdentifier", "+efbc:ChangedSectionIdentifier")
"""BT-13716; the element around it came with SDK 1.10."""
CHANGE = (
    Rows(
        "notice_changes",
        f"{CHANGES}/efac:Change",
        {
            "change_number": "#",
            "reason_code": f"{CHANGES}/efac:ChangeReason/cbc:ReasonCode",
            "reason": f"~{CHANGES}/efac:ChangeReason/efbc:ReasonDescription",
            "description": "~efbc:ChangeDescription",
            "section_id": SECTIONS,
        },
        otherwise=CHANGES,
    ),
    Rows(
        "contract_modifications",
        f"{MODIFICATION}/efac:Change",
        {
            "modification_number": "#",
            "contract_id": SECTIONS,
            "reason_code": f"{MODIFICATION}/efac:ChangeReason/cbc:ReasonCode",
            "reason": f"~{MODIFICATION}/efac:ChangeReason/efbc:ReasonDescription",
            "description": "~efbc:ChangeDescription",
        },
        otherwise=MODIFICATION,
    ),
)

EFORMS = Format(
    "eforms",
    (
        NOTICE,
        LOTS,
        *TEXTS,
        *CPV_CODES,
        *PLACES,
        PURPOSE,
        CRITERIA,
        *ORGANISATIONS,
        *ROLES,
        *RESULTS,
        *REFERENCES,
        *CHANGE,
    ),
    namespaces={
        "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
        "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
        "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
        "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
        "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
    },
    language="cbc:NoticeLanguageCode",
    language_attribute="languageID",
)
