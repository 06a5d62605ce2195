"""A person who asked to be erased is known again in what others wrote, whatever stands around the name."""

import pytest

from tasks.pseudonym import Key
from tasks.tombstones import Erasure, Tombstones, digest, word_count

KEY = Key(bytes(range(32)))
VALUES = ("Kari Nordmann", "kari.nordmann@hitra.no", "91234567")


@pytest.fixture
def tombstones():
    digests, words = tuple(digest(KEY, value) for value in VALUES), tuple(map(word_count, VALUES))
    return Tombstones(KEY, [Erasure("e", "2026-01-05", KEY.key_id, digests, words)])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Takk, Kari  Nordmann!", "Takk, [fjernet]!"),
        ("Kari Nordmanns innlegg", "[fjernet]s innlegg"),
        ("KARI NORDMANNS INNLEGG", "[fjernet]S INNLEGG"),
        ("“Kari Nordmann”", "“[fjernet]”"),
        ("Hilsen Kari Nordmann…", "Hilsen [fjernet]…"),
        ("Kari Nordmann–Ola Dahl", "[fjernet]–Ola Dahl"),
        ("Kari Nordmann/Ola Dahl", "[fjernet]/Ola Dahl"),
        ("**Kari Nordmann**", "**[fjernet]**"),
        ("e-post=kari.nordmann@hitra.no|tlf=912 34 567", "e-post=[fjernet]|tlf=[fjernet]"),
        ("Kari Nordmannsen og Kari Nord", "Kari Nordmannsen og Kari Nord"),
    ],
)
def test_a_value_is_taken_out_whatever_stands_around_it(tombstones, text, left):
    assert tombstones.found_in(text) is (text != left)
    assert tombstones.without_erased(text) == left


@pytest.mark.parametrize("value", ["Anne–Marie Dahl", "a/b=c@hitra.no", "Anne Hans"])
def test_signs_within_a_value_and_its_own_last_s_change_nothing(value):
    person = Tombstones(KEY, [Erasure("e", "", KEY.key_id, (digest(KEY, value),), (word_count(value),))])
    assert person.without_erased(f"Fra {value}, takk") == "Fra [fjernet], takk"
