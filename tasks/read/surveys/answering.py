"""The answers of one row: each mapped cell as options, a number or a text, or the reason why it cannot be."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import Row, header, letter
from tasks.read.surveys.fitting import Fit

NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)?$")
NOT_CHOSEN = {"", "0", "0.0", "no", "nei", "n", "false", "ikke valgt", "unchecked", "not selected"}
CHOSEN = {"1", "1.0", "y", "yes", "ja", "true", "valgt", "checked", "selected", "x"}
OTHER = "other"


@dataclass(frozen=True)
class Answer:
    """One answer: an option, a number (a scale gives both), or a text."""

    question_code: str
    option_code: str | None = None
    number: float | None = None
    text: str | None = None


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
        place = fit.places(question)[0]
        if text := row.cells[place]:
            label = fit.export.labels.get(fit.export.headers[place], {}).get(text, text)
            yield from given(question, place, text, label, fit.export.joined_by)


def given(question: Question, place: int, text: str, label: str, joined_by: str | None) -> Iterator[Answer]:
    """What one filled cell answers."""
    if question.kind == "text":
        yield Answer(question.code, text=text)
    elif question.kind == "number":
        yield Answer(question.code, number=number(text, place))
    elif question.kind == "scale":
        yield step(question, place, text, label)
    else:
        parts = joined(text, joined_by, question) if question.kind == "multiple" else [text]
        yield from (chosen(question, place, part, label if part == text else part) for part in parts)


def ticked(row: Row, fit: Fit, question: Question) -> Iterator[Answer]:
    """A question with one column per option."""
    for option in question.options:
        column = header(question.option_columns.get(option.code))
        if column not in fit.index:
            continue
        text = header(row.cells[fit.index[column]]).casefold()
        if text in CHOSEN or text in option.words - {option.code.casefold()}:
            yield Answer(question.code, option_code=option.code)
        elif text not in NOT_CHOSEN:
            raise CellRejectedError(fit.index[column], "unknown_tick", "Neither chosen nor not chosen, such as 1 or 0.")


def step(question: Question, place: int, text: str, label: str) -> Answer:
    """A step of a scale, as its number or as one of its words."""
    scale = question.scale
    if scale is None:
        raise TypeError(f"{question.code} has no scale")
    words = {header(word).casefold() for word in (text, label)}
    code = next((option.code for option in question.options if words & option.words), text)
    value = number(code, place)
    if not value.is_integer() or not scale.minimum <= value <= scale.maximum:
        reason = f"Not a step of the scale {scale.minimum}–{scale.maximum} that the codebook gives."
        raise CellRejectedError(place, "not_on_scale", reason)
    return Answer(question.code, option_code=str(int(value)), number=value)


def chosen(question: Question, place: int, text: str, label: str) -> Answer:
    """A chosen option, by its code or its words."""
    words = {header(word).casefold() for word in (text, label)}
    whole = re.sub(r"^([+-]?\d+)[.,]0+$", r"\1", text)
    for option in question.options:
        if words & option.words or whole == option.code:
            return Answer(question.code, option_code=option.code)
    if question.other:
        return Answer(question.code, option_code=OTHER, text=text)
    reason = "No option of the codebook. Add it there, or to `also` of the one it means, or set `other = true`."
    raise CellRejectedError(place, "unknown_option", reason)


def joined(text: str, joined_by: str | None, question: Question) -> list[str]:
    """The options of a cell that holds several; a known label that has the separator in it stays whole."""
    if text.startswith("["):
        try:
            return [str(part) for part in json.loads(text) if str(part).strip()]
        except (ValueError, TypeError):
            return [text]
    if joined_by is None:
        return [text]
    found: list[str] = []
    rest = text
    labels = sorted((word for option in question.options for word in (option.label, *option.also)), key=len)
    while rest := rest.strip():
        whole = next((word for word in reversed(labels) if begins(rest, word, joined_by)), None)
        part = rest[: len(whole)] if whole else rest.split(joined_by, 1)[0]
        found.append(part.strip())
        rest = rest[len(part) :].strip().removeprefix(joined_by)
    return [part for part in found if part]


def begins(text: str, word: str, joined_by: str) -> bool:
    """Whether a text begins with an option, followed by the separator or nothing."""
    rest = text[len(word) :].strip()
    return text[: len(word)].casefold() == word.casefold() and (not rest or rest.startswith(joined_by))


def number(text: str, place: int) -> float:
    """A number with decimal comma or point; `1.234,5` and `1 234` could be either and are refused."""
    if not NUMBER.match(text):
        raise CellRejectedError(place, "not_a_number", "Not a number. Digits, with one comma or point for decimals.")
    return float(text.replace(",", "."))
