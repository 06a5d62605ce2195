"""Values of a notice that nobody asks for, each with the reason; what is neither read nor here is lost.

A rule is a regular expression over the path of a value, below its format; the first that fits gives the reason. A rule
speaks of values that are not read: of a path that is read, only what is left over (a second buyer's legal type).
"""

import re
from functools import lru_cache

AGAIN = "said again: the same value is read where it stands first"
CONTACT = "contact details and street addresses: who answers the phone is no matter of figures, and may be a person"
TERMS = "how to qualify, hand in and be paid: terms for tenderers, of which no figure is made"
APPEAL = "complaints, and where to send them: no figure is made of them"
NAMES = "says which list, scheme or language a value is of; the value itself is read or listed here"
OTHER_LANGUAGE = "the same in another language than the notice's own"
LIFE = "duration, renewals and options in words or in other units than those that are read"
SUSTAINABLE = "clean vehicles and other sector reports (BT-735 and around): no figure is made of them"
TECHNICAL = "about the file and its way to the gazette, not about the purchase"
MONEY_BESIDE = "money that is no price of the purchase: prizes, fees, revenue, subcontracted parts, payments"
LATER = "the contract as it is after a modification: reason and value are read, its supplier and object are not"
JUSTIFIED = "a second justification: the notice has the first"
ESTIMATE = "the estimate of an award, told again after it: the estimate of the competition stands"
RANGE = "a range, or an amount with VAT: neither is the value without VAT that is asked for"
SECOND = "of the second and later buyers: the notice has the first one's"

