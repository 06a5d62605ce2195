"""Free text: what rules find is masked, what they must leave alone stays, and names are nobody's rule."""

import pytest

from tasks.read.masking import Names, mask, name_parts


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("skriv til kari.nordmann@hitra.kommune.no.", "skriv til [e-post]."),
        ("kari (at) hitra.kommune.no", "[e-post]"),
        ("kari krøllalfa hitra punktum no", "[e-post]"),
        ("kari (a) hitra.no", "[e-post]"),
        ("kari [at] hitra [dot] no", "[e-post]"),
        ("kari at hitra.no", "[e-post]"),
        ("kari@hitra . no", "[e-post]"),
        ("kari @ hitra.kommune.no", "[e-post]"),
        ("\uff4b\uff20\uff48.no", "[e-post]"),
        ("ring 912 34 567 nå", "ring [telefon] nå"),
        ("ring +47 91234567", "ring [telefon]"),
        ("ring 0047 912 34 567", "ring [telefon]"),
        ("tlf 72-44-44-00", "tlf [telefon]"),
        ("912/34/567", "[telefon]"),
        ("91/23/45/67", "[telefon]"),
        ("912\u00a034\u202f567", "[telefon]"),
        ("912\u00ad34567", "[telefon]"),
        ("født 010190 12345", "født [11 siffer]"),
        ("01019012345", "[11 siffer]"),
        ("0101\u200b9012345", "[11 siffer]"),
        ("010190-12345", "[11 siffer]"),
        ("010190 - 12345", "[11 siffer]"),
        ("01.01.90 – 123 45", "[11 siffer]"),
        ("konto 1234.56.78903", "konto [11 siffer]"),
        ("fra 192.168.10.24", "fra [ip-adresse]"),
        ("2001:db8:0:0:0:0:0:1 svarte", "[ip-adresse] svarte"),
        ("fra 2001:db8::1 i går", "fra [ip-adresse] i går"),
        ("fe80::1ff:fe23:4567:890a", "[ip-adresse]"),
        ("::1", "[ip-adresse]"),
        ("Kirkegt. 5", "[adresse]"),
        ("Kongens gt. 12 b", "[adresse]"),
        ("bor i Storgata 5", "bor i [adresse]"),
        ("bor i Øvre Fjellvegen 12 B, 7240 Hitra", "bor i [adresse]"),
        ("Kongens gate 7", "[adresse]"),
        ("postboks 12, 7010 Trondheim", "[adresse]"),
        ("7240 HITRA", "[adresse]"),
        ("se https://example.org/kari?id=1 der", "se [lenke] der"),
    ],
)
def test_personal_details_are_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "vi må endre opprinnelig plan …",
        "organisasjonsnummer 938772924",
        "i 2024 og 2025",
        "den 06.03.2024 og 2024-03-06 og 06-03-2024 og 06/03/2024",
        "2023-2024, 2023/2024 og 2024 2025",
        "sak 2024/1234 og 24/12345",
        "91234567kr",
        "kl. 12:30:45",
        "Vi vil (a) planlegge. Deretter (b) handle.",
        "Det er bra at vi lykkes. Takk for det.",
        "Jeg tror at lykkes. Det er sikkert.",
        "Planen ble fulgt. 5 kommuner sa det.",
        "vi møtes @ kl. 10",
        "1 - 2 - 3 - 4",
        "12 000 000 kr og 500 mill",
        "kl. 15.30",
        "gate 4",
        "veien videre, 3 råd",
        "samling 1 var bedre enn samling 2",
        "26 kommuner, 300 millioner, 5 av 7",
    ],
)
def test_what_is_not_personal_stays(text):
    assert mask(text) == text


def test_masking_twice_changes_nothing_more():
    text = "Kari, tlf 912 34 567, kari@hitra.no, Storgata 5"
    assert mask(mask(text)) == mask(text)


def test_a_name_is_not_found_by_rule():
    assert mask("hilsen Kari Nordmann") == "hilsen Kari Nordmann"


def test_the_name_that_stands_in_the_same_row_is_masked():
    assert Names(name_parts("Kari Nordmann")).mask("Hilsen Kari N.") == "Hilsen [navn] N."
    assert Names(name_parts("kari.nordmann@hitra.no")).mask("NORDMANN her") == "[navn] her"
    assert Names(name_parts("Kari Nordmann")).mask("Karin og karive") == "Karin og karive"


@pytest.mark.parametrize("written", ["Nordmann, Kari", "Kari_Nordmann", "Kari-Nordmann", "KARI  NORDMANN"])
def test_a_known_name_is_masked_however_it_is_put_together(written):
    assert Names(["Kari Nordmann"]).mask(f"fra {written}!") == "fra [navn]!"


def test_a_known_name_is_masked_in_the_genitive_too():
    known = Names(["Kari Nordmann", "Ola"])
    assert known.mask("Kari Nordmanns innlegg, Olas spørsmål, Olav") == "[navn]s innlegg, [navn]s spørsmål, Olav"
