"""Where fields stand, told a second time and by hand, from the eForms field repository and the TED schemas.

Nothing here is taken from the reader's own declaration: that is the point. A table has sources: an XPath of its rows
and, from the row, where each column stands. A column is one of

    an XPath            alternatives behind | are asked in their order, and of each the first that is not blank
    All(XPath)          every one that is not blank, with a blank between
    Any(XPath)          whether one of them says yes
    Spoken(XPath)       the one in the language of the notice, else the first
    Word(text)          what the place itself says
    If((XPath, text))   the text of the first XPath that finds something
    Place()             the number of the row in its table
    a function          of the row's element

TED_EXPORT is asked without its namespaces, which changed with every schema: `bare` takes them off.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from lxml import etree


@dataclass(frozen=True)
class All:
    path: str


@dataclass(frozen=True)
class Any:
    path: str


@dataclass(frozen=True)
class Spoken:
    path: str


@dataclass(frozen=True)
class Word:
    text: str


@dataclass(frozen=True)
class Place:
    pass


class If(tuple):
    """Pairs of an XPath and what it says."""

    __slots__ = ()


NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
}


@cache
def xpath(path):
    return etree.XPath(path, namespaces=NAMESPACES)


@cache
def alternatives(path):
    """The alternatives of a path, at each | that stands in no bracket, compiled."""
    depth, parts = 0, [""]
    for letter in path:
        depth += (letter in "[(") - (letter in "])")
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [xpath(part) for part in parts]


def first(node, path):
    """The string of the first node of a path that says something, empty where none does."""
    texts = (str(xpath("string()")(each) if hasattr(each, "tag") else each) for each in xpath(path)(node))
    return next((text for text in (each.strip(" \t\r\n") for each in texts) if text), "")


@lru_cache(maxsize=64)
def listed(root, path):
    """Each element of a path with its place from 1: asked once a document."""
    return {element: place for place, element in enumerate(xpath(path)(root), 1)}


def around(node, path):
    """The place of the element of a path that a node stands in, or is."""
    found = listed(node.getroottree().getroot(), path)
    return next(found[each] for each in (node, *node.iterancestors()) if each in found)


def bare(root):
    """A document without namespaces: every element by its local name."""
    for element in root.iter(etree.Element):
        element.tag = element.tag.rpartition("}")[2]
    return root


IN = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
X = f"/*/{IN}"
NR = f"{X}/efac:NoticeResult"
ORG = f"{X}/efac:Organizations/efac:Organization"
LOT = "/*/cac:ProcurementProjectLot"
MY_LOT = "ancestor::cac:ProcurementProjectLot/cbc:ID"
JUSTIFIED = (
    "cac:TenderingProcess/cac:ProcessJustification[cbc:ProcessReasonCode/@listName='direct-award-justification']"
)
SYSTEM = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"
FRAMEWORK = (
    f"cac:ProcurementProject/cac:RequestedTenderTotal/{IN}/efbc:FrameworkMaximumAmount"
    "|cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallFrameworkContractsAmount"
)
GROUP_MAXIMUM = "cac:TenderingProcess/cac:FrameworkAgreement/cbc:EstimatedMaximumValueAmount"
VALUE = "cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
CRITERION = LOT + "/cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
PARAMETER = f"{CRITERION}/{IN}/efac:AwardCriterionParameter"
BARE = f"{CRITERION}[not({IN}/efac:AwardCriterionParameter)]"
UP = "ancestor-or-self::cac:SubordinateAwardingCriterion"
CHANGES = X + "/efac:Changes"
MOD = X + "/efac:ContractModification"
SECTIONS = (
    "self::efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier"
    "|self::efac:Change/efbc:ChangedSectionIdentifier"
)
FILLED = "[normalize-space(.)!='']"
MAIN_CPV = "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode"
PARTY = {
    "organisation_id": "cac:PartyIdentification/cbc:ID",
    "name": Spoken("cac:PartyName/cbc:Name"),
    "identifier_as_written": All("cac:PartyLegalEntity/cbc:CompanyID"),
    "country_code": "cac:PostalAddress/cac:Country/cbc:IdentificationCode",
    "nuts_code": "cac:PostalAddress/cbc:CountrySubentityCode",
    "city": "cac:PostalAddress/cbc:CityName",
    "postcode": "cac:PostalAddress/cbc:PostalZone",
}


TENDERS_BY = "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod"
REQUESTS_BY = "cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod"


def oslo(date, time, part):
    """Date (0) or time (1) in Oslo of an instant; what has no offset or cannot be read stays as it is."""

    def said(node):
        written = first(node, date), first(node, time)
        found = re.fullmatch(r"([0-9-]{10})(Z|[+-][0-9]{2}:[0-9]{2})?", written[0])
        hour = re.fullmatch(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?", written[1])
        if not found or not hour or not (hour[2] or found[2]) or found[1] == "2000-01-01":
            return written[part]
        try:
            moment = datetime.fromisoformat(f"{found[1]}T{hour[1]}{(hour[2] or found[2]).replace('Z', '+00:00')}")
        except ValueError:
            return written[part]
        return moment.astimezone(ZoneInfo("Europe/Oslo")).strftime("%Y-%m-%d %H:%M:%S").split()[part]

    return said


def place_in_lot(node):
    """Which criterion of its lot this is, from 1."""
    criterion = xpath(UP)(node)[0]
    lot = xpath("ancestor::cac:ProcurementProjectLot")(criterion)[0]
    path = "cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
    return str(listed(lot, path)[criterion])


def place_in_list(node):
    """Which criterion of its list this is in TED_EXPORT, from 1."""
    return str(
        1
        + len(
            [each for each in node.itersiblings(preceding=True) if each.tag == node.tag or each.tag.startswith("AC_")]
        )
    )


def sdk(root):
    """The numbers of eforms-sdk-1.13; what says none as it stands."""
    written = first(root, "cbc:CustomizationID")
    found = re.search(r"eforms-sdk-([0-9]+)\.([0-9]+)", written)
    return f"{int(found[1])}.{int(found[2])}" if found else written


def form_type(root):
    """The form, and `change` for what Classic corrected (subtype 99)."""
    is_correction = first(root, f"{IN}/efac:NoticeSubType/cbc:SubTypeCode") == "99"
    return "change" if is_correction else first(root, "cbc:NoticeTypeCode/@listName")


def is_of_its_competition(root):
    """Whether a notice that Doffin converted carries the gazette number of another notice."""
    number = first(root, f"{IN}/efac:Publication/efbc:NoticePublicationID")
    is_converted = not re.fullmatch(r"[0-9a-fA-F-]{36}", first(root, "cbc:ID[@schemeName='notice-id']"))
    return is_converted and re.fullmatch(r"[0-9]{4}/S [0-9]+-[0-9]+", number) is not None


def own_publication(root):
    own = "cbc:ID[@schemeName='notice-id']"
    return first(root, own if is_of_its_competition(root) else f"{IN}/efac:Publication/efbc:NoticePublicationID")


def competition_of(number):
    """The gazette number in a converted result, where it is a reference."""
    root = number.getroottree().getroot()
    is_later = form_type(root) in {"result", "cont-modif", "completion"}
    return first(number, ".") if is_later and is_of_its_competition(root) else ""


def buyers(root):
    return [first(each, ".") for each in xpath("cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID")(root)]


def yes(condition):
    return "true" if condition else "false"


def role(path, name, scope=None, organisation="cbc:ID"):
    columns = {"organisation_id": organisation, "role": Word(name)}
    return f"{path}[{organisation}{FILLED}]", columns | ({"scope_id": scope} if scope else {})


def texts():
    for at, lot in (("/*", {}), (LOT, {"lot_id": MY_LOT})):
        for field, name in (("title", "Name"), ("description", "Description")):
            yield (
                f"{at}/cac:ProcurementProject/cbc:{name}{FILLED}",
                {"text": ".", "text_field": Word(field), "language_code": "@languageID"} | lot,
            )


def below_project(path, columns):
    """Rows of the procedure and of its lots."""
    yield f"/*/cac:ProcurementProject/{path}", columns
    yield f"{LOT}/cac:ProcurementProject/{path}", columns | {"lot_id": MY_LOT}


EFORMS = {
    "notices": [
        (
            "/*",
            {
                "notice_id": "cbc:ID[@schemeName='notice-id']",
                "notice_version": "cbc:VersionID",
                "format": Word("eforms"),
                "sdk_version": sdk,
                "is_national": lambda root: yes(":national" in first(root, "cbc:CustomizationID")),
                "is_converted": lambda root: yes(
                    not re.fullmatch(
                        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                        first(root, "cbc:ID[@schemeName='notice-id']"),
                    )
                ),
                "subtype_code": f"{X}/efac:NoticeSubType/cbc:SubTypeCode",
                "form_type": form_type,
                "notice_type_code": "cbc:NoticeTypeCode",
                "legal_basis_code": "cbc:RegulatoryDomain",
                "national_legal_basis": All(
                    "cac:TenderingTerms/cac:ProcurementLegislationDocumentReference/cbc:ID"
                    "[normalize-space(.)!='CrossBorderLaw']"
                ),
                "language_code": "cbc:NoticeLanguageCode",
                "other_languages": All("cac:AdditionalNoticeLanguage/cbc:ID"),
                "dispatched_on": oslo("cbc:IssueDate", "cbc:IssueTime", 0),
                "dispatched_time": oslo("cbc:IssueDate", "cbc:IssueTime", 1),
                "requested_publication_on": "cbc:RequestedPublicationDate",
                "planned_on": "cbc:PlannedDate",
                "publication_number": own_publication,
                "is_joint_procurement": lambda root: "true" if len(set(buyers(root))) > 1 else "",
                "gazette_number": f"{X}/efac:Publication/efbc:GazetteID",
                "publication_on": f"{X}/efac:Publication/efbc:PublicationDate",
                "procedure_id": "cbc:ContractFolderID",
                "reference_number": "cac:ProcurementProject/cbc:ID",
                "procedure_type_code": "cac:TenderingProcess/cbc:ProcedureCode",
                "is_accelerated": "cac:TenderingProcess/cac:ProcessJustification"
                "/cbc:ProcessReasonCode[@listName='accelerated-procedure']",
                "direct_award_code": "cac:TenderingProcess/cac:ProcessJustification"
                "/cbc:ProcessReasonCode[@listName='direct-award-justification']",
                "direct_award_reason": Spoken(f"{JUSTIFIED}/cbc:ProcessReason"),
                "previous_procedure_id": f"{JUSTIFIED}/cbc:Description",
                "title": Spoken("cac:ProcurementProject/cbc:Name"),
                "description": Spoken("cac:ProcurementProject/cbc:Description"),
                "nature_code": "cac:ProcurementProject/cbc:ProcurementTypeCode",
                "main_cpv_code": MAIN_CPV,
                "estimated_value": VALUE,
                "framework_maximum_value": f"{NR}/efbc:OverallMaximumFrameworkContractsAmount"
                f"|{NR}/cbc:EstimatedOverallFrameworkContractsAmount|{FRAMEWORK}",
                "framework_approximate_value": f"{NR}/efbc:OverallApproximateFrameworkContractsAmount",
                "awarded_value": f"{NR}/cbc:TotalAmount",
                "buyer_legal_type_code": "cac:ContractingParty/cac:ContractingPartyType"
                "/cbc:PartyTypeCode[@listName='buyer-legal-type']",
                "buyer_activity_code": "cac:ContractingParty/cac:ContractingActivity/cbc:ActivityTypeCode",
                "is_central_purchasing": Any(f"{ORG}/efbc:AwardingCPBIndicator|{ORG}/efbc:AcquiringCPBIndicator"),
                "maximum_lots_submitted": "cac:TenderingTerms/cac:LotDistribution/cbc:MaximumLotsSubmittedNumeric",
            },
        )
    ],
    "lots": [
        (
            LOT,
            {
                "lot_id": "cbc:ID",
                "lot_kind": "cbc:ID/@schemeName",
                "title": Spoken("cac:ProcurementProject/cbc:Name"),
                "description": Spoken("cac:ProcurementProject/cbc:Description"),
                "nature_code": "cac:ProcurementProject/cbc:ProcurementTypeCode",
                "main_cpv_code": MAIN_CPV,
                "estimated_value": VALUE,
                "framework_maximum_value": f"{FRAMEWORK}|{GROUP_MAXIMUM}",
                "framework_code": f"{SYSTEM}[@listName='framework-agreement']",
                "framework_maximum_participants": "cac:TenderingProcess/cac:FrameworkAgreement"
                "/cbc:MaximumOperatorQuantity",
                "dps_code": f"{SYSTEM}[@listName='dps-usage']",
                "duration": "cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure",
                "duration_unit_code": "cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure/@unitCode",
                "starts_on": "cac:ProcurementProject/cac:PlannedPeriod/cbc:StartDate",
                "ends_on": "cac:ProcurementProject/cac:PlannedPeriod/cbc:EndDate",
                "maximum_renewals": "cac:ProcurementProject/cac:ContractExtension/cbc:MaximumNumberNumeric",
                "is_gpa_covered": "cac:TenderingProcess/cbc:GovernmentAgreementConstraintIndicator",
                "tender_deadline_on": oslo(f"{TENDERS_BY}/cbc:EndDate", f"{TENDERS_BY}/cbc:EndTime", 0),
                "tender_deadline_time": oslo(f"{TENDERS_BY}/cbc:EndDate", f"{TENDERS_BY}/cbc:EndTime", 1),
                "participation_deadline_on": oslo(f"{REQUESTS_BY}/cbc:EndDate", f"{REQUESTS_BY}/cbc:EndTime", 0),
                "participation_deadline_time": oslo(f"{REQUESTS_BY}/cbc:EndDate", f"{REQUESTS_BY}/cbc:EndTime", 1),
                "variants_code": "cac:TenderingTerms/cbc:VariantConstraintCode",
                "is_sme_suitable": "cac:ProcurementProject/cbc:SMESuitableIndicator",
                "has_electronic_auction": "cac:TenderingProcess/cac:AuctionTerms/cbc:AuctionConstraintIndicator",
            },
        )
    ],
    "notice_texts": list(texts()),
    "notice_cpv_codes": [
        *below_project(
            "cac:MainCommodityClassification/cbc:ItemClassificationCode", {"cpv_code": ".", "is_main": Word("true")}
        ),
        *below_project(
            "cac:AdditionalCommodityClassification/cbc:ItemClassificationCode",
            {"cpv_code": ".", "is_main": Word("false")},
        ),
    ],
    "notice_places": list(
        below_project(
            "cac:RealizedLocation/cac:Address",
            {
                "country_code": "cac:Country/cbc:IdentificationCode",
                "nuts_code": "cbc:CountrySubentityCode",
                "city": "cbc:CityName",
            },
        )
    ),
    "notice_purposes": [
        (
            (
                f"{LOT}/cac:ProcurementProject/cac:ProcurementAdditionalType[cbc:ProcurementTypeCode["
                "@listName='innovative-acquisition' or @listName='strategic-procurement' or @listName='gpp-criteria' "
                "or @listName='environmental-impact' or @listName='social-objective' "
                "or @listName='social-procurement']]"
            ),
            {
                "code": "cbc:ProcurementTypeCode",
                "purpose": "cbc:ProcurementTypeCode/@listName",
                "description": Spoken("cbc:ProcurementType"),
                "lot_id": MY_LOT,
            },
        )
    ],
    "award_criteria": [
        (
            path,
            {
                "lot_id": MY_LOT,
                "criterion_number": place_in_lot,
                "criterion_type_code": f"{UP}/cbc:AwardingCriterionTypeCode",
                "name": Spoken(f"{UP}/cbc:Name"),
                "description": Spoken(f"{UP}/cbc:Description"),
                "number": "self::efac:AwardCriterionParameter/efbc:ParameterNumeric",
                "number_code": "self::efac:AwardCriterionParameter/efbc:ParameterCode",
                "number_kind": "self::efac:AwardCriterionParameter/efbc:ParameterCode/@listName",
            },
        )
        for path in (PARAMETER, BARE)
    ],
    "notice_organisations": [
        (
            f"{ORG}/efac:Company",
            PARTY
            | {
                "size_code": "efbc:CompanySizeCode",
                "is_natural_person": "../efbc:NaturalPersonIndicator",
                "is_listed": "../efbc:ListedOnRegulatedMarketIndicator",
            },
        ),
        (
            f"{ORG}/efac:TouchPoint",
            PARTY | {"company_id": "../efac:Company/cac:PartyIdentification/cbc:ID"},
        ),
    ],
    "lot_results": [
        (
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
        )
    ],
    "tender_counts": [
        (
            f"{NR}/efac:LotResult/efac:ReceivedSubmissionsStatistics",
            {"result_id": "../cbc:ID", "count_code": "efbc:StatisticsCode", "count": "efbc:StatisticsNumeric"},
        )
    ],
    "tenders": [
        (
            f"{NR}/efac:LotTender",
            {
                "tender_id": "cbc:ID",
                "lot_id": "efac:TenderLot/cbc:ID",
                "party_id": "efac:TenderingParty/cbc:ID",
                "value": "cac:LegalMonetaryTotal/cbc:PayableAmount",
                "rank": "cbc:RankCode",
                "is_variant": "efbc:TenderVariantIndicator",
                "subcontracting_code": "efac:SubcontractingTerm/efbc:TermCode[@listName='applicability']",
            },
        )
    ],
    "tendering_party_members": [
        (
            f"{NR}/efac:TenderingParty/efac:{name}",
            {"party_id": "../cbc:ID", "organisation_id": "cbc:ID", "is_subcontractor": Word(sub)} | leader,
        )
        for name, sub, leader in (
            ("Tenderer", "false", {"is_leader": "efbc:GroupLeadIndicator"}),
            ("SubContractor", "true", {}),
        )
    ],
    "contracts": [
        (
            f"{NR}/efac:SettledContract",
            {
                "contract_id": "cbc:ID",
                "reference": "efac:ContractReference/cbc:ID",
                "title": Spoken("cbc:Title"),
                "decided_on": "cbc:AwardDate",
                "concluded_on": "cbc:IssueDate",
                "is_in_framework": "efbc:ContractFrameworkIndicator",
                "framework_notice": "cac:NoticeDocumentReference/cbc:ID",
            },
        )
    ],
    "contract_tenders": [
        (f"{NR}/efac:SettledContract/efac:LotTender", {"contract_id": "../cbc:ID", "tender_id": "cbc:ID"})
    ],
    "result_contracts": [
        (f"{NR}/efac:LotResult/efac:SettledContract", {"result_id": "../cbc:ID", "contract_id": "cbc:ID"})
    ],
    "result_tenders": [(f"{NR}/efac:LotResult/efac:LotTender", {"result_id": "../cbc:ID", "tender_id": "cbc:ID"})],
    "notice_changes": [
        (
            path,
            {
                "change_number": Place(),
                "reason_code": "ancestor-or-self::efac:Changes/efac:ChangeReason/cbc:ReasonCode",
                "reason": Spoken("ancestor-or-self::efac:Changes/efac:ChangeReason/efbc:ReasonDescription"),
                "description": Spoken("self::efac:Change/efbc:ChangeDescription"),
                "section_id": All(SECTIONS),
            },
        )
        for path in (f"{CHANGES}/efac:Change", f"{CHANGES}[not(efac:Change)]")
    ],
    "contract_modifications": [
        (
            path,
            {
                "modification_number": Place(),
                "reason_code": "ancestor-or-self::efac:ContractModification/efac:ChangeReason/cbc:ReasonCode",
                "reason": Spoken(
                    "ancestor-or-self::efac:ContractModification/efac:ChangeReason/efbc:ReasonDescription"
                ),
                "description": Spoken("self::efac:Change/efbc:ChangeDescription"),
                "contract_id": All(SECTIONS),
            },
        )
        for path in (f"{MOD}/efac:Change", f"{MOD}[not(efac:Change)]")
    ],
    "notice_references": [
        (
            f"{X}/efac:Publication/efbc:NoticePublicationID",
            {"reference_kind": Word("previous"), "reference": competition_of},
        ),
        *(
            (
                f"{at}/cac:TenderingProcess/cac:NoticeDocumentReference",
                {
                    "reference_kind": Word("planning"),
                    "reference": "cbc:ID",
                    "part_id": "cbc:ReferencedDocumentInternalAddress",
                }
                | lot,
            )
            for at, lot in ((LOT, {"lot_id": MY_LOT}), ("/*", {}))
        ),
        (f"{CHANGES}/efbc:ChangedNoticeIdentifier", {"reference_kind": Word("changed"), "reference": "."}),
        (f"{MOD}/efbc:ChangedNoticeIdentifier", {"reference_kind": Word("modified"), "reference": "."}),
        (
            f"{NR}/efac:SettledContract/cac:NoticeDocumentReference",
            {"reference_kind": Word("framework"), "reference": "cbc:ID"},
        ),
        (f"/*/{JUSTIFIED}", {"reference_kind": Word("direct_award"), "reference": "cbc:Description"}),
    ],
    "notice_roles": [
        role("/*/cac:ContractingParty/cac:Party/cac:PartyIdentification", "buyer"),
        role(
            "/*/cac:ContractingParty/cac:Party/cac:ServiceProviderParty/cac:Party/cac:PartyIdentification",
            "service_provider",
        ),
        *(
            role(
                f"{ORG}[{said}='true' or {said}='1']",
                name,
                organisation="efac:Company/cac:PartyIdentification/cbc:ID",
            )
            for name, said in (
                ("lead_buyer", f"normalize-space(efbc:GroupLeadIndicator{FILLED})"),
                ("awarding_central_purchasing_body", f"normalize-space(efbc:AwardingCPBIndicator{FILLED})"),
                ("acquiring_central_purchasing_body", f"normalize-space(efbc:AcquiringCPBIndicator{FILLED})"),
            )
        ),
        role(
            f"{LOT}/cac:TenderingTerms/cac:AppealTerms/cac:AppealReceiverParty/cac:PartyIdentification",
            "review_body",
            MY_LOT,
        ),
        role(f"{NR}/efac:TenderingParty/efac:Tenderer", "tenderer", "../cbc:ID"),
        role(f"{NR}/efac:TenderingParty/efac:SubContractor", "subcontractor", "../cbc:ID"),
    ],
    "withheld_fields": [
        (
            "//efac:FieldsPrivacy",
            {
                "lot_id": "ancestor::*[self::cac:ProcurementProjectLot or self::efac:LotResult or self::efac:LotTender "
                "or self::efac:SettledContract or self::efac:TenderingParty][1]/cbc:ID",
                "field_code": "efbc:FieldIdentifierCode",
                "reason_code": "cbc:ReasonCode",
                "reason": Spoken("efbc:ReasonDescription"),
                "published_on": "efbc:PublicationDate",
            },
        )
    ],
}

F = "(/TED_EXPORT/FORM_SECTION/*[@CATEGORY='ORIGINAL'])[1]"
CODED = "CODED_DATA_SECTION/CODIF_DATA"
OBJECT = f"{F}/OBJECT_CONTRACT"
AC = f"{OBJECT}/OBJECT_DESCR"
AWARDS = f"{F}/AWARD_CONTRACT"
WON = f"{AWARDS}/AWARDED_CONTRACT"
PRIZES = f"{F}/RESULTS/AWARDED_PRIZE"
F16 = f"{F}/FD_PRIOR_INFORMATION_DEFENCE"
F17 = f"{F}/FD_CONTRACT_DEFENCE"
F18 = f"{F}/FD_CONTRACT_AWARD_DEFENCE"
DEFENCE = f"{F18}/AWARD_OF_CONTRACT_DEFENCE"
O16 = f"{F16}/OBJECT_WORKS_SUPPLIES_SERVICES_PRIOR_INFORMATION"
O17 = f"{F17}/OBJECT_CONTRACT_INFORMATION_DEFENCE"
D17 = f"{O17}/DESCRIPTION_CONTRACT_INFORMATION_DEFENCE"
O18 = f"{F18}/OBJECT_CONTRACT_INFORMATION_CONTRACT_AWARD_NOTICE_DEFENCE"
D18 = f"{O18}/DESCRIPTION_AWARD_NOTICE_INFORMATION_DEFENCE"
DEFENCE_OBJECTS = (O16, D17, D18)
LOT16 = f"{O16}/QUANTITY_SCOPE_WORKS_DEFENCE/F16_DIVISION_INTO_LOTS/F16_DIV_INTO_LOT_YES/LOT_PRIOR_INFORMATION"
LOT17 = f"{D17}/F17_DIVISION_INTO_LOTS/F17_DIV_INTO_LOT_YES/F17_ANNEX_B"
B16 = f"{F16}/AUTHORITY_PRIOR_INFORMATION_DEFENCE"
B17 = f"{F17}/CONTRACTING_AUTHORITY_INFORMATION_DEFENCE"
B18 = f"{F18}/CONTRACTING_AUTHORITY_INFORMATION_CONTRACT_AWARD_DEFENCE"
ENTITY = "TYPE_AND_ACTIVITIES_OR_CONTRACTING_ENTITY_AND_PURCHASING_ON_BEHALF"
ON_BEHALF = f"{ENTITY}/PURCHASING_ON_BEHALF/PURCHASING_ON_BEHALF_YES/CONTACT_DATA_OTHER_BEHALF_CONTRACTING_AUTORITHY"
NO_VAT = "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE[not(INCLUDING_VAT)]"
RANGE16 = f"{O16}/QUANTITY_SCOPE_WORKS_DEFENCE/COSTS_RANGE_AND_CURRENCY"
RANGE17 = f"{O17}/QUANTITY_SCOPE/NATURE_QUANTITY_SCOPE/COSTS_RANGE_AND_CURRENCY"
ADMIN17 = f"{F17}/PROCEDURE_DEFINITION_CONTRACT_NOTICE_DEFENCE/ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE_DEFENCE"
CRITERIA17 = (
    f"{F17}/PROCEDURE_DEFINITION_CONTRACT_NOTICE_DEFENCE/AWARD_CRITERIA_CONTRACT_NOTICE_INFORMATION"
    "/AWARD_CRITERIA_DETAIL/MOST_ECONOMICALLY_ADVANTAGEOUS_TENDER/CRITERIA_STATED_BELOW/CRITERIA_DEFINITION"
)
CRITERIA18 = (
    f"{F18}/PROCEDURE_DEFINITION_CONTRACT_AWARD_NOTICE_DEFENCE"
    "/AWARD_CRITERIA_CONTRACT_AWARD_NOTICE_INFORMATION_DEFENCE/AWARD_CRITERIA_DETAIL_F18"
    "/MOST_ECONOMICALLY_ADVANTAGEOUS_TENDER_SHORT/CRITERIA_DEFINITION"
)
DIRECTLY = (
    f"{F}/PROCEDURE/descendant::*[parent::PROCEDURE or starts-with(name(..),'DIRECTIVE_')]"
    "[self::PT_AWARD_CONTRACT_WITHOUT_CALL or self::PT_AWARD_CONTRACT_WITHOUT_PUBLICATION "
    "or self::PT_NEGOTIATED_WITHOUT_PUBLICATION]"
)
TYPES = {
    "0": ("planning", "pin-only"),
    "1": ("change", "corr"),
    "2": ("change", "corr"),
    "3": ("competition", "cn-standard"),
    "7": ("result", "can-standard"),
    "A": ("competition", "pin-cfc-standard"),
    "B": ("planning", "pin-buyer"),
    "C": ("competition", "cn-standard"),
    "D": ("competition", "cn-desg"),
    "F": ("competition", "subco"),
    "H": ("competition", "cn-standard"),
    "J": ("result", "can-standard"),
    "K": ("cont-modif", "can-modif"),
    "M": ("competition", "pin-cfc-standard"),
    "O": ("competition", "qu-sy"),
    "P": ("planning", "pin-only"),
    "Q": ("competition", "qu-sy"),
    "R": ("result", "can-desg"),
    "V": ("dir-awa-pre", "veat"),
    "Y": ("competition", "cn-standard"),
}
PROCEDURES = {
    "1": "open",
    "2": "restricted",
    "3": "restricted",
    "4": "neg-w-call",
    "6": "neg-w-call",
    "A": "direct-award",
    "B": "neg-w-call",
    "C": "comp-dial",
    "E": "concession",
    "F": "neg-wo-call",
    "G": "innovation",
    "T": "neg-wo-call",
    "V": "neg-wo-call",
    "9": "",
    "N": "",
    "Z": "",
}
CONTRACT_NATURES = {"1": "works", "2": "supplies", "4": "services", "3": "combined", "9": "", "Z": ""}


def code(path, names, before):
    """A code of the coded section, in the words of eForms."""

    def said(node):
        written = first(node, f"/TED_EXPORT/{path}")
        return names.get(written, written and f"{before}:{written}")

    return said


def cost(at):
    """An amount of a defence notice: as a machine has it, else as prose has it."""
    return f"{at}/VALUE_COST/@FMTVAL|{at}/VALUE_COST"


def form(node):
    """The form: F02, T01."""
    written = first(node, f"{F}/@FORM")
    return f"F{written.zfill(2)}" if re.fullmatch(r"[0-9]{1,2}", written) else written


def document_type(place):
    def said(node):
        written = first(node, f"/TED_EXPORT/{CODED}/TD_DOCUMENT_TYPE/@CODE")
        if not written:
            return ""
        name = TYPES.get(written, (f"TD:{written}",) * 2)[place]
        if not place:
            return name
        if form(node) in {"T01", "T02"}:
            return {"T01": "pin-tran", "T02": "can-tran"}[form(node)]
        if first(node, f"{F}/NOTICE/@TYPE").endswith("_REDUCING_TIME_LIMITS"):
            return "pin-rtl"
        return re.sub("-standard$", "-social", name) if form(node) in {"F21", "F22", "F23"} else name

    return said


def nature(node):
    """As the form says it, else as the coded section does."""
    return first(node, f"{OBJECT}/TYPE_CONTRACT/@CTYPE") or code(
        f"{CODED}/NC_CONTRACT_NATURE/@CODE", CONTRACT_NATURES, "NC"
    )(node)


def gazette(node):
    found = re.match(r"[0-9]{4}/S [0-9]+", first(node, "/TED_EXPORT/CODED_DATA_SECTION/NOTICE_DATA/NO_DOC_OJS"))
    return found[0] if found else ""


def has_two_stages(node):
    return procedure_type(node.getroottree().getroot()) in {
        "restricted",
        "neg-w-call",
        "comp-dial",
        "innovation",
    }


def when(path, stages):
    """The one deadline of a legacy notice belongs to the first of two stages."""
    return lambda node: first(node, path) if has_two_stages(node) == (stages == 2) else ""


def three(path):
    """A date in three elements, as one."""

    def said(node):
        parts = [first(node, f"{path}/{name}") for name in ("YEAR", "MONTH", "DAY")]
        return "-".join(parts) if all(parts) else ""

    return said


def procedure_type(root):
    """As the form says it, else as the coded section does."""
    names = "|".join(f"{F}/PROCEDURE//{name}" for name in PROCEDURE_ELEMENTS)
    found = xpath(names)(root)
    return PROCEDURE_ELEMENTS[found[0].tag] if found else code(f"{CODED}/PR_PROC/@CODE", PROCEDURES, "PR")(root)


PROCEDURE_ELEMENTS = {
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
}


def three_by_stage(stages):
    def said(node):
        return three(f"{ADMIN17}/RECEIPT_LIMIT_DATE")(node) if has_two_stages(node) == (stages == 2) else ""

    return said


def lot_name(written):
    """LOT-0007 of 7 and of Del nr. 7, LOT-A of A."""
    written = written.strip().strip(".# ")
    *words, last = re.findall(r"[^\W\d]+|[0-9]+|[^\s.:#]", written) or [""]
    is_number = re.fullmatch("[0-9]{1,4}", last) and all(word.casefold() in LOT_WORDS for word in words)
    return written and f"LOT-{last.zfill(4) if is_number else written}"


LOT_WORDS = {"lot", "lots", "los", "del", "delkontrakt", "nr", "no", "część", "υποέργα"}
LIST_WORDS = {"og", "and", "et", "und", ",", ";", "/", "&"}


def lots_awarded(name, known):
    """The lots that an award's text names: several where it is a list of numbers, each the lot of the notice."""
    words = [word.casefold() for word in re.findall(r"[^\W\d]+|[0-9]+|[^\s.:#]", name.removeprefix("LOT-"))]
    if name in known or not any(word.isdigit() for word in words) or re.search(r"[0-9]\.[0-9]", name):
        return [name]
    if set(words) - LOT_WORDS - LIST_WORDS - {"-", "–", "til", "to"} - {word for word in words if word.isdigit()}:
        number = re.match(r"(?:lot )?([0-9]{1,4}) ?[-–—] ?\D", name.removeprefix("LOT-"), re.IGNORECASE)
        return [lot_name(number[1])] if number and lot_name(number[1]) in known else [name]
    words = [word for word in words if word not in LOT_WORDS | LIST_WORDS]
    numbers = []
    for place, word in enumerate(words):
        if word.isdigit():
            numbers += range(numbers[-1] + 1 if place and words[place - 1] in "-–tilto" else int(word), int(word) + 1)
    named = [lot_name(str(number)) for number in numbers]
    return named if named and (not known or set(named) <= known) else [name]


