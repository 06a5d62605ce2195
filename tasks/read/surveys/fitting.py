"""Find the codebook an export goes with: the one whose columns are all there."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tasks.read.surveys.codebook import Codebook, Question
from tasks.read.surveys.export import Export, ExportRefusedError, header, letter, same
from tasks.read.surveys.formats import PLAIN
from tasks.read.surveys.wording import wordings


@dataclass(frozen=True)
class Fit:
    """An export and the codebook that maps it."""

    export: Export
    codebook: Codebook

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each header; the first where one stands twice."""
        return {name: place for place, name in reversed(list(enumerate(self.export.headers)))}

    @cached_property
    def alike(self) -> dict[str, int]:
        """Place of each header however it is spelt; those that two columns share are left out."""
        spelt = [same(name) for name in self.export.headers]
        return {name: place for place, name in enumerate(spelt) if spelt.count(name) == 1}

    def present(self, columns: Sequence[str]) -> list[int]:
        """Those of the columns that are there, each once, in the codebook's order; case and signs may differ."""
        found = (self.index.get(header(name), self.alike.get(same(name))) for name in columns)
        return list(dict.fromkeys(place for place in found if place is not None))

    def places(self, question: Question) -> list[int]:
        """Columns of a question in the export."""
        return self.present(question.headers)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that were asked, in the order in which the export has them.

        Where a column that nobody answered is not there at all, columns come as people answered: then the codebook
        says what was asked, and in which order.
        """
        if self.export.is_sparse:
            return [each for each in self.codebook.questions if self.places(each) or not each.optional]
        asked = [question for question in self.codebook.questions if self.places(question)]
        return sorted(asked, key=lambda question: self.places(question)[0])

    def text(self, question: Question) -> str:
        """The question as the export words it; a renamed header is its own wording, a translation is none.

        A form that was reworded midway has both wordings, one after the other.
        """
        found = [self.export.headers[place] for place in self.places(question)]
        if (question.option_columns and question.text) or not found:
            return question.text or question.headers[0]
        if question.option_columns or found[0] in self.export.texts:
            return header(self.export.texts.get(found[0])) or found[0]
        told = wordings(question, found, [self.export.headers[place] for place in self.asked], self.codebook.language)
        named = header(question.columns[0])
        return " / ".join(question.text if question.text and same(each) == same(named) else each for each in told)

    @cached_property
    def asked(self) -> list[int]:
        """Columns of all questions."""
        return [place for question in self.codebook.questions for place in self.places(question)]

    @cached_property
    def mapped(self) -> list[int]:
        """Every column the codebook knows."""
        book = self.codebook
        told = [*book.submission.id, *book.submission.submitted_at, *book.submission.ignore, *book.identity.columns]
        told += [*book.organisation.columns, *book.organisation.email, *book.gathering.columns]
        told += filter(None, [book.submission.complete, book.submission.test])
        return self.present(told) + self.asked

    @cached_property
    def unmapped(self) -> list[str]:
        """Letter of every column that stays out. Its header stays out too: where rows have slipped it is an answer."""
        left = set(range(len(self.export.headers))) - set(self.mapped)
        return [letter(place) for place in sorted(left)]

    def lacks(self, question: Question) -> bool:
        """Whether the question, or the column of one of its options, is not there."""
        options = (self.present(question.columns_of(code)) for code in question.option_columns)
        return not self.places(question) or not all(options)

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
    def is_tool_fitting(self) -> bool:
        """Whether the codebook is for this tool; one for anyone's table takes any table."""
        return self.codebook.tool in {None, self.export.tool, *(each.NAME for each in PLAIN)}

    @cached_property
    def missing(self) -> list[str]:
        """What the codebook names and the export lacks."""
        book = self.codebook
        lacking = [
            question.columns[0] if question.columns else f"option columns of {question.code}"
            for question in book.questions
            if self.lacks(question) and not question.optional
        ]
        if self.export.is_sparse:
            lacking = [] if self.questions else lacking
        if book.submission.id and not self.present(book.submission.id):
            lacking.append(book.submission.id[0])
        if not self.is_tool_fitting:
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
    most = max(rank(each) for each in fitting)
    best = [each for each in fitting if rank(each) == most]
    if len(best) > 1:
        names = ", ".join(each.codebook.id for each in best)
        reason = f"Codebooks {names} fit equally well. Keep one: without a gathering of its own it goes by date."
        raise ExportRefusedError("several_codebooks", reason)
    hold_headers_once(best[0])
    return best[0]


def rank(each: Fit) -> tuple[int, bool]:
    """How well a codebook fits: by the columns it maps, then by its tool."""
    return len(set(each.mapped)), each.codebook.tool == each.export.tool


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