EFORMS = {
    NAMES: r"/@(listName|schemeName|listID|schemeID|schemeAgencyID|schemeAgencyName|languageID|name|format|mimeCode|"
    r"listAgencyID|listURI|listVersionID|schemaLocation)$|^@|cbc:ID/@\w+$",
    TECHNICAL: r"^cbc:(UBLVersionID|ProfileID|CustomizationID)|^…/efbc:Transmission(Date|Time)$"
    r"|^cac:TenderResult/cbc:AwardDate$|^…/efac:Publication/",
    CONTACT: r"cac:Contact/|efac:Contact|cbc:(WebsiteURI|EndpointID|StreetName|AdditionalStreetName|Department|Line)$|"
    r"cbc:Region$|UltimateBeneficialOwner|cbc:BuyerProfileURI$|cac:RealizedLocation/(cbc:Description|cac:Address/cbc:PostalZone)$|"
    r"efac:Nationality|TechnicalCommitteePerson|SignatoryParty|HeadOfficeParty|cac:PostalAddress/",
    APPEAL: r"efac:Appeals/|cac:AppealTerms/|AppealRequestsStatistics",
    SUSTAINABLE: r"efac:StrategicProcurement/|PublicTransportationCumulatedDistance|efac:DurationJustification|"
    r"ForeignSubsidiesMeasures",
    MONEY_BESIDE: r"cac:Prize/|SubcontractingTerm/|ConcessionRevenue/|efac:Funding/|cbc:FundingProgramCode$|"
    r"cac:FinancingParty|cac:PayerParty|cac:PaymentTerms|efac:ContractTerm/",
    TERMS: r"^cac:ProcurementProjectLot/cac:TenderingTerms/(?!cac:AwardingTerms/cac:AwardingCriterion|"
    r"cac:AwardingTerms/cac:Prize)|^cac:TenderingTerms/(?!cac:LotDistribution/cbc:MaximumLotsSubmitted)|"
    r"cac:TenderingProcess/(cbc:(GovernmentAgreementConstraintIndicator|SubmissionMethodCode|AccessToolsURI|Description|"
    r"CandidateReductionConstraintIndicator|PartPresentationCode|TerminatedIndicator)$|cac:EconomicOperatorShortList/|"
    r"cac:AuctionTerms/|cac:OpenTenderEvent/|cac:AdditionalInformationRequestPeriod/|cac:InvitationSubmissionPeriod/|"
    r"cac:ParticipationInvitationPeriod/|…/|cac:FrameworkAgreement/cac:SubsequentProcessTenderRequirement/)|"
    r"^…/efbc:AccessToolName$|ProcurementDocumentsChange(Indicator|Date)$",
    SECOND: r"^cac:ContractingParty/cac:(ContractingPartyType|ContractingActivity|Party/cac:ServiceProviderParty)",
    LIFE: r"cac:ContractExtension/|cac:PlannedPeriod/|EstimatedOverallContractQuantity|"
    r"cac:ProcurementProject/cbc:Note$",
    "accessibility, and purposes of the whole procedure beside those of its lots": r"cac:ProcurementAdditionalType/",
    "the number the buyer gives a lot, a tender or a group beside the one that the notice refers to it by": (
        r"cac:ProcurementProjectLot/cac:ProcurementProject/cbc:ID$|TenderReference/cbc:ID$|MainContractor/cbc:ID$|"
        r"TenderingParty/cbc:Name$|SettledContract/cbc:URI$|ModifiedContractIdentifier$|"
        r"NoticeDocumentReference/cbc:VersionID$"
    ),
    "a reason for one lot, or a second one: the notice has the first of the procedure": (
        r"cac:ProcessJustification/|TenderRankedIndicator$|DPSTerminationIndicator$|efac:Origin/efbc:AreaCode$"
    ),
    "the heading of award criteria, and how they are reckoned: each criterion below it is read": (
        r"cac:AwardingCriterion/(cbc:|…/)|SubordinateAwardingCriterion/cbc:CalculationExpression$"
    ),
    OTHER_LANGUAGE: r"(cbc:(Name|Description|Title|ProcurementType|ProcessReason)|"
    r"efbc:(ChangeDescription|ReasonDescription))$",
}
TED_EXPORT = {
    JUSTIFIED: r"D_ACCORDANCE_ARTICLE/D_\w+$",
    OTHER_LANGUAGE: r"^TRANSLATION_SECTION/|^FORM_SECTION/(?!FORM/|NOTICE_UUID)|^FORM_SECTION/FORM/@CATEGORY$",
    TECHNICAL: r"^(TECHNICAL_SECTION|LINKS_SECTION)/|^@|NOTICE_UUID$|URI_LIST/|IA_URL|/@(ITEM|PUBLICATION|ITEM_\w+)$|"
    r"^CODED_DATA_SECTION/(REF_OJS/(COLL|NO)_OJ|CODIF_DATA/(HEADING|INITIATOR))|/FT/@TYPE$|/FT$",
    AGAIN: r"^CODED_DATA_SECTION/|NOTICE_DISPATCH_DATE/|DATE_DISPATCH_NOTICE$|/VALUE_COST$|FD_\w+_DEFENCE/@CTYPE$|"
    r"CPV_SUPPLEMENTARY_CODE|AWARD_CONTRACT/(CONTRACT_NO|TITLE|LOT_NO|LOT_NUMBER)|/@CURRENCY$|FORM/DIRECTIVE/@VALUE$|"
    r"FORM/LEGAL_BASIS/@VALUE$|TYPE_CONTRACT(_\w+)?/(TYPE_CONTRACT|TYPE_SUPPLIES_CONTRACT)/@VALUE$|D_\w+/@CTYPE$",
    LATER: r"MODIFICATIONS_CONTRACT/DESCRIPTION_PROCUREMENT/",
    CONTACT: r"/(ADDRESS|E_MAIL|E_MAILS|PHONE|FAX|URL\w*|CONTACT_POINT|ATTENTION|MAIN_SITE|POSTAL_CODE|TOWN|LABEL|"
    r"MEMBER_NAME|INTERNET_ADDRESSES\w*)(/|$)|ADDRESS_(FURTHER_INFO|PARTICIPATION|REVIEW_INFO|MEDIATION_BODY|PARTY)|"
    r"CONTACT_DATA(?!_OTHER_BEHALF)",
    MONEY_BESIDE: r"VAL_(SUBCONTRACTING|REVENUE|PRICE_PAYMENT|BARGAIN_PURCHASE)|PCT_\w+|DOCUMENT_COST|"
    r"EXCLUDING_VAT_VALUE|NUMBER_VALUE_PRIZE|VAL_PRIZE/@|INFO_ADD_VALUE|/DETAILS_PAYMENT|MORE_INFORMATION_TO_SUB_CONTRACTED",
    ESTIMATE: (r"AWARDED_CONTRACT/(VALUES?/)?VAL_ESTIMATED_TOTAL|INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT"),
    RANGE: (r"VAL_RANGE_TOTAL|RANGE_VALUE_COST|COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE|VAT_PRCT"),
    APPEAL: r"REVIEW_PROCEDURE|PROCEDURES_FOR_APPEAL",
    TERMS: r"FORM/LEFTI|LEFTI_CONTRACT_DEFENCE|PROCEDURE/(?!PT_|DIRECTIVE_|FRAMEWORK|DATE_RECEIPT|TIME_RECEIPT)|"
    r"PROCEDURE/FRAMEWORK|DURATION_TENDER_VALID|QUALIFICATION|"
    r"CONTRACTING_BODY/(DOCUMENT|ADDRESS\w*_IDEM)|EINVOICING|EPAYMENT|EORDERING|RECURRENT|ESTIMATED_TIMING|EMAIL|"
    r"LOT_(DIVISION|COMBINING|ALL|ONE|MAX)|LOTS|ECATALOGUE|CRITERIA_CANDIDATE|NB_\w*CANDIDATE\w*|NB_\w*LIMIT\w*|"
    r"TYPE_OF_PROCEDURE_DEFENCE|TYPE_OF_PROCEDURE_CONTRACT|ADMINISTRATIVE_INFORMATION_\w+/(?!RECEIPT_LIMIT_DATE)|"
    r"SUBCONTRACTING|LIKELY_SUBCONTRACTED|SUB_CONTRACTED|PROCEDURE_DEFINITION_\w+|TYPE_OF_PROCEDURE",
    LIFE: r"OPTIONS|RENEWAL|DURATION|PERIOD_WORK|SCHEDULED_DATE_PERIOD|RECURRENT_CONTRACT|NATURE_QUANTITY_SCOPE|"
    r"TIME_FRAME|QUANTITY_SCOPE|ESSENTIAL_ASSETS|NB_KILOMETRES|DATE_START|DATE_END|/QS/",
    SECOND: r"CA_TYPE|CA_ACTIVITY|CE_ACTIVITY|TYPE_AND_ACTIVITIES|ACTIVITIES_OF_CONTRACTING|TYPE_OF_\w+_OTHER|"
    r"PURCHASING_ON_BEHALF|ON_BEHALF|JOINT_PROCUREMENT|CENTRAL_PURCHASING|NATIONAL_PROCUREMENT_LAW|PROCUREMENT_LAW",
    "which sort of works or supplies, and elements that are left empty": (
        r"TYPE_(WORK|SUPPLIES|SERVICES?)_CONTRACT|REALISATION|DESIGN_EXECUTION|/EXECUTION$|LEFTI_PRIOR|IDEM$|OWNERSHIP|"
        r"OBJECT_DESCR/DIRECTIVE_\w+$|TOTAL_FINAL_VALUE$|MORE_INFORMATION_IF"
    ),
    "remarks, and what is not so (no options, no EU funds, no group): saying no says no more than saying nothing": (
        r"INFO_ADD|EU_PROGR|EU_PROJECT|ADDITIONAL_INFORMATION|/NO_\w+$|AWARDED_TO_GROUP|AC_PROCUREMENT_DOC|CATEGORY|"
        r"FRAMEWORK_AGREEMENT|NOTICE_INVOLVES|DESCR$|/P$|TOTAL_QUANTITY|F1[678]_\w*LOT\w*|INDICATE_ANY|OFFERS_RECEIVED"
        r"_NUMBER_MEANING|AWARDED_CONTRACT/TENDERS/@|LEGAL_BASIS_OTHER|NOTICE/@TYPE|/TITLE|F1[678]_FRAMEWORK|"
        r"NOT_\w+$|COUNTRY/@VALUE$|ORIGIN|PARTICIPANTS|REASON|JUSTIFICATION|PREVIOUS_PUBLICATION"
    ),
}
LEFT_OVER = {
    "eforms": {
        SECOND: r"^cac:ContractingParty/cac:Contracting(PartyType|Activity)/",
        OTHER_LANGUAGE: r"(cbc:(Name|Description|Title)|efbc:(ChangeDescription|ReasonDescription))$",
        "of another list than the purposes: accessibility": r"cac:ProcurementAdditionalType/",
        "a law that says how buyers of two countries buy together": r"ProcurementLegislationDocumentReference/cbc:ID$",
        "a share of the subcontract: whether there is one is read": r"SubcontractingTerm/efbc:TermCode$",
        JUSTIFIED: r"cac:ProcessJustification/cbc:(ProcessReason|ProcessReasonCode|Description)$",
        NAMES: r"/@(listName|languageID|schemeName)$",
    },
    "ted_export": {
        RANGE: r"COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/(VALUE_COST(/@FMTVAL)?|@CURRENCY)$",
        AGAIN: r"/VALUE_COST$|^CODED_DATA_SECTION/(CODIF_DATA/(NC_CONTRACT_NATURE|PR_PROC)/@CODE|"
        r"CODIF_DATA/DIRECTIVE/@VALUE|CODIF_DATA/DS_DATE_DISPATCH|NOTICE_DATA/LG_ORIG)$",
        "the number and title of a contract that was not awarded": r"FORM/AWARD_CONTRACT/(CONTRACT_NO|TITLE)$",
    },
}
"""At paths that are read: what a value may be that is left over there. Nothing else excuses one."""
OF_AMOUNTS = {MONEY_BESIDE, LATER, APPEAL, AGAIN, OTHER_LANGUAGE, SUSTAINABLE, ESTIMATE, RANGE}
"""The only reasons for which an amount is not wanted."""
RULES = {
    name: [(re.compile(pattern), why) for why, pattern in rules.items()]
    for name, rules in (("eforms", EFORMS), ("ted_export", TED_EXPORT))
}
LEFT = {name: [(re.compile(pattern), why) for why, pattern in rules.items()] for name, rules in LEFT_OVER.items()}
OF_AN_ELEMENT = re.compile(r"/@(currencyID|unitCode)$")


@lru_cache(maxsize=50_000)
def reason(form: str, path: str, kind: str, *, is_declared: bool) -> str:
    """Why a value at a path is not wanted; empty where it is. A currency or unit goes with its amount.

    Args:
        form: name of the format.
        path: of the value.
        kind: of the value.
        is_declared: whether the declaration reads the path.
    """
    rules = (LEFT if is_declared else RULES)[form]
    bare = path if is_declared else OF_AN_ELEMENT.sub("", path)
    found = next((why for pattern, why in rules if pattern.search(bare)), "")
    return "" if kind == "amount" and found not in OF_AMOUNTS else found
