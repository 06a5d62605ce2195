"""Ids inside one document are unique by kind: exact repeats count once, different things are told apart or refused.

Works on the parsed document, before the walk, so that whatever hangs below a repeated element goes with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, NamedTuple, cast

from lxml import etree

from tasks.read.notices.declaration import Format
from tasks.read.notices.eforms import AMOUNT, EFORMS, EXTENSION, LOT, ORGANISATION, PROCESS, PROJECT, RESULT, TERMS
from tasks.read.notices.legacy_lots import NUMBER
from tasks.read.notices.parsing import RefusedError
from tasks.read.notices.texts import XML_SPACE

SAYABLE = re.compile(r"[A-Za-z0-9._#-]{1,40}")
"""Ids that may stand in a message; whatever else stands in an id's place may be anything."""


@dataclass(frozen=True)
class Kind:
    """One kind of element with an id.

    Attributes:
        table: the table its rows go to.
        at: path of the element from the root.
        id: path of its id from there.
    """

    table: str
    at: str
    id: str = "cbc:ID"


PARTY_ID = "cac:PartyIdentification/cbc:ID"
KINDS = (
    Kind("lots", LOT),
    Kind("notice_organisations", ORGANISATION, f"efac:Company/{PARTY_ID}"),
    Kind("notice_organisations", f"{ORGANISATION}/efac:TouchPoint", PARTY_ID),
    Kind("lot_results", f"{RESULT}/efac:LotResult"),
    Kind("tenders", f"{RESULT}/efac:LotTender"),
    Kind("tendering_party_members", f"{RESULT}/efac:TenderingParty"),
    Kind("contracts", f"{RESULT}/efac:SettledContract"),
)
"""What has an id in an eForms notice."""
ONCE = (
    f"/{EXTENSION}",
    RESULT,
    f"/{EXTENSION}/efac:Organizations",
    f"/{EXTENSION}/efac:Changes",
    *(f"/{element}" for element in (PROJECT, PROCESS, TERMS)),
    "/cbc:ID[@schemeName='notice-id']",
    "/cbc:VersionID",
    "/cbc:IssueDate",
    f"{RESULT}/cbc:TotalAmount",
)
"""What stands once in an eForms notice."""
TENDER_TOTAL = f"{RESULT}/efac:LotTender/cac:LegalMonetaryTotal"
ONCE_EACH = tuple(f"{LOT}/{element}" for element in ("cbc:ID", PROJECT, PROCESS, TERMS, f"{TERMS}/cac:AwardingTerms"))
"""What stands once in the element around it: a second one would be another id."""
ONE_AMOUNT = {
    f"/{PROJECT}/{AMOUNT}": ("notices", ""),
    f"{LOT}/{PROJECT}/{AMOUNT}": ("lots", f"ancestor::{LOT.strip('/')}/cbc:ID"),
    f"{TENDER_TOTAL}/cbc:PayableAmount": ("tenders", "ancestor::efac:LotTender/cbc:ID"),
    TENDER_TOTAL: ("tenders", "ancestor::efac:LotTender/cbc:ID"),
}
"""Amounts that stand once in the element around them, with the table and the id of what they belong to."""
SAYABLE_AMOUNT = re.compile(r"-?[0-9]{1,18}([.,][0-9]{1,6})?")
SEVERAL = ("/cac:ContractingParty", f"/{EXTENSION}/efac:ContractModification")
"""What has no id and may stand several times, each time saying something else."""

