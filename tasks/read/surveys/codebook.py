"""The codebook: a TOML file in the programme folder that says what each column of an export is.

`codebook_example.toml` beside this file is the commented example. Whatever a codebook does not map stays out.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from schemas.parsed.answers import MEASURES
from tasks.read.problems import Place, Problem, ProgrammeError
from tasks.read.programme.entries import line_of, text_of, toml_in
from tasks.read.surveys import formats
from tasks.read.surveys.export import same

REMEDY = "What each key means stands in docs/surveys.md."


class CodebookError(ProgrammeError):
    """Raised when a codebook cannot be used; says file, line, rule and remedy."""


def as_words(given: Any) -> Any:
    """Words and numbers of a list as words: `missing = [-99]`."""
    return [each if isinstance(each, dict) else str(each) for each in given] if isinstance(given, list) else given


Words = Annotated[tuple[str, ...], BeforeValidator(as_words)]
"""Words as they stand in cells."""


class Part(BaseModel):
    """A part of a codebook: nothing beside what is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Part):
    """What the bytes of an export cannot say themselves."""

    encoding: str | None = None
    delimiter: str | None = Field(None, min_length=1, max_length=1)
    date_format: str | None = None


class Submission(Part):
    """Columns that tell one submission from another and when it came."""

    id: tuple[str, ...] = ()
    submitted_at: tuple[str, ...] = ()
    complete: str | None = None
    complete_values: Words = ()
    test: str | None = None
    test_values: Words = ()
    ignore: tuple[str, ...] = ()


class Identity(Part):
    """Columns that name a person: they never land, and the first that is filled becomes the pseudonym."""

    columns: tuple[str, ...] = ()


class Organisation(Part):
    """Where the respondent's organisation is known from, as names or domains with organisation numbers."""

    columns: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    values: dict[str, str] = {}
    domains: dict[str, str] = {}


class Gathering(Part):
    """Which gathering a submission is about: one, or by a column; neither means by date."""

    id: str | None = None
    columns: tuple[str, ...] = ()
    values: dict[str, str] = {}


class Option(Part):
    """One option of a question: its lasting code and the words exports have for it."""

    code: str
    label: str
    also: tuple[str, ...] = ()

    @property
    def words(self) -> set[str]:
        """Everything that means this option in a cell."""
        return {same(word) for word in (self.code, self.label, *self.also)}


class Scale(Part):
    """Steps of a scale and which end is the good one."""

    minimum: int
    maximum: int
    direction: Literal["up", "down"] = "up"


class Question(Part):
    """One question: its lasting code, and the columns it has had in exports."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Literal["scale", "single", "multiple", "number", "text"]
    columns: tuple[str, ...] = ()
    languages: dict[str, str] = {}
    option_columns: dict[str, str | tuple[str, ...]] = {}
    text: str | None = None
    measure: str = "other"
    level: Literal[1, 2, 3, 4] | None = None
    scale: Scale | None = None
    options: tuple[Option, ...] = ()
    other: bool = False
    off_scale: Words = ()
    missing: Words = ()
    optional: bool = False

    @model_validator(mode="before")
    @classmethod
    def _columns_by_language(cls, told: Any) -> Any:
        """`columns = { nb = …, nn = … }` says the language of each header."""
        if not isinstance(told, dict) or not isinstance(told.get("columns"), dict):
            return told
        by_language = {code: [each] if isinstance(each, str) else each for code, each in told["columns"].items()}
        headers = [name for names in by_language.values() for name in names]
        languages = {name: code for code, names in by_language.items() for name in names}
        return told | {"columns": headers, "languages": languages}

    def columns_of(self, option_code: str) -> tuple[str, ...]:
        """The headers that the column of one option has had."""
        named = self.option_columns.get(option_code, ())
        return (named,) if isinstance(named, str) else named

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the question has had."""
        return self.columns or tuple(name for code in self.option_columns for name in self.columns_of(code))

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if bool(self.columns) == bool(self.option_columns):
            raise ValueError(f"question {self.code}: give `columns`, or `option_columns` for one column per option")
        if self.option_columns and self.kind != "multiple":
            raise ValueError(f"question {self.code}: `option_columns` is for kind `multiple`")
        if self.measure not in MEASURES:
            raise ValueError(f"question {self.code}: measure is one of {', '.join(MEASURES)}")
        if (self.kind == "scale") != (self.scale is not None):
            raise ValueError(f"question {self.code}: a `scale` belongs to kind `scale`, and must be there")
        if self.kind in {"single", "multiple"} and not self.options:
            raise ValueError(f"question {self.code}: list its options")
        if unknown := self.option_columns.keys() - {option.code for option in self.options}:
            raise ValueError(f"question {self.code}: option_columns names no option {sorted(unknown)}")
        return self


class Codebook(Part):
    """What each column of one questionnaire's exports is."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    tool: str | None = None
    language: str | None = None
    occasion: Literal["before", "after", "later"] = "after"
    off_scale: Words = ()
    missing: Words = ()
    file: File = File()
    submission: Submission = Submission()
    identity: Identity = Identity()
    organisation: Organisation = Organisation()
    gathering: Gathering = Gathering()
    questions: tuple[Question, ...] = Field(min_length=1)
    sha256: str

    @model_validator(mode="after")
    def _known_tool(self) -> Self:
        if self.tool is not None and self.tool not in formats.NAMES:
            raise ValueError(f"tool is one of {', '.join(formats.NAMES)}; or leave it out")
        return self

    @model_validator(mode="after")
    def _codes_once(self) -> Self:
        codes = [question.code for question in self.questions]
        if twice := {code for code in codes if codes.count(code) > 1}:
            raise ValueError(f"question codes stand twice: {sorted(twice)}")
        return self


def parse(data: bytes, name: str) -> Codebook:
    """A codebook from the bytes of its file.

    Raises:
        CodebookError: with the file's name and every rule it breaks.
    """
    text = text_of(name, data)
    if isinstance(text, Problem):
        raise CodebookError([text])
    told = toml_in(name, text)
    if isinstance(told, Problem):
        raise CodebookError([told])
    try:
        return Codebook(**told | {"sha256": hashlib.sha256(data).hexdigest()})
    except ValidationError as error:
        raise CodebookError([broken(name, text, **one) for one in error.errors(include_input=False)]) from None


def broken(name: str, text: str, *, loc: Sequence[str | int], msg: str, type: str, **_: Any) -> Problem:  # noqa: A002
    """A rule that pydantic found broken, with the line where the table begins that breaks it."""
    if len(loc) > 1 and isinstance(loc[1], int):
        place = Place(name, line_of(text, str(loc[0]), loc[1] + 1), f"[[{loc[0]}]] number {loc[1] + 1}")
        path = loc[2:]
    elif len(loc) > 1:
        place, path = Place(name, line_of(text, str(loc[0])), f"[{loc[0]}]"), loc[1:]
    else:
        lines = [number for number, line in enumerate(text.split("\n"), start=1) if is_key(line, loc)]
        place, path = Place(name, lines[0] if lines else None), loc
    key = ".".join(map(str, path))
    words = {"missing": "is missing", "extra_forbidden": "is no key that is known here"}
    said = words.get(type, msg.removeprefix("Value error, "))
    return Problem(place, "codebook", f"{key}{' ' if type in words else ': '}{said}" if key else said, REMEDY)


def is_key(line: str, loc: Sequence[str | int]) -> bool:
    """Whether a line gives the value of a key at the top."""
    return bool(loc) and re.match(rf"\s*{re.escape(str(loc[0]))}\s*=", line) is not None
