"""Several options in one cell: known labels stay whole, and so do words of one's own that begin like one."""

import pytest

from tasks.read.surveys.codebook import Question
from tasks.read.surveys.several_options import joined

QUESTION = Question(
    code="how",
    kind="multiple",
    columns=("Hva?",),
    options=(
        {"code": "need", "label": "Kartlegge behovet først"},
        {"code": "dialogue", "label": "Snakke med «leverandører» tidligere, før konkurransen"},
        {"code": "together", "label": "Kjøpe sammen med andre"},
    ),
    other=True,
)
NEED, DIALOGUE, TOGETHER = (option.label for option in QUESTION.options)


@pytest.mark.parametrize(
    ("cell", "mark", "parts"),
    [
        (f"{NEED}, {TOGETHER}", ",", [NEED, TOGETHER]),
        (f"{NEED}, {DIALOGUE}, {TOGETHER}", ",", [NEED, DIALOGUE, TOGETHER]),
        (f"{DIALOGUE}", ",", [DIALOGUE]),
        ("Kjøpe sammen med andre, men bare når det passer", ",", ["Kjøpe sammen med andre, men bare når det passer"]),
        (f"{NEED}, {TOGETHER}, men ikke alltid", ",", [NEED, f"{TOGETHER}, men ikke alltid"]),
        ("Spørre brukerne, de ansatte, og ledelsen", ",", ["Spørre brukerne, de ansatte, og ledelsen"]),
        (f"{NEED}, Spørre brukerne, de ansatte", ",", [NEED, "Spørre brukerne, de ansatte"]),
        (f"Spørre brukerne, {NEED}", ",", ["Spørre brukerne", NEED]),
        ("Kjøpe sammen med andre kommuner, Noe mer", ",", ["Kjøpe sammen med andre kommuner, Noe mer"]),
        (f"{NEED};{TOGETHER};", ";", [NEED, TOGETHER]),
        (f"{NEED};spørre brukerne;", ";", [NEED, "spørre brukerne"]),
        (f"Spørre; og svare;{NEED};", ";", ["Spørre; og svare", NEED]),
        ("Kjøpe sammen med andre, men bare når det passer;", ";", ["Kjøpe sammen med andre, men bare når det passer"]),
        ("Kjøpe sammen med andre; men bare iblant;", ";", ["Kjøpe sammen med andre; men bare iblant"]),
        ('["Kartlegge behovet først", "Noe; annet"]', ";", [NEED, "Noe; annet"]),
        ("KARTLEGGE\u00a0BEHOVET  FØRST, noe", ",", ["KARTLEGGE\u00a0BEHOVET  FØRST, noe"]),
        (
            "Snakke med “leverandører” tidligere, før konkurransen, Kartlegge\u00a0behovet først",
            ",",
            ["Snakke med “leverandører” tidligere, før konkurransen", "Kartlegge\u00a0behovet først"],
        ),
        (f"{NEED}, {TOGETHER}", None, [f"{NEED}, {TOGETHER}"]),
        ("", ",", []),
    ],
)
def test_a_cell_is_its_options_and_what_is_somebodys_own(cell, mark, parts):
    assert joined(cell, mark, QUESTION) == parts