AROUND_NUMBERS = ".# "
"""What is written around the number of a lot."""
LEGACY_LOTS = {"OBJECT_DESCR": "LOT_NO", "LOT_PRIOR_INFORMATION": "LOT_NUMBER", "F17_ANNEX_B": "LOT_NUMBER"}
LEGACY_AWARDS = {"AWARD_CONTRACT": "LOT_NO", "AWARD_OF_CONTRACT_DEFENCE": "LOT_NUMBER"}
"""Lots and awards of a TED_EXPORT notice, and what they say the number of the lot in."""
LEGACY_SETS = (
    "ADDRESS_CONTRACTING_BODY",
    "ADDRESS_CONTRACTING_BODY_ADDITIONAL",
    "AWARDED_CONTRACT",
    "NO_AWARDED_CONTRACT",
    "CONTRACTORS",
    "CONTRACTOR",
    "WINNERS",
    "WINNER",
    "AC",
)
"""What has no number in a TED_EXPORT notice, and says no more when it says the same again."""
LEGACY_SEVERAL = {"LEGAL_BASIS_OTHER", "AWARD_CONTRACT"}
"""What may stand several times in the form of a TED_EXPORT notice."""


class Repeat(NamedTuple):
    """Something that stands twice: where, its id, what was done, and two amounts that contradict each other.

    The columns of `parsed.repeats`.
    """

    table_name: str
    row_id: str | None
    repeat: str
    first_value: str | None = None
    second_value: str | None = None


def make_unique(form: Format, root: Any) -> list[Repeat]:
    """Take exact repeats out of a document, and tell different things under one id apart where nothing refers to it.

    Raises:
        RefusedError: `ids_clash` where two different things have one id and the notice refers to it,
            `stands_twice` where an element that stands once stands twice and says two things,
            `mixed_content` where text stands beside elements in eForms: whose text it is cannot be told.
    """
    if form is EFORMS and (mixed := asked("//*[*][text()]")(root)):
        raise RefusedError("mixed_content", local(mixed[0]))
    return [*(eforms(root) if form is EFORMS else legacy(root))]


def eforms(root: Any) -> Iterator[Repeat]:
    """Make the ids of an eForms notice unique."""
    for path in ONCE:
        if len(found := asked(path)(root)) > 1:
            yield from once(found)
    yield from once_each(root)
    for path in SEVERAL:
        if len(found := asked(path)(root)) > 1:
            yield from without_repeats(found, "notices")
    for kind in KINDS:
        ids = asked(f"{kind.at}/{kind.id}")(root)
        if len(ids) > 1 and len({text_of(each) for each in ids}) < len(ids):
            yield from apart(root, kind)


def apart(root: Any, kind: Kind) -> Iterator[Repeat]:
    """Take repeats of a kind out; what is left of one id gets ids of its own, where nothing refers to it.

    Raises:
        RefusedError: something refers to the id.
    """
    elements = [element for element in asked(kind.at)(root) if asked(f"./{kind.id}")(element)]
    same_id = grouped(elements, lambda element: name_of(element, kind))
    taken = {name_of(of_one[0], kind) for of_one in same_id}
    for of_one in same_id:
        name = name_of(of_one[0], kind)
        for in_one in grouped(of_one, lambda element: element.getparent()):
            yield from without_repeats(in_one, kind.table, name)
        different = [element for element in of_one if element.getparent() is not None]
        if len(different) > 1 and (not name or is_referred_to(root, name, different)):
            raise RefusedError("ids_clash", sayable(kind.table, name))
        for element in different[1:]:
            number = next(number for number in count(2) if f"{name}#{number}" not in taken)
            taken.add(f"{name}#{number}")
            asked(f"./{kind.id}")(element)[0].text = f"{name}#{number}"
            yield Repeat(kind.table, f"{name}#{number}", "renamed")


def name_of(element: Any, kind: Kind) -> str:
    """The id of an element that has one."""
    return text_of(asked(f"./{kind.id}")(element)[0])


def is_referred_to(root: Any, name: str, elements: Sequence[Any]) -> bool:
    """Whether anything outside some elements says their id."""
    inside = sum(text_of(each) == name for element in elements for each in element.iter())
    return sum(text_of(each) == name for each in root.iter()) > inside


