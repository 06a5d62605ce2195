"""Find the Norwegian organisation number in what a notice writes as an identifier, whatever is written around it."""

import itertools
import re
import unicodedata

import polars as pl

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
"""Of the check of Norwegian organisation numbers (mod 11): the weighted sum of all nine digits is a multiple of 11."""
NINE, GROUP = 9, 3
DIGITS = re.compile(r"[0-9]+")
BETWEEN = re.compile(r"[\s.\-‐‑–—\u00a0\u200b\ufeff]*")  # noqa: RUF001 (dashes)
"""What may stand between the groups of a number."""
COUNTRY = re.compile(r"(?<![A-Z])([A-Z]{2})[\s:.\-]*$")
OTHER = re.compile(r"D-?U-?N-?S[^0-9]*$")
"""What says that the nine digits behind it are another register's."""
ALONE = re.compile(r"(?:NO:?)?([0-9]{9})(?:MVA|FORETAKSREGISTERET)*")
"""A number and nothing else, once all that may stand between its digits is gone."""
ABBREVIATIONS = {"NO", "NR", "ID"}
"""Two letters before a number that are no other country."""


def numbers_in(written: str) -> list[str]:
    """The different numbers in a text that pass the check, in order: nine digits, or three groups of three.

    Digits of other scripts are folded. A number behind the letters of another country is that country's.
    """
    text = unicodedata.normalize("NFKC", written)
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text).upper()
    if alone := ALONE.fullmatch(BETWEEN.sub("", text)):
        return [alone[1]] if passes(alone[1]) else []
    runs = [*DIGITS.finditer(text)]
    found: list[str] = []
    place = 0
    while place < len(runs):
        number, taken = number_at(text, runs, place)
        before = text[: runs[place].start()]
        country = COUNTRY.search(before)
        is_other = OTHER.search(before) or (country and country[1] not in ABBREVIATIONS)
        if number and passes(number) and not is_other:
            found.append(number)
        place += taken if number else 1
    return list(dict.fromkeys(found))


def number_at(text: str, runs: list[re.Match[str]], place: int) -> tuple[str, int]:
    """Nine digits that begin with a run, and how many runs they are; empty where there are none."""
    if len(runs[place][0]) == NINE:
        return runs[place][0], 1
    groups = runs[place : place + GROUP]
    if len(groups) == GROUP and all(len(group[0]) == GROUP for group in groups):
        gaps = [text[one.end() : two.start()] for one, two in itertools.pairwise(groups)]
        if all(BETWEEN.fullmatch(gap) for gap in gaps):
            return "".join(group[0] for group in groups), GROUP
    return "", 1


def passes(number: str) -> bool:
    """Whether nine digits pass the check."""
    return sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11 == 0


def found_in(written: pl.Series) -> pl.DataFrame:
    """For each different text: `written`, `number` where just one stands in it, `numbers`: how many do."""
    texts = written.drop_nulls().unique().to_list()
    numbers = [numbers_in(text) for text in texts]
    return pl.DataFrame(
        {
            "written": texts,
            "number": [found[0] if len(found) == 1 else None for found in numbers],
            "numbers": [len(found) for found in numbers],
        },
        schema={"written": pl.String, "number": pl.String, "numbers": pl.Int64},
    )
