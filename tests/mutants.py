"""Mutants of good notices: structures doubled, moved and nested, identifiers that clash, values in every odd form.

`mutants(documents, many, seed)` gives so many, the same for the same arguments. Each has an identity of its own (ids,
numbers, names, titles), so that it is never a version of a good notice, a copy of it or linked to it.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
UUID = rb"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b"
NUMBERS = rb"(?<![\d.,-])(\d{4}/S \d{1,3}-\d{3,8}|\d{4}-\d{5,8}|\d{3,8}-\d{4}|\d{6,8}_\d{4}|\d{9})(?![\d.,-]|/S)"
NAMES = {"OFFICIALNAME", "TITLE", "Name"}
KEPT = {"CustomizationID", "ProfileID", "VersionID"}


@dataclass(frozen=True)
class Mutant:
    """A mutated notice. `good` is the number of the document it was made from."""

    name: str
    data: bytes
    good: int


def mutants(documents, many, seed=1, names=None):
    """So many mutants of some documents; each mutation in its turn, each on a document drawn for it.

    Args:
        documents: bytes of good notices, in UTF-8.
        many: how many.
        seed: of the drawing.
        names: mutations to choose from; all where not said.
    """
    wanted = list(names or MUTATIONS)
    for number in range(many):
        random = Random(f"{seed} {number}")
        name = wanted[number % len(wanted)]
        if name in RARE and number // len(wanted) % RARE[name]:
            name = random.choice([each for each in wanted if each not in RARE] or wanted)
        for _ in range(40):
            good = random.randrange(len(documents))
            data = MUTATIONS[name](renamed(documents[good], random), random)
            if data is not None:
                yield Mutant(name, data, good)
                break


def renamed(data, random):
    """The document with an identity of its own: the same number becomes the same other number throughout."""
    others: dict[bytes, bytes] = {}

    def other(found):
        written = found[0]
        if written not in others:
            others[written] = another(written, random)
        return others[written]

    data = re.sub(UUID, other, data)
    data = re.sub(NUMBERS, other, data)
    mark = f" {random.randrange(10**8):08}".encode()
    return re.sub(rb"(<(?:[\w.-]+:)?(?:OFFICIALNAME|Name|TITLE)(?: [^>]*)?>)([^<>]*[^<>\s])", rb"\1\2" + mark, data)


def another(written, random):
    """A number of the same shape; one that passes the check of organisation numbers becomes another that does."""
    text = written.decode()
    if re.fullmatch(r"[0-9]{9}", text):
        return (organisation_number(random) if passes(text) else f"{random.randrange(10**8, 10**9)}").encode()
    if len(text) == 36:
        return str.encode("".join(random.choice("0123456789abcdef") if letter != "-" else "-" for letter in text))
    year = r"/S |(?<![0-9])(19|20)[0-9]{2}(?![0-9])"
    kept = [match.span() for match in re.finditer(year, text)]
    digits = [
        random.choice("123456789") if letter.isdigit() and not any(a <= place < b for a, b in kept) else letter
        for place, letter in enumerate(text)
    ]
    return "".join(digits).encode()


def organisation_number(random):
    while True:
        digits = [random.randrange(10) for _ in range(8)]
        check = -sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
        if check < 10 and digits[0] in {8, 9}:
            return "".join(map(str, [*digits, check]))


def passes(number):
    return sum(int(digit) * weight for digit, weight in zip(number, (*WEIGHTS, 1), strict=True)) % 11 == 0


# Trees


def parsed(data):
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def written(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def local(element):
    return element.tag.rpartition("}")[2]


def elements(root, *names):
    """Elements below the root with one of these local names; all of them where none is given."""
    found = [each for each in root.iter(etree.Element) if each is not root]
    return [each for each in found if local(each) in names] if names else found


def leaves(root, names=None):
    """Elements with text and without elements in them."""
    found = [each for each in root.iter(etree.Element) if not len(each) and (each.text or "").strip()]
    return [each for each in found if local(each) not in KEPT and (names is None or local(each) in names)]


def on_tree(change: Callable):
    """A mutation of the tree: `change(root, random)` gives False where it finds nothing to change."""

    def mutate(data, random):
        root = parsed(data)
        return None if change(root, random) is False else written(root)

    return mutate


def pick(found, random):
    """One of what was found, or None."""
    return random.choice(found) if found else None


def changed(element, random):
    """An element with one of its texts changed, not an id."""
    texts = [
        each
        for each in element.iter(etree.Element)
        if not len(each) and (each.text or "").strip() and local(each) not in {"ID", "LOT_NO", "LOT_NUMBER"}
    ]
    if not texts:
        return None
    one = random.choice(texts)
    text = one.text.strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        one.text = f"{text}7"
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", text):
        one.text = f"20{random.randrange(10, 40)}{text[4:]}"
    else:
        one.text = f"{text} endret"
    return element


IDENTIFIED = (
    "ProcurementProjectLot", "Organization", "TouchPoint", "Company", "LotResult", "LotTender", "TenderingParty",
    "SettledContract", "OBJECT_DESCR", "AWARD_CONTRACT", "AWARDED_CONTRACT", "CONTRACTOR", "CHANGE", "AWARDED_PRIZE",
    "F17_ANNEX_B", "LOT_PRIOR_INFORMATION", "AWARD_OF_CONTRACT_DEFENCE", "ReceivedSubmissionsStatistics",
    "SubordinateAwardingCriterion", "Tenderer", "PartyIdentification", "ADDRESS_CONTRACTING_BODY_ADDITIONAL",
    "WINNER", "INFO_MODIFICATIONS", "AC_QUALITY", "AC_COST", "AC_PRICE",
)  # fmt: skip
WRAPPERS = (
    "UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension", "NoticeResult", "Organizations", "Changes",
    "Change", "ContractModification", "NoticeSubType", "Publication", "ContractingParty", "Party", "ProcurementProject",
    "TenderingProcess", "TenderingTerms", "AwardingTerms", "AwardingCriterion", "RequestedTenderTotal",
    "PlannedPeriod", "TenderSubmissionDeadlinePeriod", "PartyName", "PartyLegalEntity", "PostalAddress",
    "RealizedLocation", "MainCommodityClassification", "FrameworkAgreementValues", "LegalMonetaryTotal",
    "FORM_SECTION", "CODED_DATA_SECTION", "CODIF_DATA", "NOTICE_DATA", "REF_OJS", "CONTRACTING_BODY",
    "OBJECT_CONTRACT", "PROCEDURE", "COMPLEMENTARY_INFO", "RESULTS", "CHANGES", "MODIFICATIONS_CONTRACT",
    "ADDRESS_CONTRACTING_BODY", "CONTRACTORS", "TENDERS", "VALUES", "AC", "CPV_MAIN", "CPV", "SHORT_DESCR", "TITLE",
    "LOT_DIVISION", "FRAMEWORK",
)  # fmt: skip


def doubled(names=(), change=False, far=False):
    """An element of these names stands twice."""

    def double(root, random):
        one = pick(elements(root, *names), random)
        again = None if one is None else copy.deepcopy(one)
        if again is None or (change and changed(again, random) is None):
            return False
        again.tail = one.tail
        if far:
            one.getparent().append(again)
        else:
            one.addnext(again)
        return True

    return on_tree(double)


def doubled_blank_first(root, random):
    """An element stands twice, and the first says nothing."""
    one = pick(leaves(root), random)
    if one is None or one is root:
        return False
    again = copy.deepcopy(one)
    again.text = random.choice((None, " ", "\n  "))
    one.addprevious(again)
    return True


def doubled_elsewhere(root, random):
    found = elements(root)
    random.choice(found).append(copy.deepcopy(random.choice(found)))


def form_doubled(change):
    def double(root, random):
        one = pick([each for each in elements(root) if each.get("CATEGORY") == "ORIGINAL"], random)
        if one is None:
            return False
        again = copy.deepcopy(one)
        if change:
            changed(again, random)
        one.addnext(again)
        return True

    return on_tree(double)


def swapped(root, random):
    """Two neighbours change places."""
    one = pick([each for each in elements(root) if each.getnext() is not None], random)
    if one is None:
        return False
    one.addprevious(one.getnext())
    return True


def shuffled(root, random):
    one = pick([each for each in elements(root) if len(each) > 1], random)
    if one is None:
        return False
    below = list(one)
    random.shuffle(below)
    one[:] = below
    return True


def reversed_all(root, _):
    """The children of every element in the opposite order."""
    for one in [root, *elements(root)]:
        one[:] = list(one)[::-1]


def dropped(names=()):
    def drop(root, random):
        one = pick(elements(root, *names), random)
        if one is None or local(one) in KEPT:
            return False
        one.getparent().remove(one)
        return True

    return on_tree(drop)


def moved(names=()):
    """An element goes below another parent."""

    def move(root, random):
        one = pick(elements(root, *names), random)
        if one is None:
            return False
        inside = set(one.iter())
        one_of = [each for each in [root, *elements(root)] if each not in inside]
        random.choice(one_of).append(one)
        return True

    return on_tree(move)


def nested(names=()):
    """An element has a copy of itself in it."""

    def nest(root, random):
        one = pick(elements(root, *names), random)
        if one is None:
            return False
        again = copy.deepcopy(one)
        one.insert(random.choice((0, len(one))), again)
        return True

    return on_tree(nest)


def nested_text(root, random):
    """Part of a text stands in an element of its own."""
    one = pick([each for each in leaves(root) if len(each.text.strip()) > 3], random)
    if one is None:
        return False
    half = len(one.text) // 2
    space = one.tag.removesuffix(local(one))
    inner = etree.SubElement(one, random.choice(("b", "{urn:other}em", one.tag, f"{space}FT")))
    inner.text, inner.tail = one.text[half : half + 2], one.text[half + 2 :]
    one.text = one.text[:half]
    return True


def split(root, random):
    """What stands in one wrapper stands in two."""
    one = pick([each for each in elements(root, *WRAPPERS) if len(each) > 1], random)
    if one is None:
        return False
    again = etree.Element(one.tag, one.attrib)
    again[:] = list(one)[len(one) // 2 :]
    one.addnext(again)
    return True


def wrapped(root, random):
    """An element stands inside one that nobody knows."""
    one = pick(elements(root), random)
    around = etree.Element(random.choice(("around", "{urn:other}around")))
    one.addprevious(around)
    around.append(one)


def unwrapped(root, random):
    """What stands in an element stands beside it."""
    one = pick([each for each in elements(root) if len(each)], random)
    for below in list(one):
        one.addprevious(below)
    one.getparent().remove(one)


# Identifiers

ID_NAMES = ("ID", "LOT_NO", "LOT_NUMBER", "CONTRACT_NO", "ContractFolderID", "NoticePublicationID")


def id_of_kind(element):
    return local(element.getparent()), local(element)


def ids_equal(root, random):
    """One identifier becomes that of another of its kind."""
    found = leaves(root, ID_NAMES)
    kinds = {kind for kind in map(id_of_kind, found) if sum(id_of_kind(each) == kind for each in found) > 1}
    kind = pick(sorted(kinds), random)
    if kind is None:
        return False
    one, other = random.sample([each for each in found if id_of_kind(each) == kind], 2)
    one.text = other.text
    return True


def id_becomes(*forms):
    """An identifier in another form: here only, or everywhere."""

    def become(root, random):
        found = leaves(root, ID_NAMES)
        one = pick(found, random)
        if one is None:
            return False
        before, form = one.text, random.choice(forms)
        for each in found if random.random() < 0.3 else [one]:
            if each.text == before:
                each.text = form(before)
        return True

    return on_tree(become)


def full_width(text):
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def arabic(text):
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def superscript(text):
    return text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


# Values


def becomes(which, forms):
    """The text of one element that `which(root)` finds takes one of the forms; a form is a text or of the text."""

    def become(root, random):
        one = pick(which(root), random)
        if one is None:
            return False
        form = random.choice(forms)
        element, attribute = one if isinstance(one, tuple) else (one, None)
        before = element.get(attribute) if attribute else element.text or ""
        after = form(before) if callable(form) else form
        if attribute and after is None:
            del element.attrib[attribute]
        elif attribute:
            element.set(attribute, after)
        else:
            element.text = after
        return True

    return on_tree(become)


def attributes(*names):
    return lambda root: [(each, name) for each in root.iter(etree.Element) for name in names if each.get(name)]


def company_ids(root):
    return leaves(root, ("CompanyID", "NATIONALID"))


def dates(root):
    return [
        each
        for each in leaves(root)
        if re.search("Date$|DATE|^YEAR$|^MONTH$|^DAY$", local(each)) or (re.match("DATE|DS_|DT_", local(each)))
    ]


def times(root):
    return leaves(root, ("EndTime", "IssueTime", "TIME", "TIME_RECEIPT_TENDERS"))


def amounts(root):
    return [
        *(
            each
            for each in leaves(root)
            if each.get("currencyID") or each.get("CURRENCY") or (local(each) in {"LOW", "HIGH"})
        ),
        *attributes("FMTVAL")(root),
    ]


def counts(root):
    return [
        each
        for each in leaves(root)
        if re.search("Numeric$|Quantity$|^NB_|^LOT_MAX|RankCode|DurationMeasure|^DURATION|OFFERS_RECEIVED", local(each))
    ]


def weights(root):
    return leaves(root, ("AC_WEIGHTING", "WEIGHTING", "ParameterNumeric"))


def indicators(root):
    return [each for each in leaves(root) if local(each).endswith("Indicator")]


def codes(root):
    return [
        *(each for each in leaves(root) if re.search("Code$|^RegulatoryDomain|NUTS|^CPV", local(each))),
        *attributes("CODE", "VALUE", "FORM", "LG", "CTYPE", "TYPE", "listName", "unitCode", "schemeName")(root),
    ]


def cpvs(root):
    return [
        *leaves(root, ("ItemClassificationCode",)),
        *((each, "CODE") for each in root.iter(etree.Element) if local(each) == "CPV_CODE"),
    ]


TEXT_NAMES = (
    "Name", "Description", "ProcessReason", "Title", "P", "OFFICIALNAME", "TOWN", "CityName", "PostalZone",
    "ReasonDescription", "ChangeDescription", "ProcurementType", "AC_CRITERION", "SHORT_DESCR", "TITLE",
    "REFERENCE_NUMBER", "POSTAL_CODE", "ChangedSectionIdentifier", "LABEL", "SECTION",
)  # fmt: skip


def texts(root):
    return leaves(root, TEXT_NAMES)


def versions(root):
    return [
        *(each for each in elements(root, "VersionID", "CustomizationID") if (each.text or "").strip()),
        *attributes("VERSION")(root),
    ]


NUMBER_FORMS = (
    full_width, arabic, superscript, "974 760 673", "974\u00a0760\u00a0673", "974\u00ad760673", "974\u200b760673",
    "974\u202f760\u202f673", "974.760.673", "NO974760673MVA", "NO 974 760 673 MVA", "no974760673mva", "97476067",
    "9747606730", "974760674", "7080000123456", "0192:974760673", "974760673;974760681", "Org.nr. 974760673",
    "974760673 (underenhet)", "N/A", "-", "000000000", "974760673\n", "\u200f974760673",
    full_width("974") + "760673", "O74760673",
    "974,760,673", "+974760673", "974760673.0", "9.74760673E8", "DE123456789", "123456789", "x" * 400,
    lambda text: f"\u00a0{text}\u00a0", lambda text: f"{text}\u200b", lambda text: f"{text[:3]}\t{text[3:]}",
    lambda text: f"{text} {text}", lambda text: f"NO{text}", lambda text: f"{text}MVA", lambda text: f"NO-{text}-MVA",
)  # fmt: skip
DATE_FORMS = (
    "2023-02-30", "2023-13-01", "2023-00-10", "0024-03-01", "0000-01-01", "9999-12-31", "9999-12-31+14:00",
    "2024-03-01+14:00", "2024-03-01-12:00", "2024-03-01Z", "2024-03-01T10:00:00", "2024-03-01T23:30:00Z",
    "2024-03-01 10:00", "2024/03/01", "01.03.2024", "01-03-2024", "03/01/2024", "20240301", "240301", "2024-3-1",
    "2024-03", "2024", "1. mars 2024", arabic("2024-03-01"), full_width("2024-03-01"), "2024\u201003\u201001",
    "2024−03−01",
    "-2024-03-01", "+2024-03-01", "12024-03-01", "2024-03-01+25:00", "2024-03-01+0100", "2024-03-01 +01:00",
    " 2024-03-01 ", "\u00a02024-03-01", "2024-03-01\u200b", "2000-01-01", "1999-12-31", "1753-01-01", "2024-060",
    "2024-W09-5", "45352", "1709251200", "2024-02-29", "2023-02-29", "2049-12-31", "2050-01-01", "20240301 10:00",
    "20240230", "2024-1-32", "2024-03-01+01:00+01:00", "0001-01-01", "2024-03-1", "2024-3-01Z", "2262-04-12",
    "20240301Z", "2024-0301", "",
)  # fmt: skip
TIME_FORMS = (
    "24:00:00", "25:00", "12:60", "9:00", "09:00", "09.00", "9:00 AM", "12:00:00Z", "12:00:00+02:00", "12:00:60",
    "23:59:59.999999999", "12:00:00.5+02:00", "1200", "12", "", arabic("12:00"), "12:00abc", "12:00:0", "-12:00",
)  # fmt: skip
AMOUNT_FORMS = (
    "1000,50", "1 000 000", "1\u00a0000\u00a0000", "1.000.000", "1,000,000.00", "1'000'000", "1E6", "1.5e+6", "+1000",
    "-1000", "-1", "0", "1", "0.00", "0.5", "1.01", "1.001", "-0", "-0.0", "0.001", "100000000000000000",
    "999999999999999999", "999999999999999999.99", "10000000000000000000", "1" + "0" * 30, "1" + "0" * 400,
    "1234.567", "1234.565", "1234.999", "1234.995", "1234.5650000000000000000001", "0." + "0" * 30 + "1", "NaN",
    "INF", "Infinity", "-Infinity", "inf", "", "kr 1000", "1000 NOK", "1000,-", "0x10", "1_000", "१०००",
    arabic("1000"), full_width("1000"), full_width("1") + "000", "1000.", ".5", "5.", "1000\u200b",
    "\u22121000", "1e400", "\u066b5",
    "123456789012345678.91", "99999999999999999.995", "1/2", "1000-2000", "2,5 mill", " 1000 ", "\n1000\n",
)  # fmt: skip
COUNT_FORMS = (
    "1" * 30,
    "1" * 15,
    "1" * 16,
    "9223372036854775807",
    "9223372036854775808",
    "-1",
    "-0",
    "0",
    "00012",
    "3.0",
    "3.00",
    "3.5",
    "3,0",
    "1e2",
    "+3",
    " 3 ",
    "3\u00a0",
    "",
    "tre",
    "NaN",
    "inf",
    arabic("12"),
    full_width("12"),
    "²",
    "3.",
    ".3",
    "1 000",
    "1-3",
    "3 stk",
    "unpublished",
    "12345678901234567890.5",
    "1" + "0" * 310,
)
WEIGHT_FORMS = (
    "50%", "50 %", "50,5", "50.5 %", "50-60", "30/70", "½", arabic("50") + "%", full_width("50"), "100 poeng",
    "1.000,5",
    "0", "-5", "1e2", "5 0", "inf", "NaN", "50 %%", "%", "", "50.", "9" * 400,
)  # fmt: skip
TRUTH_FORMS = (
    "TRUE", "True", "1", "0", "yes", "no", "YES", "NO", " true ", "true\n", "not true", "false true", "2", "1.5",
    "0.1", "-1", "", "sann", "t", "untrue", "true.", "1 0", "NOT false", "ja",
)  # fmt: skip
CODE_FORMS = (
    "no-such-code", str.upper, str.lower, str.title, lambda text: f" {text} ", lambda text: f"{text}\u00a0", "", "-",
    lambda text: text * 2, "x" * 300, "unpublished", "1", full_width, lambda text: text[:-1], lambda text: f"{text}\n",
    "NOR", "nok", "n.a.", "OTHER", "other",
)  # fmt: skip
CURRENCY_FORMS = (None, str.lower, "", "XXX", "kr", "NOK ", "Nok", "€", "123", "NOKK", "SEK", "EUR")
CPV_FORMS = (
    "7200000", "720000000", "72000000-5", "72000000-", "72 000 000", "72000000 ", arabic("72000000"),
    full_width("72000000"), "7200000O", "CPV72000000", "", "00000000", "72000000-55", "72000000,48000000", "-1",
    "72000000\u00a0", "72000000.0", "unpublished",
)  # fmt: skip
VERSION_FORMS = (
    "0", "-1", "1.5", "01", "1e3", "", "999999999999999", "9999999999999999999", arabic("01"), "to", "R2.0.8", "R2.0.9",
    "eforms-sdk-1.99", "eforms-sdk-2.0", "eforms-sdk-1.2", "eforms-sdk-0.1", "eforms-sdk-1.13.2", "eforms-sdk-1",
    "EFORMS-SDK-1.13", "eforms-sdk-99999999999999999999.1", "eforms-sdk-" + arabic("1.13"), "eforms-sdk-1.13#x",
    "urn:fdc:anskaffelser.no:2023:eforms:national:eforms-sdk-1.10", "eforms-sdk-1.07", " eforms-sdk-1.10 ",
)  # fmt: skip
TEXT_FORMS = (
    lambda text: f"{text} kari.kanari@sample.invalid",
    "post@sample.invalid",
    lambda text: f"<{text}>&\"'",
    lambda text: f"\u00a0{text}\u00a0",
    lambda text: f"\u200b{text}",
    lambda text: f"\ufeff{text}",
    lambda text: f"\t{text}\r\n",
    lambda text: f"{text}\u0085\u2028\u2029",
    lambda text: f"{text[:2]}\u0301\u202e{text[2:]}",
    "unpublished",
    "n.a.",
    "N.A.",
    "N/A",
    "-",
    ".",
    "",
    " ",
    "\u00a0",
    "\u3000",
    "\u200b",
    lambda text: f"{text} 😀\U0001d518",
    lambda text: f"{text}\n\n{text}",
    "null",
    "None",
    "NaN",
    "true",
    "0",
    lambda text: f"=HYPERLINK({text})",
    lambda text: f"{text}\\n\\t\\u0000",
    lambda text: f"{text}]]>",
    lambda text: text * 50,
    "a@b",
    "@",
    "kari@sample",
    "Kari Ola ENK",
    "\ufffd",
    "\ufffe"[:0],
    lambda text: f"{text} {{v1}} %s {{0}}",
    lambda text: f"'; DROP TABLE notices; -- {text}",
    "\ue000",
    lambda text: f"å{text}".replace("å", "a\u030a"),
    "MASKERT [e-post] ok",
    "kari@sample.invalid.",
    "(kari@sample.invalid)",
)


def long_text(root, random):
    one = pick(texts(root), random)
    if one is None:
        return False
    one.text = "Én million tegn. " * 62_500
    return True


def many_lots(many):
    def fill(root, random):
        one = pick(elements(root, "ProcurementProjectLot", "OBJECT_DESCR"), random)
        if one is None or len(etree.tostring(one)) > 20_000 or len([*one.iter()]) * many > 450_000:
            return False
        for number in range(many):
            again = copy.deepcopy(one)
            for name in leaves(again, ("ID", "LOT_NO"))[:1]:
                name.text = f"LOT-{1000 + number}" if local(name) == "ID" else str(1000 + number)
            one.addnext(again)
        return True

    return on_tree(fill)


def deep(levels):
    """Elements of the same name inside each other, below any element."""

    def dig(root, random):
        here = random.choice([root, *elements(root)])
        name = here.tag if random.random() < 0.5 else "{urn:other}deep"
        for _ in range(levels):
            here = etree.SubElement(here, name)

    return on_tree(dig)


# Languages, attributes, namespaces


def language_becomes(*forms):
    return becomes(attributes("languageID", "LG"), forms)


def empty_in_the_language(root, random):
    """A text says nothing in the language of the notice and something in another."""
    one = pick([each for each in leaves(root) if each.get("languageID")], random)
    if one is None:
        return False
    again = copy.deepcopy(one)
    again.text = random.choice((None, " "))
    one.set("languageID", random.choice(("ENG", "SME")))
    one.addnext(again)
    if random.random() < 0.5:
        one.addprevious(copy.deepcopy(again))
    return True


def in_two_languages(root, random):
    one = pick([each for each in leaves(root) if each.get("languageID")], random)
    if one is None:
        return False
    again = copy.deepcopy(one)
    again.text += " in English"
    again.set("languageID", "ENG")
    one.addprevious(again)
    return True


def attribute_lookalikes(root, random):
    """Attributes of another namespace that look like those that are read."""
    for each in root.iter(etree.Element):
        for name in ("currencyID", "CURRENCY", "CODE", "VALUE", "languageID", "listName", "unitCode"):
            if each.get(name) and random.random() < 0.5:
                each.set(f"{{urn:other}}{name}", "NOPE")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "fr")


def foreign(root, random):
    """An element of the same local name in a namespace of nobody, before the real one."""
    one = pick(leaves(root), random)
    if one is None or one is root:
        return False
    other = etree.Element(f"{{urn:other}}{local(one)}", one.attrib)
    other.text = "fremmed"
    one.addprevious(other)
    return True


def without_namespace(root, random):
    """One element, or all of a legacy notice, in no namespace."""
    one_of = list(root.iter(etree.Element)) if local(root) == "TED_EXPORT" else [pick(elements(root), random)]
    for each in one_of:
        each.tag = local(each)


def prefixes_renamed(data, random):
    """The same document with other prefixes: it says the same."""
    text = data.decode("utf-8-sig")
    for prefix in ("cac", "cbc", "efac", "efbc", "ext", "efext"):
        text = re.sub(rf"(</?|xmlns:){prefix}\b", rf"\1{prefix}{random.randrange(9)}", text)
    return text.encode()


def comments_inside(root, random):
    """Comments and processing instructions between and inside texts and elements."""
    for one in random.sample(leaves(root), min(8, len(leaves(root)))):
        make = random.choice((lambda: etree.Comment(" oppdiktet "), lambda: etree.ProcessingInstruction("oppdiktet")))
        place = random.choice(("inside", "before", "first"))
        if place == "before" and one is not root:
            one.addprevious(make())
        else:
            node = make()
            half = len(one.text) // 2 if place == "inside" else 0
            node.tail, one.text = one.text[half:], one.text[:half]
            one.append(node)


def cdata(root, random):
    for one in random.sample(leaves(root), min(8, len(leaves(root)))):
        if "]]>" not in one.text:
            one.text = etree.CDATA(one.text)


def without_original(root, random):
    """No form in the original language, or in a category that nobody knows."""
    found = [each for each in elements(root) if each.get("CATEGORY")]
    for each in found:
        each.set("CATEGORY", random.choice(("TRANSLATION", "original", "", "ORIGINAL ")))
    return bool(found)


def paragraphs(root, random):
    """Paragraphs of a legacy text in odd ways."""
    one = pick([each for each in elements(root, "P") if (each.text or "").strip()], random)
    if one is None:
        return False
    space = one.tag.removesuffix("P")
    way = random.randrange(5)
    if way == 0:
        one.getparent().text = "Tekst utenfor avsnitt. "
    elif way == 1:
        etree.SubElement(one, f"{space}FT").text = "2"
        one[-1].tail = " og mer"
    elif way == 2:
        etree.SubElement(one, f"{space}BR").tail = " etter linjeskift"
    elif way == 3:
        one.tail = "Tekst etter avsnitt. "
    else:
        again = copy.deepcopy(one)
        again.tail = None
        one.append(again)
    return True


# Bytes


def declared(data, encoding):
    """The document without its declaration, and with another."""
    text = re.sub(r"^\s*<\?xml.*?\?>\s*", "", data.decode("utf-8-sig"), flags=re.DOTALL)
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'


def encoded(said, really, errors="xmlcharrefreplace"):
    return lambda data, _: declared(data, said).encode(really, errors)


def spliced(piece, before=rb"</"):
    """Bytes put in front of an end tag."""

    def splice(data, random):
        places = [match.start() for match in re.finditer(before, data)]
        place = random.choice(places)
        return data[:place] + piece + data[place:]

    return splice


def after_declaration(piece):
    return lambda data, _: declared(data, "UTF-8").replace("?>\n", f"?>\n{piece}", 1).encode()


def cut(data, random):
    return data[: random.randrange(1, len(data))]


def bit_flipped(data, random):
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]


def character_references(data, _):
    """Letters as character references: the document says the same."""
    return declared(data, "UTF-8").encode("ascii", "xmlcharrefreplace")


DOCTYPE = '<!DOCTYPE notice [<!ENTITY a "oppdiktet">]>\n'
MUTATIONS: dict[str, Callable] = {
    "element doubled": doubled(),
    "element doubled, changed": doubled(change=True),
    "identified element doubled": doubled(IDENTIFIED),
    "identified element doubled, changed": doubled(IDENTIFIED, change=True),
    "identified element doubled at the end": doubled(IDENTIFIED, far=True),
    "identified element doubled at the end, changed": doubled(IDENTIFIED, change=True, far=True),
    "wrapper doubled": doubled(WRAPPERS),
    "wrapper doubled, changed": doubled(WRAPPERS, change=True),
    "leaf doubled, the first blank": on_tree(doubled_blank_first),
    "subtree doubled elsewhere": on_tree(doubled_elsewhere),
    "form doubled": form_doubled(change=False),
    "form doubled, changed": form_doubled(change=True),
    "neighbours swapped": on_tree(swapped),
    "children shuffled": on_tree(shuffled),
    "everything in the opposite order": on_tree(reversed_all),
    "element dropped": dropped(),
    "identified element dropped": dropped(IDENTIFIED),
    "wrapper dropped": dropped(WRAPPERS),
    "identifier dropped": dropped(ID_NAMES),
    "element moved": moved(),
    "identified element moved": moved(IDENTIFIED),
    "wrapper moved": moved(WRAPPERS),
    "element nested in itself": nested(),
    "identified element nested in itself": nested(IDENTIFIED),
    "part of a text in an element": on_tree(nested_text),
    "wrapper split in two": on_tree(split),
    "element wrapped": on_tree(wrapped),
    "element unwrapped": on_tree(unwrapped),
    "identifiers equal": on_tree(ids_equal),
    "identifier emptied": id_becomes(lambda _: "", lambda _: " "),
    "identifier padded": id_becomes(
        lambda text: f" {text} ",
        lambda text: f"\n  {text}\n",
        lambda text: f"\u00a0{text}",
        lambda text: f"{text}\u200b",
    ),
    "identifier in another case": id_becomes(str.lower, str.upper, str.title),
    "identifier in other digits": id_becomes(full_width, arabic, superscript),
    "identifier odd": id_becomes(
        lambda text: f"{text}#2", lambda _: "1", lambda _: "x" * 500, lambda text: text + text, lambda _: "LOT-P0002"
    ),
    "organisation number odd": becomes(company_ids, NUMBER_FORMS),
    "date odd": becomes(dates, DATE_FORMS),
    "time odd": becomes(times, TIME_FORMS),
    "amount odd": becomes(amounts, AMOUNT_FORMS),
    "currency odd": becomes(attributes("currencyID", "CURRENCY"), CURRENCY_FORMS),
    "count odd": becomes(counts, COUNT_FORMS),
    "weight odd": becomes(weights, WEIGHT_FORMS),
    "indicator odd": becomes(indicators, TRUTH_FORMS),
    "code odd": becomes(codes, CODE_FORMS),
    "cpv odd": becomes(cpvs, CPV_FORMS),
    "text odd": becomes(texts, TEXT_FORMS),
    "any text odd": becomes(leaves, (*TEXT_FORMS, *CODE_FORMS, *AMOUNT_FORMS, *DATE_FORMS)),
    "version odd": becomes(versions, VERSION_FORMS),
    "language odd": language_becomes("no", "nor", "NO", "", "ENG", "XYZ", None, "NOR ", "nb-NO"),
    "empty in the language of the notice": on_tree(empty_in_the_language),
    "in two languages": on_tree(in_two_languages),
    "text of a million letters": on_tree(long_text),
    "a thousand lots": many_lots(1_000),
    "ten thousand lots": many_lots(10_000),
    "a hundred levels deep": deep(100),
    "two hundred and fifty levels deep": deep(250),
    "a thousand levels deep": deep(1_000),
    "attributes that look alike": on_tree(attribute_lookalikes),
    "foreign element of the same name": on_tree(foreign),
    "without namespace": on_tree(without_namespace),
    "prefixes renamed": prefixes_renamed,
    "comments inside": on_tree(comments_inside),
    "character data sections": on_tree(cdata),
    "no form in the original language": on_tree(without_original),
    "paragraphs odd": on_tree(paragraphs),
    "UTF-16 with a mark": encoded("UTF-16", "utf-16"),
    "UTF-16 without a mark": encoded("UTF-16", "utf-16-le"),
    "UTF-16 said to be UTF-8": encoded("UTF-8", "utf-16"),
    "UTF-32": encoded("UTF-32", "utf-32"),
    "Latin-1": encoded("ISO-8859-1", "latin-1"),
    "Latin-1 said to be UTF-8": encoded("UTF-8", "latin-1"),
    "UTF-8 said to be Latin-1": encoded("ISO-8859-1", "utf-8"),
    "windows-1252": encoded("windows-1252", "cp1252"),
    "UTF-8 with a mark": encoded("UTF-8", "utf-8-sig"),
    "UTF-8 with two marks": lambda data, _: b"\xef\xbb\xbf\xef\xbb\xbf" + data.removeprefix(b"\xef\xbb\xbf"),
    "an encoding that is none": encoded("Norwegian", "utf-8"),
    "UTF-7": encoded("UTF-7", "utf-8"),
    "ASCII with references": character_references,
    "XML 1.1": lambda data, _: declared(data, "UTF-8").replace('version="1.0"', 'version="1.1"', 1).encode(),
    "no declaration": lambda data, _: declared(data, "UTF-8").split("?>\n", 1)[1].encode(),
    "blank before the declaration": lambda data, _: b"\n" + data.removeprefix(b"\xef\xbb\xbf"),
    "control character": spliced(b"\x01"),
    "control character by reference": spliced(b"&#1;"),
    "nul": spliced(b"\x00"),
    "carriage return by reference": spliced(b"&#13;"),
    "surrogate by reference": spliced(b"&#xD800;"),
    "entity of XML": spliced(b"&amp;&lt;&#248;"),
    "unknown entity": spliced(b"&oslash;"),
    "DOCTYPE": after_declaration(DOCTYPE),
    "comment before the root": after_declaration("<!-- oppdiktet --><?oppdiktet?>\n"),
    "comment after the root": lambda data, _: data + b"\n<!-- oppdiktet -->\n<?oppdiktet?>\n",
    "empty": lambda *_: b"",
    "blank": lambda *_: b" \n\t",
    "truncated": cut,
    "bit flipped": bit_flipped,
    "two in one": lambda data, _: data + data,
    "text after the root": lambda data, _: data + b"\noppdiktet",
}
RARE = {"ten thousand lots": 25, "a thousand lots": 5, "text of a million letters": 3}
"""Large ones, made once in so many turns."""
