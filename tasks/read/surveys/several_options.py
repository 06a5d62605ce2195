"""The options of a cell that holds several, joined by a sign that may stand in an option or in somebody's own words.

Labels of the codebook are found first. What lies between them is one answer in own words, and words of one's own that
begin like an option and go on in the same sentence (`Kjøpe sammen med andre, men bare når det passer`) stay whole.
"""

import json
import re
from collections.abc import Iterator, Sequence

from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import beginning

SMALL_LETTER = re.compile(r"\s+[a-zà-ÿ]")


def joined(text: str, joined_by: str | None, question: Question) -> list[str]:
    """The options of a cell, as they stand there; a known label that has the separator in it stays whole."""
    if text.startswith("["):
        try:
            return [str(part) for part in json.loads(text) if str(part).strip()]
        except (ValueError, TypeError):
            pass
    if joined_by is None:
        return [text]
    labels = sorted((word for option in question.options for word in (option.label, *option.also)), key=len)
    return [part for part in parts(text, joined_by, labels[::-1]) if part]


def parts(text: str, joined_by: str, labels: Sequence[str]) -> Iterator[str]:
    """Known labels and, between them, what is somebody's own; `labels` are given longest first."""
    place, own = 0, 0
    while place < len(text):
        length = label_at(text[place:], labels, joined_by)
        if length is not None:
            yield text[own:place].strip(f"{joined_by} ")
            yield text[place : place + length]
            place = own = behind(text, place + length, joined_by)
            continue
        end = text.find(joined_by, place)
        if end < 0:
            break
        place = behind(text, end, joined_by)
        if joined_by == ";" and text[end + 1 : place] == "":  # a `;` without a blank stands between two answers
            yield text[own:end].strip()
            own = place
    yield text[own:].strip().removesuffix(joined_by).strip()


def behind(text: str, place: int, joined_by: str) -> int:
    """Place behind a separator, and behind blanks around it."""
    rest = text[place:].lstrip().removeprefix(joined_by).lstrip()
    return len(text) - len(rest)


def label_at(text: str, labels: Sequence[str], joined_by: str) -> int | None:
    """Length of the label that a text begins with and that is an answer of its own; None where there is none.

    There is none where a small letter goes on behind separator and blank: that is a sentence, unless a label goes on.
    """
    for label in labels:
        found = beginning(label).match(text)
        if found is None:
            continue
        rest = text[found.end() :].lstrip()
        if rest and not rest.startswith(joined_by):
            continue
        going_on = rest.removeprefix(joined_by)
        is_sentence = SMALL_LETTER.match(going_on) is not None and not label[:1].islower()
        if not is_sentence or label_at(going_on.lstrip(), labels, joined_by) is not None:
            return found.end()
    return None