def of_each_lot(root, rows):
    """A result of each lot that an award names, with the tender, contract and counts of the award."""
    known = set(lot_names(root).values()) - {NO_LOT}
    again = {}
    results = []
    for row in rows["lot_results"]:
        for place, lot in enumerate(lots_awarded(row["lot_id"], known) if row["lot_id"] else [None], 1):
            own = row["result_id"] if place == 1 else f"{row['result_id']}-{place}"
            again.setdefault(row["result_id"], []).append(own)
            results.append(row | {"lot_id": lot, "result_id": own})
    rows["lot_results"] = results
    for table in ("tender_counts", "result_tenders", "result_contracts"):
        rows[table] = [row | {"result_id": own} for row in rows[table] for own in again[row["result_id"]]]
    for row in rows["tenders"]:
        named = lots_awarded(row["lot_id"], known) if row["lot_id"] else [None]
        row["lot_id"] = named[0] if len(named) == 1 else None


LOTS = f"{AC}|{LOT17}|{LOT16}"


@lru_cache(maxsize=8)
def lot_names(root):
    """The id of each lot by its element: its number, or its place where it has none or that of another."""
    names, taken = {}, set()
    for lot, place in listed(root, LOTS).items():
        name = lot_name(first(lot, "LOT_NO|LOT_NUMBER")) or NO_LOT
        names[lot] = f"LOT-P{place:04}" if name in taken else name
        taken.add(name)
    return names


