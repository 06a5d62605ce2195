"""Does the reader say what stands there? Each value read twice: by the reader, and by plain XPath.

`python -m tests.agreement FOLDER` prints a line a field, with what differs by reason. The XPaths are in
tests/agreement_xpaths.py and what texts mean in tests/agreement_values.py, both written apart from the reader.

Of a document, a table and a column the values of all rows are compared, then whole rows. What differs is a `Finding`:

    told      the reader gives null and says so in `nulled_values`, or counts a repeat once and says so
    wrong     the reader gives another value, or null without a word
    clash     two different rows have one identifier
    several   several values stand where a column has room for one, and nothing is said of the others
"""

import hashlib
import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import polars as pl
from lxml import etree

from tasks.parse.validate import validate
from tasks.read.notices.reader import read_notices
from tests import agreement_xpaths as places
from tests.agreement_values import BLANKS, KINDS, MASK, PERSON, is_masked_of, meaning

TABLES = {"eforms": places.EFORMS, "ted_export": places.TED_EXPORT}
NEEDED = {
    "notice_texts": "text",
    "notice_cpv_codes": "cpv_code",
    "notice_purposes": "code",
    "notice_roles": "organisation_id",
    "notice_references": "reference",
    "tender_counts": "count",
    "result_tenders": "tender_id",
    "result_contracts": "contract_id",
    "contract_tenders": "tender_id",
    "tendering_party_members": "organisation_id",
}
"""Rows that say nothing where this column is blank."""
UNIQUE = {
    "lots": ("lot_id",),
    "notice_organisations": ("organisation_id",),
    "lot_results": ("result_id",),
    "tenders": ("tender_id",),
    "contracts": ("contract_id",),
    "contract_tenders": ("contract_id", "tender_id"),
    "result_contracts": ("result_id", "contract_id"),
    "result_tenders": ("result_id", "tender_id"),
    "tendering_party_members": ("party_id", "organisation_id", "is_subcontractor"),
    "notice_roles": ("organisation_id", "role", "scope_id"),
    "tender_counts": ("result_id", "count_code"),
    "notice_changes": ("change_number",),
    "contract_modifications": ("modification_number",),
}
HIDDEN = ("name", "identifier_as_written", "city", "postcode")
IDS = re.compile(r"(?<=.)#[0-9]+$")
"""What the reader adds to an id that another thing has already."""
SAY_ONCE = {
    "notice_texts", "notice_cpv_codes", "notice_purposes", "notice_places", "notice_roles", "notice_references",
    "tender_counts", "result_tenders", "result_contracts", "contract_tenders", "tendering_party_members",
}  # fmt: skip
"""Tables in which a row that stands again says no more, if that is told."""
WITH_IDS = {
    "ProcurementProjectLot", "Organization", "Company", "TouchPoint", "LotResult", "LotTender", "TenderingParty",
    "SettledContract", "EformsExtension", "NoticeResult", "Organizations", "Changes", "ContractModification",
    "ProcurementProject", "TenderingProcess", "TenderingTerms", "ContractingParty", "AwardingTerms", "UBLExtensions",
    "UBLExtension", "ExtensionContent",
    "OBJECT_DESCR", "AWARD_CONTRACT", "AWARDED_CONTRACT", "CHANGE", "FORM_SECTION", "CONTRACTING_BODY",
    "OBJECT_CONTRACT", "PROCEDURE", "COMPLEMENTARY_INFO", "CODED_DATA_SECTION", "RESULTS", "AWARDED_PRIZE",
    "CONTRACTORS", "CONTRACTOR", "WINNERS", "WINNER", "NO_AWARDED_CONTRACT", "AC", "ADDRESS_CONTRACTING_BODY",
    "ADDRESS_CONTRACTING_BODY_ADDITIONAL", "CHANGES", "MODIFICATIONS_CONTRACT",
}  # fmt: skip
"""Elements of which an exact repeat beside the first counts once, if that is told."""


