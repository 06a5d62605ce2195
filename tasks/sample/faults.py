"""Files that cannot be read, each broken in one known way, with the rule that a reader must name."""

import io
import zipfile
from collections.abc import Iterator

from tasks.sample.packages import tar_gz

REGISTRATION = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<BusinessRegistrationInformationNotice '
    'xmlns="http://data.europa.eu/p27/eforms-business-registration-information-notice/1"/>\n'
)
PAGE = "<!DOCTYPE html>\n<html><head><title>503</title></head><body><p>Oppdiktet feilside<br></p></body></html>\n"
SDK = b"eforms-sdk-"


def faults(sound: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Path below the notices folder, bytes and rule; made from a sound document."""
    yield "broken/empty.xml", b"", "empty"
    yield "broken/no-xml.xml", b"Dette er ikke XML, og er oppdiktet.\n", "not_xml"
    yield "broken/cut-off.xml", sound[: len(sound) // 2], "not_xml"
    yield "broken/latin-1-said-to-be-utf-8.xml", sound.decode().encode("latin-1", "replace"), "not_xml"
    yield "broken/error-page.xml", PAGE.encode(), "not_xml"
    yield "broken/doctype.xml", with_doctype(sound), "has_doctype"
    yield "broken/unfilled-sdk.xml", replaced_sdk(sound, b"eforms-sdk-${EFORMS_MINOR}"), "sdk_not_filled"
    yield "broken/no-such-sdk.xml", replaced_sdk(sound, b"peppol-bis-3"), "unknown_sdk"
    yield (
        "broken/invoice.xml",
        b'<?xml version="1.0"?>\n<Invoice xmlns="urn:sample.invalid:invoice"/>\n',
        "unknown_root",
    )
    yield "broken/registration.xml", REGISTRATION.encode(), "business_registration"
    whole = tar_gz([("oppdiktet/1.xml", sound), ("oppdiktet/2.xml", sound)])
    yield "broken/cut-off.tar.gz", whole[: len(whole) * 2 // 3], "archive_cut_off_or_damaged"
    yield "broken/cut-off.zip", zipped(sound)[:-30], "archive_cut_off_or_damaged"
    yield "broken/empty-archive.tar.gz", tar_gz([]), "archive_empty"


def with_doctype(sound: bytes) -> bytes:
    """The document behind a document type that declares an entity."""
    head, rest = sound.split(b"\n", 1)
    return head + b'\n<!DOCTYPE notice [<!ENTITY oppdiktet "boo">]>\n' + rest


def replaced_sdk(sound: bytes, sdk: bytes) -> bytes:
    """The document with another customisation."""
    before, after = sound.split(SDK, 1)
    return before + sdk + after[after.index(b"</") :]


def zipped(sound: bytes) -> bytes:
    """A zip of one document."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("1.xml"), sound)
    return held.getvalue()
