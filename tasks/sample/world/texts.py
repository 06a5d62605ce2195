"""Titles and descriptions of a procurement in each language."""

from collections.abc import Mapping, Sequence
from random import Random

from tasks.sample.world.catalogue import ASK, PLACES, WHAT, Thing

LANGUAGES = ("NOB", "NNO", "ENG")
ADDRESSED = 90
"""One procurement in so many has a person's e-mail address in its description."""
Wordings = Mapping[str, Sequence[str]]


def titles(thing: Thing, place: int, seat: str, project: str = "") -> dict[str, str]:
    """What is bought, for which part of the municipality, and where: `Møbler til skolene, Trollvik`."""
    written = {}
    for tongue in LANGUAGES:
        name = thing.names[tongue]
        to = "for" if tongue == "ENG" else "til"
        what = f"{project}{name} {to} {PLACES[tongue].split('|')[place]}, {seat}"
        written[tongue] = what[0].upper() + what[1:]
    return written


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


def addressed(texts: dict[str, str], index: int) -> dict[str, str]:
    """The descriptions of a procurement, in some with an address that must not land."""
    if index % ADDRESSED != 4:
        return texts
    return {tongue: f"{text} {ASK[tongue].format(index=index)}" for tongue, text in texts.items()}
