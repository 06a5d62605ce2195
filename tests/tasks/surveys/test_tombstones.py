"""A person who asked to be erased is known again in what others wrote, whatever stands around the name."""

import pytest

from tasks.surveys.pseudonyms import Key
from tasks.surveys.tombstones import Erasure, Tombstones, digests, word_count

KEY = Key(bytes(range(32)))
VALUES = ("Kari Nordmann", "kari.nordmann@hitra.no", "91234567")


@pytest.fixture
def tombstones():
    told = tuple(each for value in VALUES for each in digests(KEY, value))
    return Tombstones(KEY, [Erasure("e", "2026-01-05", KEY.key_id, told, tuple(map(word_count, VALUES)))])


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
        ("Nordmann, Kari (leder)", "[fjernet] (leder)"),
        ("fra Kari_Nordmann.xlsx", "fra [fjernet].xlsx"),
        ("Kari\u00a0Nordmann var her", "[fjernet] var her"),
        ("Ka\u00adri Nord\u200bmann var her", "[fjernet] var her"),
        ("ring 912\u00a034\u00a0567 eller +47 91 23 45 67", "ring [fjernet] eller +47 [fjernet]"),
        ("ring 912-34-567, 912/34/567", "ring [fjernet], [fjernet]"),
        ("KARI.NORDMANN@HITRA.NO", "[fjernet]"),
        ("Karin Ordmann og Kari", "Karin Ordmann og Kari"),
        ("Kari Nordmannsen og Kari Nord", "Kari Nordmannsen og Kari Nord"),
    ],
)
def test_a_value_is_taken_out_whatever_stands_around_it(tombstones, text, left):
    assert tombstones.found_in(text) is (text != left)
    assert tombstones.without_erased(text) == left


@pytest.mark.parametrize("value", ["Anne–Marie Dahl", "a/b=c@hitra.no", "Anne Hans"])
def test_signs_within_a_value_and_its_own_last_s_change_nothing(value):
    person = Tombstones(KEY, [Erasure("e", "", KEY.key_id, digests(KEY, value), (word_count(value),))])
    assert person.without_erased(f"Fra {value}, takk") == "Fra [fjernet], takk"


@pytest.mark.parametrize("cell", ["", "-", "…", " . "])
def test_a_cell_without_letters_is_nobody(tombstones, cell):
    told = digests(KEY, "-")
    assert not Tombstones(KEY, [Erasure("e", "", KEY.key_id, told, (1,))]).is_erased(cell)
    assert not tombstones.is_erased(cell)
