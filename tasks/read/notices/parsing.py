"""From the bytes of a document to its root element and format: safely, or refused with the rule it breaks."""

import re
from typing import Any

from lxml import etree

from tasks.read.notices.declaration import Format
from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.ted_export import TED_EXPORT

FORMATS = (EFORMS, TED_EXPORT)
UBL = "{urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS_ROOTS = {
    f"{UBL}{name}-2}}{name}" for name in ("PriorInformationNotice", "ContractNotice", "ContractAwardNotice")
}
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
}
LEAN: dict[str, Any] = {"remove_blank_text": True, "remove_comments": True, "remove_pis": True}
CAREFUL = etree.XMLParser(**SAFE, **LEAN)
"""Resolves, fetches and repairs nothing, and leaves out what nobody reads."""
PARSER = etree.XMLParser(**SAFE, **LEAN, collect_ids=False)
"""The same and quicker, for documents that declare no type: for one that does, lxml then loads its DTD after all."""
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
ONE_BYTE = re.compile(r"(?i)iso-?8859-?[0-9]{1,2}|latin-?[0-9]|windows-125[0-9]|cp125[0-9]")
ROOT = re.compile(rb"<[A-Za-z_]")
MOST_TAGS = 500_000
"""Ten times those of a notice of a hundred lots with every field. Each element costs memory its bytes do not tell."""


class RefusedError(ValueError):
    """Raised for a document that is no notice, or none that can be read; says the rule it breaks, and where."""

    def __init__(self, rule: str, place: str | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.place = place


def declared_otherwise(data: bytes) -> str | None:
    """The one-byte encoding that a document declares, where its bytes are those of UTF-8 all the same; else None."""
    found = DECLARATION.match(data)
    if not found or not ONE_BYTE.fullmatch(found[1].decode()):
        return None
    try:
        return None if data.decode("utf-8").isascii() else found[1].decode()
    except UnicodeDecodeError:
        return None


def parse(data: bytes) -> tuple[Format, Any]:
    """The format and the root of a document.

    Raises:
        etree.XMLSyntaxError: not well-formed.
        RefusedError: no notice.
    """
    if not data.strip():
        raise RefusedError("empty")
    if len(data) > MOST_TAGS and data.count(b"<") > MOST_TAGS:
        raise RefusedError("too_many_elements")
    if declared_otherwise(data):  # two and three bytes in a row fit UTF-8 by no chance
        data = data.replace(DECLARATION.match(data)[1], b"UTF-8", 1)  # type: ignore[index]
    prolog = PROLOG.match(data)
    if prolog and ROOT.match(data, prolog.end()):
        root: Any = etree.fromstring(data, PARSER)
    else:
        root = etree.fromstring(data, CAREFUL)
        if root.getroottree().docinfo.doctype:
            raise RefusedError("has_doctype")
    if root.tag in EFORMS_ROOTS:
        return EFORMS, root
    name = root.tag.rpartition("}")[2]
    if name == "TED_EXPORT":
        return TED_EXPORT, root
    raise RefusedError("business_registration" if name == "BusinessRegistrationInformationNotice" else "unknown_root")
