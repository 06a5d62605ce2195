"""What is wrong in a programme folder, told to who wrote it: file, line, what, of whom, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.errors import UserError

SHOWN = 20
"""Problems told in full; of the others how many there are."""


@dataclass(frozen=True)
class Place:
    """A file, the line in it where the row or table begins, and which table of several it is."""

    file: str
    line: int | None = None
    part: str = ""

    def __str__(self) -> str:
        """As a person looks it up."""
        return ", ".join(filter(None, [self.file, f"line {self.line}" if self.line else "", self.part]))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `of` is the organisation, gathering or project it is about, where it has a name."""

    place: Place
    rule: str
    message: str
    remedy: str
    of: str = ""
    table: str | None = None
    column: str | None = None

    @property
    def reason(self) -> str:
        """What is wrong and what to do."""
        return f"{self.message}{f' ({self.of})' if self.of else ''}. {self.remedy}"

    def __str__(self) -> str:
        """With its place."""
        return f"{self.place}: {self.reason}"

    @property
    def reject(self) -> dict[str, str | None]:
        """The columns of parsed.rejects that it fills."""
        named = {"table_name": self.table, "column_name": self.column}
        return {"place": str(self.place), "rule": self.rule, "reason": self.reason} | named


class ProgrammeError(UserError, ValueError):
    """Raised when a programme folder does not fit; says file, place, rule and remedy of everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(format_problems(problems))
        self.problems = list(problems)

    @property
    def rejects(self) -> list[dict[str, str | None]]:
        """A row of parsed.rejects for each problem."""
        return [problem.reject for problem in self.problems]


def format_problems(problems: Sequence[Problem]) -> str:
    """A line per problem, in the order of the files; after so many, how many more there are."""
    lines = [str(problem) for problem in in_order(problems)[:SHOWN]]
    more = len(problems) - len(lines)
    return "\n".join([*lines, *([f"… and {more} more."] if more else [])])


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """By file and line."""
    return sorted(problems, key=lambda problem: (problem.place.file, problem.place.line or 0))
