"""A survey export without persons, as NDJSON: what is landed to the right of the raw file, and all that is read later.

The first line says the instrument with its questions; then one line per submission, with `place` in the raw export;
a submission that breaks a rule is a line with its rejects and no answer. Identity columns are a keyed pseudonym,
texts are masked, columns that the codebook does not map are told by their letter and left out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tasks.read.masking import Names, mask, name_parts
from tasks.read.surveys.answering import OTHER, Answer, CellRejectedError, answers
from tasks.read.surveys.clock import moment
from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import ExportRefusedError, Row, header
from tasks.read.surveys.fitting import Fit

FORM = "bestillerpuls survey 1"
ANONYMOUS = {"anonymous", "anonym", "anonymt", "-"}


def nobody(_: str) -> bool:
    """Nobody has asked to be erased."""
    return False


@dataclass(frozen=True)
class Context:
    """What the export itself does not hold.

    `respondent` and `submission` make pseudonyms; `organisations` maps names in lower case to organisation numbers;
    `is_erased` says of a cell whether it is a person who asked to be erased, and `without_erased` takes such a person
    out of a text. `landed_at` is when the raw export first landed: of two that tell of one submission the later wins,
    however often their twins are written anew.
    """

    programme_id: str
    raw_sha256: str
    landed_at: str
    key_id: str
    respondent: Callable[[str], str]
    submission: Callable[[str], str]
    organisations: Mapping[str, str] = field(default_factory=dict)
    is_erased: Callable[[str], bool] = nobody
    without_erased: Callable[[str], str] = str


def deidentified(fit: Fit, context: Context) -> bytes:
    """The export as NDJSON without persons."""
    kept = [row for row in fit.export.rows if not any(context.is_erased(cell) for cell in row.cells if cell)]
    lines = [instrument(fit, context, erased=len(fit.export.rows) - len(kept)), *submissions(fit, context, kept)]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def refused(error: ExportRefusedError, context: Context) -> bytes:
    """An export that could not be read, as one line that says why."""
    line = {
        "form": FORM,
        "raw_sha256": context.raw_sha256,
        "landed_at": context.landed_at,
        "key_id": context.key_id,
        "refused": {"place": error.place, "rule": error.rule, "reason": error.reason},
    }
    return (json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode()


def instrument(fit: Fit, context: Context, erased: int) -> dict[str, Any]:
    """The first line."""
    book = fit.codebook
    return {
        "form": FORM,
        "programme_id": context.programme_id,
        "instrument_id": book.id,
        "instrument_version": fit.instrument_version,
        "occasion": book.occasion,
        "tool": fit.export.tool,
        "is_untried": fit.export.is_untried,
        "language_code": book.language,
        "codebook_sha256": book.sha256,
        "key_id": context.key_id,
        "raw_sha256": context.raw_sha256,
        "landed_at": context.landed_at,
        "read": len(fit.export.rows),
        "erased": erased,
        "unmapped": [{"place": place} for place in fit.unmapped],
        "questions": [
            {
                "question_code": question.code,
                "question_text": context.without_erased(mask(fit.text(question))),
                "question_kind": question.kind,
                "measure": question.measure,
                "kirkpatrick_level": question.level,
                "scale": question.scale.model_dump() if question.scale else None,
                "options": options(question),
            }
            for question in fit.questions
        ],
    }


def options(question: Question) -> list[dict[str, str]]:
    """The options of a question, with the one for an answer in own words."""
    listed = [{"option_code": option.code, "label": option.label} for option in question.options]
    return [*listed, {"option_code": OTHER, "label": "Annet"}] if question.other else listed


def submissions(fit: Fit, context: Context, rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """A line per submission. Rows that are alike and have no id of their own are told apart by counting."""
    known = Names({value for row in rows for value in identities(row, fit) if " " in value or "@" in value})
    seen: dict[str, int] = {}
    for row in rows:
        key = submission_key(row, fit)
        seen[key] = seen.get(key, 0) + 1
        try:
            yield submission(row, fit, context, f"{key}\x1f{seen[key]}", known)
        except CellRejectedError as error:
            reject = {"column": error.column, "rule": error.rule, "reason": error.reason}
            yield {"place": row.place, "rejects": [reject]}


def submission(row: Row, fit: Fit, context: Context, key: str, known: Names) -> dict[str, Any]:
    """One line."""
    who = identities(row, fit)
    own = Names({part for value in who for part in name_parts(value)})
    number, source = organisation(row, fit, context)
    return {
        "place": row.place,
        "submission": context.submission(key),
        "respondent": context.respondent(who[0]) if who else None,
        "organisation_number": number,
        "organisation_source": source,
        "gathering_id": gathering(row, fit),
        "is_complete": is_complete(row, fit),
        **submitted(row, fit),
        "answers": [without_person(answer, (own, known), context) for answer in answers(row, fit)],
    }


def without_person(answer: Answer, known: Iterable[Names], context: Context) -> dict[str, Any]:
    """An answer with its text masked: known names first, then what rules find, then who asked to be erased."""
    told = {name: value for name, value in asdict(answer).items() if value is not None}
    if answer.text is not None:
        for names in known:
            told["text"] = names.mask(told["text"])
        told["text"] = context.without_erased(mask(told["text"]))
    return told


def identities(row: Row, fit: Fit) -> list[str]:
    """What the identity columns say, in the codebook's order; the first filled one is the respondent."""
    cells = [row.cells[place] for place in fit.present(fit.codebook.identity.columns)]
    return [cell for cell in cells if cell and cell.casefold() not in ANONYMOUS]