def lines(node):
    """The text of an element and of all below it, a paragraph a line."""
    said = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            said.append(lines(child) + "\n" * child.tag.endswith("P"))
        said.append(child.tail or "")
    return "".join(said)


@dataclass
class Finding:
    """One difference of one field of one document."""

    kind: str
    table: str
    column: str
    there: list = field(default_factory=list)
    given: list = field(default_factory=list)
    reason: str = ""

    def __str__(self):
        return f"{self.kind} {self.table}.{self.column}: there {self.there}, given {self.given} {self.reason}"


@dataclass
class Reading:
    """What the reader gives of one document: rows by table; or the rule by which it is rejected."""

    rule: str | None = None
    rows: dict = field(default_factory=dict)
    told: Counter = field(default_factory=Counter)
    """Values that became null, by table, column and reason."""


@dataclass
class Comparison:
    """What came of one document: values compared, fields that had one, differences."""

    values: int = 0
    fields: set = field(default_factory=set)
    findings: list = field(default_factory=list)

    @property
    def wrong(self):
        return [finding for finding in self.findings if finding.kind in {"wrong", "clash"}]


def read(documents):
    """A reading of each document. One that ends the reader, for others too, is read alone: rule `crash: …`."""
    documents = list(documents)
    with tempfile.TemporaryDirectory() as folder:
        things = [SimpleNamespace(sha256=hashlib.sha256(data).hexdigest()) for data in documents]
        for thing, data in zip(things, documents, strict=True):
            thing.path = Path(folder) / thing.sha256
            thing.path.write_bytes(data)
        try:
            made = readings({thing.sha256: thing for thing in things}.values())
            return [made[thing.sha256] for thing in things]
        except Exception as error:  # noqa: BLE001 (whichever it is, it is the finding)
            if len(documents) == 1:
                return [Reading(f"crash: {type(error).__name__} {at(error)}")]
    half = len(documents) // 2
    return read(documents[:half]) + read(documents[half:])


