"""What an answer has to be before anything of it is used or lands."""

import json
from typing import Any

from lxml import etree

from tasks.http.client import HttpResponse
from tasks.http.errors import NotWholeError

NOTICES = {
    "PriorInformationNotice",
    "ContractNotice",
    "ContractAwardNotice",
    "BusinessRegistrationInformationNotice",
    "TED_EXPORT",
}


def json_object(answer: HttpResponse) -> dict[str, Any]:
    """The answer as a JSON object. Control characters in texts are let through: Doffin sends them.

    Raises:
        NotWholeError: it is not a whole JSON object, says a key twice, or has numbers that JSON has not.
    """
    try:
        content = json.loads(
            answer.body.decode("utf-8-sig"), strict=False, parse_constant=_refuse, object_pairs_hook=_once
        )
    except (ValueError, RecursionError):
        raise NotWholeError("no whole JSON") from None
    if not isinstance(content, dict):
        raise NotWholeError("no JSON object")
    return content


def notice_xml(answer: HttpResponse) -> bytes:
    """The bytes of a notice, unchanged, when they are well-formed XML with the root of a notice.

    Raises:
        NotWholeError: they are empty, HTML, an error page, or cut off.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotWholeError("no whole XML") from None
    if etree.QName(root).localname not in NOTICES:
        raise NotWholeError("XML, and no notice")
    return answer.body


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key stands twice")
    return content


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
