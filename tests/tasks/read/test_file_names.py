"""Any name is a name: shown so that it can be told from every other, and so that it does nothing to a screen."""

import pytest

from tasks.read.file_names import legible, shown
from tests.names import names


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Svar fra Bjørnfjord.csv", "Svar fra Bjørnfjord.csv"),
        ("a\u2028b", r"a\u2028b"),
        ("a\nb", r"a\nb"),
        ("a\udce6b", r"a\xe6b"),
        ("a\u0085b", r"a\u0085b"),
        ("a\udc85b", r"a\x85b"),
        ("a\ud800b", r"a\ud800b"),
        (r"a\u2028b", r"a\\u2028b"),
    ],
    ids=["plain", "separator", "line feed", "byte", "control", "byte like a control", "surrogate", "backslash"],
)
def test_a_name_is_shown_with_what_no_screen_shows_escaped(name, told):
    assert shown(name) == told


def test_names_that_differ_are_shown_differently_and_can_be_printed():
    given = names(2000)
    told = {shown(name) for name in given}
    assert len(told) == len(given)
    assert all(each.isprintable() and each.encode() for each in told)


def test_a_message_stays_in_its_lines():
    assert legible("one\ntwo\x1b[2J\u2028\udce6") == "one\ntwo\\x1b[2J\\u2028\\xe6"