def at(error):
    """The last line of our own code that an exception passed."""
    lines, trace = [], error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "tasks" in path.parts or "schemas" in path.parts:
            lines.append(f"{path.name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{' < '.join(lines[:-4:-1])}: {str(error).splitlines()[0][:120] if str(error) else ''}"


def readings(things):
    """A reading of each landed thing by its content, through the validate at the door."""
    things = list(things)
    made = {thing.sha256: Reading(rows=defaultdict(list)) for thing in things}
    for frames in read_notices(things, lambda value: f"person {hashlib.sha256(value.encode()).hexdigest()[:8]}", 500):
        judged = validate(frames)
        for row in judged["parsed.rejects"].iter_rows(named=True):
            made[row["file_sha256"]].rule = made[row["file_sha256"]].rule or ".".join(
                filter(None, (row["table_name"], row["column_name"], row["rule"]))
            )
        for name, frame in judged.items():
            for row in frame.iter_rows(named=True):
                made[row["file_sha256"]].rows[name.removeprefix("parsed.")].append(row)
    for reading in made.values():
        reading.told.update(
            (row["table_name"], row["column_name"], row["reason"]) for row in reading.rows.get("nulled_values", ())
        )
    return made


class Written:
    """A document as plain XPath reads it: `rows` by table, and the `several` of which the first was taken."""

    def __init__(self, data, without_repeats=False):
        root = etree.fromstring(
            in_its_encoding(data),
            etree.XMLParser(resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True),
        )
        self.form = "eforms" if root.tag.startswith("{urn:oasis") else "ted_export"
        self.several = []
        if without_repeats:
            take_repeats_out(root)
        self.root = root if self.form == "eforms" else places.bare(root)
        if self.form == "ted_export":
            stand_in(self.root)
        self.language = self.strings(self.root, "cbc:NoticeLanguageCode")[:1] if self.form == "eforms" else []
        self.rows = {}
        for table, sources in TABLES[self.form].items():
            found = [(node, columns) for path, columns in sources for node in self.found(path)]
            rows = [self.row(table, node, columns) for node, columns in found]
            number = next((name for name, told in sources[0][1].items() if isinstance(told, places.Place)), None)
            if number:
                order = {node: place for place, node in enumerate(self.root.iter())}
                at_each = sorted(range(len(rows)), key=lambda row: order[found[row][0]])
                for place, row in enumerate(at_each, 1):
                    rows[row][number] = place
            self.rows[table] = rows
        if self.form == "ted_export":
            self.rows["notice_references"] = distinct(self.rows["notice_references"])
            places.of_each_lot(self.root, self.rows)

    def found(self, path):
        """Nodes of a path that may have alternatives, in the order of the document."""
        return places.xpath(path)(self.root)

    def text(self, node):
        """The text of an element and of all below it; in TED_EXPORT a paragraph a line."""
        if not hasattr(node, "tag"):
            return str(node)
        if self.form == "ted_export":
            return lines(node)
        return str(places.xpath("string()")(node))

    def nodes(self, node, path):
        """Nodes that are not blank, of the first alternative that has any."""
        for alternative in places.alternatives(path):
            if found := [each for each in alternative(node) if self.text(each).strip(BLANKS)]:
                return found
        return []

    def strings(self, node, path):
        return [self.text(each).strip(BLANKS) for each in self.nodes(node, path)]

    def row(self, table, node, columns):
        """The values of a row by column; amounts stand a second time with their currency."""
        row = {}
        for column, told in columns.items():
            if isinstance(told, places.Place):
                continue
            row[column] = meaning(table, column, self.said(table, column, node, told))
            if KINDS[table, column] == pl.Decimal and row[column] is not None:
                row[f"currency of {column}"] = (row[column], self.currency(self.nodes(node, told)[0]))
        if table == "notice_organisations" and is_person(row, self.strings(node, "../efbc:NaturalPersonIndicator")):
            row |= dict.fromkeys(HIDDEN)
        return row

    def said(self, table, column, node, told):
        """The text of a column, empty where nothing stands."""
        if isinstance(told, places.Word):
            return told.text
        if isinstance(told, places.If):
            return next((text for path, text in told if places.xpath(path)(node)), "")
        if callable(told):
            return told(node)
        if isinstance(told, (places.All, places.Any)):
            return self.several_said(node, told)
        found = self.nodes(node, told.path if isinstance(told, places.Spoken) else told)
        if isinstance(told, places.Spoken):
            found = [each for each in found if [each.get("languageID")] == self.language] or found[:1]
        self.note(table, column, found)
        return self.text(found[0]) if found else ""

    def several_said(self, node, told):
        """What several texts say together."""
        if isinstance(told, places.All):
            return " ".join(self.strings(node, told.path))
        said = {text for part in told.path.split("|") for text in self.strings(node, part)}
        return next((text for text in ("true", "1", "false", "0") if text in said), "".join(sorted(said)))

    def note(self, table, column, found):
        """Remember where several different values stand in the place of one."""
        texts = {self.text(each).strip(BLANKS) for each in found}
        if len(texts) > 1:
            self.several.append((table, column, sorted(texts)))

    @staticmethod
    def currency(node):
        element = node if hasattr(node, "tag") else node.getparent()
        found = places.xpath(
            "ancestor-or-self::*[@currencyID or @CURRENCY][1]/@*[name()='currencyID' or name()='CURRENCY']"
        )(element)
        return (found[0].strip(BLANKS) or None) if found else None


def in_its_encoding(data):
    """The bytes with a declaration that fits: those of UTF-8 are it, whatever one-byte encoding is declared."""
    found = re.match(rb"""\s*<\?xml[^>]*encoding=["']((?:iso-8859|latin|windows|cp)[\w-]*)["']""", data, re.IGNORECASE)
    try:
        is_utf8 = found is not None and not data.decode().isascii()
    except UnicodeDecodeError:
        is_utf8 = False
    return data[: found.start(1)] + b"UTF-8" + data[found.end(1) :] if is_utf8 else data


def stand_in(root):
    """Let a translation stand for the form where the original is not there: the English one, else the first."""
    forms = root.findall("FORM_SECTION/*[@CATEGORY]")
    for form in forms:
        form.set("CATEGORY", form.get("CATEGORY").strip(BLANKS))
    if not any(form.get("CATEGORY") == "ORIGINAL" for form in forms):
        translated = [form for form in forms if form.get("CATEGORY") == "TRANSLATION"]
        for form in [*(form for form in translated if form.get("LG") == "EN"), *translated][:1]:
            form.set("CATEGORY", "ORIGINAL")


def distinct(rows):
    return list({tuple(sorted(row.items())): row for row in rows}.values())


def members_once(rows):
    """An organisation is in a tendering party once, and leads it where one of its rows says so."""
    kept = {}
    for row in rows:
        key = tuple(value for column, value in row.items() if column != "is_leader")
        first = kept.setdefault(key, row)
        if first is not row:
            said = [each["is_leader"] for each in (first, row) if each.get("is_leader") is not None]
            kept[key] = first | {"is_leader": max(said, default=None)}
    return list(kept.values())


def is_person(row, indicators):
    """Whether a row is of a natural person or sole trader, however it is spelt."""
    named = row["name"] if isinstance(row.get("name"), str) else ""
    said = "is_natural_person" in row and any(text not in {"false", "0"} for text in indicators)
    return said or PERSON.search(named) is not None


def take_repeats_out(root):
    """Remove what stands beside another that says exactly the same."""
    for parent in [*root.iter(etree.Element)]:
        said = set()
        for child in [*parent]:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in WITH_IDS:
                text = etree.canonicalize(etree.tostring(child, with_tail=False, encoding="unicode"), strip_text=True)
                if text in said:
                    parent.remove(child)
                said.add(text)


def compare(data, reading):
    """Compare what was read of a document with what stands there."""
    told = reading.told
    repeats = reading.rows.get("repeats", ())
    written = Written(data, without_repeats=bool(repeats))
    made = Comparison()
    made.findings += [Finding("several", table, column, there) for table, column, there in written.several]
    made.findings += [Finding("told", row["table_name"], row["repeat"], [row["row_id"]]) for row in repeats]
    nulled = defaultdict(list)
    for (table, column, reason), count in told.items():
        nulled[table, column] += [reason] * count
    for part in ("on", "time"):  # moved there once it is read
        nulled["lots", f"participation_deadline_{part}"] += nulled["lots", f"tender_deadline_{part}"]
    said_again = {row["table_name"] for row in repeats}
    for table, rows in written.rows.items():
        if table in SAY_ONCE & said_again:
            rows = [row for place, row in enumerate(rows) if row not in rows[:place]]  # noqa: PLW2901
        if table == "tendering_party_members" and table in said_again:
            rows = members_once(rows)  # noqa: PLW2901
        there, given = ([as_written(written.form, row) for row in of] for of in (rows, reading.rows.get(table, ())))
        compare_table(made, table, there, given, nulled, written.form)
        made.findings += clashes(table, reading.rows.get(table, ()))
    companies = reading.rows.get("notice_organisations", ())
    made.findings += strange_numbers(companies)
    if any(row["organisation_number"] for row in companies):
        made.fields.add((written.form, "notice_organisations", "organisation_number"))
    return made


def as_written(form, row):
    """A row to compare: ids without what the reader adds, texts of TED_EXPORT without their breaks of line."""
    made = {}
    for column, value in row.items():
        if isinstance(value, str) and form == "ted_export":
            value = re.sub(f"[{BLANKS}]", "", value) or None  # noqa: PLW2901
        elif isinstance(value, str) and column.endswith("_id"):
            value = IDS.sub("", value)  # noqa: PLW2901
        made[column] = value
    return made


def compare_table(made, table, there, given, nulled, form):
    """Compare the rows of a table: those that say something, then each column, then whole rows."""
    needed = NEEDED.get(table)
    if needed:
        there = [row for row in there if row.get(needed) is not None]
        lacking = Counter(row[needed] for row in there) - Counter(row[needed] for row in given)
        reasons = nulled.get((table, needed), [])
        if 0 < lacking.total() <= len(reasons):
            made.findings.append(Finding("told", table, needed, list(lacking.elements()), [], ", ".join(reasons)))
            there = without(lacking, needed, there, given)
    before = len(made.wrong)
    columns = dict.fromkeys(column for row in there for column in row)
    for column in columns:
        values = [row[column] for row in there if row.get(column) is not None]
        made.values += len(values)
        of_given = [value_of(row, column) for row in given]
        if column.startswith("currency of"):
            made.fields |= {(form, table, "currency_code")} if any(of_given) else set()
        elif values:
            made.fields.add((form, table, column))
        compare_column(made, table, column, values, of_given, nulled)
    if len(there) != len(given):
        made.findings.append(Finding("wrong", table, "rows", [len(there)], [len(given)]))
    if len(made.wrong) == before:
        compare_rows(made, table, there, given, [column for column in columns if not column.startswith("currency of")])


def without(lacking, needed, there, given):
    """The rows that are left where so many of each value of the needed column are told to be dropped."""
    same = Counter(tuple(row.get(column) for column in there[0]) for row in given)
    kept, doubtful = [], []
    for row in there:
        if lacking[row[needed]]:
            key = tuple(row.get(column) for column in there[0])
            same[key] -= 1
            doubtful.append((same[key] >= 0, row))
        else:
            kept.append(row)
    for _, row in sorted(doubtful, key=lambda each: each[0]):
        if lacking[row[needed]]:
            lacking[row[needed]] -= 1
        else:
            kept.append(row)
    return kept


def value_of(row, column):
    """The value of a column; an amount with its currency."""
    if column.startswith("currency of "):
        amount = column.removeprefix("currency of ")
        return None if row[amount] is None else (row[amount], currency_of(row, amount))
    return row[column]


def currency_of(row, amount):
    """The currency of an amount: its own; where all amounts of the row have one, the row's has to be that."""
    of_amounts = {
        row[column]
        for column in row
        if column.endswith("_currency_code") and row[column.removesuffix("_currency_code")] is not None
    }
    if not of_amounts or (len(of_amounts) == 1 and row["currency_code"] not in of_amounts):
        return row["currency_code"]
    return row[f"{amount}_currency_code"]


def compare_column(made, table, column, there, given, nulled):
    """Compare the values of a column, whatever their order."""
    given = Counter(value for value in given if value is not None)
    there = Counter(there)
    if there == given:
        return
    missing, extra = there - given, given - there
    for mask in [value for value in extra if isinstance(value, str) and MASK in value]:
        for value in [value for value in missing if isinstance(value, str) and is_masked_of(mask, value)]:
            same = min(missing[value], extra[mask])
            missing[value] -= same
            extra[mask] -= same
    missing, extra = +missing, +extra
    reasons = nulled.get((table, column.removeprefix("currency of ")), [])
    if extra or missing.total() > len(reasons):
        made.findings.append(Finding("wrong", table, column, list(missing.elements()), list(extra.elements())))
    elif missing and not column.startswith("currency of"):
        made.findings.append(Finding("told", table, column, list(missing.elements()), [], ", ".join(reasons)))


def compare_rows(made, table, there, given, columns):
    """Compare whole rows once their columns agree: a value may have come to another row than its own."""
    known = {column: {row[column] for row in given} for column in columns}
    one = Counter(tuple(shown(row.get(column), known[column]) for column in columns) for row in there)
    other = Counter(tuple(row[column] for column in columns) for row in given)
    if one == other:
        return
    doubtful = {
        place
        for place, column in enumerate(columns)
        if Counter(row[place] for row in one.elements()) != Counter(row[place] for row in other.elements())
    }  # of several equal values some are null and told: which, cannot be seen
    one, other = (
        Counter(tuple(value for place, value in enumerate(row) if place not in doubtful) for row in rows.elements())
        for rows in (one, other)
    )
    if one != other:
        made.findings.append(Finding("wrong", table, "whole rows", list(one - other)[:3], list(other - one)[:3]))


def shown(value, known):
    """How a value is shown that may be masked, or null and told."""
    if value in known or value is None:
        return value
    return next((mask for mask in known if isinstance(mask, str) and is_masked_of(mask, str(value))), None)


def clashes(table, rows):
    """Different rows under one identifier, and rows that stand twice."""
    key = UNIQUE.get(table)
    if not key:
        return
    named = Counter(tuple(row[column] for column in key) for row in rows)
    again = [name for name, count in named.items() if count > 1 and name[0] is not None]
    if again:
        yield Finding("clash", table, ", ".join(key), again[:3])


def strange_numbers(rows):
    """Organisation numbers that are not what was written, and identifiers without number that are not explained."""
    for row in rows:
        written, number = row["identifier_as_written"], row["organisation_number"]
        if row["person_pseudonym"] is not None:
            continue
        right = number_written(written or "")
        abroad = row["country_code"] not in {None, "NOR"}
        if number is not None and (number != right or abroad):
            yield Finding("wrong", "notice_organisations", "organisation_number", [written], [number])
        if number is None and right and not abroad:
            yield Finding("wrong", "notice_organisations", "organisation_number", [written], [None])
        if number is None and row["identifier_problem"] is None:
            yield Finding("wrong", "notice_organisations", "identifier_problem", [written], [None])


def number_written(written):
    """The one organisation number in a text: nine digits, also in threes; none behind another country's letters."""
    plain = re.sub(r"[\s\u200b\ufeff.-]", "", written)
    if re.fullmatch(r"(?i)(NO:?)?[0-9]{9}(MVA)?", plain):
        found = {re.search("[0-9]{9}", plain)[0]}
    else:
        threes = r"(?<![0-9])(?<![0-9][ .-])[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3}(?![0-9])"
        whole = r"(?<![0-9])[0-9]{9}(?![0-9])"
        found = {
            re.sub("[^0-9]", "", each[0])
            for each in re.finditer(f"{threes}|{whole}", written)
            if not re.search(r"(?<![A-Za-z])(?!NO|NR|ID)[A-Z]{2}[ :.-]*$|DUNS[^0-9]*$", written[: each.start()])
        }
    right = {each for each in found if passes(each)}
    return right.pop() if len(right) == 1 else None


def passes(number):
    """Whether nine digits are an organisation number by their check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(number, (3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True))
    return total % 11 == 0


def agreement(paths):
    """Path and comparison of each file that loads, some hundred at a time."""
    paths = list(paths)
    for begin in range(0, len(paths), 200):
        part = paths[begin : begin + 200]
        documents = [path.read_bytes() for path in part]
        for path, data, reading in zip(part, documents, read(documents), strict=True):
            if reading.rule is None:
                yield path, compare(data, reading)


def main(folder):
    fields, reasons, wrong = Counter(), Counter(), []
    for path, comparison in agreement(sorted(Path(folder).rglob("*.xml"))):
        fields.update(comparison.fields)
        for finding in comparison.findings:
            reasons[finding.kind, finding.table, finding.column, finding.reason] += 1
            if finding.kind in {"wrong", "clash"}:
                wrong.append(f"{path.name} {finding}")
    for (kind, table, column, reason), count in sorted(reasons.items()):
        print(f"{kind:8} {table + '.' + column:55} {count:>6} files  {reason}")
    print(*wrong, sep="\n")
    print(f"{len(fields)} fields, {len(wrong)} wrong")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
