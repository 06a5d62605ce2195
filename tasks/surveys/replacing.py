"""Whether an export would replace other people's answers: the same id, and another day, organisation or person.

Numbers that count from 1 in each form are no name of an answer. So what lands is held against what landed before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Line = Mapping[str, Any]
"""A line of a de-identified export."""
RULE = "would_replace_others"
MOST = 0.5
"""Share of the questions above which two answers are mostly other ones."""


@dataclass
class Answers:
    """Every answer that has landed: by raw export its landing time, and by instrument and id its line."""

    landed: dict[str, str] = field(default_factory=dict)
    lines: dict[str, dict[tuple[str, str], Line]] = field(default_factory=dict)

    def add(self, first: Line, lines: Iterable[Line]) -> None:
        """Take up a de-identified export; one that was refused has no answers."""
        raw = first["raw_sha256"]
        self.landed[raw] = first["landed_at"]
        self.lines[raw] = {} if "refused" in first else {named(first, line): line for line in lines if is_answer(line)}

    def before(self, first: Line, is_new: bool) -> Iterator[Mapping[tuple[str, str], Line]]:
        """The answers of the exports that landed before one; before a new one, of all others."""
        own = (first["landed_at"], first["raw_sha256"])
        for raw, lines in self.lines.items():
            if raw != first["raw_sha256"] and (is_new or (self.landed[raw], raw) < own):
                yield lines


def named(first: Line, line: Line) -> tuple[str, str]:
    """What makes two lines the same submission."""
    return f"{first['programme_id']}/{first['instrument_id']}", line["submission"]


def is_answer(line: Line) -> bool:
    """Whether a line is a submission that was handed in."""
    return "submission" in line and line.get("status", "complete") == "complete" and line.get("is_complete", True)


def others_replaced(first: Line, lines: Sequence[Line], before: Iterable[Mapping[tuple[str, str], Line]]) -> list[str]:
    """Places of the lines that tell of other people what an earlier line of the same id told."""
    earlier = list(before)
    return [
        line["place"]
        for line in lines
        if is_answer(line)
        and any(is_of_another(line, known[named(first, line)]) for known in earlier if named(first, line) in known)
    ]


def is_of_another(line: Line, known: Line) -> bool:
    """Whether two lines of one id are of different people: an answer that somebody corrected is not."""
    people = tuple(each.get("person", each["respondent"]) for each in (line, known))
    if all(people):
        return bool(people[0] != people[1])
    differs = any(
        line[name] is not None and known[name] is not None and line[name] != known[name]
        for name in ("submitted_on", "organisation_number", "gathering_id")
    )
    said, said_before = by_question(line), by_question(known)
    questions = said.keys() | said_before.keys()
    other = sum(said.get(code) != said_before.get(code) for code in questions)
    return differs or (bool(questions) and other / len(questions) > MOST)


def by_question(line: Line) -> dict[str, list[str]]:
    """What was answered, by question."""
    told: dict[str, list[str]] = {}
    for answer in line["answers"]:
        told.setdefault(answer["question_code"], []).append(repr(sorted(answer.items())))
    return {code: sorted(answers) for code, answers in told.items()}


def question(key: str, ids: Sequence[str], times: Sequence[str]) -> str:
    """What is asked of the operator; without a count, because refusals are published."""
    more = next((column for column in times if column not in ids), None)
    both = f"id = {quoted([*ids, more])}" if more else "`id`, with one more column that tells them apart"
    return (
        "It would replace answers that landed before by answers of another day, organisation or person, or that are "
        f"mostly other answers, under the same id. Other people's answers, because the id starts again in each form: "
        f"write {both} under [submission] in the codebook, and land the programme folder again. The same answers, "
        f"corrected: bestillerpuls run --accept {key}"
    )


def quoted(words: Sequence[str]) -> str:
    """A list as TOML."""
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"