def own_lot(node):
    """The id of the lot that a node stands in, or is."""
    names = lot_names(node.getroottree().getroot())
    return next(names[each] for each in (node, *node.iterancestors()) if each in names)


def own_defence_lot(node):
    number = first(node, "ancestor-or-self::*[self::F17_ANNEX_B or self::LOT_PRIOR_INFORMATION]/LOT_NUMBER")
    return number and own_lot(node)


def awarded_lot(path):
    """The lot an award names, else the only lot of the notice."""

    def said(node):
        if number := lot_name(first(node, path)):
            return number
        root = node.getroottree().getroot()
        numbered = lot_names(root)
        whole = listed(root, f"{D18}|{D17}{NOT_DIVIDED}|{O16}{NOT_DIVIDED_16}")
        if len(numbered) + len(whole) != 1:
            return ""
        return next(iter(numbered.values()), NO_LOT)

    return said


NO_LOT = "LOT-0000"
NOT_DIVIDED = "[F17_DIVISION_INTO_LOTS[not(F17_DIV_INTO_LOT_YES/F17_ANNEX_B)]]"
NOT_DIVIDED_16 = "[QUANTITY_SCOPE_WORKS_DEFENCE/F16_DIVISION_INTO_LOTS/DIV_INTO_LOT_NO]"


