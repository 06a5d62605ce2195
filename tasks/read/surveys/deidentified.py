"""A survey export without persons, as NDJSON: what is landed to the right of the raw file, and all that is read later.

The first line says the instrument with its questions; then one line per submission, with `place` in the raw export;
a submission that breaks a rule is a line with its rejects and no answer. Identity columns are a keyed pseudonym,
texts are masked, columns that the codebook does not map are told by their letter and left out.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tasks.read.masking import Names, mask, name_parts
from tasks.read.surveys.answering import OTHER, Answer, CellRejectedError, answers
from tasks.read.surveys.clock import keeps_no_time, moment
from tasks.read.surveys.codebook import Question
from tasks.read.surveys.export import ExportRefusedError, Row, Status, same
from tasks.read.surveys.fitting import Fit
from tasks.read.surveys.handed_in import is_total, status

FORM = "bestillerpuls survey 1"
IP_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
SMALL = 1_000_000
"""Numbers below it count answers from 1 in each form."""
ANONYMOUS = {"anonymous", "anonym", "anonymt", "-"}


def nobody(_: str) -> bool:
    """Nobody has asked to be erased."""
    return False


@dataclass(frozen=True)
class Context:
    """What the export itself does not hold.

    `respondent` and `submission` make pseudonyms; `organisations` maps names as they are compared to numbers;
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


def identities(row: Row, fit: Fit) -> list[str]:
    """What the identity columns say, in the codebook's order; the first filled one is the respondent."""
    cells = [row.cells[place] for place in fit.present(fit.codebook.identity.columns)]
    return [cell for cell in cells if cell and cell.casefold() not in ANONYMOUS]


def person(who: Sequence[str], organisation_number: str | None, context: Context) -> str | None:
    """A pseudonym that tells one person from others: of an address or number, else of all names and the organisation.

    Two people can share a name, and a whole office an IP address, which is nobody then.
    """
    told = [value for value in who if not IP_ADDRESS.fullmatch(value)]
    if not told:
        return None
    is_a_name = "@" not in told[0] and not any(sign.isdigit() for sign in told[0])
    return context.respondent("\x1f".join([*told, organisation_number or ""]) if is_a_name else told[0])


def submission_key(row: Row, fit: Fit) -> str:
    """What tells a submission from others of its instrument: its id, else everything it says.

    An id that only names the person is one together with the day: the same person answers about several gatherings.
    A small number is one together with the gathering, where a column says it.
    """
    columns = fit.present(fit.codebook.submission.id)
    if not columns:
        return "\x1f".join(cell for cell in row.cells if cell)
    cells = [row.cells[place] or "" for place in columns]
    key = "\x1f".join(cells)
    if all(cell.isdigit() and int(cell) < SMALL for cell in cells):
        key += "".join(f"\x1f{same(row.cells[place])}" for place in fit.present(fit.codebook.gathering.columns))
    if set(columns) <= set(fit.present(fit.codebook.identity.columns)):
        days = (row.cells[place] for place in fit.present(fit.codebook.submission.submitted_at))
        when = moment(next(filter(None, days), ""), fit.codebook.file.date_format)
        key += f"\x1f{when.on if when else ''}"
    return key


def organisation(row: Row, fit: Fit, context: Context) -> tuple[str | None, str | None]:
    """Organisation number and how it is known; an organisation that no mapping knows is not passed on as text."""
    book = fit.codebook.organisation
    for place in fit.present(book.columns):
        if number := named(row.cells[place], fit, context):
            return number, "question"
    for place in fit.present(book.email):
        domain = (row.cells[place] or "").rpartition("@")[2].casefold()
        number = book.domains.get(domain) or context.organisations.get(domain.removesuffix(".kommune.no"))
        if domain and number:
            return number, "email_domain"
    return None, None


def named(words: str | None, fit: Fit, context: Context) -> str | None:
    """The number of an organisation by its name, as the codebook or the members have it, however it is spelt."""
    listed = {same(name): number for name, number in fit.codebook.organisation.values.items()}
    spelt = same(words)
    short = spelt.removesuffix(" kommune").removesuffix(" fylkeskommune")
    return next(
        (number for each in (spelt, short) if (number := listed.get(each) or context.organisations.get(each))), None
    )


def is_unknown(row: Row, fit: Fit, context: Context) -> bool:
    """Whether a row says an organisation that neither codebook nor members know."""
    said = [cell for place in fit.present(fit.codebook.organisation.columns) if (cell := row.cells[place])]
    return bool(said) and organisation(row, fit, context) == (None, None)


def gathering(row: Row, fit: Fit) -> str | None:
    """The gathering, where the codebook says it; else it goes by date later.

    Raises:
        CellRejectedError: the row names one that the codebook does not have.
    """
    book = fit.codebook.gathering
    listed = {same(word): each for word, each in book.values.items()}
    listed = {same(each): each for each in book.values.values()} | listed
    for place in fit.present(book.columns):
        if words := row.cells[place]:
            if same(words) in listed:
                return listed[same(words)]
            reason = "Names a gathering that the codebook does not have. Add it to `values` under [gathering]."
            raise CellRejectedError(place, "unknown_gathering_name", reason)
    return book.id


def submitted(row: Row, fit: Fit, is_answer: Status) -> dict[str, Any]:
    """When, from the first of the columns that is filled.

    Raises:
        CellRejectedError: the cell cannot be read as a time for certain.
    """
    for place in fit.present(fit.codebook.submission.submitted_at):
        if (text := row.cells[place]) and not keeps_no_time(text):
            when = moment(text, fit.codebook.file.date_format)
            if when is None and is_answer != "complete":
                continue
            if when is None:
                reason = "Not a time that can be read for certain. Say `date_format` under [file] in the codebook."
                raise CellRejectedError(place, "unreadable_time", reason)
            return {
                "submitted_at": when.at.isoformat(timespec="seconds"),
                "submitted_on": when.on,
                "is_timezone_assumed": when.is_assumed,
            }
    return {"submitted_at": None, "submitted_on": None, "is_timezone_assumed": False}
