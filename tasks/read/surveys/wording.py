"""Wordings of a question: another wording makes another version of the questionnaire, another language does not."""

from collections.abc import Sequence

from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import header, same
from tasks.read.surveys.language import language_of, most_common


def wordings(question: Question, found: Sequence[str], all_found: Sequence[str], language: str | None) -> list[str]:
    """The wordings of a question in the questionnaire's own language, in the codebook's order.

    A header in another language stands for the one at its place: of two in nynorsk the second is the translation of
    the second in bokmål.

    Args:
        question: with every header it has had.
        found: its headers in one export.
        all_found: the headers of all questions in that export; most of them tell the language of those that do not.
        language: of the questionnaire, `nb` where the codebook does not say it.
    """
    own = language or "nb"
    mostly = most_common(all_found, own)
    listed = [header(name) for name in question.columns]
    of = {same(name): question.languages.get(name) or language_of(name) for name in question.columns}
    told = []
    for name in found:
        is_in = of.get(same(name)) or mostly
        if is_in == own:
            told.append(next((each for each in listed if same(each) == same(name)), name))
            continue
        there = [each for each in listed if of[same(each)] in {is_in, None} and each != listed[0]]
        originals = [each for each in listed if of[same(each)] in {own, None}]
        place = next((place for place, each in enumerate(there) if same(each) == same(name)), len(originals))
        told.append(originals[place] if place < len(originals) else name)
    return sorted(set(told), key=lambda each: listed.index(each) if each in listed else len(listed))