def numbered(before, path):
    """`RES-2`: a name and the place of the element of a path around the row."""
    return lambda node: f"{before}{around(node, path)}"


@lru_cache(maxsize=16)
def companies_listed(root, award, companies):
    """`ORG-2-1` by company: the place of the award and that of the company in it."""
    names, counts = {}, {}
    for company in listed(root, each_of(award, companies)):
        place = around(company, award)
        counts[place] = counts.get(place, 0) + 1
        names[company] = f"ORG-{place}-{counts[place]}"
    return names


def company_of(award, companies):
    return lambda node: companies_listed(node.getroottree().getroot(), award, companies)[node]


ADDRESS = {
    "name": "OFFICIALNAME",
    "identifier_as_written": "NATIONALID",
    "country_code": "COUNTRY/@VALUE",
    "nuts_code": "NUTS/@CODE",
    "city": "TOWN",
    "postcode": "POSTAL_CODE",
}
PROFILE = ADDRESS | {
    "name": "ORGANISATION/OFFICIALNAME|ORGANISATION",
    "identifier_as_written": "ORGANISATION/NATIONALID",
}
BODY = f"{F}/CONTRACTING_BODY"
SINGLE = {
    f"{BODY}/ADDRESS_CONTRACTING_BODY": ("ORG-B", "buyer", ADDRESS),
    f"{BODY}/ADDRESS_CONTRACTING_BODY_ADDITIONAL": ("ORG-A", "buyer", ADDRESS),
    f"{B16}/NAME_ADDRESSES_CONTACT_PRIOR_INFORMATION/CA_CE_CONCESSIONAIRE_PROFILE": ("ORG-B", "buyer", PROFILE),
    f"{B17}/NAME_ADDRESSES_CONTACT_CONTRACT/CA_CE_CONCESSIONAIRE_PROFILE": ("ORG-B", "buyer", PROFILE),
    f"{B18}/NAME_ADDRESSES_CONTACT_CONTRACT_AWARD/CA_CE_CONCESSIONAIRE_PROFILE": ("ORG-B", "buyer", PROFILE),
    f"{F}/COMPLEMENTARY_INFO/ADDRESS_REVIEW_BODY": ("ORG-R", "review_body", ADDRESS),
    f"{B16}/{ON_BEHALF}": ("ORG-O", "on_behalf_of", PROFILE),
    f"{B17}/{ON_BEHALF}": ("ORG-O", "on_behalf_of", PROFILE),
    f"{B18}/{ON_BEHALF}": ("ORG-O", "on_behalf_of", PROFILE),
}
TENDERERS = (
    (AWARDS, "AWARDED_CONTRACT/CONTRACTORS/CONTRACTOR|AWARDED_CONTRACT/CONTRACTOR", "ADDRESS_CONTRACTOR", ADDRESS),
    (PRIZES, "WINNERS/WINNER|WINNER", "ADDRESS_WINNER", ADDRESS),
    (DEFENCE, "ECONOMIC_OPERATOR_NAME_ADDRESS/CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME", ".", PROFILE),
)


