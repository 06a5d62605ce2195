"""The answers of one row: each mapped cell as options, a number or a text, or the reason why it cannot be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import Row, letter, same
from tasks.read.surveys.fitting import Fit
from tasks.read.surveys.off_scale import is_missing, is_off_scale
from tasks.read.surveys.several_options import joined

NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)?$")
NOT_CHOSEN = {
    "",
    "0",
    "0.0",
    "no",
    "nei",
    "n",
    "false",
    "ikke valgt",
    "ikkje vald",
    "unchecked",
    "not selected",
    "usann",
}
CHOSEN = {"1", "1.0", "y", "yes", "ja", "true", "valgt", "vald", "checked", "selected", "x", "sann"}
OTHER = "other"


@dataclass(frozen=True)
class Answer:
    """One answer: an option, a number (a scale gives both), or a text.

    None of them means that the question was answered and nothing chosen, or, where `is_off_scale`, that the answer
    lies off the scale: does not know, not relevant.
    """

    question_code: str
    option_code: str | None = None
    number: float | None = None
    text: str | None = None
    is_off_scale: bool = False


class CellRejectedError(Exception):
    """Raised when a cell does not say what its question allows; the submission is rejected with it."""

    def __init__(self, column: int, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.column = letter(column)
        self.rule = rule
        self.reason = reason


def answers(row: Row, fit: Fit) -> Iterator[Answer]:
    """The answers of a row; a blank cell is a question that was not answered.

    Raises:
        CellRejectedError: with the column, the rule and the remedy, never the value.
    """
    for question in fit.questions:
        if question.option_columns:
            yield from ticked(row, fit, question)
            continue
        places = fit.places(question)
        if not places:
            continue
        place = filled(row, places)
        text = row.cells[place]
        if text and not is_missing(text, question, fit.codebook):
            label = fit.export.labels.get(fit.export.headers[place], {}).get(text, text)
            yield from dict.fromkeys(given(question, place, text, label, fit))


def filled(row: Row, places: list[int]) -> int:
    """The one column of a question that is filled: a form that was reworded midway has two, one of them blank.

    Raises:
        CellRejectedError: two are filled.
    """
    there = [place for place in places if row.cells[place]]
    if len(there) > 1:
        reason = (
            f"Filled in both: this and column {letter(there[0])} are two columns of one question in the codebook. "
            "Two questions: give each a [[questions]] of its own. One question: empty the cell that does not count."
        )
        raise CellRejectedError(there[1], "filled_in_both", reason)
    return there[0] if there else places[0]


def given(question: Question, place: int, text: str, label: str, fit: Fit) -> Iterator[Answer]:
    """What one filled cell answers."""
    if question.kind == "text":
        yield Answer(question.code, text=text)
    elif question.kind == "number":
        if is_off_scale(text, question, fit.codebook):
            yield Answer(question.code, is_off_scale=True)
        else:
            yield Answer(question.code, number=number(text, place))
    elif question.kind == "scale":
        yield step(question, place, text, label, fit)
    else:
        parts = joined(text, fit.export.joined_by, question) if question.kind == "multiple" else [text]
        yield from (chosen(question, place, part, label if part == text else part, fit) for part in parts)


def ticked(row: Row, fit: Fit, question: Question) -> Iterator[Answer]:
    """A question with one column per option. All columns filled with 0 is an answer: none of these."""
    is_answered = False
    told: dict[str, Answer] = {}
    for option in question.options:
        for place in fit.present(question.columns_of(option.code)):
            cell = row.cells[place]
            text = same(cell)
            if cell is None or (text not in option.words and is_missing(cell, question, fit.codebook)):
                continue
            if text in CHOSEN or text in option.words - {same(option.code)}:
                told[option.code] = Answer(question.code, option_code=option.code)
            elif text not in NOT_CHOSEN:
                reason = (
                    "Neither chosen nor not chosen, such as 1 or 0. Does it mean that the question was not shown or "
                    "not answered? List it in `missing`. Is it what the option is called? List it in its `also`."
                )
                raise CellRejectedError(place, "unknown_tick", reason)
            is_answered = True
    yield from told.values()
    if is_answered and not told:
        yield Answer(question.code)


def step(question: Question, place: int, text: str, label: str, fit: Fit) -> Answer:
    """A step of a scale, as its number or as one of its words; or an answer off the scale."""
    scale = question.scale
    if scale is None:
        raise TypeError(f"{question.code} has no scale")
    words = {same(word) for word in (text, label)}
    code = next((option.code for option in question.options if words & option.words), text)
    value = float(code.replace(",", ".")) if NUMBER.match(code) else None
    if value is not None and value.is_integer() and scale.minimum <= value <= scale.maximum:
        return Answer(question.code, option_code=str(int(value)), number=value)
    is_an_option = any(words & option.words for option in question.options)
    if is_an_option or any(is_off_scale(word, question, fit.codebook) for word in (text, label)):
        return Answer(question.code, is_off_scale=True)
    reason = (
        f"Not a step of the scale {scale.minimum}–{scale.maximum} that the codebook gives. A word for a step: list it "
        "in `options`. An answer beside the scale: in `off_scale`. A sign for no answer: in `missing`."
    )
    raise CellRejectedError(place, "not_on_scale" if value is not None else "not_a_step", reason)


def chosen(question: Question, place: int, text: str, label: str, fit: Fit) -> Answer:
    """A chosen option, by its code or its words."""
    words = {same(word) for word in (text, label)}
    whole = re.sub(r"^([+-]?\d+)[.,]0+$", r"\1", text)
    for option in question.options:
        if words & option.words or whole == option.code:
            return Answer(question.code, option_code=option.code)
    if any(is_off_scale(word, question, fit.codebook) for word in (text, label)):
        return Answer(question.code, is_off_scale=True)
    if question.other:
        return Answer(question.code, option_code=OTHER, text=text)
    reason = (
        "No option of the codebook. Add it there, or to `also` of the one it means, or set `other = true`. "
        "A sign for no answer: list it in `missing`."
    )
    raise CellRejectedError(place, "unknown_option", reason)


def number(text: str, place: int) -> float:
    """A number with decimal comma or point; `1.234,5` and `1 234` could be either and are refused."""
    if not NUMBER.match(text):
        reason = (
            "Not a number. Digits, with one comma or point for decimals. An answer in words: list it in `off_scale`. "
            "A sign for no answer: in `missing`."
        )
        raise CellRejectedError(place, "not_a_number", reason)
    return float(text.replace(",", "."))
