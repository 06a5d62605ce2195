"""Write a notice as eForms XML, native or as Doffin converts a Classic one: whole documents from text templates.

Element order follows UBL 2.3 and the eForms extension.
"""

from collections.abc import Sequence

from tasks.sample.eforms.changes import changes, modification
from tasks.sample.eforms.lots import lot
from tasks.sample.eforms.parties import contracting_parties, organisations
from tasks.sample.eforms.project import place_of, project
from tasks.sample.eforms.results import results
from tasks.sample.eforms.values import EXTENSION, local, offset, texts
from tasks.sample.world.eras import NATIONAL_E_FROM
from tasks.sample.world.notice import Notice
from tasks.sample.world.numbers import YEAR_SHIFT

ROOTS = {"planning": "PriorInformationNotice"} | dict.fromkeys(("competition", "change", "reopened"), "ContractNotice")
TYPES = {
    "planning": ("planning", "pin-only"),
    "competition": ("competition", "cn-standard"),
    "change": ("competition", "cn-standard"),
    "reopened": ("competition", "cn-standard"),
    "intention": ("dir-awa-pre", "veat"),
    "result": ("result", "can-standard"),
    "correction": ("result", "can-standard"),
    "modification": ("cont-modif", "can-modif"),
    "completion": ("completion", "compl"),
}
NAMESPACES = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" '
    'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1" '
    'xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"'
)


def eforms(notice: Notice) -> bytes:
    """The document as Doffin serves it."""
    return document(notice, languages(notice), publication(notice), customization(notice))


def ted_copy(notice: Notice) -> bytes:
    """The document as TED publishes it: English only, no Norwegian extension, with number and date."""
    number = f"00{notice.ted_number}"
    body = (
        f'<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">{number}</efbc:NoticePublicationID>'
        f'<efbc:GazetteID schemeName="ojs-id">{(notice.journal_number or "").split("/S ")[1][:3]}/'
        f"{notice.on.year + YEAR_SHIFT}</efbc:GazetteID>"
        f"<efbc:PublicationDate>{local(notice, notice.on)}</efbc:PublicationDate></efac:Publication>"
    )
    return document(notice, ("ENG",), body, f"eforms-sdk-{notice.sdk}")


def languages(notice: Notice) -> tuple[str, ...]:
    """The official languages: Norwegian, and English beside it in a native notice of the EEA."""
    own = notice.of.language
    return (own, "ENG") if notice.is_native and notice.is_eea else (own,)


def customization(notice: Notice) -> str:
    """OPT-002 as Doffin writes it; a converted notice lacks `#extended`."""
    if not notice.is_native:
        return f"eforms-sdk-1.7#urn:fdc:anskaffelser.no:2023:eforms:{notice.form}"
    year = 2026 if notice.form == "national-e" else 2023
    return f"eforms-sdk-{notice.sdk}#extended#urn:fdc:anskaffelser.no:{year}:eforms:{notice.form}"


def publication(notice: Notice) -> str:
    """Only a converted notice tells of its publication; where it names an earlier one, that number stands here."""
    if notice.is_native:
        return ""
    earlier = [name for kind, name in notice.refers_to if "/S " in name and kind == "previous"]
    return (
        f'<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">{earlier[0] if earlier else "n.a."}'
        f"</efbc:NoticePublicationID><efbc:PublicationDate>{local(notice, notice.on)}</efbc:PublicationDate>"
        "</efac:Publication>"
    )