def below(at, columns):
    return {
        name: "|".join(part if at == "." else f"{at}/{part}" for part in path.split("|"))
        for name, path in columns.items()
    }


def each_of(award, companies):
    return "|".join(f"{award}/{path}" for path in companies.split("|"))


SIZE = If((("SME", "sme"), ("NO_SME", "large")))
COUNTED = (
    ("NB_TENDERS_RECEIVED", "tenders"),
    ("NB_TENDERS_RECEIVED_SME", "t-sme"),
    ("NB_TENDERS_RECEIVED_OTHER_EU", "t-oth-eea"),
    ("NB_TENDERS_RECEIVED_NON_EU", "t-no-eea"),
    ("NB_TENDERS_RECEIVED_EMEANS", "t-esubm"),
)
COUNTED_PRIZES = (
    ("NB_PARTICIPANTS", "tenders"),
    ("NB_PARTICIPANTS_SME", "t-sme"),
    ("NB_PARTICIPANTS_OTHER_EU", "t-oth-eea"),
)
CHAINS = ((WON, AWARDS), (PRIZES, PRIZES), (DEFENCE, DEFENCE))


def anywhere(name):
    """An amount of an award, plain or inside VALUES or VALUE."""
    return f"VALUES/{name}|{name}|VALUE/{name}"


