"""Write a notice of before 2023 as TED published it: TED_EXPORT R2.0.9, in English, names in Norwegian.

Forms: F01 planning, F02 competition, F03 result, F14 correction, F20 modification.
"""

from datetime import date

from tasks.sample.ted_export.awards import awards, corrections, modifications
from tasks.sample.ted_export.body import contracting_body, object_of, procedure
from tasks.sample.world.notice import Notice

TED = "http://publications.europa.eu/resource/schema/ted"
SCHEMAS = (
    (date(2017, 1, 1), "R2.0.9.S01.E01", "http://formex.publications.europa.eu/ted/schema/export/R2.0.9.S01.E01"),
    (date(2018, 1, 1), "R2.0.9.S02.E01", "ted/R2.0.9.S02/publication"),
    (date(2019, 7, 1), "R2.0.9.S03.E01", f"{TED}/R2.0.9/publication"),
    (date(2021, 1, 1), "R2.0.9.S04.E01", f"{TED}/R2.0.9/publication"),
    (date(2022, 1, 1), "R2.0.9.S05.E01", f"{TED}/R2.0.9/publication"),
)
"""From when, version, namespace: the second one is relative, and stands so in real files."""
FORMS = {"planning": "F01", "competition": "F02", "change": "F14", "result": "F03", "modification": "F20"}
DOCUMENT_TYPES = {"planning": "0", "competition": "3", "change": "2", "result": "7", "modification": "K"}
NATURES = {"works": "1", "supplies": "2", "services": "4"}
PROCEDURES = {
    "open": "1",
    "restricted": "2",
    "neg-w-call": "B",
    "comp-dial": "C",
    "innovation": "9",
    "neg-wo-call": "T",
}


def ted_export(notice: Notice) -> bytes:
    """The whole document."""
    _, version, namespace = [row for row in SCHEMAS if row[0] <= notice.on][-1]
    nuts = "2016" if notice.on.year < 2021 else "2021"
    form = FORMS[notice.step]
    number, year = (notice.ted_number or "").split("-")
    parts = {
        "planning": lambda: object_of(notice),
        "competition": lambda: object_of(notice) + procedure(notice),
        "change": lambda: object_of(notice) + corrections(notice),
        "result": lambda: object_of(notice) + procedure(notice) + awards(notice),
        "modification": lambda: object_of(notice) + procedure(notice) + awards(notice) + modifications(notice),
    }
    kind = '<NOTICE TYPE="PRI_ONLY"/>' if notice.step == "planning" else ""
    complementary = f"<COMPLEMENTARY_INFO><DATE_DISPATCH_NOTICE>{notice.on}</DATE_DISPATCH_NOTICE></COMPLEMENTARY_INFO>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TED_EXPORT xmlns="{namespace}" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:n{nuts}="{TED}/{nuts}/nuts" VERSION="{version}" '
        f'DOC_ID="{number}-{year}" EDITION="{year}{issue(notice):03d}">'
        f"<TECHNICAL_SECTION><RECEPTION_ID>{notice.on.year % 100:02d}-{number}-001</RECEPTION_ID>"
        "<FORM_LG_LIST>EN </FORM_LG_LIST></TECHNICAL_SECTION>"
        f"{coded_data(notice)}{translations(notice)}"
        f'<FORM_SECTION><{form}_2014 CATEGORY="ORIGINAL" FORM="{form}" LG="EN"><LEGAL_BASIS VALUE="32014L0024"/>{kind}'
        f"{contracting_body(notice, nuts)}{parts[notice.step]()}"
        f"{'' if notice.step == 'change' else complementary}</{form}_2014></FORM_SECTION></TED_EXPORT>\n"
    ).encode()


def issue(notice: Notice) -> int:
    """Issue of the Official Journal."""
    return int((notice.journal_number or "").split("/S ")[1].split("-")[0])


def coded_data(notice: Notice) -> str:
    """The coded part: publication, references, dates and codes."""
    of = notice.of
    earlier = notice.earlier_journal_number
    referred = f"<REF_NOTICE><NO_DOC_OJS>{earlier}</NO_DOC_OJS></REF_NOTICE>" if earlier else ""
    deadline = (
        f"<DT_DATE_FOR_SUBMISSION>{notice.deadline_on:%Y%m%d} 12:00</DT_DATE_FOR_SUBMISSION>"
        if notice.is_competition
        else ""
    )
    return (
        f"<CODED_DATA_SECTION><REF_OJS><COLL_OJ>S</COLL_OJ><NO_OJ>{issue(notice)}</NO_OJ>"
        f"<DATE_PUB>{notice.on:%Y%m%d}</DATE_PUB></REF_OJS>"
        f"<NOTICE_DATA><NO_DOC_OJS>{notice.journal_number}</NO_DOC_OJS><LG_ORIG>EN</LG_ORIG>"
        f'<ISO_COUNTRY VALUE="NO"/><ORIGINAL_CPV CODE="{of.thing.cpv}">{of.thing.names["ENG"]}</ORIGINAL_CPV>'
        f"{referred}</NOTICE_DATA>"
        f"<CODIF_DATA><DS_DATE_DISPATCH>{notice.on:%Y%m%d}</DS_DATE_DISPATCH>{deadline}"
        '<AA_AUTHORITY_TYPE CODE="3">Regional or local authority</AA_AUTHORITY_TYPE>'
        f'<TD_DOCUMENT_TYPE CODE="{DOCUMENT_TYPES[notice.step]}"/>'
        f'<NC_CONTRACT_NATURE CODE="{NATURES[of.thing.nature]}"/><PR_PROC CODE="{PROCEDURES[of.procedure_type]}"/>'
        '<DIRECTIVE VALUE="2014/24/EU"/></CODIF_DATA></CODED_DATA_SECTION>'
    )


def translations(notice: Notice) -> str:
    """The title of TED itself, in two of its languages."""
    what = notice.of.thing.names
    return (
        "<TRANSLATION_SECTION><ML_TITLES>"
        + "".join(
            f'<ML_TI_DOC LG="{code}"><TI_CY>{country}</TI_CY><TI_TOWN>{notice.of.buyer.seat}</TI_TOWN>'
            f"<TI_TEXT><P>{what[tongue]}</P></TI_TEXT></ML_TI_DOC>"
            for code, country, tongue in (("EN", "Norway", "ENG"), ("DA", "Norge", "NOB"))
        )
        + f'</ML_TITLES><ML_AA_NAMES><AA_NAME LG="EN">{notice.of.buyer.name}</AA_NAME></ML_AA_NAMES>'
        "</TRANSLATION_SECTION>"
    )