def document(notice: Notice, tongues: Sequence[str], published: str, custom: str) -> bytes:
    """The whole document."""
    root = ROOTS.get(notice.step, "ContractAwardNotice")
    form_type, notice_type = TYPES[notice.step]
    domain = "32014L0024" if notice.is_eea else "other" if notice.is_native else "OTHER"
    folder = f"<cbc:ContractFolderID>{notice.procedure_id}</cbc:ContractFolderID>" if notice.procedure_id else ""
    planned = (
        f"<cbc:PlannedDate>{local(notice, notice.of.competition_on)}</cbc:PlannedDate>"
        if notice.step == "planning" and notice.of.competition_on
        else ""
    )
    more = "".join(
        f"<cac:AdditionalNoticeLanguage><cbc:ID>{tongue}</cbc:ID></cac:AdditionalNoticeLanguage>"
        for tongue in tongues[1:]
    )
    inside = "".join(
        (
            f"<efbc:TransmissionDate>{local(notice, notice.on)}</efbc:TransmissionDate>"
            f"<efbc:TransmissionTime>10:15:00{offset(notice, notice.on)}</efbc:TransmissionTime>"
            if notice.is_native
            else "",
            changes(notice, tongues),
            modification(notice, tongues),
            results(notice, tongues) if root == "ContractAwardNotice" else "",
            (
                f'<efac:NoticeSubType><cbc:SubTypeCode listName="notice-subtype">{notice.subtype}</cbc:SubTypeCode>'
                "</efac:NoticeSubType>"
            ),
            organisations(notice, tongues[0]),
            published,
        )
    )
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f"<{root} {NAMESPACES.format(root=root)}>",
        EXTENSION.format(inside=inside),
        (
            "<cbc:UBLVersionID>2.3</cbc:UBLVersionID>"
            f"<cbc:CustomizationID>{custom}</cbc:CustomizationID>"
            f'<cbc:ID schemeName="notice-id">{notice.notice_id}</cbc:ID>{folder}'
            f"<cbc:IssueDate>{local(notice, notice.on)}</cbc:IssueDate>"
            f"<cbc:IssueTime>10:00:00{offset(notice, notice.on)}</cbc:IssueTime>"
            f"<cbc:VersionID>{notice.version:02d}</cbc:VersionID>{planned}"
            f"<cbc:RegulatoryDomain>{domain}</cbc:RegulatoryDomain>"
            f'<cbc:NoticeTypeCode listName="{form_type}">{notice_type}</cbc:NoticeTypeCode>'
            f"<cbc:NoticeLanguageCode>{tongues[0]}</cbc:NoticeLanguageCode>{more}"
        ),
        contracting_parties(notice),
        procedure(notice, tongues),
        *(lot(notice, place, each, tongues) for place, each in enumerate(notice.of.lots)),
        "<cac:TenderResult><cbc:AwardDate>2000-01-01Z</cbc:AwardDate></cac:TenderResult>"
        if root == "ContractAwardNotice" and notice.is_native
        else "",
        f"</{root}>\n",
    )
    return "".join(parts).encode()


def procedure(notice: Notice, tongues: Sequence[str]) -> str:
    """Terms, process and project of the whole procedure."""
    of = notice.of
    law = "" if notice.is_eea or not notice.is_native else legislation(notice)
    process = ""
    if notice.step != "planning":
        code = of.procedure_type if notice.is_native or of.procedure_type != "oth-single" else "UNKNOWN"
        justified = direct(tongues) if notice.of.direct_on else ""
        quick = (
            '<cac:ProcessJustification><cbc:ProcessReasonCode listName="accelerated-procedure">false'
            "</cbc:ProcessReasonCode></cac:ProcessJustification>"
            if notice.is_competition
            else ""
        )
        process = (
            '<cac:TenderingProcess><cbc:ProcedureCode listName="procurement-procedure-type">'
            f"{code}</cbc:ProcedureCode>{quick}{justified}</cac:TenderingProcess>"
        )
    described = of.advice if notice.step == "planning" else of.descriptions
    return (
        f"{law}{process}"
        f'<cac:ProcurementProject><cbc:ID schemeName="InternalID">{of.reference}</cbc:ID>'
        f"{texts('Name', of.titles, tongues)}{texts('Description', described, tongues)}{project(notice, of.value_told)}"
        f"{place_of(notice)}</cac:ProcurementProject>"
    )


def legislation(notice: Notice) -> str:
    """The national legal basis (BT-01(c))."""
    if notice.on < NATIONAL_E_FROM:
        basis = "<cbc:ID>Anskaffelsesforskriften</cbc:ID>"
    else:
        basis = (
            '<cbc:ID schemeName="ELI">https://lovdata.no/eli/forskrift/2016/8/12/974</cbc:ID>'
            f'<cbc:DocumentDescription languageID="{notice.of.language}">Anskaffelsesforskriften del II'
            "</cbc:DocumentDescription>"
        )
    return (
        f"<cac:TenderingTerms><cac:ProcurementLegislationDocumentReference>{basis}"
        "</cac:ProcurementLegislationDocumentReference></cac:TenderingTerms>"
    )


def direct(tongues: Sequence[str]) -> str:
    """Why a contract is awarded directly (BT-136, BT-135)."""
    why = {
        "NOB": "Bare én leverandør kan levere (oppdiktet).",
        "NNO": "Berre éin leverandør kan levere (oppdikta).",
        "ENG": "One supplier alone can deliver (invented).",
    }
    return (
        '<cac:ProcessJustification><cbc:ProcessReasonCode listName="direct-award-justification">technical'
        f"</cbc:ProcessReasonCode>{texts('ProcessReason', why, tongues)}</cac:ProcessJustification>"
    )
