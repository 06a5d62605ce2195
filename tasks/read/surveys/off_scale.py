"""What lies beside a question's answers: who does not know (`off_scale`), and signs for no answer at all (`missing`).

A codebook lists both, for a question or for all of them; what survey tools and people commonly write is known without.
"""

import re

from tasks.read.surveys.codebook import Codebook, Question
from tasks.read.surveys.export import same

DOES_NOT_KNOW = re.compile(
    r"(?:jeg |eg |i )?(?:vet ikke|veit ikkje|veit ikke|vet ikkje|don'?t know|do not know|usikker|unsure|not sure)"
    r"|(?:ikke|ikkje|not) (?:relevant|aktuelt?|applicable)(?: for meg| for me)?"
    r"|(?:har )?(?:ingen|inga) (?:formening|meining|mening|oppfatning)|no opinion"
)
BETWEEN = re.compile(r" ?(?:/|,|\beller\b|\bor\b) ?")
NO_ANSWER = {"n/a", "n.a.", "na", "#n/a", "null", "none", "-", "--", "-99", "-98", "-999", "-9999", ".", "-oth-"}
NO_ANSWER |= {"not shown", "ikke vist", "ikkje vist", "not answered", "no answer", "ikke besvart", "ikkje svart"}
NO_ANSWER |= {"ikke svart", "ubesvart", "ingen svar", "missing", "mangler", "(blank)", "(tom)", "(blanks)"}
BEYOND_A_SCALE = {"99", "98", "999", "9999", "-1", "-9"}
"""Codes for no answer where they lie beyond the scale; elsewhere they may be numbers."""


def is_off_scale(text: str, question: Question, book: Codebook) -> bool:
    """Whether an answer lies beside what the question asks for."""
    listed = {same(word) for word in (*question.off_scale, *book.off_scale)}
    return same(text) in listed or does_not_know(text)


def does_not_know(text: str) -> bool:
    """Whether somebody says that they do not know, or that it is not for them, with or without a number before it."""
    words = re.sub(r"^\d+ ?[-.:)] ?", "", same(text).rstrip(".!"))
    return all(DOES_NOT_KNOW.fullmatch(part) for part in BETWEEN.split(words))


def is_beside(text: str) -> bool:
    """Whether a cell says, to whoever knows no codebook, that there is no answer or one beside the scale."""
    return does_not_know(text) or same(text) in NO_ANSWER | (BEYOND_A_SCALE - {"-1"})


def is_missing(text: str, question: Question, book: Codebook) -> bool:
    """Whether a cell says that there is no answer. `NA` as a text, and whatever is an option, are answers."""
    words = same(text)
    if words in {same(word) for word in (*question.missing, *book.missing)}:
        return True
    whole = re.sub(r"[.,]0+$", "", words) if words[-1:].isdigit() else words
    is_listed = any({words, whole} & option.words for option in question.options)
    if question.kind == "text" or is_listed or is_off_scale(text, question, book):
        return False
    scale = question.scale
    is_beyond = scale is not None and whole in BEYOND_A_SCALE and not scale.minimum <= int(whole) <= scale.maximum
    is_step = scale is not None and whole.lstrip("-").isdigit() and scale.minimum <= int(whole) <= scale.maximum
    return is_beyond or (whole in NO_ANSWER and not is_step)