def grouped(elements: Iterable[Any], key: Callable[[Any], Any]) -> list[list[Any]]:
    """The elements, those of one key together, in the order of the document."""
    found: dict[Any, list[Any]] = {}
    for element in elements:
        found.setdefault(key(element), []).append(element)
    return [*found.values()]


def without_repeats(elements: Sequence[Any], table: str, name: str | None = None) -> Iterator[Repeat]:
    """Take out of the document the elements that say exactly what one before them said."""
    contents: set[bytes] = set()
    for element in elements:
        text = etree.tostring(element, with_tail=False)
        if text in contents:
            element.getparent().remove(element)
            yield Repeat(table, name, "repeated")
        contents.add(text)


def once(elements: Sequence[Any]) -> Iterator[Repeat]:
    """Take out what stands again where one of it stands.

    Raises:
        RefusedError: two of them say different things.
    """
    yield from without_repeats(elements, "notices")
    if sum(element.getparent() is not None for element in elements) > 1:
        raise RefusedError("stands_twice", local(elements[0]))


def once_each(root: Any) -> Iterator[Repeat]:
    """What stands once in the element around it."""
    for path in ONCE_EACH:
        for in_one in together(root, path):
            yield from once(in_one)
    for path, (table, id_path) in ONE_AMOUNT.items():
        for in_one in together(root, path):
            yield from one_amount(in_one, table, id_path)


def together(root: Any, path: str) -> list[list[Any]]:
    """The elements at a path, those of one element around them together; nothing where there is one at most."""
    found = asked(path)(root)
    return grouped(found, lambda element: element.getparent()) if len(found) > 1 else []


def one_amount(elements: Sequence[Any], table: str, id_path: str) -> Iterator[Repeat]:
    """Take out an amount that stands again; of two that differ neither is known to be right, so none is kept."""
    row = asked(id_path)(elements[0]) if id_path else []
    row_id = text_of(row[0]) if row else None
    yield from without_repeats(elements, table, row_id)
    different = [element for element in elements if element.getparent() is not None]
    if len(different) > 1:
        first, second = (amount_of(element) for element in different[:2])
        for element in different:
            element.getparent().remove(element)
        yield Repeat(table, row_id, "contradictory", first, second)


def amount_of(element: Any) -> str | None:
    """An amount with its currency as written; nothing where it is no amount."""
    amounts = [each for each in element.iter() if each.get("currencyID")]
    said = text_of(amounts[0]) if amounts else ""
    return f"{said} {amounts[0].get('currencyID')[:3]}" if SAYABLE_AMOUNT.fullmatch(said) else None


def form_in_original(root: Any) -> None:
    """Where only translations of the form are there, the first stands for it: values and codes are the same."""
    forms = [form for section in root if local(section) == "FORM_SECTION" for form in section]
    categories = [(form.get("CATEGORY") or "").strip() for form in forms]
    for form, category in zip(forms, categories, strict=True):
        if category:
            form.set("CATEGORY", category)
    if "ORIGINAL" not in categories and "TRANSLATION" in categories:
        english = [form for form in forms if form.get("LG") == "EN" and form.get("CATEGORY") == "TRANSLATION"]
        (english or [forms[categories.index("TRANSLATION")]])[0].set("CATEGORY", "ORIGINAL")


def legacy(root: Any) -> Iterator[Repeat]:
    """Make the sections, items and lots of a TED_EXPORT notice unique.

    Awards are numbered by their place (RES-1), so two different ones under one ITEM are told apart by their order.

    Raises:
        RefusedError: two objects of a contract under one ITEM say different things.
    """
    form_in_original(root)
    yield from sections(root)
    for section in root:
        yield from sections(section)
    forms = [form for section in root for form in section if form.get("CATEGORY") == "ORIGINAL"]
    for form in forms:
        yield from sections(form)
    for items in grouped(asked("//*[@ITEM]")(root), lambda item: (item.getparent(), item.tag, item.get("ITEM"))):
        if len(items) > 1:
            name = f"{local(items[0])} {items[0].get('ITEM')}"
            yield from without_repeats(items, "notices", name)
            if name.startswith("OBJECT_CONTRACT") and sum(item.getparent() is not None for item in items) > 1:
                raise RefusedError("ids_clash", name)
            yield from (Repeat("notices", name, "renamed") for item in items[1:] if item.getparent() is not None)
    for form in forms:
        members = form.iter(*(f"{{*}}{name}" for name in LEGACY_SETS))
        for same in grouped(members, lambda element: (element.getparent(), element.tag)):
            if len(same) > 1:
                yield from without_repeats(same, "notices")
        yield from lots(form)


