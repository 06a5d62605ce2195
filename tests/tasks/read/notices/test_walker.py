"""The generated walker says what the declaration says: compared with one plain XPath a column, and with dicts."""

import pytest
from lxml import etree

from tasks.read.notices.chunk import WALKS
from tasks.read.notices.declaration import Format, Rows, steps
from tasks.read.notices.parsing import RefusedError, parse
from tasks.read.notices.tables import TABLES
from tasks.read.notices.walker import make
from tests.bench.plain_readers import by_dicts, by_xpath
from tests.tasks.read.notices.golden_words import competition

LETTERS = {"parents": ["name", "first", "second"], "children": ["parent", "number", "text", "words"]}
FAMILY = Format(
    "family",
    (
        Rows("parents", "/p", {"name": "n", "first": "~k/t", "second": "k[@kind='b']/t"}),
        Rows("children", "/p/k", {"parent": "/p/n", "number": "#", "text": "t", "words": "+t"}, otherwise="/p"),
    ),
    namespaces={"": ""},
    language="l",
    language_attribute="lang",
)


def rows_of(xml, form=FAMILY, tables=LETTERS):
    rows = {name: [] for name in tables}
    make(form, tables)(etree.fromstring(xml), 0, rows)
    return rows


def test_each_row_takes_from_its_own_surroundings_in_any_order():
    rows = rows_of("<r><p><k><t>1</t></k><n>A</n></p><p><n>B</n><k><t>2</t></k><k kind='b'><t>3</t></k></p></r>")
    assert rows["children"] == [(0, "A", "1", "1", "1"), (0, "B", "1", "2", "2"), (0, "B", "2", "3", "3")]
    assert [row[1:4:2] for row in rows["parents"]] == [("A", None), ("B", "3")]


def test_what_has_no_such_element_has_one_row_where_the_declaration_says_so():
    assert rows_of("<r><p><n>A</n></p><x/></r>")["children"] == [(0, "A", None, None, None)]


def test_the_language_of_the_notice_is_preferred_wherever_it_is_told():
    xml = "<r><p><k><t lang='ENG'>a</t><t lang='NOB'>b</t><t lang='NOB'>c</t></k></p><l>NOB</l></r>"
    assert rows_of(xml)["parents"][0][2] == "b"
    assert rows_of(xml)["children"][0][4] == "a b c"


@pytest.mark.parametrize("path", ["a//b", "a[@b=c]", "a b", "[x='1']"])
def test_a_path_that_cannot_be_read_is_refused(path):
    with pytest.raises(ValueError, match="cannot be read"):
        steps(path)


def test_rows_may_not_begin_behind_a_look_below():
    form = Format("bad", (Rows("parents", "/p[n='A']", {"name": "n"}),), namespaces={"": ""})
    with pytest.raises(ValueError, match="use `only`"):
        make(form, LETTERS)


def stripped(rows):
    """Rows as text, without the blanks that the parsers treat differently, in a fixed order."""
    return {
        name: sorted(
            str([(" ".join(cell.split()) or None) if isinstance(cell, str) else cell for cell in row]) for row in table
        )
        for name, table in rows.items()
        if table
    }


def compare(paths, walks=WALKS):
    """Each notice that can be read, and whether the walker agrees with the plain readers on it."""
    for path in paths:
        data = path.read_bytes()
        try:
            form, root = parse(data)
        except (etree.XMLSyntaxError, RefusedError):
            continue
        rows = {name: [] for name in TABLES}
        walks[form.name](root, 0, rows)
        readers = (by_xpath, by_dicts) if form.name == "eforms" else (by_xpath,)
        yield path, all(stripped(rows) == stripped(reader(form, TABLES, data)) for reader in readers)


def disagreed(compared):
    return [path.name for path, agrees in compared if not agrees]


def test_a_walker_that_drops_a_value_is_counted_as_disagreeing(tmp_path):
    def forgetful(root, number, rows):
        WALKS["eforms"](root, number, rows)
        rows["lots"] = [(*row[:3], None, *row[4:]) for row in rows["lots"]]

    notice = tmp_path / "notice.xml"
    notice.write_bytes(competition())
    assert disagreed(compare([notice])) == []
    assert disagreed(compare([notice], {"eforms": forgetful})) == ["notice.xml"]


@pytest.mark.shared
def test_walker_and_plain_readers_agree_on_a_sample_of_real_notices(shared):
    paths = sorted((shared / "notices").rglob("*.xml"))[::25]
    compared = list(compare(paths))
    assert disagreed(compared) == []
    assert len(compared) > 40


@pytest.mark.shared
@pytest.mark.prove
def test_walker_and_plain_readers_agree_on_every_notice(shared, proof):
    paths = sorted((shared / "notices").rglob("*.xml"))
    compared = list(compare(paths))
    wrong = disagreed(compared)
    proof("generated walker against one XPath a column", notices=len(compared), disagreed=len(wrong))
    assert wrong == []
