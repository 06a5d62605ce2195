"""A survey export without persons, as NDJSON: what is landed to the right of the raw file, and all that is read later.

The first line says the instrument with its questions; then one line per submission, with `place` in the raw export;
a submission that breaks a rule is a line with its rejects and no answer. Identity columns are a keyed pseudonym,
texts are masked, columns that the codebook does not map are told by their letter and left out.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tasks.read.masking import Names, mask, name_parts
from tasks.read.surveys.answering import OTHER, Answer, CellRejectedError, answers
from tasks.read.surveys.codebook import Question
from tasks.read.surveys.context import Context
from tasks.read.surveys.export import ExportRefusedError, Row
from tasks.read.surveys.fitting import Fit
from tasks.read.surveys.handed_in import is_total, status
from tasks.read.surveys.submitter import (
    gathering,
    identities,
    is_unknown,
    organisation,
    person,
    submission_key,
    submitted,
)

FORM = "bestillerpuls survey 1"


def deidentified(fit: Fit, context: Context) -> bytes:
    """The export as NDJSON without persons."""
    answers = [row for row in fit.export.rows if not is_total(row, fit)]
    kept = [row for row in answers if not any(context.is_erased(cell) for cell in row.cells if cell)]
    told = list(submissions(fit, context, kept))
    first = instrument(fit, context, erased=len(answers) - len(kept)) | {
        "left_out": len(fit.export.rows) - len(answers),
        "as_of": max((line["submitted_at"] for line in told if line.get("submitted_at")), default=None),
        "unknown_organisations": [row.place for row in kept if is_unknown(row, fit, context)],
    }
    lines = [first, *told]
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
        "sheets_not_read": list(fit.export.sheets_not_read),
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
    """One line. What was not handed in, or only tried, keeps no answers."""
    who = identities(row, fit)
    own = Names({part for value in who for part in name_parts(value)})
    number, source = organisation(row, fit, context)
    is_answer = status(row, fit)
    return {
        "place": row.place,
        "submission": context.submission(key),
        "respondent": context.respondent(who[0]) if who else None,
        "person": person(who, number, context),
        "organisation_number": number,
        "organisation_source": source,
        "gathering_id": gathering(row, fit) if is_answer == "complete" else fit.codebook.gathering.id,
        "status": is_answer,
        **submitted(row, fit, is_answer),
        "answers": [without_person(answer, (own, known), context) for answer in answers(row, fit)]
        if is_answer == "complete"
        else [],
    }


def without_person(answer: Answer, known: Iterable[Names], context: Context) -> dict[str, Any]:
    """An answer with its text masked: known names first, then what rules find, then who asked to be erased."""
    told = {name: value for name, value in asdict(answer).items() if value is not None and value is not False}
    if answer.text is not None:
        for names in known:
            told["text"] = names.mask(told["text"])
        told["text"] = context.without_erased(mask(told["text"]))
    return told
