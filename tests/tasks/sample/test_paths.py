"""Every element that the sample writes stands at a path of the eForms SDK, or of a real notice or example of it."""

import csv
import re

import pytest
from lxml import etree

from tasks.sample.eforms.document import eforms, ted_copy
from tasks.sample.world.buyers import Market
from tasks.sample.world.make import make_world
from tasks.sample.write import announcements

PREFIXES = {
    "CommonAggregateComponents-2": "cac",
    "CommonBasicComponents-2": "cbc",
    "CommonExtensionComponents-2": "ext",
    "eforms-ubl-extension-aggregate-components/1": "efac",
    "eforms-ubl-extension-basic-components/1": "efbc",
    "eforms-ubl-extensions/1": "efext",
}


def without_conditions(path):
    while "[" in path:
        path = re.sub(r"\[[^\[\]]*\]", "", path)
    return path


def written(shared):
    """Paths in real notices and in the SDK's own examples: the list of fields holds but those that we ask for."""
    for folder in ("NOR", "sdk-example"):
        for path in sorted((shared / "notices" / "eforms" / folder).glob("*.xml")):
            yield from leaves(etree.parse(path, etree.XMLParser(remove_comments=True)).getroot())


def declared(shared):
    rows = csv.DictReader((shared / "apis" / "eforms_xpaths.csv").open(encoding="utf-8"))
    told = [path for row in rows for path in (row["xpath_latest"], row["xpath_changes"]) if path]
    paths = {path for each in told for path in re.findall(r"/\*/[^ |;]+", without_conditions(each))}
    return {path.split("/@")[0] for path in paths}


def name(element):
    space = etree.QName(element).namespace or ""
    prefix = next((prefix for ending, prefix in PREFIXES.items() if space.endswith(ending)), space)
    return f"{prefix}:{etree.QName(element).localname}"


def leaves(element, path="/*"):
    if not len(element):
        yield path
    for child in element:
        yield from leaves(child, f"{path}/{name(child)}")


def orders(element):
    """Pairs of sisters, each pair in the order in which they stand, with the name of their parent."""
    sisters = list(dict.fromkeys(name(child) for child in element))
    for place, first in enumerate(sisters):
        yield from ((name(element), first, second) for second in sisters[place + 1 :])
    for child in element:
        yield from orders(child)


@pytest.mark.shared
def test_sisters_stand_in_the_order_of_real_notices(shared):
    real = {
        order
        for folder in ("NOR", "sdk-example")
        for path in sorted((shared / "notices" / "eforms" / folder).glob("*.xml"))
        for order in orders(etree.parse(path, etree.XMLParser(remove_comments=True)).getroot())
    }
    ours = {
        order
        for _, announced in announcements(Market(make_world(1)), 900)
        for notice in announced
        for order in orders(etree.fromstring(eforms(notice)))
    }
    assert len(ours & real) > 200
    assert not [each for each in ours - real if (each[0], each[2], each[1]) in real]


@pytest.mark.shared
@pytest.mark.parametrize("write", [eforms, ted_copy])
def test_every_path_of_the_sample_is_one_of_the_sdk(shared, write):
    found = {
        path
        for _, announced in announcements(Market(make_world(1)), 900)
        for notice in announced
        if write is eforms or (notice.ted_number and notice.is_native)
        for path in leaves(etree.fromstring(write(notice)))
    }
    assert len(found) > 80
    assert found <= declared(shared) | set(written(shared))
