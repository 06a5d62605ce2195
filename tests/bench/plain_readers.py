"""Two plain ways to read what a declaration says, to measure and to compare the generated walker with.

`by_xpath` asks one XPath for each column of each row, as one writes it first. `by_dicts` parses with xmltodict and
takes the same columns out of the dicts. Both give the rows that the walker gives.
"""

import re
from collections import defaultdict
from functools import cache

import xmltodict
from lxml import etree

from tasks.read.notices import declaration
from tasks.read.notices.parsing import FORMATS

steps = cache(declaration.steps)


def by_xpath(form, tables, data, document=0):
    """Rows by table, by one XPath a column, asked where the row begins."""
    return Reader(form, tables, xpath_tree(form.name)).read(etree.fromstring(data), document)


def by_dicts(form, tables, data, document=0):
    """Rows by table, out of the dicts of xmltodict with its own namespace handling."""
    names = {uri: prefix for prefix, uri in form.namespaces.items()}
    parsed = xmltodict.parse(data, process_namespaces=True, namespaces=names, strip_whitespace=False)
    (root,) = parsed.values()
    return Reader(form, tables, DictTree()).read(Spot(root, None, "/"), document)


class Reader:
    """The meaning of a declaration, spelled out slowly over any tree that can be asked."""

    def __init__(self, form, tables, tree):
        self.form, self.tables, self.tree = form, tables, tree

    def read(self, root, document):
        rows = defaultdict(list)
        language = self.tree.text(root, self.form.language) if self.form.language else None
        for source in self.form.sources:
            at = steps(source.at)[0]
            for spot in self.spots(root, at, source):
                if all(self.cell(spot, at, path, language) in values for path, values in source.only.items()):
                    cells = {name: self.cell(spot, at, told, language) for name, told in source.columns.items()}
                    rows[source.table].append((document, *(cells.get(name) for name in self.tables[source.table])))
        return rows

    def spots(self, root, at, source):
        if not source.otherwise:
            yield from self.tree.all(root, at)
            return
        outer = steps(source.otherwise)[0]
        for around in self.tree.all(root, outer):
            inside = list(self.tree.all(around, at[len(outer) :]))
            yield from inside or [Missing(around, len(at) - len(outer))]

    def cell(self, spot, at, told, language):
        if isinstance(told, tuple):
            return next((value for each in told if (value := self.cell(spot, at, each, language))), None)
        if isinstance(told, list):
            parts = [self.cell(spot, at, each, language) for each in told]
            return None if None in parts else "".join(parts)
        if told.startswith("="):
            return told[1:]
        if told.startswith("#"):
            up = len(at) - len(steps(told[1:])[0]) if told[1:] else 0
            counted = self.up(spot, up)
            return None if counted is None else str(self.tree.place(counted))
        path, arrow, value = told.partition(" => ")
        how = "" if arrow else path[0] if path[0] in "~+^" else ""
        return self.value(spot, at, path[len(how) :], how or (arrow and value), language)

    def value(self, spot, at, path, how, language):
        below, attribute = steps(path)
        up = 0
        if path.startswith("/"):
            common = 0
            while common < min(len(at), len(below)) and at[common] == below[common]:
                common += 1
            up, below = len(at) - common, below[common:]
        here = self.up(spot, up)
        if here is None:
            return None
        found = list(self.tree.all(here, below))
        if how == "^":
            return next((etree.QName(each).localname for each in found), None)
        if how not in ("", "~", "+"):
            return how if found else None
        texts = [self.tree.value(each, attribute, self.form.whole_text) for each in found]
        if how == "+":
            return " ".join(text for text in texts if text is not None) or None
        if how == "~":
            spoken = [self.tree.value(each, self.form.language_attribute, False) for each in found]
            return next((text for text, said in zip(texts, spoken, strict=True) if said == language), None) or next(
                iter(texts), None
            )
        return next((text for text in texts if text is not None), None)

    def up(self, spot, count):
        if isinstance(spot, Missing):
            return None if count < spot.depth else self.up(spot.around, count - spot.depth)
        for _ in range(count):
            spot = self.tree.parent(spot)
        return spot


class Missing:
    """An element that is not there, inside one that is."""

    def __init__(self, around, depth):
        self.around, self.depth = around, depth


def predicate(step, names):
    """A step as XPath."""
    name = f"*[local-name()='{step.name}']" if not names and step.name != "*" else step.name
    if not step.test:
        return name
    sign = "=" if step.equal else "!="
    if step.test.startswith("?"):
        return f"{name}[not({local(step.test[1:], names)})]"
    if step.first:
        return f"{name}[{step.test}='{step.value}'][1]"
    test = "normalize-space(.)" if step.test == "." else local(step.test, names)
    return f"{name}[{test}{sign}'{step.value}']"


def local(path, names):
    """A path as XPath, by local name where there are no prefixes."""
    return path if names else "/".join(re.sub(r"^(\w+)", r"*[local-name()='\1']", part) for part in path.split("/"))


class XPathTree:
    """lxml asked by XPath, an expression a question."""

    def __init__(self, form):
        self.names = dict(form.namespaces)
        self.paths = {}

    def all(self, element, below):
        if below not in self.paths:
            self.paths[below] = "/".join(predicate(step, self.names) for step in below) or "."
        return element.xpath(self.paths[below], namespaces=self.names or None)

    def text(self, element, path):
        return next(iter(element.xpath(f"{path}/text()", namespaces=self.names)), None)

    def value(self, element, attribute, whole):
        if attribute:
            return next(iter(element.xpath(f"@{attribute}")), None)
        if whole and len(element):
            if element[0].tag.endswith("}FT"):
                return element.xpath("string(.)")
            return "\n".join(part for each in element if (part := self.value(each, "", whole))) or None
        return element.text

    def parent(self, element):
        return element.getparent()

    def place(self, element):
        return int(element.xpath(f"count(preceding-sibling::*[name()='{self.qualified(element)}'])")) + 1

    def qualified(self, element):
        return (
            etree.QName(element).localname
            if element.prefix is None
            else f"{element.prefix}:{element.tag.rpartition('}')[2]}"
        )


class Spot:
    """A dict of xmltodict and where it stands."""

    def __init__(self, data, around, name, number=1):
        self.data, self.around, self.name, self.number = data, around, name, number


@cache
def xpath_tree(name):
    return XPathTree(next(form for form in FORMATS if form.name == name))


class DictTree:
    """The dicts of xmltodict asked step by step."""

    def all(self, spot, below):
        if not below:
            yield spot
            return
        inner = spot.data.get(below[0].name) if isinstance(spot.data, dict) else None
        each = (
            inner
            if isinstance(inner, list)
            else []
            if inner is None and below[0].name not in (spot.data or {})
            else [inner]
        )
        for number, one in enumerate(each, 1):
            found = Spot(one, spot, below[0].name, number)
            if self.holds(found, below[0]):
                yield from self.all(found, below[1:])

    def holds(self, spot, step):
        if not step.test:
            return True
        if step.test == ".":
            said = (self.value(spot, "", False) or "").strip()
        else:
            path, attribute = steps(step.test)
            said = next((self.value(each, attribute, False) for each in self.all(spot, path)), None)
        return said is not None and (said == step.value) == step.equal

    def text(self, spot, path):
        return next((self.value(each, "", False) for each in self.all(spot, steps(path)[0])), None)

    def value(self, spot, attribute, _):
        data = spot.data
        if attribute:
            return data.get(f"@{attribute}") if isinstance(data, dict) else None
        return data.get("#text") if isinstance(data, dict) else data

    def parent(self, spot):
        return spot.around

    def place(self, spot):
        return spot.number