def sections(above: Any) -> Iterator[Repeat]:
    """What stands once in an element of a TED_EXPORT notice stands there once.

    Raises:
        RefusedError: two of them say different things.
    """
    plain = (section for section in above if section.get("ITEM") is None and section.get("CATEGORY") != "TRANSLATION")
    for same in grouped(plain, lambda section: (local(section), section.get("LG"))):
        if len(same) > 1 and (local(above) == "TRANSLATION_SECTION" or local(same[0]) in LEGACY_SEVERAL):
            yield from without_repeats(same, "notices")
        elif len(same) > 1:
            yield from once(same)


def lots(form: Any) -> Iterator[Repeat]:
    """Lots without a number, or with that of another, get the number of their place: LOT-P0002.

    Raises:
        RefusedError: an award refers to a number that two lots have.
    """
    for number in list(form.iter(*(f"{{*}}{name}" for name in {*LEGACY_LOTS.values(), *LEGACY_AWARDS.values()}))):
        if not text_of(number).strip(AROUND_NUMBERS):
            number.getparent().remove(number)
    described = [lot for lot in form.iter(*(f"{{*}}{name}" for name in LEGACY_LOTS)) if not is_nested(lot)]
    if len(described) < 2:  # noqa: PLR2004 (two)
        return
    awards = form.iter(*(f"{{*}}{name}" for name in LEGACY_AWARDS))
    awarded = {number_of(award, LEGACY_AWARDS[local(award)]) for award in awards}
    taken: set[str] = set()
    for place, lot in enumerate(described, 1):
        name = number_of(lot, LEGACY_LOTS[local(lot)])
        if name not in taken:
            taken.add(name)
            continue
        if name and name in awarded:
            raise RefusedError("ids_clash", sayable("lots", name))
        element = lot.tag.replace(local(lot), LEGACY_LOTS[local(lot)])
        number = lot.find(element)
        if number is None:
            number = etree.SubElement(lot, element)
        number.text = f"P{place:04}"
        if name:
            yield Repeat("lots", f"LOT-P{place:04}", "renamed")


def is_nested(element: Any) -> bool:
    """Whether an element stands in itself, or in something that does: nobody reads it there."""
    around = [element.tag, *(each.tag for each in element.iterancestors())]
    return len(set(around)) < len(around)


def number_of(element: Any, name: str) -> str:
    """The number of a lot, without what is written around it; empty where there is none."""
    written = text_of(found).strip(AROUND_NUMBERS) if (found := element.find(f"{{*}}{name}")) is not None else ""
    return number[1].zfill(4) if (number := re.match(NUMBER, written)) else written


def sayable(table: str, name: str) -> str:
    """Which id of which table, where the id may be said."""
    return f"{table}: {name if SAYABLE.fullmatch(name) else 'an id'}"


@cache
def asked(path: str) -> Callable[[Any], list[Any]]:
    """The elements at a path of the declaration; from the root where it begins with a slash."""
    found: Any = etree.XPath(f"/*{path}" if path[0] == "/" != path[1] else path, namespaces=dict(EFORMS.namespaces))
    return cast("Callable[[Any], list[Any]]", found)


def text_of(element: Any) -> str:
    """The text of an element without the blanks around it, as rows have it."""
    return (element.text or "").strip(XML_SPACE)


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
