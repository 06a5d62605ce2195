"""Find the codebook an export goes with: the one whose columns are all there."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tasks.read.surveys.codebook import Codebook, Question
from tasks.read.surveys.export import Export, ExportRefusedError, header, letter


@dataclass(frozen=True)
class Fit:
    """An export and the codebook that maps it."""

    export: Export
    codebook: Codebook

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each header; the first where one stands twice."""
        return {name: place for place, name in reversed(list(enumerate(self.export.headers)))}

    def present(self, columns: Sequence[str]) -> list[int]:
        """Those of the columns that are there, in the codebook's order."""
        return [self.index[name] for name in map(header, columns) if name in self.index]

    def places(self, question: Question) -> list[int]:
        """Columns of a question in the export."""
        return self.present(list(question.option_columns.values()) or question.columns)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that were asked, in the order in which the export has them."""
        asked = [question for question in self.codebook.questions if self.places(question)]
        return sorted(asked, key=lambda question: self.places(question)[0])

    def text(self, question: Question) -> str:
        """The question as the export words it; a renamed header is its own wording."""
        found = self.export.headers[self.places(question)[0]]
        if question.option_columns and question.text:
            return question.text
        named = header(question.columns[0]) if question.columns else found
        return header(self.export.texts.get(found)) or (question.text if question.text and found == named else found)

    @cached_property
    def mapped(self) -> list[int]:
        """Every column the codebook knows."""
        book = self.codebook
        told = [*book.submission.id, *book.submission.submitted_at, *book.submission.ignore, *book.identity.columns]
        told += [*book.organisation.columns, *book.organisation.email, *book.gathering.columns]
        told += [book.submission.complete] if book.submission.complete else []
        return self.present(told) + [place for question in book.questions for place in self.places(question)]

    @cached_property
    def unmapped(self) -> list[str]:
        """Letter of every column that stays out. Its header stays out too: where rows have slipped it is an answer."""
        left = set(range(len(self.export.headers))) - set(self.mapped)
        return [letter(place) for place in sorted(left)]

    @cached_property
    def instrument_version(self) -> str:
        """Digest of what was asked: wording, order, kind, scale, options. Twelve hexadecimal digits."""
        asked = [
            [
                question.code,
                self.text(question),
                question.kind,
                question.scale.model_dump() if question.scale else None,
                [[option.code, option.label] for option in question.options],
            ]
            for question in self.questions
        ]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:12]

    @cached_property
    def missing(self) -> list[str]:
        """What the codebook names and the export lacks."""
        book = self.codebook
        lacking = [
            question.columns[0] if question.columns else f"option columns of {question.code}"
            for question in book.questions
            if len(self.places(question)) < max(1, len(question.option_columns)) and not question.optional
        ]
        if self.export.is_sparse:
            lacking = [] if self.questions else lacking
        if book.submission.id and not self.present(book.submission.id):
            lacking.append(book.submission.id[0])
        if book.tool not in (None, self.export.tool):
            lacking.append(f"export of {book.tool} (this is {self.export.tool})")
        return lacking


def fit(export: Export, codebooks: Sequence[Codebook]) -> Fit:
    """The one codebook that fits.

    Raises:
        ExportRefusedError: none fits, several do, or a mapped header stands twice.
    """
    tried = [Fit(export, book) for book in codebooks]
    fitting = [each for each in tried if not each.missing]
    if not fitting:
        raise not_fitting(tried)
    most = max(len(each.mapped) for each in fitting)
    best = [each for each in fitting if len(each.mapped) == most]
    if len(best) > 1:
        names = ", ".join(each.codebook.id for each in best)
        reason = f"Codebooks {names} fit equally well. Keep one: without a gathering of its own it goes by date."
        raise ExportRefusedError("several_codebooks", reason)
    hold_headers_once(best[0])
    return best[0]


def hold_headers_once(found: Fit) -> None:
    """A mapped header that stands twice could mean either column.

    Raises:
        ExportRefusedError: with both letters.
    """
    counts = Counter(found.export.headers)
    for place in found.mapped:
        name = found.export.headers[place]
        if counts[name] > 1:
            where = " and ".join(letter(each) for each, other in enumerate(found.export.headers) if other == name)
            raise ExportRefusedError(
                "duplicate_header", "The same header stands twice. Give each its own.", f"column {where}"
            )


def not_fitting(tried: Sequence[Fit]) -> ExportRefusedError:
    """What the nearest codebook misses: its own words, never the export's."""
    if not tried:
        reason = "The programme folder has no codebook. Write one from this export: bestillerpuls codebook draft FILE."
        return ExportRefusedError("no_codebook", reason)
    nearest = max(tried, key=lambda each: len(each.mapped))
    if not nearest.mapped:
        reason = (
            "No codebook names any of its headers. Is the header row there? "
            "If so, it is a new form: bestillerpuls codebook draft FILE."
        )
        return ExportRefusedError("no_codebook", reason)
    reason = (
        f"No codebook fits. The nearest, {nearest.codebook.id}, misses: {'; '.join(nearest.missing)}. "
        "A question was renamed: add its header to `columns`. A new form: bestillerpuls codebook draft FILE."
    )
    return ExportRefusedError("no_codebook", reason)