def submission_key(row: Row, fit: Fit) -> str:
    """What tells a submission from others of its instrument: its id, else everything it says."""
    columns = fit.present(fit.codebook.submission.id)
    return "\x1f".join(row.cells[place] or "" for place in columns or range(len(row.cells)))


def organisation(row: Row, fit: Fit, context: Context) -> tuple[str | None, str | None]:
    """Organisation number and how it is known; an organisation that no mapping knows is not passed on as text."""
    book = fit.codebook.organisation
    named = {header(name).casefold(): number for name, number in book.values.items()}
    for place in fit.present(book.columns):
        words = header(row.cells[place]).casefold()
        if number := named.get(words) or context.organisations.get(words):
            return number, "question"
    for place in fit.present(book.email):
        domain = (row.cells[place] or "").rpartition("@")[2].casefold()
        number = book.domains.get(domain) or context.organisations.get(domain.removesuffix(".kommune.no"))
        if domain and number:
            return number, "email_domain"
    return None, None


def gathering(row: Row, fit: Fit) -> str | None:
    """The gathering, where the codebook says it; else it goes by date later."""
    book = fit.codebook.gathering
    for place in fit.present(book.columns):
        if found := book.values.get(row.cells[place] or ""):
            return found
    return book.id


def is_complete(row: Row, fit: Fit) -> bool:
    """Whether the respondent came to the end; without a column that says it, what was delivered is complete."""
    book = fit.codebook.submission
    if not book.complete or not (places := fit.present([book.complete])):
        return True
    told = row.cells[places[0]]
    return told in book.complete_values if book.complete_values else told is not None


def submitted(row: Row, fit: Fit) -> dict[str, Any]:
    """When, from the first of the columns that is filled.

    Raises:
        CellRejectedError: the cell cannot be read as a time for certain.
    """
    for place in fit.present(fit.codebook.submission.submitted_at):
        if text := row.cells[place]:
            when = moment(text, fit.codebook.file.date_format)
            if when is None:
                reason = "Not a time that can be read for certain. Say `date_format` under [file] in the codebook."
                raise CellRejectedError(place, "unreadable_time", reason)
            return {
                "submitted_at": when.at.isoformat(timespec="seconds"),
                "submitted_on": when.on,
                "is_timezone_assumed": when.is_assumed,
            }
    return {"submitted_at": None, "submitted_on": None, "is_timezone_assumed": False}