def anywhere_won(name):
    return "|".join(f"AWARDED_CONTRACT/{path}" for path in anywhere(name).split("|"))


def weight(node):
    """A weighting as a number, where it is one and nothing else."""
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*%?", first(node, "AC_WEIGHTING|WEIGHTING"))
    return found[1].replace(",", ".") if found else ""


def if_weight(word, must_end=""):
    return lambda node: word if weight(node) and first(node, "AC_WEIGHTING|WEIGHTING").endswith(must_end) else ""


WEIGHED = {
    "weighting_as_written": "AC_WEIGHTING|WEIGHTING",
    "number": weight,
    "number_kind": if_weight("weight"),
    "number_code": if_weight("per-exa", "%"),
}
CRITERIA_PLACES = [
    f"{AC}/{directive}{wrapper}"
    for directive in (
        "",
        "DIRECTIVE_2009_81_EC/",
        "DIRECTIVE_2014_23_EU/",
        "DIRECTIVE_2014_24_EU/",
        "DIRECTIVE_2014_25_EU/",
    )
    for wrapper in ("", "AC/")
]
LANGUAGE = f"{F}/@LG|/TED_EXPORT/CODED_DATA_SECTION/NOTICE_DATA/LG_ORIG"

TED_EXPORT = {
    "notices": [
        (
            "/TED_EXPORT",
            {
                "notice_id": "@DOC_ID",
                "notice_version": Word("1"),
                "format": Word("ted_export"),
                "is_national": Word("false"),
                "is_converted": Word("false"),
                "publication_number": "@DOC_ID",
                "sdk_version": f"@VERSION|{F}/@VERSION",
                "subtype_code": form,
                "form_type": document_type(0),
                "notice_type_code": document_type(1),
                "legal_basis_code": f"{F}/LEGAL_BASIS/@VALUE|{F}/DIRECTIVE/@VALUE|{CODED}/DIRECTIVE/@VALUE",
                "national_legal_basis": f"{F}/LEGAL_BASIS_OTHER",
                "language_code": LANGUAGE,
                "dispatched_on": f"{F}/COMPLEMENTARY_INFO/DATE_DISPATCH_NOTICE|{CODED}/DS_DATE_DISPATCH",
                "planned_on": f"{OBJECT}/DATE_PUBLICATION_NOTICE",
                "gazette_number": gazette,
                "publication_on": "CODED_DATA_SECTION/REF_OJS/DATE_PUB",
                "reference_number": f"{OBJECT}/REFERENCE_NUMBER|{ADMIN17}/FILE_REFERENCE_NUMBER",
                "procedure_type_code": procedure_type,
                "is_accelerated": If(((f"{F}/PROCEDURE/ACCELERATED_PROC", "true"),)),
                "direct_award_code": lambda root: next(
                    (
                        found.tag
                        for path in (
                            f"{DIRECTLY}/D_ACCORDANCE_ARTICLE/*",
                            f"{DIRECTLY}/D_OUTSIDE_SCOPE",
                            f"{DIRECTLY}/D_SERVICES_LISTED",
                        )
                        for found in xpath(path)(root)
                    ),
                    "",
                ),
                "direct_award_reason": f"{DIRECTLY}/D_JUSTIFICATION",
                "title": "|".join([f"{OBJECT}/TITLE", *(f"{at}/TITLE_CONTRACT" for at in DEFENCE_OBJECTS)]),
                "description": f"{OBJECT}/SHORT_DESCR|{AC}/SHORT_DESCR"
                f"|{O16}/QUANTITY_SCOPE_WORKS_DEFENCE/TOTAL_QUANTITY_OR_SCOPE"
                f"|{D17}/SHORT_CONTRACT_DESCRIPTION|{D18}/SHORT_CONTRACT_DESCRIPTION",
                "nature_code": nature,
                "main_cpv_code": "|".join(
                    [
                        f"{OBJECT}/CPV_MAIN/CPV_CODE/@CODE",
                        *(f"{at}/CPV/CPV_MAIN/CPV_CODE/@CODE" for at in DEFENCE_OBJECTS),
                    ]
                ),
                "estimated_value": f"{OBJECT}/VAL_ESTIMATED_TOTAL|{cost(RANGE17)}|{cost(RANGE16)}",
                "framework_maximum_value": cost(f"{D17}/F17_FRAMEWORK/TOTAL_ESTIMATED/COSTS_RANGE_AND_CURRENCY"),
                "awarded_value": f"{OBJECT}/VAL_TOTAL|{cost(f'{O18}/TOTAL_FINAL_VALUE/{NO_VAT}')}",
                "buyer_legal_type_code": "|".join(
                    [
                        f"{BODY}/CA_TYPE/@VALUE",
                        *(
                            f"{at}/{ENTITY}/TYPE_AND_ACTIVITIES/TYPE_OF_CONTRACTING_AUTHORITY/@VALUE"
                            for at in (B16, B17, B18)
                        ),
                    ]
                ),
                "buyer_activity_code": "|".join(
                    [
                        f"{BODY}/CA_ACTIVITY/@VALUE",
                        f"{BODY}/CE_ACTIVITY/@VALUE",
                        *(f"{at}/{ENTITY}/TYPE_AND_ACTIVITIES/TYPE_OF_ACTIVITY/@VALUE" for at in (B16, B17, B18)),
                    ]
                ),
                "is_joint_procurement": If(((f"{BODY}/JOINT_PROCUREMENT_INVOLVED", "true"),)),
                "is_central_purchasing": If(((f"{BODY}/CENTRAL_PURCHASING", "true"),)),
                "maximum_lots_submitted": f"{OBJECT}/LOT_DIVISION/LOT_MAX_NUMBER",
            },
        )
    ],
    "lots": [
        (
            AC,
            {
                "lot_id": own_lot,
                "lot_kind": Word("Lot"),
                "title": "TITLE",
                "description": "SHORT_DESCR",
                "nature_code": f"{OBJECT}/TYPE_CONTRACT/@CTYPE",
                "estimated_value": "VAL_OBJECT",
                "framework_code": If(((f"{F}/PROCEDURE/FRAMEWORK", "fa"),)),
                "framework_maximum_participants": f"{F}/PROCEDURE/FRAMEWORK/NB_PARTICIPANTS",
                "dps_code": If(((f"{F}/PROCEDURE/DPS", "dps"),)),
                "duration": "DURATION",
                "duration_unit_code": "DURATION/@TYPE",
                "starts_on": "DATE_START",
                "ends_on": "DATE_END",
                "tender_deadline_on": when(f"{F}/PROCEDURE/DATE_RECEIPT_TENDERS", 1),
                "tender_deadline_time": when(f"{F}/PROCEDURE/TIME_RECEIPT_TENDERS", 1),
                "participation_deadline_on": when(f"{F}/PROCEDURE/DATE_RECEIPT_TENDERS", 2),
                "participation_deadline_time": when(f"{F}/PROCEDURE/TIME_RECEIPT_TENDERS", 2),
                "variants_code": If((("ACCEPTED_VARIANTS", "allowed"), ("NO_ACCEPTED_VARIANTS", "not-allowed"))),
                "has_electronic_auction": If(((f"{F}/PROCEDURE/EAUCTION_USED", "true"),)),
                "is_gpa_covered": If(
                    (
                        (f"{F}/PROCEDURE/CONTRACT_COVERED_GPA", "true"),
                        (f"{F}/PROCEDURE/NO_CONTRACT_COVERED_GPA", "false"),
                    )
                ),
                "criteria_in_documents": If((("AC/AC_PROCUREMENT_DOC|AC_PROCUREMENT_DOC", "true"),)),
            },
        ),
        *(
            (
                path,
                {
                    "lot_id": own_lot,
                    "lot_kind": Word("Lot"),
                    "title": "LOT_TITLE",
                    "description": "LOT_DESCRIPTION",
                    "main_cpv_code": "CPV/CPV_MAIN/CPV_CODE/@CODE",
                }
                | deadlines,
            )
            for path, deadlines in (
                (LOT16, {}),
                (
                    LOT17,
                    {
                        "framework_code": If(((f"{D17}/F17_FRAMEWORK", "fa"),)),
                        "variants_code": f"{D17}/ACCEPTED_VARIANTS/@VALUE",
                        "nature_code": f"{D17}/TYPE_CONTRACT_DEFENCE/TYPE_CONTRACT/@VALUE",
                        "tender_deadline_on": three_by_stage(1),
                        "tender_deadline_time": when(f"{ADMIN17}/RECEIPT_LIMIT_DATE/TIME", 1),
                        "participation_deadline_on": three_by_stage(2),
                        "participation_deadline_time": when(f"{ADMIN17}/RECEIPT_LIMIT_DATE/TIME", 2),
                    },
                ),
            )
        ),
        (
            f"{D17}{NOT_DIVIDED}",
            {
                "lot_id": Word(NO_LOT),
                "lot_kind": Word("Lot"),
                "title": "TITLE_CONTRACT",
                "description": "SHORT_CONTRACT_DESCRIPTION",
                "nature_code": "TYPE_CONTRACT_DEFENCE/TYPE_CONTRACT/@VALUE",
                "main_cpv_code": "CPV/CPV_MAIN/CPV_CODE/@CODE",
                "framework_code": If((("F17_FRAMEWORK", "fa"),)),
                "tender_deadline_on": three_by_stage(1),
                "tender_deadline_time": when(f"{ADMIN17}/RECEIPT_LIMIT_DATE/TIME", 1),
                "participation_deadline_on": three_by_stage(2),
                "participation_deadline_time": when(f"{ADMIN17}/RECEIPT_LIMIT_DATE/TIME", 2),
                "variants_code": "ACCEPTED_VARIANTS/@VALUE",
            },
        ),
        *(
            (path, {"lot_id": Word(NO_LOT), "lot_kind": Word("Lot"), "title": "TITLE_CONTRACT"})
            for path in (f"{O16}{NOT_DIVIDED_16}", D18)
        ),
    ],
    "notice_texts": [
        (f"{at}/{name}{FILLED}", {"text": ".", "text_field": Word(field), "language_code": f"{F}/@LG"} | lot)
        for at, field, name, lot in (
            (OBJECT, "title", "TITLE", {}),
            (OBJECT, "description", "SHORT_DESCR", {}),
            (AC, "title", "TITLE", {"lot_id": own_lot}),
            (AC, "description", "SHORT_DESCR", {"lot_id": own_lot}),
            *((at, "title", "TITLE_CONTRACT", {}) for at in DEFENCE_OBJECTS),
            *((at, "description", "SHORT_CONTRACT_DESCRIPTION", {}) for at in (D17, D18)),
        )
    ],
    "notice_cpv_codes": [
        (f"{at}/{name}/CPV_CODE", {"cpv_code": "@CODE", "is_main": Word(main)} | lot)
        for at, lot in (
            (OBJECT, {}),
            (AC, {"lot_id": own_lot}),
            *((f"{at}/CPV", {}) for at in DEFENCE_OBJECTS),
            (f"{LOT16}/CPV", {"lot_id": own_defence_lot}),
            (f"{LOT17}/CPV", {"lot_id": own_defence_lot}),
        )
        for name, main in (("CPV_MAIN", "true"), ("CPV_ADDITIONAL", "false"))
    ],
    "notice_places": [
        (f"{AC}/NUTS", {"nuts_code": "@CODE", "lot_id": own_lot}),
        *(
            (f"{at}/NUTS", {"nuts_code": "@CODE"})
            for at in (
                f"{O16}/TYPE_CONTRACT_PLACE_DELIVERY_DEFENCE/SITE_OR_LOCATION",
                f"{D17}/LOCATION_NUTS",
                f"{D18}/LOCATION_NUTS",
            )
        ),
    ],
    "award_criteria": [
        *(
            (
                f"{at}{name}",
                {"lot_id": own_lot, "criterion_number": place_in_list, "criterion_type_code": Word(kind)} | columns,
            )
            for at in CRITERIA_PLACES
            for name, kind, columns in (
                ("AC_QUALITY", "quality", {"name": "AC_CRITERION"} | WEIGHED),
                ("AC_COST", "cost", {"name": "AC_CRITERION"} | WEIGHED),
                ("AC_PRICE", "price", WEIGHED),
                ("AC_CRITERIA", "", {"name": "AC_CRITERION"} | WEIGHED),
                ("AC_CRITERION", "", {"name": "."}),
            )
        ),
        *(
            (path, {"criterion_number": place_in_list, "name": "CRITERIA"} | WEIGHED)
            for path in (CRITERIA17, CRITERIA18)
        ),
    ],
    "notice_organisations": [
        *(
            (path, {"organisation_id": numbered(before, path)} | columns)
            for path, (before, _, columns) in SINGLE.items()
        ),
        *(
            (
                each_of(award, companies),
                {"organisation_id": company_of(award, companies), **below(at, columns)}
                | ({} if at == "." else {"size_code": SIZE}),
            )
            for award, companies, at, columns in TENDERERS
        ),
    ],
    "notice_roles": [
        *(
            (path, {"organisation_id": numbered(before, path), "role": Word(name)})
            for path, (before, name, _) in SINGLE.items()
        ),
        *(
            (
                each_of(award, companies),
                {
                    "organisation_id": company_of(award, companies),
                    "role": Word("tenderer"),
                    "scope_id": numbered("TPA-", award),
                },
            )
            for award, companies, *_ in TENDERERS
        ),
    ],
    "tendering_party_members": [
        (
            each_of(award, companies),
            {
                "party_id": numbered("TPA-", award),
                "organisation_id": company_of(award, companies),
                "is_subcontractor": Word("false"),
            },
        )
        for award, companies, *_ in TENDERERS
    ],
    "lot_results": [
        (
            AWARDS,
            {
                "result_id": numbered("RES-", AWARDS),
                "lot_id": awarded_lot("LOT_NO"),
                "outcome_code": If((("AWARDED_CONTRACT", "selec-w"), ("NO_AWARDED_CONTRACT", "clos-nw"))),
                "not_awarded_code": If(
                    (
                        ("NO_AWARDED_CONTRACT/PROCUREMENT_UNSUCCESSFUL", "unsuccessful"),
                        ("NO_AWARDED_CONTRACT/PROCUREMENT_DISCONTINUED", "discontinued"),
                    )
                ),
                "lowest_tender_value": anywhere_won("VAL_RANGE_TOTAL/LOW"),
                "highest_tender_value": anywhere_won("VAL_RANGE_TOTAL/HIGH"),
            },
        ),
        (
            PRIZES,
            {
                "result_id": numbered("RES-", PRIZES),
                "lot_id": awarded_lot("no-such-element"),
                "outcome_code": Word("selec-w"),
            },
        ),
        (
            f"{F}/RESULTS/NO_AWARDED_PRIZE",
            {
                "result_id": numbered("RES-N", f"{F}/RESULTS/NO_AWARDED_PRIZE"),
                "not_awarded_code": If(
                    (("PROCUREMENT_UNSUCCESSFUL", "unsuccessful"), ("PROCUREMENT_DISCONTINUED", "discontinued"))
                ),
                "lot_id": awarded_lot("no-such-element"),
                "outcome_code": Word("clos-nw"),
            },
        ),
        (
            DEFENCE,
            {
                "result_id": numbered("RES-", DEFENCE),
                "lot_id": awarded_lot("LOT_NUMBER"),
                "outcome_code": Word("selec-w"),
            },
        ),
    ],
    "tender_counts": [
        *(
            (f"{WON}/{group}{name}", {"result_id": numbered("RES-", AWARDS), "count_code": Word(said), "count": "."})
            for group in ("TENDERS/", "")
            for name, said in COUNTED
        ),
        *(
            (f"{PRIZES}/{group}{name}", {"result_id": numbered("RES-", PRIZES), "count_code": Word(said), "count": "."})
            for group in ("PARTICIPANTS/", "")
            for name, said in COUNTED_PRIZES
        ),
        (
            f"{DEFENCE}/OFFERS_RECEIVED_NUMBER",
            {"result_id": numbered("RES-", DEFENCE), "count_code": Word("tenders"), "count": "."},
        ),
    ],
    "tenders": [
        (
            WON,
            {
                "tender_id": numbered("TEN-", AWARDS),
                "lot_id": awarded_lot("../LOT_NO"),
                "party_id": numbered("TPA-", AWARDS),
                "value": anywhere("VAL_TOTAL"),
                "subcontracting_code": If((("LIKELY_SUBCONTRACTED", "yes"), ("NO_LIKELY_SUBCONTRACTED", "no"))),
            },
        ),
        (
            PRIZES,
            {
                "tender_id": numbered("TEN-", PRIZES),
                "lot_id": awarded_lot("no-such-element"),
                "party_id": numbered("TPA-", PRIZES),
                "value": "VAL_PRIZE",
            },
        ),
        (
            DEFENCE,
            {
                "tender_id": numbered("TEN-", DEFENCE),
                "lot_id": awarded_lot("LOT_NUMBER"),
                "party_id": numbered("TPA-", DEFENCE),
                "value": cost(f"CONTRACT_VALUE_INFORMATION/{NO_VAT}"),
            },
        ),
    ],
    "contracts": [
        (
            WON,
            {
                "contract_id": numbered("CON-", AWARDS),
                "reference": "../CONTRACT_NO",
                "title": "../TITLE",
                "concluded_on": lambda node: first(node, "DATE_CONCLUSION_CONTRACT") if form(node) != "F15" else "",
                "decided_on": lambda node: first(node, "DATE_CONCLUSION_CONTRACT") if form(node) == "F15" else "",
            },
        ),
        (PRIZES, {"contract_id": numbered("CON-", PRIZES), "decided_on": "DATE_DECISION_JURY"}),
        (
            DEFENCE,
            {
                "contract_id": numbered("CON-", DEFENCE),
                "reference": "CONTRACT_NUMBER",
                "title": "CONTRACT_TITLE",
                "concluded_on": three("CONTRACT_AWARD_DATE"),
            },
        ),
    ],
    "contract_tenders": [
        (path, {"contract_id": numbered("CON-", award), "tender_id": numbered("TEN-", award)}) for path, award in CHAINS
    ],
    "result_contracts": [
        (path, {"result_id": numbered("RES-", award), "contract_id": numbered("CON-", award)}) for path, award in CHAINS
    ],
    "result_tenders": [
        (path, {"result_id": numbered("RES-", award), "tender_id": numbered("TEN-", award)}) for path, award in CHAINS
    ],
    "notice_references": [
        (
            path,
            {
                "reference": ".",
                "reference_kind": lambda node, kind=kind: "modified" if form(node) == "F20" else kind,
            },
        )
        for path, kind in (
            (f"{F}/PROCEDURE/NOTICE_NUMBER_OJ", "previous"),
            ("/TED_EXPORT/CODED_DATA_SECTION/NOTICE_DATA/REF_NOTICE/NO_DOC_OJS", "previous"),
            (f"{F}/COMPLEMENTARY_INFO/NOTICE_NUMBER_OJ", "changed"),
        )
    ],
    "notice_changes": [
        (
            f"{F}/CHANGES/CHANGE",
            {
                "change_number": Place(),
                "description": "WHERE/LABEL",
                "section_id": "WHERE/SECTION",
                "old_value": "OLD_VALUE",
                "new_value": "NEW_VALUE",
            },
        ),
        (f"{F}/CHANGES/INFO_ADD", {"change_number": Place(), "description": "."}),
    ],
    "contract_modifications": [
        (
            f"{F}/MODIFICATIONS_CONTRACT/INFO_MODIFICATIONS",
            {
                "modification_number": Place(),
                "contract_id": Word("CON-1"),
                "reason_code": If((("ADDITIONAL_NEED", "add-wss"), ("UNFORESEEN_CIRCUMSTANCE", "mod-cir"))),
                "reason": "ADDITIONAL_NEED|UNFORESEEN_CIRCUMSTANCE",
                "description": "SHORT_DESCR",
                "value_before": "VALUES/VAL_TOTAL_BEFORE|VAL_TOTAL_BEFORE",
                "value_after": "VALUES/VAL_TOTAL_AFTER|VAL_TOTAL_AFTER",
            },
        )
    ],
}
ONCE_EACH = {("ted_export", "notice_references")}
"""Tables of a format that tell each thing once, however often the notice says it."""
