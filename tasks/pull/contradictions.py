"""What a notice says otherwise than the row of the index that led to it: then it may be somebody else's."""

import re
import unicodedata

from lxml import etree

from tasks.read.notices.parsing import SAFE
from tasks.sources.selection import organisation_number
from tasks.sources.window import Hit

PUBLICATION = re.compile(r"0*(\d+-(?:19|20)\d\d)|((?:19|20)\d\d-\d{5,})")
"""TED's number ends with its year, Doffin's begins with it; leading zeros of TED's say nothing."""
NAMES = {"OFFICIALNAME", "OFFICIAL_NAME", "AA_NAME"}
COUNTRIES = {"IdentificationCode", "COUNTRY", "ISO_COUNTRY"}
NORWAY = {"NOR", "NO"}


def contradictions(hit: Hit, data: bytes) -> list[str]:
    """What publication number, date, country and buyers of a notice contradict in its row; nothing where one is silent.

    Args:
        hit: the row.
        data: the notice, well-formed XML.
    """
    root = etree.fromstring(data, etree.XMLParser(**SAFE))
    numbers, days, countries, names = set[str](), set[str](), set[str](), set[str]()
    for element in root.iter(etree.Element):
        tag, text = etree.QName(element).localname, (element.text or "").strip()
        parent = element.getparent()
        if tag == "TED_EXPORT":
            numbers.add(element.get("DOC_ID", ""))
        elif tag in {"NoticePublicationID", "NO_DOC_EXT"}:
            numbers.add(text)
        elif tag in {"PublicationDate", "DATE_PUB"}:
            days.add(re.sub(r"\D", "", text)[:8])
        elif tag in COUNTRIES:
            countries.add((element.get("VALUE") or text).upper())
        elif tag in NAMES or (tag == "Name" and parent is not None and etree.QName(parent).localname == "PartyName"):
            names.add(plain(" ".join(map(str, element.itertext()))))
    return [
        *number_contradicts(hit, numbers),
        *date_contradicts(hit, days - {""}),
        *([f"no country of it is {hit.country}"] if is_elsewhere(hit, countries - {""}) else []),
        *([] if is_buyers(hit, data, names - {""}) else ["neither number nor name of a buyer stands in it"]),
    ]


def number_contradicts(hit: Hit, numbers: set[str]) -> list[str]:
    """The publication number, where the notice says one of the same kind."""
    own, others = PUBLICATION.fullmatch(hit.key), [PUBLICATION.fullmatch(number) for number in sorted(numbers)]
    if own is None:
        return []
    kind = own.lastindex or 0
    alike = {other[kind] for other in others if other and other.lastindex == kind}
    return [f"it says publication number {', '.join(sorted(alike))}"] if alike and own[kind] not in alike else []


def date_contradicts(hit: Hit, days: set[str]) -> list[str]:
    """The publication date, where both say one of the same journal."""
    own = PUBLICATION.fullmatch(hit.key)
    if hit.published_on is None or own is None or own.lastindex != 1 or not days:
        return []
    return [] if f"{hit.published_on:%Y%m%d}" in days else [f"it says publication date {', '.join(sorted(days))}"]


def is_elsewhere(hit: Hit, countries: set[str]) -> bool:
    """Whether the row is Norway's and every country of the notice is another one."""
    return hit.country in NORWAY and bool(countries) and not countries & NORWAY


def is_buyers(hit: Hit, data: bytes, names: set[str]) -> bool:
    """Whether any number or name of the row's buyers stands in the notice, as far as the notice names anybody."""
    wanted = {number for written, _ in hit.buyers if (number := organisation_number(written or ""))}
    called = {plain(name) for _, name in hit.buyers} - {""}
    if not names or not wanted | called:
        return True
    digits = re.sub(rb"[\s.\-\xa0]", b"", data)
    return any(number.encode() in digits for number in wanted) or any(
        each in name or name in each for each in called for name in names
    )


def plain(name: str) -> str:
    """A name without case, signs and blanks."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", name)).casefold()
