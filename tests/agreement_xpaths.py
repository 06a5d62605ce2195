"""Where fields stand, told a second time and by hand, from the eForms field repository and the TED schemas.

Nothing here is taken from the reader's own declaration: that is the point. A table has one or more XPaths of its rows;
a column has an XPath, from the row, of a value that counts as there when it is not blank.
"""

X = "/*/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
IN = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
NR = X + "/efac:NoticeResult"
ORG = X + "/efac:Organizations/efac:Organization"
LOT = "/*/cac:ProcurementProjectLot"
JUSTIFIED = (
    "cac:TenderingProcess/cac:ProcessJustification[cbc:ProcessReasonCode/@listName='direct-award-justification']"
)
SYSTEM = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"
FRAMEWORK = (
    f"cac:ProcurementProject/cac:RequestedTenderTotal/{IN}/efbc:FrameworkMaximumAmount"
    "|cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallFrameworkContractsAmount"
)
VALUE = "cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
CRITERION = LOT + "/cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
PARAMETER = f"{CRITERION}/{IN}/efac:AwardCriterionParameter"
BARE = f"{CRITERION}[not({IN}/efac:AwardCriterionParameter)]"
UP = "ancestor-or-self::cac:SubordinateAwardingCriterion"
CHANGES = X + "/efac:Changes"
CHANGE = f"{CHANGES}/efac:Change|{CHANGES}[not(efac:Change)]"
MOD = X + "/efac:ContractModification"
MODIFICATION = f"{MOD}/efac:Change|{MOD}[not(efac:Change)]"
COMPANY = "[not(ancestor::efac:Organization/efbc:NaturalPersonIndicator='true')]"
ADDRESS = {
    "organisation_id": "cac:PartyIdentification/cbc:ID",
    "name": "cac:PartyName/cbc:Name",
    "identifier_as_written": f"cac:PartyLegalEntity/cbc:CompanyID{COMPANY}",
    "country_code": "cac:PostalAddress/cac:Country/cbc:IdentificationCode",
    "nuts_code": "cac:PostalAddress/cbc:CountrySubentityCode",
    "city": f"cac:PostalAddress/cbc:CityName{COMPANY}",
    "postcode": f"cac:PostalAddress/cbc:PostalZone{COMPANY}",
    "company_id": "self::efac:TouchPoint/../efac:Company/cac:PartyIdentification/cbc:ID",
    "size_code": "self::efac:Company/efbc:CompanySizeCode",
    "is_natural_person": "self::efac:Company/../efbc:NaturalPersonIndicator",
    "is_listed": "self::efac:Company/../efbc:ListedOnRegulatedMarketIndicator",
}
TITLE_ROWS = "/*/cac:ProcurementProject/cbc:Name|/*/cac:ProcurementProjectLot/cac:ProcurementProject/cbc:Name"
DESCRIPTION_ROWS = (
    "/*/cac:ProcurementProject/cbc:Description|/*/cac:ProcurementProjectLot/cac:ProcurementProject/cbc:Description"
)
FILLED = "[normalize-space(.)!='']"

