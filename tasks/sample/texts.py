"""Titles and descriptions of a procurement in each language."""

from collections.abc import Mapping, Sequence
from random import Random

from tasks.sample.catalogue import PLACES, WHAT, Thing

LANGUAGES = ("NOB", "NNO", "ENG")
Wordings = Mapping[str, Sequence[str]]


def titles(thing: Thing, place: int, seat: str, project: str = "") -> dict[str, str]:
    """What is bought, for which part of the municipality, and where: `Møbler til skolene, Trollvik`."""
    told = {}
    for tongue in LANGUAGES:
        name = thing.names[tongue]
        to = "for" if tongue == "ENG" else "til"
        what = f"{project}{name} {to} {PLACES[tongue].split('|')[place]}, {seat}"
        told[tongue] = what[0].upper() + what[1:]
    return told


def descriptions(
    random: Random, thing: Thing, place: int, buyer: str, *, wordings: Wordings, day: str = ""
) -> dict[str, str]:
    """That it is invented, what is bought, and one sentence of the wordings."""
    return {
        tongue: WHAT[tongue].format(buyer=buyer, thing=thing.names[tongue], place=PLACES[tongue].split("|")[place])
        + " "
        + random.choice(wordings[tongue]).format(day=day)
        for tongue in LANGUAGES
    }