EFORMS = {
    "notices": (
        "/*",
        {
            "notice_id": "cbc:ID[@schemeName='notice-id']",
            "notice_version": "cbc:VersionID",
            "sdk_version": "cbc:CustomizationID",
            "subtype_code": f"{X}/efac:NoticeSubType/cbc:SubTypeCode",
            "form_type": "cbc:NoticeTypeCode/@listName",
            "notice_type_code": "cbc:NoticeTypeCode",
            "legal_basis_code": "cbc:RegulatoryDomain",
            "national_legal_basis": "cac:TenderingTerms/cac:ProcurementLegislationDocumentReference"
            "[cbc:ID!='CrossBorderLaw']/cbc:ID",
            "language_code": "cbc:NoticeLanguageCode",
            "other_languages": "cac:AdditionalNoticeLanguage/cbc:ID",
            "dispatched_on": "cbc:IssueDate",
            "requested_publication_on": "cbc:RequestedPublicationDate",
            "planned_on": "cbc:PlannedDate",
            "publication_number": f"{X}/efac:Publication/efbc:NoticePublicationID",
            "gazette_number": f"{X}/efac:Publication/efbc:GazetteID",
            "publication_on": f"{X}/efac:Publication/efbc:PublicationDate",
            "procedure_id": "cbc:ContractFolderID",
            "reference_number": "cac:ProcurementProject/cbc:ID",
            "procedure_type_code": "cac:TenderingProcess/cbc:ProcedureCode",
            "is_accelerated": "cac:TenderingProcess/cac:ProcessJustification"
            "[cbc:ProcessReasonCode/@listName='accelerated-procedure']/cbc:ProcessReasonCode",
            "direct_award_code": f"{JUSTIFIED}/cbc:ProcessReasonCode",
            "direct_award_reason": f"{JUSTIFIED}/cbc:ProcessReason",
            "previous_procedure_id": f"{JUSTIFIED}/cbc:Description",
            "title": "cac:ProcurementProject/cbc:Name",
            "description": "cac:ProcurementProject/cbc:Description",
            "nature_code": "cac:ProcurementProject/cbc:ProcurementTypeCode",
            "main_cpv_code": "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",
            "estimated_value": VALUE,
            "framework_maximum_value": f"{NR}/efbc:OverallMaximumFrameworkContractsAmount"
            f"|{NR}/cbc:EstimatedOverallFrameworkContractsAmount|{FRAMEWORK}",
            "framework_approximate_value": f"{NR}/efbc:OverallApproximateFrameworkContractsAmount",
            "awarded_value": f"{NR}/cbc:TotalAmount",
            "buyer_legal_type_code": "cac:ContractingParty/cac:ContractingPartyType"
            "/cbc:PartyTypeCode[@listName='buyer-legal-type']",
            "buyer_activity_code": "cac:ContractingParty/cac:ContractingActivity/cbc:ActivityTypeCode",
            "is_central_purchasing": f"{ORG}/efbc:AwardingCPBIndicator|{ORG}/efbc:AcquiringCPBIndicator",
            "maximum_lots_submitted": "cac:TenderingTerms/cac:LotDistribution/cbc:MaximumLotsSubmittedNumeric",
        },
    ),
    "lots": (
        LOT,
        {
            "lot_id": "cbc:ID",
            "lot_kind": "cbc:ID/@schemeName",
            "title": "cac:ProcurementProject/cbc:Name",
            "description": "cac:ProcurementProject/cbc:Description",
            "nature_code": "cac:ProcurementProject/cbc:ProcurementTypeCode",
            "main_cpv_code": "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",
            "estimated_value": VALUE,
            "framework_maximum_value": FRAMEWORK,
            "framework_code": f"{SYSTEM}[@listName='framework-agreement']",
            "framework_maximum_participants": "cac:TenderingProcess/cac:FrameworkAgreement/cbc:MaximumOperatorQuantity",
            "dps_code": f"{SYSTEM}[@listName='dps-usage']",
            "duration": "cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure",
            "duration_unit_code": "cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure/@unitCode",
            "starts_on": "cac:ProcurementProject/cac:PlannedPeriod/cbc:StartDate",
            "ends_on": "cac:ProcurementProject/cac:PlannedPeriod/cbc:EndDate",
            "maximum_renewals": "cac:ProcurementProject/cac:ContractExtension/cbc:MaximumNumberNumeric",
            "tender_deadline_on": "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate",
            "tender_deadline_time": "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndTime",
            "participation_deadline_on": "cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndDate",
            "variants_code": "cac:TenderingTerms/cbc:VariantConstraintCode",
            "is_sme_suitable": "cac:ProcurementProject/cbc:SMESuitableIndicator",
            "has_electronic_auction": "cac:TenderingProcess/cac:AuctionTerms/cbc:AuctionConstraintIndicator",
        },
    ),
    "notice_texts": (
        f"({TITLE_ROWS}|{DESCRIPTION_ROWS}){FILLED}",
        {"text": ".", "language_code": "@languageID", "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID"},
    ),
    "notice_cpv_codes": (
        (
            "(/*/cac:ProcurementProject|/*/cac:ProcurementProjectLot/cac:ProcurementProject)"
            "/*[self::cac:MainCommodityClassification or self::cac:AdditionalCommodityClassification]"
            "/cbc:ItemClassificationCode"
        ),
        {"cpv_code": ".", "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID"},
    ),
    "notice_places": (
        (
            "(/*/cac:ProcurementProject|/*/cac:ProcurementProjectLot/cac:ProcurementProject)"
            "/cac:RealizedLocation/cac:Address"
        ),
        {
            "country_code": "cac:Country/cbc:IdentificationCode",
            "nuts_code": "cbc:CountrySubentityCode",
            "city": "cbc:CityName",
            "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID",
        },
    ),
    "notice_purposes": (
        (
            f"{LOT}/cac:ProcurementProject/cac:ProcurementAdditionalType[cbc:ProcurementTypeCode{FILLED}["
            "@listName='innovative-acquisition' or @listName='strategic-procurement' or @listName='gpp-criteria' or "
            "@listName='environmental-impact' or @listName='social-objective' or @listName='social-procurement']]"
        ),
        {
            "code": "cbc:ProcurementTypeCode",
            "purpose": "cbc:ProcurementTypeCode/@listName",
            "description": "cbc:ProcurementType",
            "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID",
        },
    ),
    "award_criteria": (
        f"{PARAMETER}|{BARE}",
        {
            "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID",
            "criterion_type_code": f"{UP}/cbc:AwardingCriterionTypeCode",
            "name": f"{UP}/cbc:Name",
            "description": f"{UP}/cbc:Description",
            "number": "self::efac:AwardCriterionParameter/efbc:ParameterNumeric",
            "number_code": "self::efac:AwardCriterionParameter/efbc:ParameterCode",
            "number_kind": "self::efac:AwardCriterionParameter/efbc:ParameterCode/@listName",
        },
    ),
    "notice_organisations": (f"{ORG}/efac:Company|{ORG}/efac:TouchPoint", ADDRESS),
    "lot_results": (
        f"{NR}/efac:LotResult",
        {
            "result_id": "cbc:ID",
            "lot_id": "efac:TenderLot/cbc:ID",
            "outcome_code": "cbc:TenderResultCode",
            "not_awarded_code": "efac:DecisionReason/efbc:DecisionReasonCode",
            "lowest_tender_value": "cbc:LowerTenderAmount",
            "highest_tender_value": "cbc:HigherTenderAmount",
            "framework_maximum_value": "efac:FrameworkAgreementValues/cbc:MaximumValueAmount",
            "framework_reestimated_value": "efac:FrameworkAgreementValues/efbc:ReestimatedValueAmount",
        },
    ),
    "tender_counts": (
        f"{NR}/efac:LotResult/efac:ReceivedSubmissionsStatistics[efbc:StatisticsNumeric{FILLED}]",
        {"result_id": "../cbc:ID", "count_code": "efbc:StatisticsCode", "count": "efbc:StatisticsNumeric"},
    ),
    "tenders": (
        f"{NR}/efac:LotTender",
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
    "tendering_party_members": (
        f"{NR}/efac:TenderingParty/efac:Tenderer|{NR}/efac:TenderingParty/efac:SubContractor",
        {
            "party_id": "../cbc:ID",
            "organisation_id": "cbc:ID",
            "is_leader": "self::efac:Tenderer/efbc:GroupLeadIndicator",
        },
    ),
    "contracts": (
        f"{NR}/efac:SettledContract",
        {
            "contract_id": "cbc:ID",
            "reference": "efac:ContractReference/cbc:ID",
            "title": "cbc:Title",
            "decided_on": "cbc:AwardDate",
            "concluded_on": "cbc:IssueDate",
            "is_in_framework": "efbc:ContractFrameworkIndicator",
            "framework_notice": "cac:NoticeDocumentReference/cbc:ID",
        },
    ),
    "contract_tenders": (
        f"{NR}/efac:SettledContract/efac:LotTender",
        {"contract_id": "../cbc:ID", "tender_id": "cbc:ID"},
    ),
    "result_contracts": (
        f"{NR}/efac:LotResult/efac:SettledContract",
        {"result_id": "../cbc:ID", "contract_id": "cbc:ID"},
    ),
    "result_tenders": (
        f"{NR}/efac:LotResult/efac:LotTender",
        {"result_id": "../cbc:ID", "tender_id": "cbc:ID"},
    ),
    "notice_changes": (
        CHANGE,
        {
            "reason_code": "ancestor-or-self::efac:Changes/efac:ChangeReason/cbc:ReasonCode",
            "reason": "ancestor-or-self::efac:Changes/efac:ChangeReason/efbc:ReasonDescription",
            "description": "self::efac:Change/efbc:ChangeDescription",
            "section_id": "self::efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier",
        },
    ),
    "contract_modifications": (
        MODIFICATION,
        {
            "reason_code": "ancestor-or-self::efac:ContractModification/efac:ChangeReason/cbc:ReasonCode",
            "reason": "ancestor-or-self::efac:ContractModification/efac:ChangeReason/efbc:ReasonDescription",
            "description": "self::efac:Change/efbc:ChangeDescription",
            "contract_id": "self::efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier",
        },
    ),
    "notice_references": (
        (
            f"({LOT}/cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID"
            "|/*/cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID"
            f"|{CHANGES}/efbc:ChangedNoticeIdentifier|{MOD}/efbc:ChangedNoticeIdentifier"
            f"|{NR}/efac:SettledContract/cac:NoticeDocumentReference/cbc:ID|/*/{JUSTIFIED}/cbc:Description){FILLED}"
        ),
        {
            "reference": ".",
            "part_id": "parent::cac:NoticeDocumentReference[not(ancestor::efac:SettledContract)]"
            "/cbc:ReferencedDocumentInternalAddress",
            "lot_id": "ancestor::cac:ProcurementProjectLot/cbc:ID",
        },
    ),
    "notice_roles": (
        (
            "/*/cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID"
            "|/*/cac:ContractingParty/cac:Party/cac:ServiceProviderParty/cac:Party/cac:PartyIdentification/cbc:ID"
            f"|{ORG}/efbc:GroupLeadIndicator[.='true']|{ORG}/efbc:AwardingCPBIndicator[.='true']"
            f"|{ORG}/efbc:AcquiringCPBIndicator[.='true']"
            f"|{LOT}/cac:TenderingTerms/cac:AppealTerms/cac:AppealReceiverParty/cac:PartyIdentification/cbc:ID"
            f"|{NR}/efac:TenderingParty/efac:Tenderer/cbc:ID|{NR}/efac:TenderingParty/efac:SubContractor/cbc:ID"
        ),
        {"organisation_id": "."},
    ),
    "withheld_fields": (
        "//efac:FieldsPrivacy",
        {
            "field_code": "efbc:FieldIdentifierCode",
            "reason_code": "cbc:ReasonCode",
            "reason": "efbc:ReasonDescription",
            "published_on": "efbc:PublicationDate",
        },
    ),
}

F = "/t:TED_EXPORT/t:FORM_SECTION/*[@CATEGORY='ORIGINAL'][1]"
AC = "/t:TED_EXPORT/t:FORM_SECTION/*[@CATEGORY='ORIGINAL'][1]/t:OBJECT_CONTRACT/t:OBJECT_DESCR"
WON = f"{F}/t:AWARD_CONTRACT/t:AWARDED_CONTRACT"
AWARDS = f"{F}/t:AWARD_CONTRACT"
DEFENCE = f"{F}/t:FD_CONTRACT_AWARD_DEFENCE/t:AWARD_OF_CONTRACT_DEFENCE"
PRIZES = f"{F}/t:RESULTS/t:AWARDED_PRIZE"
COMPANIES = (
    f"{F}/t:CONTRACTING_BODY/t:ADDRESS_CONTRACTING_BODY|{F}/t:CONTRACTING_BODY/t:ADDRESS_CONTRACTING_BODY_ADDITIONAL"
    f"|{F}/*/*/*/t:CA_CE_CONCESSIONAIRE_PROFILE"
    f"|{WON}//t:ADDRESS_CONTRACTOR|{PRIZES}//t:ADDRESS_WINNER|{F}/t:COMPLEMENTARY_INFO/t:ADDRESS_REVIEW_BODY"
    f"|{DEFENCE}/t:ECONOMIC_OPERATOR_NAME_ADDRESS/t:CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME"
    f"|{F}//t:CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY"
)
"""`t:` stands for any namespace: the count is taken by local name."""
TED_EXPORT = {
    "notices": (
        "/t:TED_EXPORT",
        {
            "notice_id": "@DOC_ID",
            "publication_number": "@DOC_ID",
            "sdk_version": f"@VERSION|{F}/@VERSION",
            "subtype_code": f"{F}/@FORM",
            "form_type": "t:CODED_DATA_SECTION/t:CODIF_DATA/t:TD_DOCUMENT_TYPE/@CODE",
            "legal_basis_code": f"{F}/t:LEGAL_BASIS/@VALUE|{F}/t:DIRECTIVE/@VALUE"
            "|t:CODED_DATA_SECTION/t:CODIF_DATA/t:DIRECTIVE/@VALUE",
            "national_legal_basis": f"{F}/t:LEGAL_BASIS_OTHER",
            "language_code": f"{F}/@LG",
            "dispatched_on": "t:CODED_DATA_SECTION/t:CODIF_DATA/t:DS_DATE_DISPATCH",
            "planned_on": f"{F}/t:OBJECT_CONTRACT/t:DATE_PUBLICATION_NOTICE",
            "gazette_number": "t:CODED_DATA_SECTION/t:NOTICE_DATA/t:NO_DOC_OJS",
            "publication_on": "t:CODED_DATA_SECTION/t:REF_OJS/t:DATE_PUB",
            "reference_number": f"{F}/t:OBJECT_CONTRACT/t:REFERENCE_NUMBER"
            f"|{F}/t:FD_CONTRACT_DEFENCE//t:FILE_REFERENCE_NUMBER",
            "procedure_type_code": "t:CODED_DATA_SECTION/t:CODIF_DATA/t:PR_PROC/@CODE[.!='9' and .!='N' and .!='Z']",
            "is_accelerated": f"{F}/t:PROCEDURE/t:ACCELERATED_PROC/ancestor::t:TED_EXPORT",
            "direct_award_code": f"{F}/t:PROCEDURE//t:D_ACCORDANCE_ARTICLE/*/ancestor::t:TED_EXPORT"
            f"|{F}/t:PROCEDURE//t:D_OUTSIDE_SCOPE/ancestor::t:TED_EXPORT"
            f"|{F}/t:PROCEDURE//t:D_SERVICES_LISTED/ancestor::t:TED_EXPORT",
            "direct_award_reason": f"{F}/t:PROCEDURE//t:D_JUSTIFICATION",
            "title": f"{F}/t:OBJECT_CONTRACT/t:TITLE|{F}//t:TITLE_CONTRACT",
            "description": f"{F}/t:OBJECT_CONTRACT/t:SHORT_DESCR|{AC}/t:SHORT_DESCR"
            f"|{F}//t:SHORT_CONTRACT_DESCRIPTION|{F}//t:QUANTITY_SCOPE_WORKS_DEFENCE/t:TOTAL_QUANTITY_OR_SCOPE",
            "nature_code": "t:CODED_DATA_SECTION/t:CODIF_DATA/t:NC_CONTRACT_NATURE/@CODE",
            "main_cpv_code": f"{F}/t:OBJECT_CONTRACT/t:CPV_MAIN/t:CPV_CODE/@CODE"
            f"|{F}//t:CPV/t:CPV_MAIN/t:CPV_CODE/@CODE",
            "estimated_value": f"{F}/t:OBJECT_CONTRACT/t:VAL_ESTIMATED_TOTAL"
            f"|{F}//t:NATURE_QUANTITY_SCOPE/t:COSTS_RANGE_AND_CURRENCY/t:VALUE_COST/@FMTVAL"
            f"|{F}//t:QUANTITY_SCOPE_WORKS_DEFENCE/t:COSTS_RANGE_AND_CURRENCY/t:VALUE_COST/@FMTVAL",
            "awarded_value": f"{F}/t:OBJECT_CONTRACT/t:VAL_TOTAL"
            f"|{F}//t:TOTAL_FINAL_VALUE/*[not(t:INCLUDING_VAT)]/t:VALUE_COST/@FMTVAL",
            "buyer_legal_type_code": f"{F}/t:CONTRACTING_BODY/t:CA_TYPE/@VALUE"
            f"|{F}//t:TYPE_OF_CONTRACTING_AUTHORITY/@VALUE",
            "buyer_activity_code": f"{F}/t:CONTRACTING_BODY/t:CA_ACTIVITY/@VALUE"
            f"|{F}/t:CONTRACTING_BODY/t:CE_ACTIVITY/@VALUE|{F}//t:TYPE_OF_ACTIVITY/@VALUE",
            "is_joint_procurement": f"{F}/t:CONTRACTING_BODY/t:JOINT_PROCUREMENT_INVOLVED/ancestor::t:TED_EXPORT",
            "is_central_purchasing": f"{F}/t:CONTRACTING_BODY/t:CENTRAL_PURCHASING/ancestor::t:TED_EXPORT",
            "maximum_lots_submitted": f"{F}/t:OBJECT_CONTRACT/t:LOT_DIVISION/t:LOT_MAX_NUMBER",
        },
    ),
    "notice_cpv_codes": (
        (
            f"{F}//t:CPV_MAIN[parent::t:OBJECT_CONTRACT or parent::t:CPV]/t:CPV_CODE"
            f"|{F}//t:CPV_ADDITIONAL[parent::t:OBJECT_DESCR or parent::t:CPV]/t:CPV_CODE"
        ),
        {"cpv_code": "@CODE"},
    ),
    "notice_places": (
        f"{AC}/t:NUTS|{F}//t:LOCATION_NUTS/t:NUTS|{F}//t:SITE_OR_LOCATION/t:NUTS",
        {"nuts_code": "@CODE"},
    ),
    "award_criteria": (
        (
            f"{AC}//t:AC_QUALITY|{AC}//t:AC_COST|{AC}//t:AC_PRICE|{AC}//t:AC_CRITERIA"
            f"|{F}//t:CRITERIA_DEFINITION"
            f"|{AC}//t:AC_CRITERION[not(parent::t:AC_QUALITY or parent::t:AC_COST or parent::t:AC_CRITERIA)]"
        ),
        {
            "name": "self::t:AC_CRITERION|t:AC_CRITERION|t:CRITERIA",
            "weighting_as_written": "t:AC_WEIGHTING|t:WEIGHTING",
            "criterion_type_code": "self::t:AC_QUALITY/ancestor::t:TED_EXPORT|self::t:AC_COST/ancestor::t:TED_EXPORT"
            "|self::t:AC_PRICE/ancestor::t:TED_EXPORT",
        },
    ),
    "notice_organisations": (
        COMPANIES,
        {
            "name": "t:OFFICIALNAME|t:ORGANISATION",
            "identifier_as_written": "t:NATIONALID|t:ORGANISATION/t:NATIONALID",
            "country_code": "t:COUNTRY/@VALUE",
            "nuts_code": "t:NUTS/@CODE",
            "city": "t:TOWN",
            "postcode": "t:POSTAL_CODE",
        },
    ),
    "lot_results": (
        f"{AWARDS}|{PRIZES}|{F}/t:RESULTS/t:NO_AWARDED_PRIZE|{DEFENCE}",
        {
            "not_awarded_code": "t:NO_AWARDED_CONTRACT/t:PROCUREMENT_UNSUCCESSFUL/ancestor::t:TED_EXPORT"
            "|t:NO_AWARDED_CONTRACT/t:PROCUREMENT_DISCONTINUED/ancestor::t:TED_EXPORT",
            "lowest_tender_value": "t:AWARDED_CONTRACT//t:VAL_RANGE_TOTAL/t:LOW",
            "highest_tender_value": "t:AWARDED_CONTRACT//t:VAL_RANGE_TOTAL/t:HIGH",
        },
    ),
    "tenders": (
        f"{WON}|{PRIZES}|{DEFENCE}",
        {
            "value": "t:VAL_TOTAL|t:VALUES/t:VAL_TOTAL|t:VALUE/t:VAL_TOTAL|t:VAL_PRIZE"
            "|t:CONTRACT_VALUE_INFORMATION/t:COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE[not(t:INCLUDING_VAT)]"
            "/t:VALUE_COST/@FMTVAL"
        },
    ),
    "tender_counts": (
        (
            f"{WON}//*[starts-with(local-name(),'NB_TENDERS_RECEIVED')]"
            f"|{PRIZES}/*[starts-with(local-name(),'NB_PARTICIPANTS')]|{DEFENCE}/t:OFFERS_RECEIVED_NUMBER"
        ),
        {"count": "."},
    ),
    "contracts": (
        f"{WON}|{PRIZES}|{DEFENCE}",
        {
            "reference": "parent::t:AWARD_CONTRACT/t:CONTRACT_NO|t:CONTRACT_NUMBER",
            "title": "parent::t:AWARD_CONTRACT/t:TITLE|t:CONTRACT_TITLE",
            "concluded_on": "t:DATE_CONCLUSION_CONTRACT|t:CONTRACT_AWARD_DATE/t:YEAR",
            "decided_on": "t:DATE_DECISION_JURY",
        },
    ),
    "contract_modifications": (
        f"{F}/t:MODIFICATIONS_CONTRACT/t:INFO_MODIFICATIONS",
        {
            "description": "t:SHORT_DESCR",
            "value_before": ".//t:VAL_TOTAL_BEFORE",
            "value_after": ".//t:VAL_TOTAL_AFTER",
            "reason": "t:ADDITIONAL_NEED|t:UNFORESEEN_CIRCUMSTANCE",
        },
    ),
    "notice_changes": (
        f"{F}/t:CHANGES/t:CHANGE|{F}/t:CHANGES/t:INFO_ADD",
        {"old_value": "t:OLD_VALUE", "new_value": "t:NEW_VALUE", "section_id": "t:WHERE/t:SECTION"},
    ),
}
